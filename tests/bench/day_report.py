"""The page's figures of one day over 1,000,000 sales of 20 outlets, on PostgreSQL."""

import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta

import sqlalchemy as sa

from sync.central.services import reports
from sync.central.store import CentralStore, open_central_store
from tests import postgres
from tests.bench.row import Row, quantile

OUTLETS, DAYS, SALES_A_DAY = 20, 250, 200
FIRST_DAY = date(2026, 1, 1)
MS_MAX = 100
ROUNDS = 40

FILL = f"""
INSERT INTO outlet (outlet_id, name, created_at) SELECT 'O' || o, 'Gerai ' || o, 0 FROM generate_series(1, {OUTLETS}) o;
INSERT INTO sale (outlet_id, id, register_id, epoch, number, shift_id, business_date, at, cashier_id,
                  gross, discount, net, tax, rounding, total, change)
  SELECT 'O' || o, o || '-' || d || '-' || n, 'r' || o, 1, 'O' || o || '-' || d || '-' || n, 's' || d,
         DATE '{FIRST_DAY}' + d, 1767225600000 + d * 86400000::bigint + n, 1, 85000, 0, 85000, 0, 0, 85000, 0
  FROM generate_series(1, {OUTLETS}) o, generate_series(1, {DAYS}) d, generate_series(1, {SALES_A_DAY}) n;
INSERT INTO sale_line (outlet_id, sale_id, line_no, product_id, title, maker_id, quantity, gross, shared_discount,
                       outlet_discount, maker_discount, net, tax, base, base_commission, commission, maker_share,
                       category, unit_price)
  SELECT outlet_id, id, line, 'P1', 'Syal', 'M1', 1, 42500, 0, 0, 0, 42500, 0, 42500, 8500, 8500, 34000, 'K', 42500
  FROM sale, generate_series(1, 2) line;
ANALYZE;
"""


def rows() -> Iterator[Row]:
    """Two lines a sale, written by the database itself; the report is asked again and again for days in turn."""
    with postgres.running() as uri:
        database = postgres.new_database(uri)
        subprocess.run(
            [sys.executable, "-m", "pos", "central", "init", "--database", database],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        store = open_central_store(database)
        with store.engine.begin() as connection:
            for statement in FILL.split(";\n")[:-1]:
                connection.execute(sa.text(statement))
        took = [_asked(store, FIRST_DAY + timedelta(days=1 + n * 6)) for n in range(ROUNDS)]
        store.close()
    for name, q in (("p50", 0.5), ("p95", 0.95)):
        value = quantile(took, q)
        yield Row(
            f"day report over 1,000,000 sales, {name}", f"{value:.0f} ms", f"{MS_MAX} ms", value / MS_MAX,
            f"≤ {MS_MAX} ms", value <= MS_MAX,
        )  # fmt: skip


def _asked(store: CentralStore, day: date) -> float:
    started = time.perf_counter()
    with store.engine.connect() as connection:
        found = reports.today(connection, day)
    assert [outlet.sale_count for outlet in found] == [SALES_A_DAY] * OUTLETS
    assert found[0].commission == SALES_A_DAY * 2 * 8_500
    return (time.perf_counter() - started) * 1000
