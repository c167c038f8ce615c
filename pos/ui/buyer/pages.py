"""The pages of the buyer's display: greeting, cart, code, thanks. Large type, read from a metre and a half."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from pos.domain.catalog import Product
from pos.domain.words import format_rupiah
from pos.ui.buyer.shown import BuyerLine, Code, Greeting, Served, Thanks
from pos.ui.widgets.look import Look, column, restyle, row
from pos.ui.widgets.plain_labels import ElidedLabel
from pos.ui.widgets.qr_picture import QrPicture

LINES_MAX = 6


def words(look: Look, size: int, weight: int = 500, role: str = "") -> QLabel:
    """A label at a design size; the sheet gives the colour only."""
    made = look.label(role=role, wrap=True)
    made.setFont(look.theme.font(size, weight))
    return made


class GreetingPage(QWidget):
    """Nobody is being served."""

    def __init__(self, look: Look) -> None:
        """The outlet's name, large."""
        super().__init__()
        _ = look.texts._
        self._outlet = words(look, 56, 800)
        welcome, browse = words(look, 28, 600, "good"), words(look, 22, 500, "muted")
        welcome.setText(_("Selamat datang"))
        browse.setText(_("Setiap barang di sini ada pengrajinnya. Silakan melihat dan bertanya."))
        for label in (self._outlet, welcome, browse):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        mark = look.picture("store", "primary", 72)
        self.setLayout(
            column(None, row(None, mark, None), welcome, self._outlet, browse, None, spacing=look.px(16))
        )

    def show_greeting(self, shown: Greeting) -> None:
        """Say where one is."""
        self._outlet.setText(shown.outlet)


class Picture(QWidget):
    """A product's picture with round corners; a calm field until it has come."""

    def __init__(self, look: Look) -> None:
        """No picture yet."""
        super().__init__()
        self._look = look
        self._image: QImage | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_image(self, image: QImage | None) -> None:
        """Show another picture, or none."""
        if image is not self._image:
            self._image = image
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Fill the room; what is too much is cut evenly."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        room, radius = QRectF(self.rect()), self._look.px(24)
        clip = QPainterPath()
        clip.addRoundedRect(room, radius, radius)
        painter.fillPath(clip, self._look.theme.colour("sunken"))
        if self._image is not None:
            painter.setClipPath(clip)
            size = self._image.size()
            scaled = size.scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatioByExpanding)
            where = QRectF(0, 0, scaled.width(), scaled.height())
            where.moveCenter(room.center())
            painter.drawImage(where, self._image)
        painter.end()


class CartPage(QWidget):
    """The piece that was just scanned at the left, the lines and the total at the right."""

    def __init__(self, look: Look, find: Callable[[Product], QImage | None]) -> None:
        """`find` gives a picture that is there, or None and fetches it."""
        super().__init__()
        self._look, self._find = look, find
        self._product: Product | None = None
        self._picture = Picture(look)
        self._title, self._maker = words(look, 30, 700), words(look, 20, 600, "good")
        left = column(self._picture, self._title, self._maker, spacing=look.px(10))
        left.setStretch(0, 1)
        self._rows = tuple(_Row(look) for _n in range(LINES_MAX))
        self._more = words(look, 18, 500, "muted")
        self._sums = tuple(_Sum(look) for _n in range(2))
        self._total_word = words(look, 24, 600, "muted")
        self._total = words(look, 60, 800, "good")
        self._total.setWordWrap(False)
        self._total.setAlignment(Qt.AlignmentFlag.AlignRight)
        right = column(
            *self._rows,
            self._more,
            None,
            *self._sums,
            self._total_word,
            self._total,
            spacing=look.px(10),
        )
        halves = row(left, right, spacing=look.px(48))
        halves.setStretch(0, 1)
        halves.setStretch(1, 1)
        self.setLayout(halves)

    def show_cart(self, shown: Served) -> None:
        """Say the lines around the newest one, and what is to be paid."""
        texts = self._look.texts
        _, newest = texts._, shown.lines[shown.newest]
        self._product = shown.picture
        self.fetch()
        self._title.setText(newest.title)
        self._maker.setText(_("Karya {maker}").format(maker=newest.maker))
        first = max(0, min(shown.newest, len(shown.lines) - LINES_MAX))
        for n, one in enumerate(self._rows):
            at = first + n
            one.show_line(shown.lines[at] if at < len(shown.lines) else None, marked=at == shown.newest)
        hidden = len(shown.lines) - LINES_MAX
        more = texts.ngettext("dan {n} baris lagi", "dan {n} baris lagi", max(0, hidden))
        self._more.setText(more.format(n=hidden) if hidden > 0 else "")
        self._more.setVisible(hidden > 0)
        saved, received = self._sums
        saved.show_sum(_("Hemat"), shown.saved)
        received.show_sum(_("Sudah dibayar"), shown.received)
        partly = shown.paying and shown.received > 0
        count = texts.ngettext("Total · {n} barang", "Total · {n} barang", shown.piece_count)
        self._total_word.setText(_("Masih kurang") if partly else count.format(n=shown.piece_count))
        self._total.setText(format_rupiah(shown.due if partly else shown.total))

    def fetch(self) -> None:
        """Show the picture of the newest piece, if it is there by now."""
        if self._product is not None:
            self._picture.show_image(self._find(self._product))


class _Row(QFrame):
    """One line of the cart."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(look.px(64))
        self._title = ElidedLabel("")
        self._title.setFont(look.theme.font(20, 600))
        self._maker = ElidedLabel("", middle=False)
        self._maker.setProperty("role", "muted")
        self._maker.setFont(look.theme.font(15))
        self._count, self._net = words(look, 20, 500, "muted"), words(look, 20, 700)
        for label in (self._count, self._net):
            label.setWordWrap(False)
        layout = row(
            column(None, self._title, self._maker, None, spacing=look.px(1)),
            self._count,
            self._net,
            spacing=look.px(12),
            margins=(look.px(12), 0, look.px(12), 0),
        )
        layout.setStretch(0, 1)
        self.setLayout(layout)

    def show_line(self, line: BuyerLine | None, *, marked: bool) -> None:
        self.setVisible(line is not None)
        restyle(self, "role", "marked" if marked else "")
        if line is not None:
            self._title.show_text(line.title)
            self._maker.show_text(line.maker)
            self._count.setText(f"×{line.quantity}" if line.quantity > 1 else "")
            self._net.setText(format_rupiah(line.net))


class _Sum(QWidget):
    """A word and its rupiah; gone at nought."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._word, self._amount = words(look, 22, 500, "muted"), words(look, 22, 600)
        self._amount.setWordWrap(False)
        self.setLayout(row(self._word, None, self._amount))

    def show_sum(self, word: str, amount: int) -> None:
        self._word.setText(word)
        self._amount.setText(format_rupiah(amount))
        self.setVisible(amount > 0)


class CodePage(QWidget):
    """The code to be scanned, large, beside its amount."""

    def __init__(self, look: Look) -> None:
        """No code yet."""
        super().__init__()
        self._look = look
        self._picture = QrPicture(look.px(480))
        self._how, self._amount = words(look, 28, 600), words(look, 60, 800, "good")
        self._amount.setWordWrap(False)
        self._merchant, self._nmid = words(look, 26, 700), words(look, 20, 500, "muted")
        self._check = words(look, 20, 500, "muted")
        said = column(
            None,
            self._how,
            self._amount,
            look.px(20),
            self._merchant,
            self._nmid,
            self._check,
            None,
            spacing=look.px(8),
        )
        halves = row(None, self._picture, look.px(32), said, None, spacing=look.px(24))
        halves.setStretch(3, 1)
        self.setLayout(halves)

    def show_code(self, shown: Code) -> None:
        """Show it with the names that the buyer's phone must say, too."""
        _ = self._look.texts._
        self._picture.show_payload(shown.payload)
        self._how.setText(
            _("Pindai dengan QRIS") if shown.carries_amount else _("Pindai, lalu ketik jumlah ini")
        )
        self._amount.setText(format_rupiah(shown.amount))
        self._merchant.setText(shown.merchant)
        self._nmid.setText(_("NMID {nmid}").format(nmid=shown.nmid) if shown.nmid else "")
        self._check.setText(_("Pastikan nama ini juga tampil di ponsel Anda."))


class ThanksPage(QWidget):
    """The change, whose work goes home, and the story of one of them."""

    def __init__(self, look: Look) -> None:
        """Nothing was sold yet."""
        super().__init__()
        self._look = look
        thanks = words(look, 40, 800)
        thanks.setText(look.texts._("Terima kasih!"))
        self._word, self._change = words(look, 26, 600, "muted"), words(look, 84, 800, "good")
        self._makers = words(look, 26, 500, "muted")
        self._whose, self._story = words(look, 24, 700, "good"), words(look, 28, 500)
        for label in (thanks, self._word, self._change, self._makers, self._whose, self._story):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setLayout(
            column(
                None,
                self._word,
                self._change,
                look.px(16),
                thanks,
                self._makers,
                look.px(12),
                self._whose,
                self._story,
                None,
                spacing=look.px(10),
            )
        )

    def show_thanks(self, shown: Thanks) -> None:
        """Say the change where there is any, and at most two makers by name."""
        _ = self._look.texts._
        self._word.setText(_("Kembalian Anda"))
        self._change.setText(format_rupiah(shown.change))
        for part in (self._word, self._change):
            part.setVisible(shown.change > 0)
        self._makers.setText(self._sentence(shown.makers))
        self._whose.setText(shown.story.maker if shown.story is not None and len(shown.makers) > 1 else "")
        self._story.setText(shown.story.text if shown.story is not None else "")
        for part in (self._whose, self._story):
            part.setVisible(bool(part.text()))

    def _sentence(self, makers: tuple[str, ...]) -> str:
        _, ngettext = self._look.texts._, self._look.texts.ngettext
        if not makers:
            return ""
        if len(makers) == 1:
            return _("Karya {maker} pulang bersama Anda.").format(maker=makers[0])
        others = len(makers) - 2
        if not others:
            return _("Karya {first} dan {second} pulang bersama Anda.").format(
                first=makers[0], second=makers[1]
            )
        said = ngettext(
            "Karya {first}, {second}, dan {n} pengrajin lain pulang bersama Anda.",
            "Karya {first}, {second}, dan {n} pengrajin lain pulang bersama Anda.",
            others,
        )
        return said.format(first=makers[0], second=makers[1], n=others)
