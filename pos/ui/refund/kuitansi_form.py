"""A kuitansi over receipts of the history: which receipts, whose names, on which paper. No Qt.

While it is asked, a receipt that is opened or scanned goes under it. Nothing is made before Enter.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from pos.domain.kuitansi import Kuitansi, KuitansiTexts, needs_meterai
from pos.domain.words import format_rupiah, terbilang
from pos.i18n import Texts
from pos.services import kuitansi
from pos.services.context import Context
from pos.services.kuitansi import Covered, PaperSize
from pos.services.sign_in import Cashier
from pos.ui.ports import Notices, Tasks
from pos.ui.refund.acting import Acting, Around
from pos.ui.refund.shown import CoveredShown, KuitansiShown

FITS_A5 = 18
"""Receipts that are all named on A5."""


class KuitansiView(Protocol):
    """The Qt half of the form; `kuitansi_texts` is what stands in its fields."""

    def show_kuitansi(self, shown: KuitansiShown | None) -> None: ...
    def fill_kuitansi(self, texts: KuitansiTexts) -> None: ...
    def kuitansi_texts(self) -> KuitansiTexts: ...
    def open_file(self, path: Path) -> None: ...


class KuitansiForm:
    """State of the form."""

    def __init__(
        self,
        ctx: Context,
        view: KuitansiView,
        around: Around,
        acting: Acting,
        *,
        tasks: Tasks,
        notices: Notices,
        texts: Texts,
        cashier: Callable[[], Cashier],
        folder: Path,
    ) -> None:
        """`folder` takes the PDFs."""
        self._ctx, self._view, self._around, self._acting = ctx, view, around, acting
        self._tasks, self._notices, self._texts = tasks, notices, texts
        self._cashier, self._folder = cashier, folder
        self.asked = False
        self._id = ""
        self._covered: tuple[Covered, ...] = ()
        self._made: Kuitansi | None = None
        self._copying, self._a4 = False, False
        self._path: Path | None = None

    def begin(self) -> None:
        """Open it with the sale that is open; one that has a kuitansi offers its copy."""
        sale = self._around.sale
        if sale is None or self._acting.busy:
            return
        self.asked, self._id, self._covered = True, self._ctx.new_id(), ()
        self._path, self._a4 = None, False
        self._made = kuitansi.covering(self._ctx, sale.sale.id)
        self._copying = self._made is not None
        if not self._copying:
            last = kuitansi.last_texts(self._ctx)
            self._view.fill_kuitansi(
                KuitansiTexts(
                    payer="",
                    purpose=self._texts._("Pembelian kerajinan"),
                    place=last.place if last else "",
                    signer=last.signer if last else "",
                    post=last.post if last else "",
                )
            )
            self.add()
        elif any(sale.refunded.values()):
            said = self._texts._("Barang {number} sudah kembali; kuitansi ini masih menyebut jumlah semula.")
            self._notices.tell(said.format(number=sale.sale.number))
        self.show()

    def add(self) -> None:
        """Put the open sale under it; one that is there already, or cannot be, is said."""
        sale = self._around.sale
        if not self.asked or sale is None or self._made is not None:
            return
        if any(one.sale.id == sale.sale.id for one in self._covered):
            self._notices.tell(self._texts._("{number} sudah ada di daftar.").format(number=sale.sale.number))
            return
        self._tasks.read(lambda: kuitansi.cover(self._ctx, sale.sale.id), self._add, self._notices.problem)

    def _add(self, covered: Covered) -> None:
        self._covered = (*self._covered, covered)
        said = self._doubts(covered)
        if said:
            self._notices.tell(said)
        self._a4 = self._a4 or len(self._covered) > FITS_A5
        self.show()

    def _doubts(self, covered: Covered) -> str:
        """What to think of before this receipt is confirmed as paid; '' for nothing."""
        _, number, said = self._texts._, covered.sale.number, []
        if covered.owed:
            owed = _("{amount} dari {number} masih piutang: serahkan kuitansi setelah uangnya masuk.")
            said.append(owed.format(number=number, amount=format_rupiah(covered.owed)))
        if covered.worth < covered.sale.total:
            part = _(
                "Dari {number} hanya {worth} masuk kuitansi: sebagian sudah kembali atau sudah di kuitansi lain."
            )
            said.append(part.format(number=number, worth=format_rupiah(covered.worth)))
        return " ".join(said)

    def remove(self, sale_id: str) -> None:
        """Take a receipt off again."""
        self._covered = tuple(one for one in self._covered if one.sale.id != sale_id)
        self.show()

    def choose_paper(self, a4: bool) -> None:
        """A4, else A5."""
        self._a4 = a4
        self.show()

    def close(self) -> None:
        """Leave it; what was made stays made."""
        self.asked = False
        self._view.show_kuitansi(None)

    def confirm(self) -> None:
        """Make it and its PDF; once made, open the PDF again; of an older one write a copy."""
        if self._acting.busy:
            return
        cashier, size = self._cashier(), PaperSize.A4 if self._a4 else PaperSize.A5
        if self._path is not None:
            self._view.open_file(self._path)
        elif self._made is not None:
            made = self._made
            self._acting.run(lambda _approver: self._write(made, size, cashier), self._written, self.show)
        else:
            texts, kuitansi_id = self._view.kuitansi_texts(), self._id
            sale_ids = tuple(one.sale.id for one in self._covered)
            self._acting.run(
                lambda _approver: kuitansi.make(
                    self._ctx, kuitansi_id=kuitansi_id, sale_ids=sale_ids, texts=texts, cashier=cashier
                ),
                self._make_paper,
                self.show,
            )
        self.show()

    def _make_paper(self, made: Kuitansi) -> None:
        self._made = made
        self.confirm()

    def _write(self, made: Kuitansi, size: PaperSize, cashier: Cashier) -> Path:
        ctx, folder = self._ctx, self._folder
        if self._copying:
            return kuitansi.write_copy(ctx, kuitansi_id=made.id, folder=folder, size=size, cashier=cashier)
        return kuitansi.write_pdf(ctx, kuitansi_id=made.id, folder=folder, size=size)

    def _written(self, path: Path) -> None:
        self._path = path
        self.show()
        self._view.open_file(path)

    def show(self) -> None:
        """Show it as it stands."""
        total = self._made.total if self._made else sum(one.worth for one in self._covered)
        self._view.show_kuitansi(
            KuitansiShown(
                covered=tuple(
                    CoveredShown(one.sale.id, one.sale.number, one.what, one.worth) for one in self._covered
                ),
                total=total,
                in_words=terbilang(total),
                needs_meterai=needs_meterai(total),
                a4=self._a4,
                busy=self._acting.busy,
                number=self._made.number if self._made else "",
                copying=self._copying,
                path=str(self._path) if self._path else "",
            )
        )
