"""The processes of the play, each of which may be killed at any moment and is started again: tills and the centre."""

import json
import os
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from threading import Event
from time import monotonic

from pos.app.demo import make_demo_shop
from pos.clock import SystemClock
from pos.ids import SystemIds
from tests.chaos.books import Documents, documents_at
from tests.chaos.proxy import Line

UP_S = 90
CLOSE_S = 120
LOOK_S = 0.1
TAIL_CHARS = 3000
NO_DATABASE = 2
"""The exit code of a clear sentence about what stands in the way."""


class Violation(AssertionError):
    """A promise was broken; says which."""


def until(condition: Callable[[], bool], limit_s: float, what: str) -> None:
    """Look again and again until it holds; raises Violation at the limit."""
    deadline, pause = monotonic() + limit_s, Event()
    while not condition():
        if monotonic() > deadline:
            raise Violation(f"{what}: not within {limit_s} s")
        pause.wait(LOOK_S)


def gerai(*words: str) -> subprocess.CompletedProcess[str]:
    """The command as a person runs it; whatever it answers is given back."""
    return subprocess.run([sys.executable, "-m", "pos", *words], capture_output=True, text=True)


def told_by(*words: str) -> dict:
    """The JSON of a command that must succeed."""
    done = gerai(*words, "--json")
    if done.returncode != 0:
        raise Violation(
            f"gerai {' '.join(words[:2])} ended with {done.returncode}: {done.stdout}{done.stderr}"
        )
    return json.loads(done.stdout)


@dataclass
class Part:
    """One process; its words go to a file beside its folder."""

    name: str
    folder: Path
    process: subprocess.Popen | None = None

    def begin(self, *words: str) -> None:
        assert self.process is None
        with self.folder.with_suffix(".out").open("ab") as out:
            self.process = subprocess.Popen(
                [sys.executable, "-m", *words], stdin=subprocess.PIPE, stdout=out, stderr=out
            )

    def kill(self) -> bool:
        """kill -9; whether there was something to kill. Raises Violation for one that had ended by itself."""
        if self.process is None:
            return False
        self.require_alive()
        os.kill(self.process.pid, signal.SIGKILL)
        self._gone()
        return True

    def require_alive(self) -> None:
        if self.process is not None and self.process.poll() is not None:
            raise Violation(f"{self.name} ended by itself with {self.process.returncode}: {self.said()}")

    def said(self) -> str:
        return self.folder.with_suffix(".out").read_text()[-TAIL_CHARS:]

    def end(self) -> None:
        """For the clearing up: no process stays behind."""
        if self.process is not None:
            self.process.kill()
            self._gone()

    def _gone(self) -> None:
        assert self.process is not None
        self.process.wait()
        self.process.stdin.close()
        self.process = None


@dataclass
class Centre(Part):
    """`gerai central serve` on one port for all its lives."""

    database: str = ""
    port: int = 0
    starts_again: int = 0

    def make(self) -> None:
        told_by("central", "init", "--demo", *self._where)

    def start(self) -> None:
        self.begin("pos", "central", "serve", "--port", str(self.port), *self._where)

    def require_alive(self) -> None:
        """Without its database it says so and ends with 2; whoever runs it starts it again."""
        if self.process is not None and self.process.poll() == NO_DATABASE:
            self._gone()
            self.starts_again += 1
            self.start()
        super().require_alive()

    def code(self) -> str:
        return told_by("central", "enrol", "--outlet", "GDK", *self._where)["code"]

    def is_up(self) -> bool:
        self.require_alive()
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/v1/health", timeout=5) as answer:
                return answer.status == 200
        except (urllib.error.URLError, OSError):
            return False

    @property
    def _where(self) -> tuple[str, ...]:
        return ("--data", str(self.folder), "--database", self.database)


@dataclass
class Till(Part):
    """A demo shop of outlet GDK behind a line of its own. `surplus` was stored and not acknowledged, one at each kill."""

    line: Line | None = None
    random: Random = field(default_factory=Random)
    early: bool = False
    surplus: Documents = field(default_factory=dict)
    kills: int = 0

    @property
    def store(self) -> Path:
        return self.folder / "gerai.db"

    def make(self, code: str) -> None:
        """Make the shop and join the centre, over a line that is good yet."""
        make_demo_shop(self.folder, SystemClock(), SystemIds())
        url = f"http://127.0.0.1:{self.line.port}"
        done = gerai("enrol", "--centre", url, "--code", code, "--data", str(self.folder))
        assert done.returncode == 0, done.stderr

    def start(self) -> None:
        plant = ("early",) if self.early else ()
        seed = str(self.random.randrange(2**30))
        self.begin("tests.chaos.till_process", str(self.folder), seed, str(self._acks), *plant)

    def kill(self) -> bool:
        killed = super().kill()
        self.kills += killed
        return killed

    def acked(self) -> Documents:
        """What a cashier was told is done: kind and id → number, total."""
        lines = self._acks.read_text().splitlines() if self._acks.exists() else []
        return {(kind, i): (number, int(total)) for kind, i, number, total in map(str.split, lines)}

    def check(self) -> None:
        """acked <= stored <= acked + 1: nothing that was told is missing, one commit at most was not told any more."""
        acked, stored = self.acked(), documents_at(self.store)
        lost = {key for key, facts in acked.items() if stored.get(key) != facts}
        if lost:
            raise Violation(f"{self.name} lost or changed what it had acknowledged: {sorted(lost)}")
        fresh = {key: stored[key] for key in stored.keys() - acked.keys() - self.surplus.keys()}
        if (
            len([key for key in fresh if key[0] == "S"]) > 1
            or len([key for key in fresh if key[0] == "R"]) > 1
        ):
            raise Violation(f"{self.name} stored more than it acknowledged: {sorted(fresh)}")
        self.surplus.update(fresh)

    def stop(self) -> None:
        """Ask it to close the shift and the shop in order; raises Violation where it does not."""
        assert self.process is not None
        self.process.stdin.close()
        try:
            self.process.wait(CLOSE_S)
        except subprocess.TimeoutExpired as error:
            raise Violation(f"{self.name} does not close: {self.said()}") from error
        if self.process.returncode != 0:
            raise Violation(f"{self.name} closed with {self.process.returncode}: {self.said()}")
        self._gone()

    def send(self) -> bool:
        """One round with the centre; whether nothing is left."""
        done = gerai("sync", "--data", str(self.folder))
        return done.returncode == 0 and told_by("status", "--data", str(self.folder))["unsent"] == 0

    @property
    def _acks(self) -> Path:
        return self.folder.with_suffix(".acks")
