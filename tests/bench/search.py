"""Search as you type over 50,000 products: every key of some words, against one 60 Hz frame."""

import time
from collections.abc import Iterator

from pos.services import lookup
from tests.bench.row import FRAME_MS, Row, quantile
from tests.bench.shops import demo_till

WORDS = (
    "kain batik",
    "jumputan",
    "mug hijau",
    "bros perca",
    "tulis",
    "rotan",
    "pandan kecil",
    "esin",
    "zzz",
    "0123",
)
PRODUCTS = 50_000


def rows() -> Iterator[Row]:
    with demo_till(PRODUCTS) as till:
        took = []
        for _ in range(4):
            for word in WORDS:
                for end in range(1, len(word) + 1):
                    started = time.perf_counter()
                    lookup.search(till.ctx, word[:end])
                    took.append((time.perf_counter() - started) * 1000)
        value = quantile(took, 0.99)
        yield Row(
            "search per key, 50,000 products, p99",
            f"{value:.1f} ms",
            f"{FRAME_MS} ms",
            value / FRAME_MS,
            "≤ 1 frame",
            value <= FRAME_MS,
        )
