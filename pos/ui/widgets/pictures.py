"""Pictures of goods for the tiles: the shop's own photo, else a drawn one; loaded off the GUI thread.

Drawn ones are kept as files beside the photos, so a tile costs one small decode. No QPixmap here.
"""

import hashlib
import re
from collections import OrderedDict
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from PySide6.QtCore import QDir, QObject, QSaveFile, QSize, Qt, Signal, Slot
from PySide6.QtGui import QImage, QImageReader, QImageWriter

from pos.domain.catalog import Product
from pos.ui.art.pictures import HEIGHT, VERSION, WIDTH, Subject, paint

KEPT_MAX = 48
PENDING_MAX = 240
JPEG_QUALITY = 92
_UNSAFE = re.compile(r"[^A-Za-z0-9_-]")


def subject_of(product: Product) -> Subject:
    """What a product's picture is of."""
    return Subject(product.id, product.title, product.category.name, product.family)


def drawn_path(folder: Path, subject: Subject, *, dark: bool) -> Path:
    """Where the drawn picture of a subject is kept; a changed name gives another file."""
    words = f"{subject.id}|{subject.title}|{subject.category}|{subject.family}"
    digest = hashlib.sha256(words.encode()).hexdigest()[:24]
    return folder / "drawn" / f"{digest}-{'dark' if dark else 'light'}-{VERSION}.jpg"


def load_picture(folder: Path, subject: Subject, *, dark: bool) -> QImage:
    """Read the photo or the kept drawing, or draw and keep it; safe on any thread."""
    photo = folder / f"{_UNSAFE.sub('_', subject.id)}.jpg"
    for path in (photo, drawn_path(folder, subject, dark=dark)):
        if path.is_file():
            reader = QImageReader(str(path))
            reader.setAutoTransform(True)
            if path is photo:
                reader.setScaledSize(_covering(reader.size()))
            image = reader.read()
            if not image.isNull():
                return image
    image = paint(subject, dark=dark)
    _keep(image, drawn_path(folder, subject, dark=dark))
    return image


def _covering(size: QSize) -> QSize:
    return size.scaled(WIDTH, HEIGHT, Qt.AspectRatioMode.KeepAspectRatioByExpanding)


def _keep(image: QImage, path: Path) -> None:
    """Write whole or not at all; a full disk costs a picture, never a sale."""
    file = QSaveFile(str(path))
    if not QDir().mkpath(str(path.parent)) or not file.open(QSaveFile.OpenModeFlag.WriteOnly):
        return
    writer = QImageWriter(file, b"jpg")
    writer.setQuality(JPEG_QUALITY)
    if writer.write(image):
        file.commit()
    else:
        file.cancelWriting()


def _raise_bug(done: "Future[None]") -> None:
    """A bug in drawing goes to the log (of concurrent.futures); a cancelled picture is none."""
    if not done.cancelled():
        done.result()


class PictureShelf(QObject):
    """Hands out pictures that are there and fetches the others; `arrived` says whose came."""

    arrived = Signal(str)
    _loaded = Signal(str, QImage)

    def __init__(self, folder: Path, *, dark: bool) -> None:
        """`folder` is the shop's pictures folder."""
        super().__init__()
        self._folder, self._dark = folder, dark
        self._images: OrderedDict[str, QImage] = OrderedDict()
        self._wanted: set[str] = set()
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="pictures")
        self._loaded.connect(self._arrive, Qt.ConnectionType.QueuedConnection)

    def find(self, product: Product) -> QImage | None:
        """Give the picture if it is there; else fetch it and answer by `arrived`."""
        image = self._images.get(product.id)
        if image is not None:
            self._images.move_to_end(product.id)
            return image
        if product.id not in self._wanted and len(self._wanted) < PENDING_MAX:
            self._wanted.add(product.id)
            subject = subject_of(product)
            self._worker.submit(self._load, subject).add_done_callback(_raise_bug)
        return None

    @property
    def waiting(self) -> int:
        """How many pictures are on their way."""
        return len(self._wanted)

    def close(self) -> None:
        """Let the worker end; what is queued is dropped."""
        self._worker.shutdown(wait=True, cancel_futures=True)

    def _load(self, subject: Subject) -> None:
        self._loaded.emit(subject.id, load_picture(self._folder, subject, dark=self._dark))

    @Slot(str, QImage)
    def _arrive(self, product_id: str, image: QImage) -> None:
        self._wanted.discard(product_id)
        self._images[product_id] = image
        while len(self._images) > KEPT_MAX:
            self._images.popitem(last=False)
        self.arrived.emit(product_id)
