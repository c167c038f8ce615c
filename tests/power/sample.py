"""Each kind of call once, for the test of the recorder: python -m tests.power.sample FOLDER"""

import os
import sys
from pathlib import Path


def main(folder: str) -> None:
    """Make, write, cut, sync, rename, unlink."""
    place = Path(folder)
    (place / "sub").mkdir()
    descriptor = os.open(place / "first", os.O_RDWR | os.O_CREAT)
    os.write(descriptor, b"abc")
    os.pwrite(descriptor, b"XYZ", 2)
    os.ftruncate(descriptor, 5)
    os.fsync(descriptor)
    (place / "first").rename(place / "new")
    os.close(descriptor)
    (place / "old").open("wb").close()
    (place / "old").unlink()


if __name__ == "__main__":
    main(*sys.argv[1:])
