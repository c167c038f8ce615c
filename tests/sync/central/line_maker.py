"""Makes journal lines and batches by hand, signed as a register signs them: good ones, and any that a wire may bring."""

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from pos.clock import Clock
from pos.crypto import new_device_key, public_key_of
from pos.ids import SystemIds
from sync.central.services import enrolment, ingest
from sync.central.services.ingest import Push
from sync.central.services.registers import Caller
from sync.protocol import chain, signature
from sync.protocol.answers import EnrolRequest
from sync.protocol.batch import Batch

AT = datetime(2026, 11, 14, 2, 30, tzinfo=UTC)


@dataclass
class Register:
    """A register at a centre, with a chain that tests append to."""

    store: object
    clock: Clock
    outlet: str = "GDK"
    code: str = "GDK1"
    key: bytes = field(default_factory=new_device_key)
    id: str = ""
    lines: list[bytes] = field(default_factory=list)
    hashes: list[bytes] = field(default_factory=list)
    nonce: str = ""
    token: str = ""

    def __post_init__(self):
        self.id = SystemIds().new(AT)
        self.first = chain.first_hash(self.id, 1, public_key_of(self.key))
        now = self.clock.now()
        code = enrolment.new_code(self.store, self.outlet, now)
        request = EnrolRequest(code, self.id, public_key_of(self.key).hex(), "f" * 32, self.code, self.outlet)
        answer = enrolment.enrol(self.store, request, now, "c" * 36)
        self.nonce, self.token = answer.nonce, answer.access_token

    @property
    def caller(self) -> Caller:
        return Caller(self.outlet, self.id, 1, public_key_of(self.key))

    def envelope(self, kind="note", body=None, **facts):
        """The plain object of the next line."""
        seq = len(self.lines) + 1
        return {
            "at": (AT + timedelta(seconds=seq)).strftime("%Y-%m-%dT%H:%M:%S.000Z"), "b": body or {"of": "d1"}, "bt": 1,
            "cat": 0, "ep": 1, "id": f"{self.code}-{seq:06d}", "k": kind, "off": 0, "reg": self.id, "seq": seq,
            "sh": "", "sv": 1, "u": 0, "v": 1, **facts,
        }  # fmt: skip

    def add(self, kind="note", body=None, **facts) -> int:
        """Append a record; gives its seq."""
        return self.add_raw(encode(self.envelope(kind, body, **facts)))

    def add_raw(self, line: bytes) -> int:
        """Append bytes as they are, with the right hash."""
        self.lines.append(line)
        self.hashes.append(chain.next_hash(self.hashes[-1] if self.hashes else self.first, line))
        return len(self.lines)

    def hash_at(self, seq: int) -> bytes:
        return self.hashes[seq - 1] if seq else self.first

    def batch(self, first=1, last=None, **changes) -> Batch:
        last = len(self.lines) if last is None else last
        facts = {
            "register_id": self.id, "epoch": 1, "first_seq": first, "prev": self.hash_at(first - 1),
            "tip": self.hash_at(last), "lines": tuple(self.lines[first - 1 : last]),
        }  # fmt: skip
        return Batch(**{**facts, **changes})

    def sign(self, batch: Batch) -> bytes:
        return signature.sign_tip(self.key, batch.register_id, batch.epoch, batch.last_seq, batch.tip)

    def push(self, first=1, last=None, **changes):
        """Send a run of lines straight to ingest, as the handler would."""
        return self.send(self.batch(first, last, **changes))

    def send(self, batch: Batch, signed: bytes | None = None):
        push = Push(batch, self.sign(batch) if signed is None else signed, self.nonce, self.clock.now())
        ack = ingest.accept(self.store, self.caller, push)
        self.nonce = ack.nonce
        return ack


def encode(value) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode(
        "utf-8", "surrogatepass"
    )


MAKER = {"m": "M18", "mn": "Keramik Lempung Asih", "r": {"b": 2000}}
PRODUCT = {
    "c": "BTK",
    "cd": "2000000001801",
    "cn": "Batik",
    "m": "M18",
    "mn": "Keramik",
    "n": "Mug",
    "p": "P1",
    "u": 85_000,
}
DAY = "2026-11-14"
SHIFT = "s1"


def sale_body(number="GDK1-000001", quantity=1, **facts):
    total = 85_000 * quantity
    line = {
        "m": "M18",
        "n": "Mug",
        "p": "P1",
        "q": 1000 * quantity,
        "r": {"b": 2000, "i": "M18"},
        "s": total * 4 // 5,
        "u": 85_000,
    }
    return {"bd": DAY, "l": [line], "no": number, "t": [{"a": total}], "to": total, **facts}


def refund_body(sale_id, number="GDK1-R00001", **facts):
    line = {"g": 85_000, "ln": 1, "m": "M18", "n": "Mug", "p": "P1", "s": 68_000}
    return {
        "bd": DAY, "l": [line], "no": number, "of": sale_id, "on": "GDK1-000001", "rs": "defect", "t": [{"a": 85_000}],
        "to": 85_000, **facts,
    }  # fmt: skip


def deposit_body(number="GDK1-UM00001", act="take", amount=1_000, **facts):
    money = {"t": [{"a": amount}]} if act in {"take", "give_back"} else {}
    return {"a": amount, "bd": DAY, "k": act, "no": number, **money, **facts}


def close_body(**facts):
    return {
        "bd": DAY, "ct": 500_000, "ex": 500_000, "fl": 500_000, "gt": 0, "n": 1, "oa": f"{DAY}T01:00:00.000Z", "ob": 1,
        "tip": "5f" * 32, **facts,
    }  # fmt: skip


def begin(register: Register) -> None:
    """Terms, a cashier and an open shift: what a sale needs."""
    register.add("maker", MAKER)
    register.add("product", PRODUCT)
    register.add("staff", {"id": 1})
    shift = f"{register.code}-{SHIFT}"
    register.add("shift_open", {"bd": DAY, "n": 1, "fl": 500_000}, sh=shift, u=1)


def trade(register: Register, sales: int) -> None:
    """Sales with a refund of each third and some cash moved."""
    shift = f"{register.code}-{SHIFT}"
    for n in range(1, sales + 1):
        seq = register.add("sale", sale_body(f"{register.code}-{n:06d}", 1 + n % 3), sh=shift, u=1)
        if n % 3 == 0:
            sale_id = f"{register.code}-{seq:06d}"
            register.add("refund", refund_body(sale_id, f"{register.code}-R{n:05d}"), sh=shift, u=1)
        if n % 4 == 0:
            register.add("cash_move", {"a": 1_000 * n, "k": "pay_out", "rs": "supplies"}, sh=shift, u=1)
