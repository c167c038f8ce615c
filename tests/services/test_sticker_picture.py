"""A photo of the sticker gives exactly the text of the sticker, or a sentence that says what to do."""

import io
import random

import pytest
import segno
from PIL import Image, ImageFilter

from pos.app.demo import QRIS
from pos.domain import qris
from pos.errors import PictureNotQris, PictureTwoQris, PictureUnreadable, PictureWithoutCode, QrisInvalid
from pos.services import sticker_picture


def code(text, scale=8, **look):
    out = io.BytesIO()
    segno.make(text, error="m").save(out, kind="png", scale=scale, border=4, **look)
    out.seek(0)
    return Image.open(out).convert("RGBA" if look.get("light", 1) is None else "RGB")


def on_a_table(picture, size=(1600, 1200)):
    table = Image.new("RGB", size, (122, 96, 70))
    table.paste(picture, ((size[0] - picture.width) // 2, (size[1] - picture.height) // 2))
    return table


def turned(picture, degrees):
    return on_a_table(picture).rotate(degrees, expand=True, fillcolor=(122, 96, 70))


def leaning(picture):
    """Taken from below and from the side: one edge is a fifth shorter than the other."""
    size = (picture.width + 100, picture.height + 60)
    lens = (1.05, 0.12, -60, 0.03, 1.1, -30, 0.00012, 0.0004)
    way = Image.Transform.PERSPECTIVE
    return on_a_table(picture.transform(size, way, lens, Image.Resampling.BICUBIC, fillcolor="white"))


def noisy(picture, seed=7):
    rng = random.Random(seed)
    noise = Image.frombytes("L", picture.size, rng.randbytes(picture.width * picture.height)).convert("RGB")
    return Image.blend(picture, noise, 0.25).filter(ImageFilter.GaussianBlur(1.2))


def saved(tmp_path, picture, name="stiker.jpg", **how):
    path = tmp_path / name
    picture.save(path, **how)
    return path


@pytest.mark.parametrize("degrees", [0, 7, 45, 90, 180, 263])
def test_however_it_lies(tmp_path, degrees):
    """The phone is held as it comes."""
    assert sticker_picture.read(saved(tmp_path, turned(code(QRIS), degrees), quality=60)) == QRIS


def test_leaning_noisy_and_squeezed(tmp_path):
    """Perspective, grain, blur and a messenger's JPEG together."""
    assert sticker_picture.read(saved(tmp_path, noisy(leaning(code(QRIS))), quality=25)) == QRIS


@pytest.mark.parametrize("name", ["s.png", "s.webp", "s.bmp", "S.JPG"])
def test_kinds_of_pictures(tmp_path, name):
    """By what is inside, not by the name."""
    assert sticker_picture.read(saved(tmp_path, code(QRIS), name)) == QRIS


def test_white_on_dark_and_see_through(tmp_path):
    """An app's dark page; a drawing without a ground."""
    assert sticker_picture.read(saved(tmp_path, code(QRIS, dark="white", light="#202020"), "a.png")) == QRIS
    assert sticker_picture.read(saved(tmp_path, code(QRIS, light=None), "b.png")) == QRIS


def test_a_phones_large_picture(tmp_path):
    """The sticker is a small part of it."""
    assert sticker_picture.read(saved(tmp_path, on_a_table(code(QRIS, 12), (6000, 4500)))) == QRIS


def test_no_code(tmp_path):
    """A picture of something else, and a code of which a corner is missing."""
    with pytest.raises(PictureWithoutCode):
        sticker_picture.read(saved(tmp_path, Image.new("RGB", (400, 300), "grey")))
    half = code(QRIS)
    half.paste("white", (0, 0, half.width // 2, half.height))
    with pytest.raises(PictureWithoutCode):
        sticker_picture.read(saved(tmp_path, half))


def test_another_code(tmp_path):
    """A page's address is no QRIS; beside the QRIS it does not matter."""
    page = code("https://example.com/pengrajin")
    with pytest.raises(PictureNotQris):
        sticker_picture.read(saved(tmp_path, page))
    both = on_a_table(code(QRIS))
    both.paste(page, (20, 20))
    assert sticker_picture.read(saved(tmp_path, both)) == QRIS


def test_two_stickers_are_not_guessed(tmp_path):
    """The neighbour's stall is in the picture: money must not go there."""
    other = qris.with_amount(QRIS, 1_000)
    both = Image.new("RGB", (1600, 800), "white")
    both.paste(code(QRIS, 6), (20, 20))
    both.paste(code(other, 6), (900, 20))
    with pytest.raises(PictureTwoQris):
        sticker_picture.read(saved(tmp_path, both))


def test_a_wrong_check_is_for_the_check_of_pasted_text(tmp_path):
    """It is read as it is, and refused there."""
    damaged = QRIS[:-1] + ("0" if QRIS[-1] != "0" else "1")
    assert sticker_picture.read(saved(tmp_path, code(damaged))) == damaged
    with pytest.raises(QrisInvalid):
        qris.parse(damaged)


@pytest.mark.parametrize(
    "content",
    [b"", b"%PDF-1.7 \x00", b"\x89PNG\r\n\x1a\nshort", b"000201", b"\xff\xd8\xff\xe0" + b"\x00" * 50],
)
def test_what_is_no_picture(tmp_path, content):
    """PDF, HEIC, an empty or torn file: said by its name."""
    path = tmp_path / "stiker.png"
    path.write_bytes(content)
    with pytest.raises(PictureUnreadable) as refused:
        sticker_picture.read(path)
    assert refused.value.facts["name"] == "stiker.png"


def test_a_torn_picture_and_a_missing_one(tmp_path):
    """Half of the bytes came over; the stick was drawn out."""
    whole = saved(tmp_path, code(QRIS), "a.png").read_bytes()
    (tmp_path / "b.png").write_bytes(whole[: len(whole) // 2])
    for name in ("b.png", "none.png", ""):
        with pytest.raises(PictureUnreadable):
            sticker_picture.read(tmp_path / name)


def test_a_bomb_is_not_unpacked(tmp_path, monkeypatch):
    """A small file that would fill the memory."""
    path = saved(tmp_path, code(QRIS), "a.png")
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 1000)
    with pytest.raises(PictureUnreadable):
        sticker_picture.read(path)
