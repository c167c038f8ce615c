"""Sums of money and goods from raw lines alone: sixty lines that share nothing with the program.

Reads the wire's words of docs/protocol.md by themselves; knows no class of the program.
"""

import hashlib
import json
from collections import Counter
from dataclasses import dataclass, field


@dataclass
class Sums:
    """Of one register or more: what was sold and given back, by tender and by maker; goods by product."""

    sales: dict[str, int] = field(default_factory=dict)
    refunds: dict[str, int] = field(default_factory=dict)
    tenders: Counter = field(default_factory=Counter)
    makers: Counter = field(default_factory=Counter)
    goods: Counter = field(default_factory=Counter)


def original(line: bytes) -> dict:
    """The record, or what a record that was issued again carries."""
    record = json.loads(line)
    return json.loads(record["b"]["ln"]) if record["k"] == "reissue" else record


def sums(lines: list[bytes]) -> Sums:
    """Each record counts once, by its id."""
    found, seen = Sums(), set()
    for line in lines:
        record = original(line)
        if record["sv"] != 1 or record["id"] in seen:
            continue
        seen.add(record["id"])
        if record["k"] == "sale":
            _sale(found, record["id"], record["b"])
        elif record["k"] == "exchange":
            _refund(found, record["b"]["ri"], record["b"]["rf"])
            _sale(found, record["id"], record["b"]["sa"])
        elif record["k"] in {"refund", "void"}:
            _refund(found, record["id"], record["b"])
        elif record["k"] == "stock_move":
            for move in record["b"]["mv"]:
                found.goods[move["p"]] += move.get("q", 1000) // 1000
    return found


def _sale(found: Sums, record_id: str, body: dict) -> None:
    found.sales[record_id] = body["to"]
    for tender in body.get("t", ()):
        found.tenders[tender.get("k", "cash")] += tender["a"]
    found.tenders["cash"] -= body.get("cg", 0)
    for line in body["l"]:
        found.makers[line["m"]] += line.get("s", 0)
        found.goods[line["p"]] -= line.get("q", 1000) // 1000


def _refund(found: Sums, record_id: str, body: dict) -> None:
    found.refunds[record_id] = body["to"]
    for tender in body.get("t", ()):
        found.tenders[tender.get("k", "cash")] -= tender["a"]
    for line in body["l"]:
        found.makers[line["m"]] -= line.get("s", 0)
        if not line.get("dd", False):
            found.goods[line["p"]] += line.get("q", 1000) // 1000


def tip(register_id: str, epoch: int, public_key: bytes, lines: list[bytes]) -> bytes:
    """The chain's hash after all lines, as docs/protocol.md §4 says."""
    link = hashlib.sha256(b"gerai-j1/0\n" + f"{register_id}\n{epoch}\n".encode() + public_key).digest()
    for line in lines:
        link = hashlib.sha256(b"gerai-j1\n" + link + line).digest()
    return link
