"""Scan (last key) → line painted, in the real window offscreen over 50,000 products, against one 60 Hz frame."""

import random
import time
from collections.abc import Iterator

from PySide6.QtCore import QEvent, QObject

from pos.services import lookup
from tests.bench.row import FRAME_MS, Row, quantile
from tests.bench.shops import demo_till
from tests.ui.stage import Stage

PRODUCTS = 50_000
SCANS = 300
LINES_MAX = 8


class _Painted(QObject):
    """Notes when the cart's widgets were last painted."""

    def __init__(self, inside: QObject) -> None:
        super().__init__()
        self.inside = inside
        self.at = 0.0

    def eventFilter(self, thing: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and thing.isWidgetType() and self.inside.isAncestorOf(thing):
            self.at = time.perf_counter()
        return False


def rows() -> Iterator[Row]:
    """Each scan is sent key by key; the clock runs from its Enter to the end of the paint."""
    with demo_till(PRODUCTS) as till:
        ctx, chance = till.ctx, random.Random(5)
        with ctx.store.read() as connection:
            found = connection.exec_driver_sql(
                "SELECT code FROM product WHERE active AND NOT unique_piece"
            ).all()
        codes = [row[0] for row in found]
        stage = Stage(ctx, None, till.folder.root, 1366, 768)
        stage.begin()
        assert lookup.search(ctx, "")
        painted = _Painted(stage.window.centralWidget())
        stage.app.installEventFilter(painted)
        took = []
        for n in range(SCANS):
            took.append(_scan(stage, painted, chance.choice(codes)))
            if n % LINES_MAX == LINES_MAX - 1:
                stage.window.screens.sell.lines.clear()
            stage.settle()
        stage.app.removeEventFilter(painted)
        stage.close()
        for name, q in (("p50", 0.5), ("p99", 0.99)):
            value = quantile(took[20:], q)
            yield Row(
                f"scan → painted, 50,000 products, {name}", f"{value:.1f} ms", f"{FRAME_MS} ms", value / FRAME_MS,
                "≤ 1 frame", value <= FRAME_MS,
            )  # fmt: skip


def _scan(stage: Stage, painted: _Painted, code: str) -> float:
    stage.now_ms += 400
    for character in code:
        stage.now_ms += 8
        stage._press(character)
    stage.now_ms += 8
    began = time.perf_counter()
    stage._press("Return")
    painted.at = 0.0
    while not painted.at:
        stage.app.processEvents()
    return (time.perf_counter() - began) * 1000
