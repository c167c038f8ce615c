"""A button that asks for a picture and hands its path on; the dialog is the system's own where it has one."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QPushButton

from pos.services.sticker_picture import SUFFIXES
from pos.ui.widgets.look import Look, prepare


class PictureButton(QPushButton):
    """Opens the dialog without holding the screen up."""

    def __init__(self, look: Look, picked: Callable[[Path], None]) -> None:
        """`picked` hears the file; nothing is heard where the dialog is left."""
        super().__init__(look.texts._("Ambil dari foto stiker"))
        prepare(self, "chip")
        self._look, self._picked = look, picked
        self.clicked.connect(self._ask)

    def _ask(self) -> None:
        _ = self._look.texts._
        kinds = " ".join(f"*{suffix}" for suffix in SUFFIXES)
        pictures = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
        dialog = QFileDialog(self, _("Foto stiker QRIS"), pictures, f"{_('Gambar')} ({kinds})")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setLabelText(QFileDialog.DialogLabel.Accept, _("Pilih"))
        dialog.setLabelText(QFileDialog.DialogLabel.Reject, _("Batal"))
        dialog.setLabelText(QFileDialog.DialogLabel.FileName, _("Berkas"))
        dialog.setLabelText(QFileDialog.DialogLabel.FileType, _("Jenis"))
        dialog.setLabelText(QFileDialog.DialogLabel.LookIn, _("Folder"))
        dialog.fileSelected.connect(lambda name: self._picked(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
