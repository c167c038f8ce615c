"""The catalogue on its way down: a term, a page of terms, and the digest that proves both sides equal (sync.md §2.9).

A term is the centre's last word on one thing of an outlet, as the body of a record. Its version is unique at the
centre and only grows, so that a version is also a place in the order of all words.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import msgspec

from pos.domain.agreement import Agreement, MakerTerms
from pos.domain.catalog import CategoryTerms, PriceChange, Product
from pos.domain.day import day_of
from pos.domain.events import SettingChange, StaffChange
from sync.protocol import canonical, moment
from sync.protocol.answers import AnswerInvalid
from sync.protocol.bodies import BodyInvalid, Facts, Value, decode
from sync.protocol.kinds import SCHEMA_VERSIONS, Kind

FORMAT = 1
"""The form of a page that this program reads and writes (sync.md §2.10)."""
HEADER_REGISTER = "Gerai-Register"
PAGE_ROWS_MAX = 1_000
PAGE_BYTES_MAX = 1_048_576
"""Bodies in a page, in bytes; one row always fits."""
DOWN = tuple(
    kind.value for kind in (Kind.CATEGORY, Kind.MAKER, Kind.PRODUCT, Kind.PRICE, Kind.AGREEMENT, Kind.SETTING)
)
"""Kinds that come down. People do not: an outlet's staff is its own."""
NOTHING = msgspec.Raw(b"null")


@dataclass(frozen=True, slots=True)
class Term:
    """The last word on one thing: `at` is when the centre took it (aware UTC), `body` canonical bytes.

    A deleted one has no body: it is out of use from then on.
    """

    kind: str
    id: str
    ver: int
    at: datetime
    deleted: bool
    body: bytes


class TermRow(msgspec.Struct, frozen=True):
    """A term on the wire; the bytes of `body` are hashed and kept as they are."""

    kind: str
    id: str
    ver: int
    at: str
    deleted: bool
    body: msgspec.Raw = msgspec.field(default_factory=lambda: NOTHING)


class Digest(msgspec.Struct, frozen=True):
    """How many terms are in use, and the XOR of the SHA-256 of each one's form, hex."""

    count: int
    xor_sha: str


class CataloguePage(msgspec.Struct, frozen=True):
    """Rows with since < ver <= target, by version; `next` goes into `after`, `target` into the next request.

    `digest` comes with the last page, over all terms up to `target`, unless something newer was said meanwhile
    (`newest` > `target`): then ask on from `target`. Who stands before `min_ver` is told to begin anew (410).
    """

    fmt: int
    target: int
    newest: int
    min_ver: int
    rows: tuple[TermRow, ...]
    next: int
    done: bool
    digest: Digest | None


def row_of(term: Term) -> TermRow:
    """The wire's form of a term."""
    body = NOTHING if term.deleted else msgspec.Raw(term.body)
    return TermRow(term.kind, term.id, term.ver, moment.to_text(term.at), term.deleted, body)


def term_of(row: TermRow) -> Term:
    """A term as it came; raises AnswerInvalid."""
    try:
        at = moment.from_text(row.at)
    except ValueError as error:
        raise AnswerInvalid(f"at {row.at}") from error
    return Term(row.kind, row.id, row.ver, at, row.deleted, b"" if row.deleted else bytes(row.body))


def value_of(term: Term) -> Value:
    """What a term in use says; raises BodyInvalid for what a newer program wrote."""
    try:
        kind = Kind(term.kind)
        facts = Facts(term.id, term.at, 0, "", kind, SCHEMA_VERSIONS[kind])
        return decode(facts, canonical.parse(term.body))
    except BodyInvalid:
        raise
    except ValueError as error:
        raise BodyInvalid("type", "b", str(error)) from error


def digest_of(terms: Iterable[Term]) -> Digest:
    """Count and XOR over the terms in use; their order does not matter."""
    count, mixed = 0, 0
    for term in terms:
        if not term.deleted:
            count += 1
            mixed ^= int.from_bytes(hashlib.sha256(_form(term)).digest())
    return Digest(count, mixed.to_bytes(32).hex())


def _form(term: Term) -> bytes:
    head = f"gerai-term/1\n{term.kind}\n{term.id}\n{term.ver}\n{moment.to_text(term.at)}\n"
    return head.encode() + term.body


def subject_of(value: Value) -> str:
    """The id of the thing that a term is about; of a price the product."""
    match value:
        case Product() | Agreement():
            return value.id
        case PriceChange():
            return value.product_id
        case MakerTerms():
            return value.maker.code
        case CategoryTerms():
            return value.category.code
        case SettingChange():
            return value.key
        case StaffChange():
            return str(value.user_id)
        case _:
            raise AssertionError(f"{type(value).__name__} is no term")


def is_planned(change: PriceChange, at: datetime) -> bool:
    """Whether a price that is said at a moment holds from a later day on; prices change by days."""
    return day_of(change.effective_from) > day_of(at)


def term_id(value: Value, at: datetime) -> str:
    """Under which id a value said at a moment is kept: its subject, and for a planned price the moment, too."""
    if isinstance(value, PriceChange) and is_planned(value, at):
        return f"{value.product_id}@{moment.to_text(value.effective_from)}"
    return subject_of(value)


TERMS = (Product, PriceChange, MakerTerms, CategoryTerms, Agreement, SettingChange, StaffChange)
"""Values that are terms: the last word counts."""
