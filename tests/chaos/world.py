"""Two tills of one outlet, a centre on PostgreSQL, a bad line for each till, and kills at random moments (sync.md §4b, §4d).

The seed decides when what happens; the processes are real, so that no two runs are the same.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from random import Random
from shutil import rmtree
from tempfile import mkdtemp
from threading import Event
from time import monotonic

from tests import postgres
from tests.chaos import books, judge
from tests.chaos.database import Database
from tests.chaos.parts import UP_S, Centre, Part, Till, Violation, gerai, until
from tests.chaos.proxy import Proxy, Toxic

TILLS = 2
FIRST_SALES = 3
BETWEEN_S = (0.05, 2.6)
"""Two happenings lie so far apart."""
DEAD_S = (0.0, 1.5)
"""So long a killed process stays dead."""
DOWN_S = (0.3, 5.0)
REST_CYCLES = 4
"""Rounds that each till may need on a good line until nothing is left."""


class World:
    """Everything that runs; `tally` counts what befell the processes."""

    def __init__(self, folder: Path, uri: str, seed: int, closing: ExitStack) -> None:
        """Make and join everything, on good lines; nothing sells yet."""
        self.folder, self.random, self.tally = folder, Random(seed), Counter()
        self._pause, self._due = Event(), {}
        url = postgres.new_database(uri)
        self.database = Database(url)
        self.centre = Centre("centre", folder / "centre", database=url, port=_free_port())
        self.proxy = closing.enter_context(Proxy())
        self.tills = [self._till(folder / f"till-{n + 1}") for n in range(TILLS)]
        self.parts: tuple[Part, ...] = (*self.tills, self.centre)
        for part in self.parts:
            closing.callback(part.end)
        self.centre.make()
        self.centre.start()
        until(self.centre.is_up, UP_S, "the centre starts")
        for till in self.tills:
            till.make(self.centre.code())

    def _till(self, folder: Path) -> Till:
        line = self.proxy.line(("127.0.0.1", self.centre.port), Random(self.random.getrandbits(64)))
        return Till(folder.name, folder, line=line, random=Random(self.random.getrandbits(64)))

    # --- trouble ------------------------------------------------------------------------

    def open(self) -> None:
        """Both tills sell."""
        for till in self.tills:
            till.start()
        until(self._both_sell, UP_S, "both tills sell")

    def _both_sell(self) -> bool:
        self._require_alive()
        return all(len(till.acked()) >= FIRST_SALES for till in self.tills)

    def trouble(self, going: Callable[[int], bool]) -> None:
        """One thing after the other while `going`, which is asked with their number so far."""
        happenings = (
            (self._kill_till, 6), (self._kill_centre, 2), (self._line_down, 2), (self._other_toxics, 5),
            (self._end_connections, 2), (self._kill_backend, 1), (self._stop_postgres, 0.5),
        )  # fmt: skip
        acts, weights = zip(*happenings, strict=True)
        count = 0
        self._other_toxics()
        while going(count):
            self._pause.wait(self.random.uniform(*BETWEEN_S))
            self._do_what_is_due()
            self._require_alive()
            self.random.choices(acts, weights)[0]()
            count += 1

    def _do_what_is_due(self) -> None:
        for key in [key for key, (at, _) in self._due.items() if at <= monotonic()]:
            self._due.pop(key)[1]()

    def _later(self, key: object, seconds: tuple[float, float], act: Callable[[], None]) -> None:
        self._due[key] = (monotonic() + self.random.uniform(*seconds), act)

    def _require_alive(self) -> None:
        for part in self.parts:
            part.require_alive()

    def _kill_till(self) -> None:
        till = self.random.choice(self.tills)
        if till.kill():
            self.tally[f"kill {till.name}"] += 1
            till.check()
            self._later(till.name, DEAD_S, till.start)

    def _kill_centre(self) -> None:
        if self.centre.kill():
            self.tally["kill centre"] += 1
            self._later("centre", DEAD_S, self.centre.start)

    def _line_down(self) -> None:
        line = self.random.choice(self.tills).line
        line.down = True
        self.proxy.run(line.drop())
        self.tally["line down"] += 1
        self._later(line, DOWN_S, lambda: setattr(line, "down", False))

    def _other_toxics(self) -> None:
        """Each line has troubles of its own; now and then one is good for a while."""
        for till in self.tills:
            worst = self.random.choice((0, 0.04, 0.08, 0.16))
            till.line.chances = {toxic: worst * self.random.random() for toxic in Toxic}

    def _end_connections(self) -> None:
        self.tally["connections ended"] += self.database.end_connections(self.random)

    def _kill_backend(self) -> None:
        self.tally["kill postgres backend"] += self.database.kill_backend(self.random)
        until(self.database.is_up, UP_S, "PostgreSQL recovers")

    def _stop_postgres(self) -> None:
        self.tally["postgres stopped at once"] += self.database.stop_at_once()
        until(self.database.is_up, UP_S, "PostgreSQL recovers")

    # --- rest ---------------------------------------------------------------------------

    def come_to_rest(self) -> int:
        """Good lines, everything up; the tills close in order and send what is left. Gives the rounds it took."""
        until(self.database.is_up, UP_S, "PostgreSQL is up")
        for part in self.parts:
            if part.process is None:
                part.start()
        until(self.centre.is_up, UP_S, "the centre is up")
        for till in self.tills:
            self.proxy.run(till.line.heal())
        for till in self.tills:
            till.stop()
            till.check()
        for cycle in range(1, REST_CYCLES + 1):
            left = [till.name for till in self.tills if not till.send()]
            if not left:
                return cycle
        raise Violation(f"after {REST_CYCLES} rounds on a good line there is more to send: {left}")

    def findings(self) -> list[str]:
        """Everything that differs: by the program's own comparisons, and by our own."""
        return [*self._told_by_the_program(), *self.judged()]

    def _told_by_the_program(self) -> list[str]:
        found: list[str] = []
        for till in self.tills:
            for words in ((), ("--centre",)):
                found += _said(f"{till.name}: verify", "verify", *words, "--data", str(till.folder))
        found += _said("centre: verify", "central", "verify", "--database", self.centre.database)
        return found

    def judged(self) -> list[str]:
        """By raw lines and rows alone."""
        mine = [(books.till_books(t.name, t.store), t.acked(), t.surplus) for t in self.tills]
        return judge.findings(mine, books.central_books(self.database.engine))


def _said(what: str, *words: str) -> Iterator[str]:
    done = gerai(*words)
    if done.returncode != 0:
        yield f"{what} ended with {done.returncode}: {done.stdout[-600:]}{done.stderr[-600:]}"


def _free_port() -> int:
    """The proxy needs the centre's address before it runs, and for all its lives."""
    import socket

    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return listening.getsockname()[1]


@contextmanager
def running(seed: int) -> Iterator[World]:
    """A world that ends with all its processes; its folder stays where it failed."""
    folder = Path(mkdtemp(prefix="gerai-chaos-"))
    with postgres.running() as uri, ExitStack() as closing:
        yield World(folder, uri, seed, closing)
    rmtree(folder)
