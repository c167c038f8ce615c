"""The kuitansi in the place of the open sale: receipts, names, amount in words, paper. Decides nothing."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QFrame, QGridLayout, QLineEdit, QWidget

from pos.domain.kuitansi import TEXT_CHARS_MAX, KuitansiTexts
from pos.domain.words import format_rupiah
from pos.ui.keys import Action
from pos.ui.refund.shown import CoveredShown, KuitansiShown
from pos.ui.widgets.buttons import PrimaryButton
from pos.ui.widgets.look import Look, column, on_click, row
from pos.ui.widgets.plain_labels import ElidedLabel
from pos.ui.widgets.scroll_column import ScrollColumn


@dataclass(frozen=True, slots=True)
class KuitansiPresses:
    """Who hears a receipt that is taken off, the paper, and the buttons."""

    remove: Callable[[str], None]
    paper: Callable[[bool], None]
    confirm: Callable[[], None]
    close: Callable[[], None]


class KuitansiPanel(QFrame):
    """Shows a KuitansiShown; its fields keep what was typed."""

    def __init__(self, look: Look, presses: KuitansiPresses) -> None:
        """Empty until it is asked."""
        super().__init__()
        self.setProperty("role", "panel")
        self._look, self._presses = look, presses
        _ = look.texts._
        self._title = look.label(_("Kuitansi"), "title")
        self._hint = look.label(role="sub", wrap=True)
        close = look.icon_button("x", _("Tutup"))
        on_click(close, presses.close)
        self._area = ScrollColumn(spacing=0, margins=(0, 0, look.px(10), 0))
        self._rows: list[QWidget] = []
        self._covered: tuple[CoveredShown, ...] = ()
        self._fixed = False
        self._form = self._make_form()
        self._total = look.label(role="title")
        self._words = look.label(role="strong", wrap=True)
        self._meterai = look.label(_("Di atas Rp5 juta: tempel e-meterai Rp10.000."), "accent", wrap=True)
        self._a5, self._a4 = look.button("A5", "chip"), look.button("A4", "chip")
        for chip, a4 in ((self._a5, False), (self._a4, True)):
            chip.setCheckable(True)
            chip.setFixedWidth(look.px(64))
            chip.clicked.connect(lambda _checked=False, a4=a4: presses.paper(a4))
        self.confirm = PrimaryButton(look, _("Buat kuitansi"), Action.CONFIRM)
        on_click(self.confirm, presses.confirm)
        margin = look.px(24)
        sums = row(self._total, None, self._a5, self._a4, spacing=look.px(8))
        layout = column(
            row(column(self._title, self._hint, spacing=look.px(2)), close),
            self._area,
            self._form,
            look.frame("rule"),
            sums,
            self._words,
            self._meterai,
            self.confirm,
            spacing=look.px(8),
            margins=(margin, look.px(16), margin, look.px(20)),
        )
        layout.setStretch(1, 1)
        self.setLayout(layout)

    def _make_form(self) -> QWidget:
        look, _ = self._look, self._look.texts._
        self.payer = self._field(_("Sudah terima dari (nama atau instansi)"))
        self._purpose = self._field(_("Untuk pembayaran"))
        self._place = self._field(_("Tempat"))
        self._signer = self._field(_("Nama penanda tangan"))
        self._post = self._field(_("Jabatan (boleh kosong)"))
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(look.px(8))
        grid.setVerticalSpacing(look.px(2))
        for field, line, place, wide in (
            (self.payer, 0, 0, 2),
            (self._purpose, 1, 0, 1),
            (self._place, 1, 1, 1),
            (self._signer, 2, 0, 1),
            (self._post, 2, 1, 1),
        ):
            grid.addWidget(look.label(field.accessibleName(), "sub"), 2 * line, place, 1, wide)
            grid.addWidget(field, 2 * line + 1, place, 1, wide)
        made = QWidget()
        made.setLayout(grid)
        return made

    def _field(self, name: str) -> QLineEdit:
        made = QLineEdit()
        made.setMaxLength(TEXT_CHARS_MAX)
        made.setAccessibleName(name)
        made.setFixedHeight(self._look.px(48))
        return made

    def fill(self, texts: KuitansiTexts) -> None:
        """Propose what was written last."""
        for field, text in zip(self._fields(), _values(texts), strict=True):
            field.setText(text)

    def texts(self) -> KuitansiTexts:
        """What stands in the fields."""
        return KuitansiTexts(*(field.text() for field in self._fields()))

    def _fields(self) -> tuple[QLineEdit, ...]:
        return (self.payer, self._purpose, self._place, self._signer, self._post)

    def show_kuitansi(self, shown: KuitansiShown) -> None:
        """Show the state."""
        _, texts = self._look.texts._, self._look.texts
        self._title.setText(
            _("Kuitansi {number}").format(number=shown.number) if shown.number else _("Kuitansi")
        )
        self._hint.setText(self._hint_words(shown))
        self._show_covered(shown.covered, fixed=bool(shown.number))
        count = len(shown.covered)
        self._form.setVisible(not shown.number)
        receipts = texts.ngettext("{n} nota", "{n} nota", count).format(n=count)
        total = format_rupiah(shown.total)
        self._total.setText(total if shown.copying else f"{total} · {receipts}")
        self._words.setText(shown.in_words[:1].upper() + shown.in_words[1:])
        self._meterai.setVisible(shown.needs_meterai)
        for chip, a4 in ((self._a5, False), (self._a4, True)):
            chip.setChecked(shown.a4 is a4)
            chip.setEnabled(not shown.path)
        self.confirm.show_text(
            _("Buka PDF") if shown.path else _("Buat salinan") if shown.copying else _("Buat kuitansi")
        )
        self.confirm.setEnabled(not shown.busy and (bool(shown.covered) or bool(shown.number)))

    def _hint_words(self, shown: KuitansiShown) -> str:
        _ = self._look.texts._
        if shown.path:
            return _("Tersimpan sebagai {path}. Esc kembali ke riwayat.").format(path=shown.path)
        if shown.copying:
            return _("Nota ini sudah ada di kuitansi ini; yang dicetak lagi berjudul SALINAN.")
        return _("Pindai, pilih, atau cari nota lain di kiri untuk menambahkannya.")

    def _show_covered(self, covered: tuple[CoveredShown, ...], *, fixed: bool) -> None:
        if (covered, fixed) == (self._covered, self._fixed):
            return
        self._covered, self._fixed = covered, fixed
        for old in self._rows:
            old.hide()
            old.deleteLater()
        self._rows = [self._row(one) for one in covered]
        for made in self._rows:
            self._area.rows.addWidget(made)
        if self._rows:
            self._area.ensureWidgetVisible(self._rows[-1])

    def _row(self, one: CoveredShown) -> QWidget:
        look, _ = self._look, self._look.texts._
        what = ElidedLabel(f"{one.number} · {one.what}")
        what.setProperty("role", "line")
        off = look.icon_button("x", _("Lepaskan {number}").format(number=one.number))
        if self._fixed:
            off.hide()
        off.clicked.connect(lambda _checked=False: self._presses.remove(one.sale_id))
        layout = row(what, look.label(format_rupiah(one.worth), "line"), off, spacing=look.px(8))
        layout.setStretch(0, 1)
        made = QWidget()
        made.setLayout(layout)
        return made


def _values(texts: KuitansiTexts) -> tuple[str, ...]:
    return (texts.payer, texts.purpose, texts.place, texts.signer, texts.post)
