"""Reads the QRIS payload out of a picture of the printed sticker.

Only finds the text: whether it is a sound QRIS is decided where a pasted one is checked (pos/domain/qris.py).
"""

import warnings
from pathlib import Path
from typing import TYPE_CHECKING

from pos.domain import qris
from pos.errors import PictureNotQris, PictureTwoQris, PictureUnreadable, PictureWithoutCode

if TYPE_CHECKING:
    from PIL.Image import Image

SUFFIXES = (".png", ".jpg", ".jpeg", ".webp", ".bmp")
BYTES_MAX = 30_000_000
SIDE_MAX_PX = 2400
"""A phone's 50 MP picture is made smaller first: a sticker that fills a tenth of it still has 4 dots a module."""


def read(path: Path) -> str:
    """The one QRIS payload in a picture.

    Raises PictureUnreadable for what is no picture, PictureWithoutCode, PictureNotQris and PictureTwoQris.
    """
    found = _codes(_opened(path))
    if not found:
        raise PictureWithoutCode
    payloads = {text for text in found if qris.is_payload(text)}
    if not payloads:
        raise PictureNotQris
    if len(payloads) > 1:
        raise PictureTwoQris
    return payloads.pop()


def _opened(path: Path) -> "Image":
    """The picture in grey, on white where it is see-through, at most SIDE_MAX_PX a side."""
    from PIL import Image, UnidentifiedImageError

    try:
        if path.stat().st_size > BYTES_MAX:
            raise PictureUnreadable(name=path.name)
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(path) as file:
                file.draft("L", (SIDE_MAX_PX, SIDE_MAX_PX))
                file.thumbnail((SIDE_MAX_PX, SIDE_MAX_PX))
                return _grey(file)
    except (
        OSError,
        UnidentifiedImageError,
        SyntaxError,
        ValueError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
    ) as error:
        raise PictureUnreadable(name=path.name) from error


def _grey(picture: "Image") -> "Image":
    from PIL import Image

    if picture.has_transparency_data:
        seen = picture.convert("RGBA")
        return Image.alpha_composite(Image.new("RGBA", seen.size, "white"), seen).convert("L")
    return picture.convert("L")


def _codes(picture: "Image") -> list[str]:
    """What all readable QR codes say, whichever way they are turned."""
    import zxingcpp

    qr = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)

    return [found.text for found in zxingcpp.read_barcodes(picture, formats=qr)]
