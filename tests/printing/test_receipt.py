"""Receipts on paper: what domain.md §2.4 asks for, at every width, in both languages, whatever the names."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from pos.domain.receipt import Receipt, ReceiptLine
from pos.domain.story import ToldStory
from pos.domain.tender import TenderKind
from pos.domain.words import grouped
from pos.i18n import Texts
from pos.printing.escpos_bytes import encode
from pos.printing.ops import Columns, Drawer, Rule, Text
from pos.printing.preview import as_text
from pos.printing.profiles import PAPER_58, PROFILES, Profile
from pos.printing.receipt import lay_out
from pos.printing.text import plain, set_lines, wrap
from tests.printing.decoder import Event, decode
from tests.printing.english import EnglishTexts
from tests.printing.papers import COPY, LONG, REFUND, SALE, SAMPLES, TRAINING, VOID, WITH_TAX, Sample

INDONESIAN = Texts("id")


def printed(receipt: Receipt, columns: int = 32) -> list[str]:
    return as_text(lay_out(receipt, columns, INDONESIAN), columns).splitlines()


@pytest.mark.parametrize("columns", [32, 42, 48])
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda s: s.name)
def test_paper_looks_as_agreed(sample: Sample, columns: int, snapshot: Callable[[str, str], None]) -> None:
    """Any change of a paper is seen by a person before it reaches a shop."""
    snapshot(f"{sample.name}-{columns}", as_text(sample.ops(columns, INDONESIAN), columns))


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda s: s.name)
def test_english_paper_has_no_indonesian_left(sample: Sample, snapshot: Callable[[str, str], None]) -> None:
    """All words go through the catalogue, and English fits the narrow paper too."""
    texts = EnglishTexts()
    snapshot(f"{sample.name}-32-en", as_text(sample.ops(32, texts), 32))
    assert not texts.missing


def test_sample_of_the_design() -> None:
    """The 32-column sample line by line, from letterhead to footer."""
    assert printed(SALE)[:22] == [
        " GALERI DEKRANASDA KOTA BEKASI",
        "Lobi Gedung Biru, Pemkot Bekasi",
        "       WA 08xx-xxxx-xxxx",
        "-" * 32,
        "No. GDK1-000121   14/11/26 10:32",
        "Kasir: Rani              Shift 1",
        "-" * 32,
        "Syal Jumputan Biru",
        " 1 x 125.000             125.000",
        " karya Sanggar Lilin Malam",
        "Bros Kain Perca Melati",
        " 2 x 18.500               37.000",
        " karya Perca Lestari Ungu",
        "-" * 32,
        "Subtotal (3 barang)      162.000",
        "TOTAL                  Rp162.000",
        "Tunai                    200.000",
        "Kembali                   38.000",
        "-" * 32,
        " Penukaran barang cacat: 7 hari",
        "        dengan struk ini",
        "Terima kasih, bangga karya lokal",
    ]


def test_a_non_pkp_outlet_says_nothing_about_tax() -> None:
    """Invariant 38: not even when a tax figure is there by mistake; a PKP names NPWP and PPN."""
    silent = "\n".join(printed(replace(SALE, tax=16_054)))
    assert "PPN" not in silent
    assert "NPWP" not in silent
    taxed = "\n".join(printed(WITH_TAX))
    assert re.search(r"Sudah termasuk PPN +16\.054", taxed)
    assert "NPWP 01.234.567.8-432.000" in taxed


def test_rounding_and_discount_stand_only_where_they_are() -> None:
    """A line of zero would be noise."""
    assert not [line for line in printed(SALE) if line.startswith(("Pembulatan", "Diskon", " Diskon"))]
    long = printed(LONG)
    assert "Pembulatan                   -35" in long
    assert "Diskon                   -79.565" in long
    assert long.count(" Diskon                  -62.500") == 1


def test_change_is_told_for_cash_only() -> None:
    """QRIS gives no change; exact cash says 0."""
    qris = replace(SALE, tenders=((TenderKind.QRIS, 162_000),), change=0)
    assert not [line for line in printed(qris) if line.startswith("Kembali")]
    exact = replace(SALE, tenders=((TenderKind.CASH, 162_000),), change=0)
    assert "Kembali                        0" in printed(exact)


def test_every_way_to_pay_has_words() -> None:
    """A new tender kind cannot reach paper without a name."""
    tenders = tuple((kind, 1_000) for kind in TenderKind)
    lines = printed(replace(SALE, tenders=tenders))
    for words in (
        "Tunai",
        "QRIS",
        "Transfer bank",
        "Kartu debit",
        "Kartu kredit",
        "Dompet digital",
        "Voucher belanja",
    ):
        assert [line for line in lines if line.startswith(words) and line.endswith("1.000")]


def test_copies_training_refunds_and_voids_say_what_they_are() -> None:
    """SALINAN with time and cashier, LATIHAN at both ends, the original's number on a refund."""
    copy = printed(COPY)
    at = copy.index("      *** SALINAN ke-1 ***")
    assert copy[at + 1 : at + 3] == ["  Dicetak ulang 14/11/26 11:05", "           oleh Sari"]
    assert at < copy.index("No. GDK1-000121   14/11/26 10:32")
    assert sum("*** LATIHAN ***" in line for line in printed(TRAINING)) == 2
    refund = printed(REFUND)
    assert any(line.strip() == "RETUR" for line in refund)
    assert "Nota asal            GDK1-000121" in refund
    assert "TOTAL RETUR             Rp18.500" in refund
    assert "Alasan: Barang cacat" in refund
    assert any(line.strip() == "NOTA DIBATALKAN" for line in printed(VOID))


def test_the_end_repeats_code_number_and_total() -> None:
    """A torn receipt lacks its last line."""
    *_, code, rule, last, cut = printed(SALE)
    assert code.strip() == "K7Q2-MXWF"
    assert rule == "-" * 32
    assert last == "GDK1-000121      Total Rp162.000"
    assert set(cut) == {"="}


def test_printed_lines_add_up_to_the_printed_total() -> None:
    """Invariant 39, on the paper itself: lines less discounts plus rounding give TOTAL."""
    lines = printed(LONG)
    prices = [number(line) for line in lines if re.match(r" \d+ x ", line)]
    discounts = [number(line) for line in lines if line.startswith(" Diskon")]
    rounding = [number(line) for line in lines if line.startswith("Pembulatan")]
    total = next(number(line) for line in lines if line.startswith("TOTAL"))
    assert sum(prices) + sum(discounts) + sum(rounding) == total == LONG.total


def number(line: str) -> int:
    return int(line.split()[-1].replace(".", "").replace("Rp", ""))


words = st.text(max_size=60)
amounts = st.integers(0, 999_999_999_999)
lines = st.builds(
    ReceiptLine,
    title=words,
    quantity=st.integers(1, 999),
    unit_price=amounts,
    total=amounts,
    discount=st.integers(0, 10_000_000),
    maker_name=words,
    note=words,
)
receipts = st.builds(
    lambda lines, name, cashier, total, reason, copied_by, footer: replace(
        SALE,
        letterhead=replace(SALE.letterhead, outlet_name=name, footer=footer),
        lines=tuple(lines),
        cashier_name=cashier,
        total=total,
        reason=reason,
        copied_by=copied_by,
        copy_no=1,
        copied_at=SALE.at,
    ),
    st.lists(lines, max_size=6),
    words,
    words,
    amounts,
    words,
    words,
    st.tuples(words, words),
)


@settings(max_examples=60, deadline=None)
@given(receipts, st.sampled_from(PROFILES))
def test_no_name_becomes_a_command(receipt: Receipt, profile: Profile) -> None:
    """Decoded, the paper holds the transliterated words and exactly the events of the paper itself."""
    ops = (*lay_out(receipt, profile.columns, INDONESIAN), Drawer())
    paper = decode(encode(ops, profile), profile.columns, profile.dots)
    kinds = [event.what for event in paper.events if event.what != "raster"]
    feeds = 2  # before the copy's heading, before the cut
    assert kinds == ["init", "chinese_off", "drawer", *["feed"] * feeds, *["cut"] * profile.cutter]
    assert paper.overflows == 0
    assert paper.nul_bytes == 0
    said = [line for line in paper.text if line]
    expected = [
        line for op in ops if isinstance(op, (Text, Columns, Rule)) for line in set_lines(op, profile.columns)
    ]
    assert said == [line for line in expected if line]
    for line in receipt.lines:
        assert set(wrap(plain(line.title), profile.columns)) - {""} <= set(said)


@pytest.mark.parametrize("profile", PROFILES, ids=lambda p: p.id)
@pytest.mark.parametrize("receipt", [SALE, LONG, REFUND], ids=lambda r: r.number)
def test_the_qr_on_the_printed_paper_can_be_scanned(
    receipt: Receipt, profile: Profile, read_codes: Callable[[Image.Image], list[str]]
) -> None:
    """A foreign reader finds number and chain code on the picture of the whole paper."""
    paper = decode(
        encode(lay_out(receipt, profile.columns, INDONESIAN), profile), profile.columns, profile.dots
    )
    assert read_codes(paper.picture()) == [receipt.qr]


def test_a_printer_without_pictures_prints_the_code_as_text() -> None:
    """The way back to the sale is on every paper."""
    profile = replace(PAPER_58, raster=False)
    paper = decode(encode(lay_out(SALE, 32, INDONESIAN), profile), 32, 384)
    assert SALE.qr in paper.text
    assert not paper.happened("raster")


def test_two_hundred_lines_and_nine_digits_stay_in_their_columns() -> None:
    """The largest cart with the largest prices."""
    line = ReceiptLine("Ukir Jati Panel Besar", 999, 999_999_999, 998_999_999_001, discount=1)
    receipt = replace(SALE, lines=(line,) * 200, total=199_799_999_800_000)
    shown = printed(receipt)
    assert all(len(line) <= 32 for line in shown)
    assert sum(line.endswith(grouped(998_999_999_001)) for line in shown) == 200


def test_weight_and_size_of_what_matters() -> None:
    """Name, marks and total are bold and larger, the rest is not."""
    paper = decode(encode(lay_out(COPY, 32, INDONESIAN), PAPER_58), 32, 384)
    large = [line.text.strip() for line in paper.lines if line.bold and line.tall == 2]
    assert large == [
        "GALERI DEKRANASDA KOTA BEKASI",
        "*** SALINAN ke-1 ***",
        "TOTAL                  Rp162.000",
    ]
    assert all(not line.bold for line in paper.lines if line.tall == 1)


def test_the_drawer_is_kicked_before_anything_is_printed() -> None:
    """Change can be given even if the paper runs out in this very receipt."""
    payload = encode((*lay_out(SALE, 32, INDONESIAN), Drawer()), PAPER_58)
    paper = decode(payload, 32, 384)
    assert paper.events[:3] == [Event("init"), Event("chinese_off"), Event("drawer", (0, 50, 250))]
    assert payload.index(b"\x1bp") < payload.index(b"GALERI")


@given(st.text(max_size=200), st.text(max_size=120), st.sampled_from([32, 42, 48]))
def test_a_story_takes_two_lines_at_most(text: str, maker: str, columns: int) -> None:
    """Whatever is told of whomever: two lines more, and no byte that is not printable."""
    told = printed(replace(SALE, story=ToldStory(maker, text)), columns)
    assert len(told) - len(printed(SALE, columns)) in (2, 3)  # its rule and one or two lines
    assert all(len(line) <= columns and (line.isascii() and line.isprintable()) for line in told)
