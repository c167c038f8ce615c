"""A scanned or typed code: the product, or the one refusal that says what it was."""

import pytest

from pos.app.demo import QRIS
from pos.domain.barcode import check_digit
from pos.domain.receipt import qr_text
from pos.errors import NotAnItemCode, ReceiptCode, Refused, UnknownCode, WrongCheckDigit
from pos.services import lookup, terms
from tests.builders import BY_ID, a_product, ean, sell

MUG = BY_ID["M18-002"].code


def test_a_code_is_found_in_every_dress(ctx):
    """As scanned, with AIM prefix, line end, spaces, and without its check digit."""
    for text in (MUG, f"]E0{MUG}", f"{MUG}\r\n", f" {MUG[:1]} {MUG[1:7]} {MUG[7:]} ", MUG[:-1]):
        assert lookup.find_by_code(ctx, text).id == "M18-002"


def test_a_makers_own_code_is_found(ctx):
    """UPC-A with and without its leading zero; a text code in any case."""
    upc = "01234567890"
    upc += check_digit(upc)
    with ctx.store.write() as connection:
        terms.apply_product(connection, a_product("U1", code="0" + upc, aliases=("TAS-07",)))
    for text in (upc, "0" + upc, "tas-07", "TAS-07"):
        assert lookup.find_by_code(ctx, text).id == "U1"


@pytest.mark.parametrize(
    ("text", "refusal", "facts"),
    [
        (ean("299999999999"), UnknownCode, {"code": ean("299999999999")}),
        ("SESUATU", UnknownCode, {"code": "SESUATU"}),
        ("", UnknownCode, {"code": ""}),
        (MUG[:-1] + str((int(MUG[-1]) + 1) % 10), WrongCheckDigit, None),
        (QRIS, NotAnItemCode, {"what": "QRIS"}),
        (QRIS.replace("BEKASI", "DEPOK"), NotAnItemCode, {"what": "QRIS"}),
        (qr_text("GDK1-000001", "ABCDEFGH"), ReceiptCode, {"number": "GDK1-000001"}),
        ("gerai1:gdk1-000001:abc", ReceiptCode, {"number": "GDK1-000001"}),
        ("https://example.org/2000030000010", Refused, None),
        ("\x00\x01\x02", UnknownCode, {"code": ""}),
        ("\ud800\udfff", UnknownCode, {"code": ""}),
        ("'; DROP TABLE product; --", UnknownCode, None),
        ("9" * 10_000, UnknownCode, None),
    ],
)
def test_what_is_no_product_is_named(ctx, text, refusal, facts):
    """A torn label, a buyer's QRIS, a receipt, a link, noise: each its own sentence, never a bug."""
    with pytest.raises(refusal) as refused:
        lookup.find_by_code(ctx, text)
    assert facts is None or refused.value.facts == facts
    assert len(lookup.search(ctx, "syal")) == 1


def test_the_receipt_of_a_sale_is_known_as_one(ctx, rani, open_shift):
    """What its QR says leads to the sale."""
    done = sell(ctx, rani)
    with pytest.raises(ReceiptCode) as refused:
        lookup.find_by_code(ctx, qr_text(done.sale.number, done.code))
    assert refused.value.facts == {"number": done.sale.number}


def test_a_retired_product_is_still_known_by_its_label(ctx):
    """The till can say that it is no longer sold, instead of not knowing it."""
    with ctx.store.write() as connection:
        terms.apply_product(connection, a_product("R1", code="R1", active=False))
    assert lookup.find_by_code(ctx, "R1").active is False
