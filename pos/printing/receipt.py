"""Lays out a receipt, refund or void for a paper width (domain.md §2.4). Decides looks only, never an amount.

The bottom line repeats number and total under the chain code, so that a torn paper is visibly incomplete.
"""

from pos.domain.receipt import Letterhead, Receipt, ReceiptLine
from pos.domain.tender import TenderKind
from pos.domain.words import format_rupiah, grouped
from pos.i18n import Texts
from pos.printing.ops import Columns, Cut, Feed, Op, Qr, Rule, Text
from pos.printing.parts import centred, heading, headline, mark, reason
from pos.printing.text import wrap
from pos.printing.wording import moment, spaced_code, tender_words

SALE, REFUND, VOID = "sale", "refund", "void"
STORY_LINES_MAX = 2
CUT_MARK = "..."


def lay_out(receipt: Receipt, columns: int, texts: Texts) -> tuple[Op, ...]:
    """Say a receipt in ops for paper of `columns` characters; `texts` is the receipt's language."""
    return (
        *letterhead(receipt.letterhead, columns, texts),
        *_headings(receipt, columns, texts),
        Rule(),
        *_facts(receipt, columns, texts),
        Rule(),
        *(op for line in receipt.lines for op in _line(line, texts)),
        Rule(),
        *_totals(receipt, columns, texts),
        *_returned(receipt, texts),
        *_tenders(receipt, texts),
        *reason(receipt.reason, texts),
        *_note(receipt),
        *_story(receipt, columns),
        *_footer(receipt),
        *_end(receipt, columns, texts),
        Cut(),
    )


def letterhead(head: Letterhead, columns: int, texts: Texts) -> tuple[Op, ...]:
    """The outlet's own lines; the NPWP only of a PKP outlet."""
    lines = [*head.address, head.phone]
    if head.is_pkp and head.npwp:
        lines.append(texts._("NPWP {npwp}").format(npwp=head.npwp))
    return (
        heading(head.outlet_name, columns),
        *(centred(line) for line in lines if line.strip()),
    )


def _headings(receipt: Receipt, columns: int, texts: Texts) -> tuple[Op, ...]:
    """What this paper is when it is not the first print of a real sale."""
    ops: list[Op] = []
    if receipt.kind == REFUND:
        ops.append(heading(texts._("RETUR"), columns))
        if receipt.unmatched:
            ops.append(centred(texts._("belum dicocokkan")))
    elif receipt.kind == VOID:
        ops.append(heading(texts._("NOTA DIBATALKAN"), columns))
    if receipt.training:
        ops += _training(columns, texts)
    if receipt.copy_no:
        ops.append(mark(texts._("SALINAN ke-{n}").format(n=receipt.copy_no), columns))
        ops += _copied(receipt, columns, texts)
    return (Feed(), *ops) if ops else ()


def _copied(receipt: Receipt, columns: int, texts: Texts) -> list[Op]:
    lines = []
    if receipt.copied_at:
        lines.append(texts._("Dicetak ulang {moment}").format(moment=moment(receipt.copied_at, columns)))
    if receipt.copied_by:
        lines.append(texts._("oleh {name}").format(name=receipt.copied_by))
    return [centred(line) for line in lines]


def _training(columns: int, texts: Texts) -> list[Op]:
    words = texts._("Bukan bukti pembayaran")
    return [mark(texts._("LATIHAN"), columns), centred(words)]


def _facts(receipt: Receipt, columns: int, texts: Texts) -> tuple[Op, ...]:
    number = Columns(texts._("No. {number}").format(number=receipt.number), moment(receipt.at, columns))
    who = Columns(
        texts._("Kasir: {name}").format(name=receipt.cashier_name),
        texts._("Shift {number}").format(number=receipt.shift_number),
    )
    if receipt.late is not None:
        leaf = texts._("Susulan {pad}").format(pad=receipt.late.pad_number)
        return number, who, Columns(leaf, moment(receipt.late.happened_at, columns))
    if not receipt.sale_number or receipt.returned:
        return number, who
    return number, Columns(texts._("Nota asal"), receipt.sale_number), who


def _line(line: ReceiptLine, texts: Texts) -> tuple[Op, ...]:
    """A line; the parts of a bundle stand below its name, one step further in."""
    price = f"{grouped(line.quantity)} x {grouped(line.unit_price)}"
    at, off = (1, texts._("Potongan paket")) if line.bundle else (0, texts._("Diskon"))
    ops: list[Op] = [Text(line.bundle, bold=True)] if line.opens_bundle else []
    ops += [Text(line.title, indent=at), Columns(price, grouped(line.total), indent=at + 1)]
    if line.discount:
        ops.append(Columns(off, grouped(-line.discount), indent=at + 1))
    if line.maker_name:
        ops.append(Text(texts._("karya {maker}").format(maker=line.maker_name), indent=at + 1))
    if line.note:
        ops.append(Text(line.note, indent=at + 1))
    return tuple(ops)


def _totals(receipt: Receipt, columns: int, texts: Texts) -> tuple[Op, ...]:
    count = texts.ngettext("Subtotal ({n} barang)", "Subtotal ({n} barang)", receipt.piece_count)
    ops: list[Op] = [Columns(count.format(n=grouped(receipt.piece_count)), grouped(receipt.subtotal))]
    if receipt.discount:
        ops.append(Columns(texts._("Diskon"), grouped(-receipt.discount)))
    if receipt.rounding:
        ops.append(Columns(texts._("Pembulatan"), grouped(receipt.rounding)))
    ops.append(headline(_total_word(receipt, texts), format_rupiah(receipt.total), columns))
    if receipt.letterhead.is_pkp:
        ops.append(Columns(texts._("Sudah termasuk PPN"), grouped(receipt.tax)))
    return tuple(ops)


def _returned(receipt: Receipt, texts: Texts) -> tuple[Op, ...]:
    """Of an exchange what came back, what it was worth, and what of it the buyer got."""
    if not receipt.returned:
        return ()
    ops: list[Op] = [Rule(), Text(texts._("Ditukar dari nota {number}:").format(number=receipt.sale_number))]
    for line in receipt.returned:
        ops += _line(line, texts)
    ops.append(Columns(texts._("Nilai barang kembali"), grouped(-receipt.returned_worth)))
    words = tender_words(texts)
    for kind, amount in receipt.given_back:
        word = texts._("Dikembalikan {way}").format(way=words[kind])
        ops.append(Columns(word, grouped(amount)))
    return tuple(ops)


def _total_word(receipt: Receipt, texts: Texts) -> str:
    if receipt.kind == REFUND:
        return texts._("TOTAL RETUR")
    if receipt.kind == VOID:
        return texts._("TOTAL DIBATALKAN")
    return texts._("TOTAL")


def _tenders(receipt: Receipt, texts: Texts) -> tuple[Op, ...]:
    words = tender_words(texts)
    paid = [Columns(words[kind], grouped(amount)) for kind, amount in receipt.tenders]
    if receipt.kind != SALE:
        return (Text(texts._("Dikembalikan lewat:")), *paid) if paid else ()
    by_kind = {TenderKind.VOUCHER: texts._("No. voucher"), TenderKind.RECEIVABLE: texts._("Yang berutang")}
    paid += [Columns(by_kind[kind], reference, indent=1) for kind, reference in receipt.papers]
    if any(kind is TenderKind.CASH for kind, _ in receipt.tenders):
        paid.append(Columns(texts.pgettext("struk", "Kembali"), grouped(receipt.change)))
    return tuple(paid)


def _note(receipt: Receipt) -> tuple[Op, ...]:
    return (Rule(), centred(f"“{receipt.note}”")) if receipt.note else ()


def _story(receipt: Receipt, columns: int) -> tuple[Op, ...]:
    """Whole where it fits into two lines, else its first sentence, else as many words as there is room for."""
    story = receipt.story
    if story is None:
        return ()
    sentence = story.text.partition(". ")[0].rstrip(".") + "."
    ways = [way for text in (story.text, sentence) for way in _ways_to_tell(story.maker, text, columns)]
    lines = next((way for way in ways if len(way) <= STORY_LINES_MAX), None)
    if lines is None:
        first, second = ways[-1][:STORY_LINES_MAX]
        lines = (first, f"{second[: columns - len(CUT_MARK)].rstrip(' .,')}{CUT_MARK}")
    return (Rule(), *(centred(line) for line in lines))


def _ways_to_tell(maker: str, text: str, columns: int) -> tuple[tuple[str, ...], ...]:
    """The maker above the text, or both in one run."""
    return (*wrap(maker, columns), *wrap(text, columns)), wrap(f"{maker}: {text}", columns)


def _footer(receipt: Receipt) -> tuple[Op, ...]:
    lines = [line for line in receipt.letterhead.footer if line.strip()]
    return (Rule(), *(centred(line) for line in lines)) if lines else ()


def _end(receipt: Receipt, columns: int, texts: Texts) -> tuple[Op, ...]:
    """QR, chain code and the closing line; in training the mark once more, since a paper may be cut in two."""
    total = texts._("Total {amount}").format(amount=format_rupiah(receipt.total))
    return (
        *((Qr(receipt.qr),) if receipt.qr else (Feed(),)),
        *((centred(spaced_code(receipt.code)),) if receipt.code else ()),
        *(_training(columns, texts) if receipt.training else ()),
        Rule(),
        Columns(receipt.number, total),
    )
