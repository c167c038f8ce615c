"""Draws the sample papers as pictures, for looking at: python -m tests.printing.shots [FOLDER]."""

from __future__ import annotations

import sys
from pathlib import Path

from PIL import Image

from pos.i18n import Texts
from pos.printing.escpos_bytes import encode
from pos.printing.profiles import PROFILES, Profile
from tests.printing.decoder import decode
from tests.printing.english import EnglishTexts
from tests.printing.papers import SAMPLES, Sample

DEFAULT_FOLDER = Path("build/shots/paper")


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT_FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for profile in PROFILES:
        for texts in (Texts("id"), EnglishTexts()):
            for sample in SAMPLES:
                path = folder / f"{profile.id}-{sample.name}-{texts.language}.png"
                draw(sample, profile, texts).save(path)
    print(f"{len(PROFILES) * 2 * len(SAMPLES)} pictures in {folder}")


def draw(sample: Sample, profile: Profile, texts: Texts) -> Image.Image:
    """One paper as it would come out."""
    payload = encode(sample.ops(profile.columns, texts), profile)
    return decode(payload, profile.columns, profile.dots).picture()


if __name__ == "__main__":
    main()
