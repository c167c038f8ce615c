"""Scanned and typed codes (hardware.md §5.2, domain.md §2.7)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos.domain.barcode import (
    CodeKind,
    SerialBlock,
    StockUnit,
    check_digit,
    digits_tail,
    mint,
    mint_from,
    normalise,
    parse,
)
from pos.domain.receipt import qr_text
from tests.domain.strategies import thousand
from tests.domain.vectors import load

VECTORS = load("barcode")
STATIC = load("qris")["static"]


@pytest.mark.parametrize(("body", "code"), VECTORS["in_store"])
def test_in_store_vectors(body, code):
    """Check digits of the table, and each is an EAN-13."""
    assert body + check_digit(body) == code
    assert parse(code).kind is CodeKind.EAN13


def test_minting_from_parts():
    """2 K MMMM NNNNNN C."""
    assert mint(StockUnit.REPEAT, 1, 1) == "2000010000012"
    assert mint(StockUnit.UNIQUE, 7, 123) == "2100070001230"
    assert mint(StockUnit.TEST, 0, 1) == "2900000000018"


def test_minting_from_a_serial_block_until_it_is_used_up():
    """Each serial once; an empty block gives nothing."""
    code, block = mint_from(SerialBlock(999, 1_000), StockUnit.REPEAT, 1)
    assert (code[6:12], block.left) == ("000999", 1)
    code, block = mint_from(block, StockUnit.REPEAT, 1)
    assert (code[6:12], block.left) == ("001000", 0)
    assert mint_from(block, StockUnit.REPEAT, 1) is None


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("2000010000012\r", "2000010000012"),
        ("]E02000010000012\r\n", "2000010000012"),
        ("\t2000010000012\t", "2000010000012"),
        ("]C1\x1d0112345678901231", "0112345678901231"),
        ("  BTK-01 ", "BTK-01"),
        ("BTK\x1d-\x0001\x7f", "BTK-01"),
        ("]", "]"),
        ("", ""),
    ],
)
def test_scanner_additions_are_stripped(text, cleaned):
    """AIM identifier, CR, LF, TAB, FNC1, spaces."""
    assert normalise(text) == cleaned


@pytest.mark.parametrize(
    ("text", "kind", "canonical", "candidates"),
    [
        ("2000010000012", CodeKind.EAN13, "2000010000012", ("2000010000012",)),
        ("2000010000013", CodeKind.BAD_CHECK_DIGIT, "2000010000013", ("2000010000013",)),
        ("96385074", CodeKind.EAN8, "96385074", ("96385074",)),
        ("96385075", CodeKind.BAD_CHECK_DIGIT, "96385075", ("96385075",)),
        ("042100005264", CodeKind.UPC_A, "0042100005264", ("0042100005264", "042100005264", "0421000052644")),
        ("200001000001", CodeKind.BAD_CHECK_DIGIT, "200001000001", ("200001000001", "2000010000012")),
        ("02000010000012", CodeKind.EAN13, "2000010000012", ("2000010000012", "02000010000012")),
        ("12000010000019", CodeKind.GTIN14, "12000010000019", ("12000010000019",)),
        ("12000010000010", CodeKind.BAD_CHECK_DIGIT, "12000010000010", ("12000010000010",)),
        ("42100005264", CodeKind.TEXT, "42100005264", ("42100005264", "0421000052644", "0042100005264")),
        ("12345", CodeKind.TEXT, "12345", ("12345",)),
        ("btk-0301", CodeKind.TEXT, "BTK-0301", ("BTK-0301", "btk-0301")),
        ("BTK 0301", CodeKind.TEXT, "BTK0301", ("BTK0301",)),
        ("https://contoh.id/b/1", CodeKind.LINK, "https://contoh.id/b/1", ()),
        (" \r\n", CodeKind.EMPTY, "", ()),
        ("٣٣٣٣", CodeKind.TEXT, "٣٣٣٣", ("٣٣٣٣",)),
    ],
)
def test_parse(text, kind, canonical, candidates):
    """By length of the digits, then text; candidates best first."""
    found = parse(text)
    assert (found.kind, found.canonical) == (kind, canonical)
    assert found.candidates == candidates


@pytest.mark.parametrize(("upc_e", "ean"), VECTORS["upc_e"])
def test_eight_digits_that_are_no_ean8_may_be_upc_e(upc_e, ean):
    """Expanded to the UPC-A, as EAN-13."""
    found = parse(upc_e)
    assert (found.kind, found.canonical) == (CodeKind.UPC_E, ean)
    assert found.candidates[0] == ean


def test_code_that_is_ean8_and_upc_e_is_looked_up_as_both():
    """The EAN-8 first."""
    found = parse("01234596")
    assert (found.kind, found.candidates) == (CodeKind.EAN8, ("01234596", "0012345000096", "012345000096"))


def test_own_receipt_is_no_item():
    """Number and chain code of the QR on a receipt; small letters too."""
    found = parse(qr_text("GDK1-000121", "K7QWX2MN") + "\r")
    assert (found.kind, found.canonical, found.receipt_code) == (CodeKind.RECEIPT, "GDK1-000121", "K7QWX2MN")
    assert parse("gerai1:gdk1-000121:k7qwx2mn").canonical == "GDK1-000121"
    assert found.candidates == ()


def test_qris_is_no_item():
    """A payload is recognised and never looked up."""
    found = parse(f"]Q1{STATIC}\n")
    assert (found.kind, found.canonical, found.candidates) == (CodeKind.QRIS, STATIC, ())


@pytest.mark.parametrize(
    ("typed", "tail"),
    [
        ("1234", "1234"),
        (" 12 34 56 ", "123456"),
        ("123", None),
        ("1234567", None),
        ("12a4", None),
        ("٣٣٣٣", None),
        ("", None),
    ],
)
def test_digits_tail(typed, tail):
    """The last 4 to 6 digits of a label, typed by hand."""
    assert digits_tail(typed) == tail


@thousand
@given(
    st.sampled_from(StockUnit),
    st.integers(0, 9_999),
    st.integers(0, 999_999),
    st.integers(0, 12),
    st.integers(1, 9),
)
def test_minted_codes_parse_and_misreads_do_not(unit, maker, serial, at, shift):
    """A minted code is an EAN-13; one digit read wrong is noticed."""
    code = mint(unit, maker, serial)
    assert parse(code).kind is CodeKind.EAN13
    wrong = code[:at] + str((int(code[at]) + shift) % 10) + code[at + 1 :]
    assert parse(wrong).kind is CodeKind.BAD_CHECK_DIGIT


@thousand
@given(st.text(max_size=40) | st.text("0123456789", max_size=16))
def test_parsing_never_fails(text):
    """Whatever a scanner sends is some kind of code, and looking up never tries an empty text."""
    found = parse(text)
    assert all(found.candidates) or not found.candidates
    assert normalise(found.canonical) == found.canonical or found.kind is CodeKind.TEXT
