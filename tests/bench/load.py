"""500 outlets that push at once to one real centre: nothing but 200 and 503 with a pause, everybody gets in, memory holds.

The limit is the same work asked for in an orderly way, by as many registers at a time as the centre has places.
"""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from pos.clock import SystemClock
from sync.central.services import registers
from sync.central.services.load import Load
from sync.central.store import CentralStore, open_central_store
from sync.central.tables.journal import quarantine
from sync.central.tables.registers import incident, register_tip
from sync.central.tables.sales import sale
from tests import postgres
from tests.bench.row import Row, quantile
from tests.bench.rush import PATIENCE_S, Notes, rush
from tests.sync.central.line_maker import Register, begin, trade

OUTLETS, SALES = 500, 20
ORDERLY = 100
"""Outlets of the orderly run before, which is the limit and warms the centre up."""
RATIO_MAX = 2.0
P99_MS_MAX = PATIENCE_S * 1000 / 10
GROWTH_MB_MAX = 64


@dataclass(frozen=True)
class Serving:
    """A running centre: its address and its process."""

    url: str
    process: int

    def memory_mb(self, name: str) -> float:
        """`VmRSS` (now) or `VmHWM` (the most since the last reset)."""
        status = Path(f"/proc/{self.process}/status").read_text()
        (kilobytes,) = (line.split()[1] for line in status.splitlines() if line.startswith(name + ":"))
        return int(kilobytes) / 1024

    def forget_peak(self) -> None:
        """The kernel starts to watch the memory's peak anew (proc(5), clear_refs 5)."""
        Path(f"/proc/{self.process}/clear_refs").write_text("5")


def rows() -> Iterator[Row]:
    with postgres.running() as uri:
        yield from _measured("PostgreSQL", postgres.new_database(uri))
    with tempfile.TemporaryDirectory(prefix="gerai-bench-") as name:
        yield from _measured("SQLite", f"sqlite:///{Path(name) / 'central.db'}")


def _measured(engine: str, database: str) -> Iterator[Row]:
    _gerai("init", database)
    store = open_central_store(database)
    made = [_outlet(store, n) for n in range(ORDERLY + OUTLETS)]
    with _serving(database) as centre:
        calm = rush(centre.url, made[:ORDERLY], Load(postgres=store.is_postgres).in_work_max)
        before = centre.memory_mb("VmRSS")
        centre.forget_peak()
        notes = rush(centre.url, made[ORDERLY:], OUTLETS)
        peak = centre.memory_mb("VmHWM")
    _require_all_there(store, made)
    store.close()
    yield _time_row(engine, notes, calm)
    yield from _wait_rows(notes)
    yield _refusals_row(notes, calm)
    yield Row(
        "  memory of the centre, peak", f"{peak:.0f} MB", f"{before:.0f} MB", peak / before,
        f"≤ before + {GROWTH_MB_MAX} MB", peak <= before + GROWTH_MB_MAX,
    )  # fmt: skip


def _gerai(verb: str, database: str) -> None:
    command = [sys.executable, "-m", "pos", "central", verb, "--database", database]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


@contextmanager
def _serving(database: str) -> Iterator[Serving]:
    command = [sys.executable, "-m", "pos", "central", "serve", "--port", "0", "--database", database]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        yield Serving(server.stdout.readline().split()[-1], server.pid)
    finally:
        server.terminate()
        server.wait(20)
        server.stdout.close()


def _outlet(store: CentralStore, number: int) -> Register:
    """An outlet with one register that has sold and sent nothing yet."""
    code = f"O{number:03d}"
    store.run(lambda k: registers.add_outlet(k, code, f"Gerai {number}", SystemClock().now()))
    register = Register(store, SystemClock(), outlet=code, code=f"{code}1")
    begin(register)
    trade(register, SALES)
    return register


def _require_all_there(store: CentralStore, made: list[Register]) -> None:
    """Every line is counted once, every sale is in its table, nothing was set aside or suspected."""

    def count(what: sa.ColumnElement[int]) -> int:
        return int(store.look(lambda k: k.execute(sa.select(what)).scalar_one()))

    assert count(sa.func.sum(register_tip.c.seq)) == sum(len(register.lines) for register in made)
    assert count(sa.func.count(sale.c.id)) == len(made) * SALES
    assert count(sa.func.count(quarantine.c.seq)) == count(sa.func.count(incident.c.code)) == 0


def _time_row(engine: str, notes: Notes, calm: Notes) -> Row:
    limit = calm.took_s * OUTLETS / ORDERLY
    ratio = notes.took_s / limit
    return Row(
        f"{OUTLETS} outlets at once → {engine}", f"{notes.took_s:.1f} s", f"{limit:.1f} s", ratio,
        f"all acknowledged, ≤ {RATIO_MAX}×", ratio <= RATIO_MAX,
    )  # fmt: skip


def _wait_rows(notes: Notes) -> Iterator[Row]:
    for name, q in (("p50", 0.5), ("p99", 0.99)):
        value = quantile(notes.accepted_ms, q)
        yield Row(
            f"  an accepted push, {name}", f"{value:.0f} ms", f"{PATIENCE_S * 1000} ms", value / PATIENCE_S / 1000,
            f"≤ {P99_MS_MAX:.0f} ms", value <= P99_MS_MAX,
        )  # fmt: skip


def _refusals_row(notes: Notes, calm: Notes) -> Row:
    """How many were sent away; anything but 200 and 503 with a pause, or a broken line, misses the goal."""
    faults = dict(notes.faults + calm.faults)
    refused = len(notes.refused_ms)
    asked = refused + len(notes.accepted_ms)
    return Row(
        "  sent away: 503 + Retry-After", str(refused), f"{asked} asked", refused / asked,
        f"nothing else but 200; at most {notes.tries_max} tries for a batch {faults or ''}".rstrip(), not faults,
    )  # fmt: skip
