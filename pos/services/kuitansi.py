"""Kuitansi over one or more sales: made once, numbered without a gap, written as a PDF, copied as SALINAN. All offline."""

from dataclasses import dataclass, fields
from pathlib import Path

from sqlalchemy import Connection

from pos.domain import kuitansi as rules
from pos.domain.day import day_of
from pos.domain.events import Reprinted
from pos.domain.exchange import carried_amount
from pos.domain.kuitansi import Kuitansi, KuitansiTexts
from pos.domain.money import Rupiah
from pos.domain.permissions import Permission
from pos.domain.sale import Sale
from pos.errors import N_, KuitansiIncomplete, PaperFolderUnwritable, SaleNotFound
from pos.i18n import Texts
from pos.ids import kuitansi_number, kuitansi_series
from pos.models import kuitansi, receivables, refunds, register, sales, shifts
from pos.printing import kuitansi_pdf
from pos.printing.kuitansi_pdf import KuitansiPaper, PaperSize
from pos.services import approvals
from pos.services.context import Context
from pos.services.record import Stamp, code_of, record
from pos.services.sign_in import Cashier


@dataclass(frozen=True, slots=True)
class Covered:
    """A sale as a kuitansi covers it: `worth` rupiah is its total less what came back; `what` its first piece.

    `owed` rupiah were sold on account and neither came back nor were written down as paid.
    """

    sale: Sale
    worth: Rupiah
    what: str
    owed: Rupiah = 0


def cover(ctx: Context, sale_id: str) -> Covered:
    """A sale that can go under a new kuitansi; raises SaleNotFound, KuitansiNotAllowed."""
    with ctx.store.read() as connection:
        return _cover(connection, sale_id)


def _cover(connection: Connection, sale_id: str) -> Covered:
    sale = sales.load(connection, sale_id)
    if sale is None:
        raise SaleNotFound(number=sale_id)
    worth = sale.total - sum(refunds.given_back(connection, sale_id).values())
    under = kuitansi.covering(connection, sale_id)
    before, number = _covered_before(connection, sale)
    rest = max(0, worth - before)
    rules.check_sale(sale.number, rest, under.number if under else number if not rest else "")
    return Covered(sale, rest, sale.lines[0].title, receivables.owed(connection, sale_id))


def _covered_before(connection: Connection, sale: Sale) -> tuple[Rupiah, str]:
    """What an exchange carried over from a sale that stood under a kuitansi then, and that one's number: one payment
    is confirmed once.
    """
    back = refunds.load(connection, sale.exchange_of) if sale.exchange_of else None
    origin = sales.load(connection, back.sale_id) if back else None
    if origin is None:
        return 0, ""
    carried, under = carried_amount(sale.tenders), kuitansi.covering(connection, origin.id)
    if under is not None and under.at < sale.header.at:
        return carried, under.number
    before, number = _covered_before(connection, origin)
    return min(carried, before), number


def covering(ctx: Context, sale_id: str) -> Kuitansi | None:
    """The kuitansi that a sale stands under."""
    with ctx.store.read() as connection:
        return kuitansi.covering(connection, sale_id)


def last_texts(ctx: Context) -> KuitansiTexts | None:
    """What was written on the last kuitansi: place and signer are mostly the same."""
    with ctx.store.read() as connection:
        newest = kuitansi.newest_id(connection)
        return _texts(connection, newest) if newest else None


def make(
    ctx: Context, *, kuitansi_id: str, sale_ids: tuple[str, ...], texts: KuitansiTexts, cashier: Cashier
) -> Kuitansi:
    """Make it, once for an id; the number is part of the transaction, the texts stay outside the chain.

    Raises KuitansiIncomplete, KuitansiNotAllowed, SaleNotFound, NotPermitted.
    """
    approvals.require(cashier, Permission.SELL)
    clean = texts.cleaned()
    clean.check()
    if not 1 <= len(set(sale_ids)) <= rules.SALES_MAX:
        raise KuitansiIncomplete(what=N_("nota yang dicakup"))
    at = ctx.clock.now()
    with ctx.store.write() as connection:
        known = kuitansi.load(connection, kuitansi_id)
        if known is not None:
            return known
        covered = [_cover(connection, sale_id) for sale_id in dict.fromkeys(sale_ids)]
        shift = shifts.open_shift(connection)
        series = kuitansi_series(ctx.shop.epoch, ctx.shop.series_tag)
        running = register.next_number(connection, f"kuitansi {series}")
        made = Kuitansi(
            id=kuitansi_id,
            number=kuitansi_number(ctx.shop.register_code, series, running),
            business_date=shift.business_date if shift else ctx.today(),
            at=at,
            cashier_id=cashier.id,
            shift_id=shift.id if shift else "",
            sale_ids=tuple(one.sale.id for one in covered),
            total=sum(one.worth for one in covered),
        )
        kuitansi.insert_kuitansi(connection, made)
        record(ctx, connection, made, Stamp(made.id, at, cashier.id, made.shift_id))
        for field in fields(clean):
            text = getattr(clean, field.name)
            register.insert_free_text(connection, document_id=made.id, field=field.name, text=text)
    ctx.wake_sync()
    return made


def _texts(connection: Connection, kuitansi_id: str) -> KuitansiTexts:
    names = (field.name for field in fields(KuitansiTexts))
    return KuitansiTexts(*(register.load_free_text(connection, kuitansi_id, name) for name in names))


def write_pdf(ctx: Context, *, kuitansi_id: str, folder: Path, size: PaperSize) -> Path:
    """Write the original's PDF and say where; raises PaperFolderUnwritable."""
    with ctx.store.read() as connection:
        paper = _paper(ctx, connection, kuitansi_id, copy_no=0)
    return _write(folder, paper, size)


def write_copy(ctx: Context, *, kuitansi_id: str, folder: Path, size: PaperSize, cashier: Cashier) -> Path:
    """The same headed SALINAN, and recorded; raises PaperFolderUnwritable, then nothing is recorded."""
    at = ctx.clock.now()
    with ctx.store.write() as connection:
        copy_no = kuitansi.count_copy(connection, kuitansi_id)
        paper = _paper(ctx, connection, kuitansi_id, copy_no)
        shift = shifts.open_shift(connection)
        stamp = Stamp(ctx.ids.new(at), at, cashier.id, shift.id if shift else "")
        record(ctx, connection, Reprinted(kuitansi_id, paper.number, copy_no), stamp)
        written = _write(folder, paper, size)
    ctx.wake_sync()
    return written


def _paper(ctx: Context, connection: Connection, kuitansi_id: str, copy_no: int) -> KuitansiPaper:
    made = kuitansi.load(connection, kuitansi_id)
    assert made is not None
    texts = _texts(connection, kuitansi_id)
    covered = [sales.load(connection, sale_id) for sale_id in made.sale_ids]
    return KuitansiPaper(
        letterhead=ctx.shop.letterhead,
        number=made.number,
        total=made.total,
        texts=texts,
        day=day_of(made.at),
        receipts=tuple((sale.number, sale.header.business_date, sale.total) for sale in covered if sale),
        code=code_of(connection, made.id),
        needs_meterai=rules.needs_meterai(made.total),
        copy_no=copy_no,
    )


def _write(folder: Path, paper: KuitansiPaper, size: PaperSize) -> Path:
    """By a second name first, so that a half file never bears the number."""
    suffix = f"-salinan-{paper.copy_no}" if paper.copy_no else ""
    target = folder / f"kuitansi-{paper.number}{suffix}.pdf"
    half = target.with_suffix(".half")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        half.write_bytes(kuitansi_pdf.make(paper, size, Texts("id")))
        half.replace(target)
    except OSError as error:
        raise PaperFolderUnwritable(folder=str(folder)) from error
    return target


__all__ = ["Covered", "PaperSize", "cover", "covering", "last_texts", "make", "write_copy", "write_pdf"]
