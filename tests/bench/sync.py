"""10,000 unsent sales → centre on PostgreSQL, against a bare unnest insert of the same rows."""

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

import sqlalchemy as sa

from sync.central.store import bulk_insert, open_central_store
from sync.central.tables import journal as lines
from sync.central.tables import sales
from sync.outlet import cycle
from sync.outlet.enrol import enrol
from sync.outlet.transport import HttpTransport
from tests import postgres
from tests.bench import close
from tests.bench.row import Row
from tests.bench.shops import demo_till
from tests.crash.kill import central_serving

SALES = close.SALES
TABLES = (lines.journal, sales.sale, sales.sale_line, sales.tender, sales.stock_movement, sales.maker_entry)


def rows() -> Iterator[Row]:
    with (
        demo_till() as till,
        postgres.running() as uri,
        tempfile.TemporaryDirectory(prefix="gerai-bench-") as name,
    ):
        database = postgres.new_database(uri)
        with central_serving(Path(name), "--database", database) as (url, code):
            transport = HttpTransport(url)
            enrol(till.ctx, transport, till.credentials, url=url, code=code)
            cycle.run(till.ctx, transport, till.credentials, Random(1))
            close._sell(till.ctx)
            started = time.perf_counter()
            outcome = cycle.run(till.ctx, transport, till.credentials, Random(1))
            took = time.perf_counter() - started
            assert outcome.problem is None
            assert outcome.unsent == 0
            transport.close()
        limit = _bare(database, postgres.new_database(uri))
        ratio = limit / took
        yield Row(
            "10,000 unsent sales → PostgreSQL", f"{SALES / took:.0f} /s", f"{SALES / limit:.0f} /s", ratio,
            "aim ≥ 0.50, defect below 0.35", ratio >= 0.35,
        )  # fmt: skip


def _bare(source: str, target: str) -> float:
    """Seconds to insert the very rows that arrived, in 500-sale batches, by unnest alone."""
    reading, writing = open_central_store(source), open_central_store(target)
    subprocess.run(
        [sys.executable, "-m", "pos", "central", "init", "--database", target],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    with reading.engine.connect() as connection:
        found = {t.name: [dict(r) for r in connection.execute(sa.select(t)).mappings()] for t in TABLES}
    batches = SALES // 500
    started = time.perf_counter()
    for n in range(batches):
        with writing.engine.begin() as connection:
            for table in TABLES:
                rows_ = found[table.name]
                size = -(-len(rows_) // batches)
                bulk_insert(connection, table, rows_[n * size : (n + 1) * size])
    took = time.perf_counter() - started
    reading.close()
    writing.close()
    return took
