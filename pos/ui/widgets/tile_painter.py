"""Paints one product card; a whole card is kept as a pixmap, so a repaint is one blit (ui.md §5.4).

Everything that changes the picture is in the key, or a stale card would be painted.
"""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QPainter,
    QPainterPath,
    QPen,
    QPixmap,
    QPixmapCache,
    QTextLayout,
    QTextOption,
)

from pos.domain.catalog import Product
from pos.domain.finding import Family
from pos.domain.words import format_rupiah
from pos.ui.widgets.icons import pixmap
from pos.ui.widgets.look import Look

GAP = 10
TEXT_HEIGHT = 90
LOW_STOCK_MAX = 3


@dataclass(frozen=True, slots=True)
class Card:
    """What is seen of a product: how many are in the cart, hovered, marked by the keyboard."""

    product: Product
    quantity: int
    hovered: bool
    marked: bool
    family: Family | None = None
    pinned: bool = False
    variant_only: bool = False

    @property
    def sold_out(self) -> bool:
        """Whether the books know of none; of variants there may be another one."""
        return self.family is None and self.product.on_hand <= 0

    @property
    def name(self) -> str:
        """The thing's name where the card stands for its variants; among these the variant; else the title."""
        if self.family:
            return self.family.name
        variant = self.product.variant if self.variant_only else ""
        return variant[:1].upper() + variant[1:] or self.product.title

    def price_word(self, look: Look) -> str:
        """The label price; of variants the lowest."""
        family = self.family
        if family is None or family.price_low == family.price_high:
            return format_rupiah(self.product.price)
        return look.texts._("mulai {low}").format(low=format_rupiah(family.price_low))

    def maker_word(self, look: Look) -> str:
        """Whose it is; of a bundle how many pieces it has."""
        if self.product.bundle is None:
            return self.product.maker.name
        pieces = sum(part.quantity for part in self.product.bundle.parts)
        return look.texts.ngettext("isi {n} barang", "isi {n} barang", pieces).format(n=pieces)

    def tag(self, look: Look) -> str:
        """The word on the picture."""
        if self.family:
            ngettext = look.texts.ngettext
            return ngettext("{n} varian", "{n} varian", self.family.count).format(n=self.family.count)
        if self.product.bundle:
            return look.texts._("Paket")
        return look.texts._("Hanya satu") if self.product.unique and self.product.on_hand > 0 else ""

    def stock_word(self, look: Look) -> tuple[str, str]:
        """Word and colour token for the stock: only when it is low."""
        _ = look.texts._
        if self.family:
            return "", "muted"
        if self.product.on_hand <= 0:
            return _("Habis"), "danger"
        if self.product.on_hand <= LOW_STOCK_MAX and not self.product.unique:
            return _("Sisa {n}").format(n=self.product.on_hand), "accent"
        return "", "muted"


class CardPainter:
    """Draws cards in one look."""

    def __init__(self, look: Look) -> None:
        """Measure the fonts once."""
        self._look = look
        theme = look.theme
        self._name_font = theme.font(14, 600)
        self._maker_font = theme.font(12, 500)
        self._price_font = theme.font(15, 700)
        self._stock_font = theme.font(12, 700)
        self._badge_font = theme.font(14, 800)
        self._tag_font = theme.font(11, 700)

    def paint(
        self, painter: QPainter, cell: QRect, card: Card, image: QImage | None, ratio: float, *, draw: bool
    ) -> bool:
        """Blit the card, drawing it first when it is not kept; without `draw` a blank stands for it.

        Returns whether the card was drawn now.
        """
        theme, product = self._look.theme, card.product
        key = (
            f"card:{product.id}:{product.price}:{product.on_hand}:{card.quantity}:{card.hovered}{card.marked}"
            f":{cell.width()}x{cell.height()}@{ratio}:{theme.mode}:{self._look.texts.language}:{image is not None}"
            f":{card.name}:{card.family}:{card.pinned}"
        )
        kept = QPixmap()
        if QPixmapCache.find(key, kept):
            painter.drawPixmap(cell.topLeft(), kept)
            return False
        if not draw:
            self._paint_blank(painter, cell)
            return False
        kept = self._draw(cell.size(), card, image, ratio)
        QPixmapCache.insert(key, kept)
        painter.drawPixmap(cell.topLeft(), kept)
        return True

    def _paint_blank(self, painter: QPainter, cell: QRect) -> None:
        gap, radius = self._look.px(GAP) // 2, self._look.px(14)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.theme.colour("surface"))
        painter.drawRoundedRect(cell.adjusted(gap, gap, -gap, -gap), radius, radius)

    def _draw(self, size: QSize, card: Card, image: QImage | None, ratio: float) -> QPixmap:
        made = QPixmap(size * ratio)
        made.setDevicePixelRatio(ratio)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing
            | QPainter.RenderHint.SmoothPixmapTransform
            | QPainter.RenderHint.TextAntialiasing,
            on=True,
        )
        gap = self._look.px(GAP)
        body = QRectF(gap / 2, gap / 2, size.width() - gap, size.height() - gap)
        self._draw_body(painter, body, card)
        picture = QRectF(body.topLeft(), QPointF(body.right(), body.bottom() - self._look.px(TEXT_HEIGHT)))
        self._draw_picture(painter, body, picture, card, image)
        self._draw_words(painter, picture, body, card)
        self._draw_frame(painter, body, card)
        self._draw_tags(painter, picture, card)
        painter.end()
        return made

    def _draw_body(self, painter: QPainter, body: QRectF, card: Card) -> None:
        theme, radius = self._look.theme, self._look.px(14)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(0, 0, 0, 60 if theme.dark else 18))
        painter.drawRoundedRect(body.translated(0, 1.6), radius, radius)
        painter.setBrush(theme.colour("surface2" if card.hovered else "surface"))
        painter.drawRoundedRect(body, radius, radius)

    def _draw_picture(
        self, painter: QPainter, body: QRectF, where: QRectF, card: Card, image: QImage | None
    ) -> None:
        radius = self._look.px(14)
        clip = QPainterPath()
        clip.addRoundedRect(body, radius, radius)
        below = QPainterPath()
        below.addRect(QRectF(where.bottomLeft(), body.bottomRight()))
        painter.save()
        painter.setClipPath(clip.subtracted(below))
        painter.fillRect(where, self._look.theme.colour("sunken"))
        if image is not None:
            painter.drawImage(where, _faded(image) if card.sold_out else image, _middle(image, where))
        painter.restore()

    def _draw_words(self, painter: QPainter, picture: QRectF, body: QRectF, card: Card) -> None:
        look, theme = self._look, self._look.theme
        side = look.px(11)
        left, right = body.left() + side, body.right() - side
        top = picture.bottom() + look.px(7)
        name_colour = theme.colour("muted" if card.sold_out else "text")
        bottom = self._draw_name(
            painter, card.name, QRectF(left, top, right - left, look.px(37)), name_colour
        )
        painter.setFont(self._maker_font)
        painter.setPen(theme.colour("muted"))
        maker = QFontMetricsF(self._maker_font).elidedText(
            card.maker_word(look), Qt.TextElideMode.ElideRight, right - left
        )
        painter.drawText(QPointF(left, bottom + look.px(14)), maker)
        base = body.bottom() - look.px(10)
        painter.setFont(self._price_font)
        painter.setPen(name_colour)
        painter.drawText(QPointF(left, base), card.price_word(look))
        word, colour = card.stock_word(look)
        if word:
            painter.setFont(self._stock_font)
            painter.setPen(theme.colour(colour))
            width = QFontMetricsF(self._stock_font).horizontalAdvance(word)
            painter.drawText(QPointF(right - width, base), word)

    def _draw_name(self, painter: QPainter, text: str, where: QRectF, colour: QColor) -> float:
        """Draw one or two lines, the second elided; returns where they end."""
        metrics = QFontMetricsF(self._name_font)
        painter.setFont(self._name_font)
        painter.setPen(colour)
        height = self._look.px(18)
        lines = two_lines(text, metrics, where.width(), self._name_font)
        for n, line in enumerate(lines):
            painter.drawText(QPointF(where.left(), where.top() + metrics.ascent() + n * height), line)
        return where.top() + height * len(lines)

    def _draw_frame(self, painter: QPainter, body: QRectF, card: Card) -> None:
        theme, radius = self._look.theme, self._look.px(14)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if card.quantity:
            painter.setPen(QPen(theme.colour("primary"), 2))
            painter.drawRoundedRect(body.adjusted(1, 1, -1, -1), radius - 1, radius - 1)
        else:
            painter.setPen(QPen(theme.colour("border"), 1))
            painter.drawRoundedRect(body.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        if card.marked:
            painter.setPen(QPen(theme.colour("text"), 2))
            painter.drawRoundedRect(body.adjusted(-3.5, -3.5, 3.5, 3.5), radius + 3, radius + 3)

    def _draw_tags(self, painter: QPainter, picture: QRectF, card: Card) -> None:
        look, theme = self._look, self._look.theme
        if card.tag(look):
            self._draw_pill(painter, picture, card.tag(look))
        if card.pinned:
            self._draw_pin(painter, picture)
        if not card.quantity:
            return
        size = look.px(30)
        circle = QRectF(picture.right() - size - look.px(7), picture.top() + look.px(7), size, size)
        painter.setBrush(theme.colour("primary"))
        painter.setPen(QPen(theme.colour("surface"), 2))
        painter.drawEllipse(circle)
        painter.setPen(theme.colour("on_primary"))
        painter.setFont(self._badge_font)
        painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, str(card.quantity))

    def _draw_pin(self, painter: QPainter, picture: QRectF) -> None:
        """A small pin in a disc at the picture's lower right."""
        look, size = self._look, self._look.px(26)
        disc = QRectF(picture.right() - size - look.px(8), picture.bottom() - size - look.px(8), size, size)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.theme.colour("surface"))
        painter.drawEllipse(disc)
        inset = look.px(5)
        icon = pixmap(look.theme, "pin", "on_soft", 16)
        painter.drawPixmap(disc.adjusted(inset, inset, -inset, -inset), icon, QRectF(icon.rect()))

    def _draw_pill(self, painter: QPainter, picture: QRectF, word: str) -> None:
        look, theme = self._look, self._look.theme
        width = QFontMetricsF(self._tag_font).horizontalAdvance(word) + look.px(16)
        pill = QRectF(picture.left() + look.px(8), picture.top() + look.px(8), width, look.px(22))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("surface"))
        painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
        painter.setPen(theme.colour("on_soft"))
        painter.setFont(self._tag_font)
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, word)


def two_lines(text: str, metrics: QFontMetricsF, width: float, font: QFont | None = None) -> list[str]:
    """Break a name into at most two lines; what does not fit is elided at the end of the second."""
    layout = QTextLayout(text)
    if font is not None:
        layout.setFont(font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    starts = []
    for _ in range(2):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        starts.append(line.textStart())
    layout.endLayout()
    if len(starts) < 2:
        return [text]
    first, rest = text[: starts[1]].rstrip(), text[starts[1] :]
    return [first, metrics.elidedText(rest, Qt.TextElideMode.ElideRight, width)]


def _middle(image: QImage, where: QRectF) -> QRectF:
    """Give the middle part of the picture that has the place's shape."""
    height = min(image.height(), image.width() * where.height() / where.width())
    width = min(image.width(), image.height() * where.width() / where.height())
    return QRectF((image.width() - width) / 2, (image.height() - height) / 2, width, height)


def _faded(image: QImage) -> QImage:
    """Take the colour out, for what is sold out; the words stay readable."""
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8).convertToFormat(QImage.Format.Format_RGB32)
    painter = QPainter(grey)
    painter.setOpacity(0.18)
    painter.drawImage(0, 0, image)
    painter.end()
    return grey
