"""One picture for a product without a photo: ground, object, ornament, all by its words and id.

The same subject gives the same pixels, for ever: a till and the web show the same picture.
"""

import hashlib
from dataclasses import dataclass
from random import Random

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QLinearGradient, QPainter, QPainterPath, QPen

from pos.ui.art import cloths, homes, patterns, trinkets
from pos.ui.art.colours import Inks, inks, words_of
from pos.ui.art.layers import Layer, Motif
from pos.ui.art.paths import mirrored, path

WIDTH, HEIGHT = 320, 240
TALL_MAX = 128
"""Objects are at most this tall, so that a wide tile, which shows the middle, cuts none."""
VERSION = 1
"""Raise when pixels change: cached files carry it in their name."""

MOTIFS: dict[str, Motif] = {**cloths.MOTIFS, **homes.MOTIFS, **trinkets.MOTIFS}

WORDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    # Indonesian names begin with the thing itself: the earliest words win, of two there the first row
    ("gantungan kunci ondel", ("ondel_kunci",)),
    ("gantungan kunci manik bunga", ("manik_bunga",)),
    ("gantungan kunci manik hati", ("manik_hati",)),
    ("gantungan kunci manik bintang", ("manik_bintang",)),
    ("gantungan kunci manik ikan", ("manik_ikan",)),
    ("gantungan kunci manik kucing", ("manik_kucing",)),
    ("gantungan kunci manik bulan", ("manik_bulan",)),
    ("gantungan kunci manik daun", ("manik_daun",)),
    ("gantungan kunci manik", ("gantungan_manik", "manik_daun", "manik_bulan")),
    ("gantungan kunci", ("gantungan_kunci",)),
    ("gantungan pot", ("gantungan_pot",)),
    ("hiasan dinding makrame", ("makrame",)),
    ("tali tas", ("tali",)),
    ("tatakan makrame", ("tatakan_simpul",)),
    ("kain batik tulis", ("kain", "kain_gantung")),
    ("kain", ("kain", "kain_gantung")),
    ("pashmina", ("syal",)),
    ("syal", ("syal",)),
    ("selendang", ("syal",)),
    ("kemeja", ("kemeja",)),
    ("baju", ("kemeja",)),
    ("outer", ("outer",)),
    ("taplak", ("taplak",)),
    ("totebag", ("totebag",)),
    ("tote bag", ("totebag",)),
    ("dompet", ("dompet",)),
    ("card holder", ("kartu",)),
    ("kartu ucapan", ("kartu_ucapan",)),
    ("clutch", ("clutch",)),
    ("pouch", ("pouch",)),
    ("ransel", ("ransel",)),
    ("tas selempang", ("selempang",)),
    ("selempang", ("selempang",)),
    ("tas rotan lukis", ("tas_lukis",)),
    ("tas", ("tas_bulat",)),
    ("sandal", ("sandal",)),
    ("sabuk", ("sabuk",)),
    ("bando", ("bando",)),
    ("udeng", ("udeng",)),
    ("pembatas buku", ("pembatas",)),
    ("makrame", ("makrame",)),
    ("tikar", ("tikar",)),
    ("karpet", ("karpet",)),
    ("keranjang", ("keranjang",)),
    ("kotak tisu", ("kotak_tisu",)),
    ("besek", ("besek",)),
    ("lampu", ("lampu",)),
    ("nampan", ("nampan",)),
    ("pot cover", ("pot_cover",)),
    ("tatakan", ("tatakan",)),
    ("talenan", ("talenan",)),
    ("mangkuk", ("mangkuk",)),
    ("sendok", ("sendok",)),
    ("jam dinding", ("jam",)),
    ("ukir jati", ("ukiran",)),
    ("hiasan ukir", ("ukiran",)),
    ("puzzle", ("puzzle",)),
    ("truk", ("truk",)),
    ("kereta", ("kereta",)),
    ("gasing", ("gasing",)),
    ("mug", ("mug",)),
    ("cangkir", ("mug",)),
    ("piring", ("piring",)),
    ("vas", ("vas", "vas_lebar")),
    ("celengan", ("celengan",)),
    ("lilin", ("lilin",)),
    ("pot", ("pot",)),
    ("kotak hadiah", ("kotak_hadiah",)),
    ("paket", ("kotak_hadiah",)),
    ("kantong", ("kantong",)),
    ("kalung", ("kalung", "kalung_lapis")),
    ("gelang tembaga", ("gelang_logam",)),
    ("gelang perak", ("gelang_logam",)),
    ("gelang", ("gelang",)),
    ("anting resin", ("anting_resin",)),
    ("anting perak", ("anting_perak",)),
    ("anting", ("anting",)),
    ("cincin", ("cincin",)),
    ("liontin", ("liontin",)),
    ("bros tembaga", ("bros_logam",)),
    ("bros kain perca kupu kupu", ("kupu",)),
    ("bros kupu kupu", ("kupu",)),
    ("bros", ("bros", "bros_bulat")),
    ("ondel", ("ondel", "ondel_laki")),
    ("boneka jari", ("boneka_jari",)),
    ("kelinci", ("kelinci",)),
    ("kucing", ("kucing",)),
    ("gajah", ("gajah",)),
    ("ikan", ("ikan",)),
    ("paus", ("ikan",)),
    ("burung", ("burung",)),
    ("ayam", ("burung",)),
    ("kalender", ("kartu_ucapan",)),
)

WIDE_WORDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    # words that say little: used only when nothing closer stands in the name
    ("mobil", ("mobil",)),
    ("amigurumi", ("beruang", "kelinci", "kucing", "gajah")),
    ("boneka", ("beruang",)),
)

BY_CATEGORY: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("batik", ("kain", "kain_gantung", "syal")),
    ("anyam", ("keranjang", "besek", "nampan")),
    ("tas", ("totebag", "tas_bulat", "clutch")),
    ("aksesoris", ("bros", "gelang", "kalung")),
    ("perhiasan", ("cincin", "liontin", "anting_perak")),
    ("kayu", ("talenan", "mangkuk", "ukiran")),
    ("keramik", ("vas", "mug", "piring")),
    ("boneka", ("beruang", "ondel")),
    ("makrame", ("makrame", "gantungan_pot")),
    ("kulit", ("dompet", "selempang")),
)
ANY = ("kotak_hadiah", "kantong", "vas", "kain")


@dataclass(frozen=True, slots=True)
class Subject:
    """What a picture is of; `id` seeds it, the words choose object, ornament and colours."""

    id: str
    title: str
    category: str
    family: str = ""


def motif_name(subject: Subject, dice: Random) -> str:
    """Choose the drawn object by the words of the name, then by category."""
    words = words_of(f"{subject.title} {subject.family}")
    for table in (WORDS, WIDE_WORDS):
        found = [(at, names) for word, names in table if (at := words.find(f" {word} ")) >= 0]
        if found:
            return dice.choice(min(found, key=lambda one: one[0])[1])
    category = subject.category.casefold()
    return dice.choice(next((names for key, names in BY_CATEGORY if key in category), ANY))


def paint(subject: Subject, *, dark: bool) -> QImage:
    """Draw the picture, 320 x 240; safe on any thread."""
    dice = Random(int.from_bytes(hashlib.sha256(subject.id.encode()).digest()[:8]))
    colours = inks(subject.title, subject.category, dice, dark=dark)
    motif = MOTIFS[motif_name(subject, dice)]
    own = patterns.choose(f"{subject.title} {subject.family}", patterns.BATIK, dice)
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.setRenderHints(
        QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform, on=True
    )
    _paint_ground(painter, colours, dice)
    _fit(painter, motif)
    for layer in motif:
        _paint_layer(painter, layer, colours, own)
    painter.end()
    return image


def _fit(painter: QPainter, motif: Motif) -> None:
    """Scale a tall object to the height that every tile shows, and centre it."""
    bounds = QRectF()
    for layer in motif:
        bounds = bounds.united(path(layer.shape).boundingRect())
    scale = min(1.0, TALL_MAX / bounds.height())
    painter.translate(WIDTH / 2, HEIGHT / 2)
    painter.scale(scale, scale)
    painter.translate(-WIDTH / 2, -bounds.center().y())


def _paint_ground(painter: QPainter, colours: Inks, dice: Random) -> None:
    everything = QRectF(0, 0, WIDTH, HEIGHT)
    slope = QLinearGradient(QPointF(0, 0), QPointF(WIDTH * 0.4, HEIGHT))
    slope.setColorAt(0, colours.ground)
    slope.setColorAt(1, colours.ground_low)
    painter.fillRect(everything, slope)
    ornament = dice.choice(patterns.GROUNDS)
    painter.fillRect(
        everything, patterns.brush(ornament, colours.ground_figure, dice.choice((100, 118, 136)))
    )


def _paint_layer(painter: QPainter, layer: Layer, colours: Inks, own: str) -> None:
    shapes = [path(layer.shape)]
    if layer.both:
        shapes.append(mirrored(shapes[0], WIDTH / 2))
    painter.setOpacity(layer.strength / 100)
    for shape in shapes:
        _paint_shape(painter, shape, layer, colours, own)
    painter.setOpacity(1)


def _paint_shape(painter: QPainter, shape: QPainterPath, layer: Layer, colours: Inks, own: str) -> None:
    ink = getattr(colours, layer.ink)
    if layer.width:
        pen = QPen(ink, layer.width)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.strokePath(shape, pen)
        return
    painter.fillPath(shape, ink)
    if layer.ornament:
        name = own if layer.ornament == "*" else layer.ornament
        laid = patterns.brush(name, getattr(colours, layer.figure), layer.size, layer.angle)
        corner = shape.boundingRect().topLeft()
        painter.fillPath(shape, patterns.origin(laid, corner.x(), corner.y()))
