"""What lies in the two stores, by plain SQL and raw lines: nothing here goes through the program."""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from tests.simulation import oracle

Documents = dict[tuple[str, str], tuple[str, int]]
"""S(ale) or R(efund) and id → number and total in rupiah."""
Row = tuple[str, str, str, int]
"""Register, id, number, total in rupiah."""


@dataclass(frozen=True)
class TillBooks:
    """One till: its journal, and the rows of its tables."""

    name: str
    register_id: str
    lines: Counter[tuple[int, int, bytes]]
    sales: Counter[Row]
    refunds: Counter[Row]


@dataclass(frozen=True)
class CentralBooks:
    """The outlet's rows at the centre."""

    lines: dict[str, Counter[tuple[int, int, bytes]]]
    sales: Counter[Row]
    refunds: Counter[Row]
    tenders: Counter[str]
    makers: Counter[str]
    goods: Counter[str]
    unique: frozenset[str]
    incidents: tuple[tuple[str, str], ...]
    quarantined: tuple[tuple[str, str], ...]


def documents_at(store: Path) -> Documents:
    """Sales and refunds in a till's store that nobody has open."""
    with closing(_looking(store)) as found:
        rows = [("S", *row) for row in found.execute("SELECT id, number, total FROM sale")]
        rows += [("R", *row) for row in found.execute("SELECT id, number, total FROM refund")]
    return {(kind, i): (number, total) for kind, i, number, total in rows}


def till_books(name: str, store: Path) -> TillBooks:
    """Of a store that nobody has open."""
    with closing(_looking(store)) as found:
        lines = Counter(
            (e, s, bytes(line)) for e, s, line in found.execute("SELECT epoch, seq, line FROM journal")
        )
        register_id = json.loads(next(iter(lines))[2])["reg"]

        def rows(table: str) -> Counter[Row]:
            return Counter(
                (register_id, *row) for row in found.execute(f"SELECT id, number, total FROM {table}")
            )

        return TillBooks(name, register_id, lines, rows("sale"), rows("refund"))


def _looking(store: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{store.as_uri()}?mode=ro", uri=True)


def central_books(engine: sa.Engine) -> CentralBooks:
    """Of outlet GDK, all in one moment."""
    with engine.connect().execution_options(isolation_level="REPEATABLE READ") as connection:

        def ask(sql: str) -> list[tuple]:
            return [tuple(row) for row in connection.execute(sa.text(sql))]

        lines: dict[str, Counter[tuple[int, int, bytes]]] = {}
        for register, epoch, seq, line in ask("SELECT register_id, epoch, seq, line FROM journal"):
            lines.setdefault(register, Counter())[epoch, seq, bytes(line)] += 1
        return CentralBooks(
            lines=lines,
            sales=Counter(ask("SELECT register_id, id, number, total FROM sale")),
            refunds=Counter(ask("SELECT register_id, id, number, total FROM refund")),
            tenders=_tenders(ask),
            makers=_summed(ask("SELECT maker_id, amount FROM maker_entry")),
            goods=_summed(ask("SELECT product_id, quantity FROM stock_movement")),
            unique=frozenset(
                i for (i,) in ask("SELECT id FROM product WHERE outlet_id = 'GDK' AND unique_piece")
            ),
            incidents=tuple(ask("SELECT code, detail FROM incident ORDER BY id")),
            quarantined=tuple(ask("SELECT code, detail FROM quarantine")),
        )


def _tenders(ask) -> Counter[str]:
    """What came in by each way to pay: tenders without change, less what was given back."""
    rows = ask("SELECT kind, amount FROM tender")
    rows += ask("SELECT kind, -amount FROM refund_tender")
    rows += ask("SELECT 'cash', -change FROM sale")
    return _summed(rows)


def _summed(rows: Iterable[tuple[str, int]]) -> Counter[str]:
    """By the first column; what adds up to nothing is left out."""
    found: Counter[str] = Counter()
    for key, amount in rows:
        found[key] += amount
    return Counter({key: amount for key, amount in found.items() if amount})


def raw_sums(lines: Iterable[bytes]) -> oracle.Sums:
    """By the oracle that shares nothing with the program; an exchange is a refund and a sale to it."""
    return oracle.sums([part for line in lines for part in _plain(line)])


def _plain(line: bytes) -> list[bytes]:
    record = oracle.original(line)
    if record["k"] != "exchange":
        return [line]
    body, version = record["b"], {"sv": record["sv"]}
    halves = (("refund", body["ri"], body["rf"]), ("sale", record["id"], body["sa"]))
    return [json.dumps({"k": kind, "id": i, "b": half, **version}).encode() for kind, i, half in halves]


def without_nought(counter: Counter[str]) -> Counter[str]:
    return _summed(counter.items())


def standing(
    lines: Iterable[bytes], unique: frozenset[str]
) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """Of each unique piece the numbers of the sales that stand, and of all that ever were."""
    ever: dict[str, dict[str, str]] = {}
    back: set[tuple[str, str]] = set()
    for record in (json.loads(part) for line in lines for part in _plain(line)):
        if record["k"] == "sale":
            for line in record["b"]["l"]:
                if line["p"] in unique:
                    ever.setdefault(line["p"], {})[record["id"]] = record["b"]["no"]
        elif record["k"] in {"refund", "void"}:
            back |= {(line["p"], record["b"]["of"]) for line in record["b"]["l"]}
    still = {p: {number for i, number in sold.items() if (p, i) not in back} for p, sold in ever.items()}
    return still, {p: set(sold.values()) for p, sold in ever.items()}
