"""Value ↔ body: golden bytes, round trips, the page that describes them, strictness, size on the wire."""

import json
import re
import typing
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pos.domain.events import SettingChange
from pos.domain.reason import Reason, code_of
from sync.protocol import (
    bodies_drawer,
    bodies_goods,
    bodies_machine,
    bodies_makers,
    bodies_more,
    bodies_papers,
    bodies_refund,
    bodies_sale,
    bodies_tender_change,
    bodies_terms,
    canonical,
)
from sync.protocol.batch import pack
from sync.protocol.bodies import BodyInvalid, decode, encode, kind_of, sale_body, sale_from, wire_of
from sync.protocol.bodies_base import Facts, Wire
from sync.protocol.bodies_table import CODECS, PLAIN
from sync.protocol.envelope import Envelope
from sync.protocol.envelope import encode as encode_line
from sync.protocol.kinds import SCHEMA_VERSIONS, Kind
from tests.sync.protocol import samples, wire_load

ROOT = Path(__file__).parents[3]
GOLDEN = ROOT / "tests" / "golden" / "bodies"
PAGE = (ROOT / "docs" / "protocol.md").read_text(encoding="utf-8")
BYTES_A_SALE_MAX = 150


def wire(body) -> dict:
    """A body as it comes off the wire."""
    return json.loads(canonical.encode(body))


def facts(kind: Kind) -> Facts:
    return samples.facts_of(kind, samples.VALUES[kind])


@pytest.mark.parametrize("kind", Kind)
def test_encoder_gives_golden_bytes(kind):
    """Today's encoder writes exactly the bytes of the golden file; a diff is a change of the wire."""
    golden = (GOLDEN / f"{kind.value}.json").read_bytes()
    assert canonical.encode(encode(samples.VALUES[kind])) == golden


@pytest.mark.parametrize("kind", Kind)
def test_golden_bytes_decode_to_the_value(kind):
    """What was once written is read as the same value."""
    golden = json.loads((GOLDEN / f"{kind.value}.json").read_bytes())
    assert decode(facts(kind), golden) == samples.VALUES[kind]


@pytest.mark.parametrize("kind", Kind)
def test_kind_follows_from_the_value(kind):
    """A value knows which record it makes; a void is told from a refund."""
    assert kind_of(samples.VALUES[kind]) is kind


def test_every_kind_has_one_codec_and_a_version():
    """No kind without a body, none with two."""
    assert not CODECS.keys() & PLAIN.keys()
    assert CODECS.keys() | PLAIN.keys() == set(Kind) == SCHEMA_VERSIONS.keys()


def test_no_golden_without_a_kind():
    """A kind that was taken away leaves no file behind."""
    assert {path.stem for path in GOLDEN.iterdir()} == {kind.value for kind in Kind}


def section(kind: Kind) -> str:
    start = PAGE.index(f"\n### `{kind.value}`\n")
    return PAGE[start : PAGE.find("\n### ", start + 5) if "\n### " in PAGE[start + 5 :] else len(PAGE)]


@pytest.mark.parametrize("kind", Kind)
def test_page_shows_kind_with_fields_and_golden(kind):
    """docs/protocol.md has a row for each field of the kind, and its golden bytes."""
    text = section(kind)
    for field in msgspec.structs.fields(wire_of(kind)):
        assert re.search(rf"^\| {field.name} \| `{field.encode_name}` \|", text, re.MULTILINE), field.name
    assert (GOLDEN / f"{kind.value}.json").read_text(encoding="utf-8") in text


def parts_of(struct: type[Wire], found: set[type[Wire]]) -> set[type[Wire]]:
    """All wire structs inside a struct."""

    def look(annotation) -> None:
        if isinstance(annotation, type) and issubclass(annotation, Wire) and annotation not in found:
            found.add(annotation)
            parts_of(annotation, found)
        for inner in typing.get_args(annotation):
            look(inner)

    for annotation in typing.get_type_hints(struct, include_extras=True).values():
        look(annotation)
    return found


def test_page_shows_every_field_of_the_parts():
    """Lines, tenders, rules and the like are described with every field and key."""
    parts = PAGE[PAGE.index("## 6. ") : PAGE.index("## 7. ")] + section(Kind.SALE) + section(Kind.REFUND)
    for kind in Kind:
        for part in parts_of(wire_of(kind), set()):
            for field in msgspec.structs.fields(part):
                row = rf"^\| {field.name} \| `{field.encode_name}` \|"
                assert re.search(row, parts, re.MULTILINE), f"{part.__name__}.{field.name}"


def test_page_lists_every_reason():
    """The closed list of reasons is on the page."""
    listed = PAGE[PAGE.index("Listed reasons") :].split("\n", 1)[0]
    assert re.findall(r"`(\w+)`", listed)[1:] == [reason.value for reason in Reason]


def test_wire_keys_are_short_ascii_and_distinct():
    """One to three lower-case letters or digits, no key twice in a struct."""
    for kind in Kind:
        for struct in {wire_of(kind)} | parts_of(wire_of(kind), set()):
            keys = struct.__struct_encode_fields__
            assert len(set(keys)) == len(keys), struct
            assert all(re.fullmatch(r"[a-z][a-z0-9]{0,2}", key) for key in keys), struct


def test_sale_with_all_options_survives():
    """Spilled maker discount, split tender, group, approval, customer, English receipt."""
    sale = samples.FULL_SALE
    found = sale_from(samples.facts_of(Kind.SALE, sale), wire(sale_body(sale)))
    assert found == sale
    assert found.lines[0].money.maker_share == 0 < found.lines[0].money.base_commission


def test_price_charged_and_list_price_both_travel():
    """A line sold below its label says so."""
    sale = samples.VALUES[Kind.SALE]
    line = replace(sale.lines[0], list_price=130_000)
    below = replace(sale, lines=(line, sale.lines[1]))
    assert sale_from(facts(Kind.SALE), wire(sale_body(below))) == below


def test_free_text_never_enters_a_body():
    """A reason in words becomes 'other' with a mark; notes of lines leave the mark only."""
    opened = samples.VALUES[Kind.NO_SALE]
    body = encode(replace(opened, reason="Ibu Sari minta tukar uang", approval_id=""))
    assert body == {"nt": True, "rs": "other"}
    assert decode(facts(Kind.NO_SALE), body) == replace(opened, reason="other", approval_id="")
    sale = samples.VALUES[Kind.SALE]
    noted = replace(sale, lines=tuple(replace(line, note="untuk Pak Budi") for line in sale.lines))
    assert "Budi" not in json.dumps(sale_body(noted))
    assert [line["nt"] for line in sale_body(noted)["l"]] == [True, True]


def test_cashier_name_never_enters_a_body():
    """The envelope's user id says who; the name is filled in by whoever knows it."""
    sale = samples.VALUES[Kind.SALE]
    named = replace(sale, header=replace(sale.header, cashier_name="Rani"))
    assert sale_body(named) == sale_body(sale)


def test_reason_codes_are_a_closed_list():
    """Only a listed code is a code; 'rusak' or a name is free text."""
    assert code_of("defect") is Reason.DEFECT
    assert code_of("budi") is None
    assert code_of("") is None


def test_newer_schema_is_refused_by_name():
    """A record of a newer till goes to quarantine as unknown_schema."""
    newer = replace(facts(Kind.SALE), schema_version=2)
    with pytest.raises(BodyInvalid) as caught:
        decode(newer, sale_body(samples.VALUES[Kind.SALE]))
    assert caught.value.code == "unknown_schema"


@pytest.mark.parametrize("kind", Kind)
def test_unknown_keys_are_ignored(kind):
    """A newer till's optional field does not hurt an older reader."""
    body = wire(encode(samples.VALUES[kind])) | {"zz9": {"new": [1]}}
    assert decode(facts(kind), body) == samples.VALUES[kind]


SALE_FAULTS = {
    "total": ({"to": 162_001}, "totals", "to"),
    "tenders": ({"t": [{"a": 200_001}]}, "totals", "t"),
    "rounding": ({"r": -1}, "totals", "to"),
    "change out of non-cash": ({"t": [{"a": 200_000, "k": "qris"}]}, "totals", "cg"),
    "rounding without cash": (
        {"t": [{"a": 161_950, "k": "qris"}], "r": -50, "to": 161_950, "cg": 0},
        "totals",
        "r",
    ),
    "rounding of a whole unit": ({"r": -1_000}, "type", "r"),
    "float": ({"to": 162_000.0}, "type", "to"),
    "bool for money": ({"to": True}, "type", "to"),
    "text for money": ({"to": "162000"}, "type", "to"),
    "negative tender": ({"t": [{"a": -1}]}, "type", "t[0].a"),
    "unknown tender": ({"t": [{"a": 200_000, "k": "barter"}]}, "type", "t[0].k"),
    "no lines": ({"l": []}, "type", "l"),
    "bad date": ({"bd": "2026-13-01"}, "type", "bd"),
    "language": ({"lg": "jv"}, "type", "lg"),
    "huge": ({"to": 10**30}, "type", "to"),
}


@pytest.mark.parametrize("name", SALE_FAULTS)
def test_faulty_sale_is_refused_with_code_and_field(name):
    """Totals that do not add up are 'totals', wrong types 'type', each with the path of keys."""
    change, code, field = SALE_FAULTS[name]
    body = wire(sale_body(samples.VALUES[Kind.SALE])) | change
    with pytest.raises(BodyInvalid) as caught:
        sale_from(facts(Kind.SALE), body)
    assert (caught.value.code, caught.value.field) == (code, field)


LINE_FAULTS = {
    "discount above gross": ({"ds": 100_000, "dm": 30_000}, "totals"),
    "tax above net": ({"tx": 125_001}, "totals"),
    "half a unit": ({"q": 1_500}, "type"),
    "no units": ({"q": 0}, "type"),
    "negative discount": ({"dg": -5}, "type"),
    "tiers not from 0": ({"r": {"k": "slab", "t": [[5, 100]]}}, "rule"),
    "no tiers": ({"r": {"k": "progressive"}}, "rule"),
    "rate above 100 %": ({"r": {"b": 10_001}}, "type"),
}


@pytest.mark.parametrize("name", LINE_FAULTS)
def test_faulty_line_is_refused(name):
    """A line's own money and rule are checked before the totals."""
    change, code = LINE_FAULTS[name]
    body = wire(sale_body(samples.VALUES[Kind.SALE]))
    body["l"][0] |= change
    with pytest.raises(BodyInvalid) as caught:
        sale_from(facts(Kind.SALE), body)
    assert caught.value.code == code
    assert caught.value.field.startswith("l[0]")


OTHER_FAULTS = {
    "refund money": (Kind.REFUND, {"to": 1}, "totals"),
    "exchange carries unlike": (Kind.EXCHANGE, {"rf": {"t": [{"a": 18_500}]}}, "totals"),
    "expected cash": (Kind.SHIFT_CLOSE, {"ex": 669_501}, "totals"),
    "tip": (Kind.SHIFT_CLOSE, {"tip": "00"}, "type"),
    "a sale's own movement": (Kind.STOCK_MOVE, {"k": "sale"}, "rule"),
    "nobody approved": (Kind.APPROVAL, {"by": 0}, "rule"),
    "agreement ends first": (Kind.AGREEMENT, {"en": "2026-08-31"}, "rule"),
    "two values": (Kind.SETTING, {"t": "x"}, "rule"),
    "another total": (Kind.TENDER_CHANGE, {"oc": 0}, "totals"),
    "swap not worth the same": (Kind.CASH_SWAP, {"o": [["n50000", 1]]}, "totals"),
    "unmatched tenders": (Kind.UNMATCHED_REFUND, {"t": [{"a": 5}]}, "totals"),
    "unmatched above price": (Kind.UNMATCHED_REFUND, {"to": 185_001, "t": [{"a": 185_001}]}, "totals"),
    "deposit money": (Kind.DEPOSIT, {"a": 1}, "totals"),
    "deposit taken twice": (Kind.DEPOSIT, {"of": "x"}, "rule"),
    "covered entries": (Kind.PAYOUT, {"a": 1}, "totals"),
    "sale as maker entry": (Kind.MAKER_ENTRY, {"k": "sale"}, "rule"),
    "more back than sold": (Kind.CHANNEL_SALE, {"rq": 3_000}, "totals"),
    "channel discount": (Kind.CHANNEL_SALE, {"ds": 160_000}, "totals"),
    "erased with identity": (Kind.CUSTOMER, {"x": True}, "rule"),
    "sealed without key": (Kind.CUSTOMER, {"ki": ""}, "rule"),
    "month": (Kind.MONTH_LOCK, {"mo": "2026-13"}, "type"),
    "naive moment": (Kind.PRICE, {"ef": "2026-12-01T17:00:00"}, "type"),
}


@pytest.mark.parametrize("name", OTHER_FAULTS)
def test_faulty_body_is_refused(name):
    """Each rule of the other kinds bites."""
    kind, change, code = OTHER_FAULTS[name]
    body = wire(encode(samples.VALUES[kind]))
    for key, value in change.items():
        body[key] = body[key] | value if isinstance(value, dict) else value
    with pytest.raises(BodyInvalid) as caught:
        decode(facts(kind), body)
    assert caught.value.code == code


@pytest.mark.parametrize("story", ["a\n", "\x1b@", "a\u202eb", "\x85", "a" * 201])
def test_a_story_is_one_plain_paragraph(story):
    """It goes onto glass and paper: nothing in it commands or turns what stands beside it."""
    body = {"m": "M18", "mn": "Asih", "si": story}
    with pytest.raises(BodyInvalid):
        decode(facts(Kind.MAKER), body)
    assert decode(facts(Kind.MAKER), body | {"si": "Abu & sekam – “asli”"}).story.id == "Abu & sekam – “asli”"


def test_customer_can_be_erased():
    """An erased customer has neither identity nor key."""
    erased = decode(facts(Kind.CUSTOMER), {"cu": "c1", "x": True})
    assert erased.erased


def test_setting_keeps_its_type():
    """Text, number, truth and the empty text come back as they went."""
    for value in ("", "Galeri", 0, 100, True, False, "é"):
        change = SettingChange("k", value)
        found = decode(facts(Kind.SETTING), wire(encode(change)))
        assert (type(found.value), found.value) == (type(value), value)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**20), 10**20) | st.text(max_size=8) | st.floats(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=1_000, deadline=None)
@given(st.sampled_from(list(Kind)), st.data())
def test_any_body_is_a_value_or_body_invalid(kind, data):
    """Whatever stands in a body, decoding gives a value or BodyInvalid, never another error."""
    body = wire(encode(samples.VALUES[kind]))
    for key in data.draw(st.lists(st.sampled_from(sorted(body)), min_size=1, max_size=2)):
        body[key] = data.draw(JSON)
    refusal = None
    try:
        decode(facts(kind), body)
    except BodyInvalid as error:
        refusal = (error.code in {"type", "totals", "rule"}, bool(error.field))
    assert refusal in {None, (True, True)}


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize(
    "body", [None, 7, "x", [], [1], {}, {1: 2}, {"l": {"l": {"l": []}}}, {"\ud800": "\ud800"}]
)
def test_nonsense_is_body_invalid(kind, body):
    """A body that is no object, or an empty one where fields are needed, is refused in the same way."""
    try:
        decode(facts(kind), body)
    except BodyInvalid:
        return
    assert isinstance(body, dict)
    assert not any(field.required for field in msgspec.structs.fields(wire_of(kind)))


@pytest.mark.parametrize("size", [wire_load.basket, lambda _: 4], ids=["mean 1.74 lines", "4 lines"])
def test_five_hundred_sales_fit_the_wire(size, record_property):
    """At most 150 bytes a sale, gzip 6, envelope and random ids included (DESIGN.md §6); and they come back."""
    made = wire_load.sales(17141, 500, size)
    lines = []
    for n, sale in enumerate(made, 1):
        body = sale_body(sale)
        header = sale.header
        found = sale_from(
            Facts(sale.id, header.at, header.cashier_id, header.shift_id, Kind.SALE), wire(body)
        )
        assert found == sale
        lines.append(
            encode_line(
                Envelope(
                    "019a80e2-0000-7b2c-a7d1-3c1d5e7f9a0b",
                    1,
                    n,
                    sale.id,
                    "sale",
                    1,
                    header.at,
                    header.cashier_id,
                    header.shift_id,
                    body,
                    offset_ms=-140 - n % 3,
                    boot=3 + n // 40,
                    catalogue_version=412 + n // 60,
                )
            )
        )
    size_of_one = len(pack(tuple(lines))) / len(lines)
    record_property("bytes_a_sale", size_of_one)
    assert 60 < size_of_one <= BYTES_A_SALE_MAX


FAMILIES = (
    bodies_drawer, bodies_goods, bodies_machine, bodies_makers, bodies_more, bodies_papers, bodies_refund,
    bodies_sale, bodies_tender_change, bodies_terms,
)  # fmt: skip


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.__name__.rsplit(".", 1)[-1])
def test_no_wire_shape_is_dead(family):
    """Each struct of a module is a kind's body or a part of one; what no record can carry is not kept."""
    bodies = {codec.wire for codec in CODECS.values()} | set(PLAIN.values())
    own = {
        found for found in vars(family).values() if _is_wire(found) and found.__module__ == family.__name__
    }
    assert own
    assert {shape.__name__ for shape in own} <= {shape.__name__ for body in bodies for shape in _parts(body)}


def _is_wire(found) -> bool:
    return isinstance(found, type) and issubclass(found, Wire)


def _parts(shape, seen=frozenset()):
    """A struct, what it is built on, and the structs in its fields."""
    found = {base for base in shape.__mro__ if _is_wire(base)} - seen
    for struct in tuple(found):
        for annotation in typing.get_type_hints(struct).values():
            for part in _named(annotation):
                found |= _parts(part, seen | found)
    return found


def _named(annotation):
    if _is_wire(annotation):
        yield annotation
    for inner in typing.get_args(annotation):
        yield from _named(inner)
