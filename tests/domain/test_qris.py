"""QRIS payloads (domain.md §2.5; invariants 36 and 37)."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos.domain import qris
from pos.domain.qris import Mode
from pos.errors import QrisInvalid, QrisLimit
from tests.domain.strategies import thousand
from tests.domain.vectors import load

VECTORS = load("qris")
STATIC = VECTORS["static"]


def payload_of(**changes: str | None) -> str:
    """The static payload with tags changed, added in order or taken out (None), and a right CRC."""
    tags = dict(qris.parse(STATIC).tags)
    for tag, value in changes.items():
        tags[tag.strip("t")] = value
    return qris.serialise(tuple(sorted((tag, value) for tag, value in tags.items() if value is not None)))


def test_crc_check_value():
    """CRC-16/CCITT-FALSE of 123456789."""
    assert qris.crc16("123456789") == "29B1"


@pytest.mark.parametrize("case", VECTORS["dynamic"], ids=lambda case: f"{case['from']} {case['amount']}")
def test_dynamic_payloads(case):
    """Whole payloads of the page."""
    assert qris.with_amount(VECTORS[case["from"]], case["amount"]) == case["payload"]


@pytest.mark.parametrize("case", VECTORS["crc"], ids=str)
def test_crc_table(case):
    """CRCs for other amounts, and for an amount in a static code."""
    assert qris.with_amount(STATIC, case["amount"], Mode(case["mode"]))[-4:] == case["crc"]


@pytest.mark.parametrize("case", VECTORS["tagged"], ids=str)
def test_crc_table_with_other_tags(case):
    """Tips and bill numbers that an acquirer put in stay, byte for byte."""
    source = payload_of(**{f"t{tag}": value for tag, value in case["extra"].items()})
    made = qris.with_amount(source, case["amount"])
    assert made[-4:] == case["crc"]
    assert dict(qris.parse(made).tags).items() >= case["extra"].items()


def test_parse_reads_the_merchant():
    """Name, city, NMID, criteria, amount; static or dynamic."""
    code = qris.parse(STATIC)
    assert (code.merchant_name, code.city, code.nmid, code.criteria, code.amount, code.dynamic) == (
        "GALERI CONTOH BEKASI",
        "BEKASI",
        "ID1099000000017",
        "UMI",
        None,
        False,
    )
    made = qris.parse(qris.with_amount(STATIC, 75_000))
    assert (made.amount, made.dynamic) == (75_000, True)


def test_plain_mode_leaves_the_sticker_alone():
    """The amount is typed by the buyer."""
    assert qris.with_amount(STATIC, 75_000, Mode.STATIC) == STATIC


def test_missing_initiation_is_static_and_is_put_behind_the_format():
    """Some stickers leave tag 01 out."""
    bare = payload_of(t01=None)
    assert not qris.parse(bare).dynamic
    assert qris.with_amount(bare, 75_000).startswith("00020101021226")


def test_cents_of_other_acquirers_are_read_but_never_written():
    """75000.00 is 75.000."""
    assert qris.parse(payload_of(t54="75000.00")).amount == 75_000
    assert "540575000" in qris.with_amount(payload_of(t54="1.00"), 75_000)


@pytest.mark.parametrize("amount", [0, -1, 10_000_001])
def test_amounts_outside_the_limit_are_refused(amount):
    """Invariant 37: Rp1 to Rp10.000.000."""
    with pytest.raises(QrisLimit):
        qris.with_amount(STATIC, amount)


REFUSED = {
    "empty": "",
    "too long": STATIC * 3,
    "not ASCII": STATIC.replace("BEKASI", "BEKASÍ"),
    "control character": STATIC[:-4] + "\n" + STATIC[-4:],
    "small CRC letters": STATIC[:-4] + STATIC[-4:].lower(),
    "wrong CRC": STATIC[:-4] + "0000",
    "no CRC": STATIC[:-8],
    "cut": STATIC[:100],
    "behind the CRC": STATIC + "6503abc",
    "no EMV": "INI BUKAN QRIS",
    "other format": payload_of(t00="02"),
    "unknown initiation": payload_of(t01="13"),
    "dollars": payload_of(t53="840"),
    "no currency": payload_of(t53=None),
    "Singapore": payload_of(t58="SG"),
    "no account": payload_of(t26=None, t51=None),
    "no name": payload_of(t59=None),
    "empty name": payload_of(t59=""),
    "no city": payload_of(t60=None),
    "nested account broken": payload_of(t26="0099ID.CO"),
    "nested data broken": payload_of(t62="07"),
    "nested language broken": payload_of(t64="xx"),
    "cents": payload_of(t54="75000.50"),
    "amount with letters": payload_of(t54="75k"),
    "amount with dots": payload_of(t54="75.000.00"),
    "no amount digits": payload_of(t54=".00"),
    "too long an amount": payload_of(t54="10000000000.00"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refusals(name):
    """Each with a reason, never another error."""
    with pytest.raises(QrisInvalid) as caught:
        qris.parse(REFUSED[name])
    assert caught.value.facts["reason"]


def test_repeated_tag_is_refused():
    """Two amounts would leave the choice to the paying app."""
    tags = qris.parse(qris.with_amount(STATIC, 1)).tags
    place = next(i for i, (tag, _) in enumerate(tags) if tag == "54")
    with pytest.raises(QrisInvalid):
        qris.parse(qris.serialise((*tags[:place], ("54", "9"), *tags[place:])))


def test_every_single_character_change_is_noticed():
    """Invariant 36: every position of the payload, each with several other characters."""
    for at, old in enumerate(STATIC):
        for new in set("0159AZaz .") - {old}:
            with pytest.raises(QrisInvalid):
                qris.parse(STATIC[:at] + new + STATIC[at + 1 :])


modes = st.sampled_from((Mode.DYNAMIC, Mode.STATIC_WITH_AMOUNT))
sources = st.sampled_from((STATIC, VECTORS["static_2"]))


@thousand
@given(sources, st.integers(1, qris.AMOUNT_MAX), st.integers(1, qris.AMOUNT_MAX), modes)
def test_amount_goes_in_and_nothing_else_changes(source, amount, other, mode):
    """Invariants 36, 37: tag 54 = amount, 01 as the mode says, the rest equal; again from a filled one is the same."""
    made = qris.with_amount(source, amount, mode)
    code = qris.parse(made)
    assert code.amount == amount
    assert ("54", str(amount)) in code.tags
    assert code.dynamic == (mode is Mode.DYNAMIC)
    assert [t for t in code.tags if t[0] not in ("01", "54")] == [
        t for t in qris.parse(source).tags if t[0] != "01"
    ]
    assert qris.with_amount(qris.with_amount(source, other, Mode.DYNAMIC), amount, mode) == made
    assert qris.serialise(code.tags) == made


@thousand
@given(st.integers(0, len(STATIC) - 1), st.sampled_from(string.printable))
def test_any_single_change_fails_validation(at, new):
    """Invariant 36 at random: one other printable character anywhere."""
    changed = STATIC[:at] + new + STATIC[at + 1 :]
    if changed != STATIC:
        with pytest.raises(QrisInvalid):
            qris.parse(changed)


@thousand
@given(
    st.text(string.printable, max_size=60) | st.text("0123456789AB", max_size=60).map(lambda t: "000201" + t)
)
def test_parse_never_fails_otherwise(text):
    """Any text is refused in words."""
    with pytest.raises(QrisInvalid):
        qris.parse(text)
    assert qris.is_payload(text) == text.startswith("000201")
