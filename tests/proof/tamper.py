"""One byte of a journal row or a sale's row, at the till and at the centre: verify names the record."""

import argparse
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.crash.kill import central_serving

PLANTS = (
    ("till", 'UPDATE journal SET line = replace(line, \'"n":"GDK1\', \'"n":"GDX1\') WHERE id = ?'),
    ("till", "UPDATE sale SET total = total + 1 WHERE id = ?"),
    ("till", "UPDATE sale_line SET commission = commission - 1 WHERE sale_id = ? AND line_no = 1"),
    ("centre", "UPDATE journal SET line = replace(line, 'GDK1', 'GDX1') WHERE id = ?"),
    ("centre", "UPDATE sale SET total = total + 1 WHERE id = ?"),
    ("centre", "UPDATE tender SET amount = amount + 1 WHERE sale_id = ?"),
)


def run(asked: argparse.Namespace) -> str:
    """Plant each change, see it named with exit 1, take it back, see exit 0."""
    with tempfile.TemporaryDirectory(prefix="gerai-tamper-") as name:
        folder = Path(name)
        with central_serving(folder / "centre") as (url, code):
            _gerai(
                "day", "--sales", "12", "--seed", str(asked.seed), "--data", str(folder / "shop"),
                "--centre", url, "--code", code,
            )  # fmt: skip
            files = {"till": folder / "shop" / "gerai.db", "centre": folder / "centre" / "central.db"}
            for place, sql in PLANTS:
                _plant(folder, files[place], sql)
            assert _gerai("verify", "--centre", "--data", str(folder / "shop")).returncode == 0
    return f"{len(PLANTS)} changes, each named with exit 1, 0 findings when taken back"


def _gerai(*words: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-m", "pos", *words], stdout=subprocess.PIPE, text=True, check=False
    )


def _plant(folder: Path, path: Path, sql: str) -> None:
    """In this process, which has no store open; the centre's server sees the file change as any reader does."""
    with sqlite3.connect(path) as connection:
        sale = connection.execute("SELECT id FROM sale ORDER BY number LIMIT 1 OFFSET 3").fetchone()[0]
        table = sql.split()[1]
        key = {"sale_line": "sale_id", "tender": "sale_id"}.get(table, "id")
        before = connection.execute(f"SELECT rowid, * FROM {table} WHERE {key} = ?", (sale,)).fetchall()
        if table == "journal":
            line = connection.execute("SELECT line FROM journal WHERE id = ?", (sale,)).fetchone()[0]
            changed = line.replace(b"GDK1", b"GDX1", 1)
            connection.execute("UPDATE journal SET line = ? WHERE id = ?", (changed, sale))
        else:
            connection.execute(sql, (sale,))
    connection.close()
    found = _gerai("verify", "--centre", "--data", str(folder / "shop"))
    assert found.returncode == 1, f"not seen: {sql}"
    assert sale in found.stdout, f"not named: {sql}: {found.stdout}"
    with sqlite3.connect(path) as connection:
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
        for row in before:
            sets = ", ".join(f'"{column}" = ?' for column in columns)
            connection.execute(f"UPDATE {table} SET {sets} WHERE rowid = ?", (*row[1:], row[0]))
    connection.close()
