"""Fixtures that many tests share: a small shop on a real SQLite file, a clock that stands still until told."""

import os
import random
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest

from pos.domain.permissions import Role
from pos.ids import SystemIds
from pos.key_store import FileKeys
from pos.services import shop
from pos.services.context import Context
from pos.services.shop import context_of
from pos.services.sign_in import Cashier
from pos.services.writer import Writer
from tests import builders, compiled_once

compiled_once.share()


class FakeClock:
    """Stands at a moment; `advance` moves it; every reading adds a millisecond, as real ones do."""

    def __init__(self, at: datetime = datetime(2026, 11, 14, 2, 30, tzinfo=UTC)) -> None:
        self.at = at
        self._lock = threading.Lock()

    def now(self) -> datetime:
        with self._lock:
            self.at += timedelta(milliseconds=1)
            return self.at

    def advance(self, **parts: float) -> None:
        with self._lock:
            self.at += timedelta(**parts)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def keys(tmp_path) -> FileKeys:
    return FileKeys(tmp_path / "keys")


@pytest.fixture
def ctx(tmp_path, clock, keys) -> Iterator[Context]:
    """An open shop GDK with the goods of builders.PRODUCTS, a cashier (1) and a manager (5)."""
    ids = SystemIds(random.Random(1).getrandbits)
    store = shop.create_shop(tmp_path / "gerai.db", outlet_code="GDK", clock=clock, ids=ids, keys=keys)
    writer = Writer()
    context = context_of(store, writer, clock, ids)
    context.device_key = lambda: keys.get("device-key")
    context.data_key = lambda: b"d" * 32
    writer.call(builders.fill_shop, context)
    context.reload_shop()
    yield context
    writer.stop()
    store.close()


@pytest.fixture
def rani() -> Cashier:
    return Cashier(1, "Rani", Role.CASHIER)


@pytest.fixture
def ratna() -> Cashier:
    return Cashier(5, "Ratna", Role.MANAGER)


@pytest.fixture
def open_shift(ctx, rani):
    """A shift opened by Rani with Rp500.000."""
    from pos.services import shifts

    return ctx.writer.call(shifts.open_shift, ctx, cashier=rani, opening_float=500_000)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how many seeds of the simulation were played (five to a test)."""
    passed = terminalreporter.stats.get("passed", [])
    played = sum("test_simulation.py::test_nothing_is_lost" in report.nodeid for report in passed) * 5
    if played:
        terminalreporter.write_line(f"simulation: {played} seeds, nothing lost, nothing doubled")
