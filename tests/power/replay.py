"""Cuts the power at moments of a recording and judges the images: python -m tests.power.replay PLACE SCENARIO SEED EVENT IMAGE

The command judges one image again, as a failed proof names it.
"""

import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.power.disk import Disk, Image
from tests.power.recording import Event, Recording, files_in
from tests.power.verdict import Corrupt, Lost, Oracle

NOTHING_KEPT, ALL_KEPT = 0, 1
IMAGES_A_POINT = 5
"""These two, and three that are torn."""
NOT_KEPT = "-shm"
"""No disk keeps it and nobody reads it after a power cut."""


@dataclass(slots=True)
class Figures:
    """What was seen; `dropped` are the images that lack something or hold something torn."""

    events: int = 0
    images: int = 0
    dropped: int = 0
    deep: int = 0
    lost: int = 0
    corrupt: int = 0
    first_loss: str = ""
    first_corruption: str = ""


@dataclass(frozen=True, slots=True)
class Effort:
    """How many images to make and on how many of them to look longer."""

    images: int
    deep: int


@dataclass(slots=True)
class Replay:
    """One pass over a recording."""

    recording: Recording
    oracle: Oracle
    seed: int
    name: str

    def run(self, effort: Effort) -> Figures:
        """Judge images at moments spread over the whole recording."""
        events = list(self.recording.events())
        disk, figures = Disk(files_in(self.recording.base)), Figures(events=len(events))
        points = self._points(events, effort.images)
        pace = max(1, effort.images // effort.deep) if effort.deep else 0
        for number, event in enumerate(events, 1):
            self._apply(disk, event)
            if number in points:
                for index, image in self._images(disk, number):
                    figures.images += 1
                    figures.dropped += _kept(image) != _kept(self._image(disk, number, ALL_KEPT))
                    deep = bool(pace) and figures.images % pace == 0
                    figures.deep += deep
                    self._judge(figures, image, self._again(number, index), deep=deep)
        return figures

    def judge_one(self, number: int, index: int) -> None:
        """One image again; raises what the oracle raises and leaves the image beside the recording."""
        disk = Disk(files_in(self.recording.base))
        for event in list(self.recording.events())[:number]:
            self._apply(disk, event)
        self.oracle.check(self._lay(self._image(disk, number, index)), deep=True)

    def _apply(self, disk: Disk, event: Event) -> None:
        disk.apply(event)
        if disk.is_written(self.oracle.acks, event):
            self.oracle.hear(event.data)

    def _points(self, events: list[Event], images: int) -> set[int]:
        """After each rename and at the end in any case; else half beside a sync, an acknowledgement or a change of names."""
        random, wanted = Random(f"{self.seed}/{self.name}"), max(1, images // IMAGES_A_POINT)
        always = {n for n, event in enumerate(events, 1) if event.op == "R"} | {len(events)}
        telling = [n for n, event in enumerate(events, 1) if event.op != "W" or event.data.endswith(b"}\n")]
        beside = sorted({n for number in telling for n in (number - 1, number) if n})
        chosen = always | set(random.sample(beside, min(wanted // 2, len(beside))))
        rest = [n for n in range(1, len(events) + 1) if n not in chosen]
        return chosen | set(random.sample(rest, min(max(0, wanted - len(chosen)), len(rest))))

    def _images(self, disk: Disk, number: int) -> Iterator[tuple[int, Image]]:
        """Each different one once."""
        seen: list[Image] = []
        for index in range(IMAGES_A_POINT):
            image = self._image(disk, number, index)
            if _kept(image) not in seen:
                seen.append(_kept(image))
                yield index, image

    def _image(self, disk: Disk, number: int, index: int) -> Image:
        if index == NOTHING_KEPT:
            image = disk.nothing_kept()
        elif index == ALL_KEPT:
            image = disk.all_kept()
        else:
            image = disk.torn(Random(f"{self.seed}/{self.name}/{number}/{index}"))
        image.pop(self.oracle.acks, None)
        return image

    def _judge(self, figures: Figures, image: Image, again: str, *, deep: bool) -> None:
        try:
            self.oracle.check(self._lay(image), deep=deep)
        except Lost as lost:
            figures.lost += 1
            figures.first_loss = figures.first_loss or f"lost: {lost}; {again}"
        except Corrupt as corrupt:
            figures.corrupt += 1
            figures.first_corruption = figures.first_corruption or f"corrupt: {corrupt}; {again}"

    def _again(self, number: int, index: int) -> str:
        place = self.recording.place
        again = f"python -m tests.power.replay {place} {self.name} {self.seed} {number} {index}"
        return f"SEED={self.seed} EVENT={number} IMAGE={index} ({again})"

    def _lay(self, image: Image) -> Path:
        folder = self.recording.place / "image"
        shutil.rmtree(folder, ignore_errors=True)
        for path, content in image.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(content)
        return folder


def require_whole(recording: Recording) -> None:
    """Played to its end, a recording gives the folder byte by byte: no call was missed. Before anyone looks into it."""
    disk = Disk(files_in(recording.base))
    for event in recording.events():
        disk.apply(event)
    assert _kept(disk.all_kept()) == _kept(files_in(recording.folder)), "the recording is not whole"


def _kept(image: Image) -> Image:
    return {path: content for path, content in image.items() if not path.endswith(NOT_KEPT)}


def main(place: str, scenario: str, seed: str, event: str, image: str) -> None:
    """Judge one image of a kept recording again."""
    from tests.power.scenarios import SCENARIOS

    recording = Recording(Path(place))
    oracle = SCENARIOS[scenario].oracle(recording.folder)
    Replay(recording, oracle, int(seed), scenario).judge_one(int(event), int(image))
    print(f"nothing lost, nothing broken: {recording.place / 'image'}")


if __name__ == "__main__":
    main(*sys.argv[1:])
