"""Latihan 20 menit: which buyer stands there, how the records judge the cashier, hints and the result. No Qt, no SQL."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from pos.domain.practice import Judgement, Result, Served, Step, Task, judge
from pos.i18n import Texts
from pos.services import practice, shifts
from pos.services.context import Context
from pos.ui.keys import KeyMap
from pos.ui.practice import words
from pos.ui.practice.shown import PracticeShown, PracticeView, Tone

HINT_AFTER = timedelta(seconds=60)
"""Who has not got on by then is told how."""


@dataclass(slots=True)
class Run:
    """A run as it stands; it outlives a change of look. `task` is None until a shift is open, and at the end."""

    begun_at: datetime
    coming: list[Task]
    count: int
    task: Task | None = None
    mark: int = 0
    came_at: datetime | None = None
    helped: bool = False
    praise: str = ""
    praised_well: bool = True
    served: list[Served] = field(default_factory=list)
    result: Result | None = None


class PracticePresenter:
    """One per look; `run` is carried over."""

    def __init__(
        self, ctx: Context, view: PracticeView, *, texts: Texts, keys: KeyMap, run: Run | None = None
    ) -> None:
        """`keys` are this computer's, for the hints."""
        self._ctx, self._view, self._texts, self._keys = ctx, view, texts, keys
        self.run = run
        self._seen = -1
        self._judged = Judgement(Step.SERVE)

    # --- what is pressed

    def press(self) -> None:
        """The strip's own key: begin, ask for the hint, or begin again after the result."""
        if self.run is None or self.run.result is not None:
            self._begin()
        else:
            self.run.helped = True
            self._show()

    def pass_over(self) -> None:
        """Let this buyer go; the result says so."""
        run = self.run
        if run is None or run.task is None:
            return
        run.served.append(Served(run.task.buyer, self._judged.slips, skipped=True, helped=run.helped))
        run.praise = ""
        self._next(run)
        self._show()

    def leave(self) -> None:
        """Stop at any time; what was sold stays in the training store."""
        self.run = None
        self._view.show_practice(None)

    # --- what happens meanwhile

    def look(self) -> None:
        """See what was recorded since; called again and again while a run is on."""
        run = self.run
        if run is None:
            return
        if run.task is not None:
            self._judge(run, run.task)
        elif run.result is None and shifts.current_shift(self._ctx) is not None:
            self._next(run)
        self._show()

    def _judge(self, run: Run, task: Task) -> None:
        newest = practice.mark(self._ctx)
        if newest == self._seen:
            return
        self._seen = newest
        before, self._judged = self._judged, judge(task, practice.since(self._ctx, run.mark))
        if self._judged.step is Step.DONE:
            self._done(run, task)
        elif self._judged.step is not before.step:
            run.came_at, run.praise = self._ctx.clock.now(), ""

    def _done(self, run: Run, task: Task) -> None:
        judged = self._judged
        run.served.append(Served(task.buyer, judged.slips, helped=run.helped, sale=judged.sale))
        run.praise = words.done_words(self._texts, judged.slips)
        run.praised_well = not judged.slips
        self._next(run)

    # --- from buyer to buyer

    def _begin(self) -> None:
        tasks = practice.tasks_of(self._ctx)
        self.run = Run(self._ctx.clock.now(), list(tasks), len(tasks))
        if not tasks:
            self._view.show_practice(self._too_few())
            self.run = None
            return
        self.look()

    def _next(self, run: Run) -> None:
        """The next buyer comes; after the last one the result stands."""
        self._judged, self._seen = Judgement(Step.SERVE), -1
        run.task, run.helped = None, False
        while run.coming and run.task is None:
            task = run.coming.pop(0)
            run.task = practice.with_sale(task, tuple(run.served))
            if run.task is None:
                run.served.append(Served(task.buyer, skipped=True))
        now = self._ctx.clock.now()
        if run.task is None:
            run.result = Result(tuple(run.served), run.begun_at, now)
        else:
            run.mark, run.came_at = practice.mark(self._ctx), now

    # --- showing

    def _show(self) -> None:
        run = self.run
        if run is None:
            return
        if run.result is not None:
            self._view.show_practice(self._result(run.result))
        elif run.task is None:
            self._view.show_practice(self._waiting(run))
        else:
            self._view.show_practice(self._standing(run, run.task))

    def _standing(self, run: Run, task: Task) -> PracticeShown:
        _ = self._texts._
        more, tone = self._more(run, task)
        return PracticeShown(
            place=f"{len(run.served) + 1}/{run.count}",
            says=words.says(self._texts, task, self._judged.step),
            more=more,
            main=_("Petunjuk"),
            tone=tone,
            passes=True,
        )

    def _more(self, run: Run, task: Task) -> tuple[str, Tone]:
        """The slip that stands in the way, the hint that was asked for or is due, or the word on the buyer before."""
        if self._judged.now is not None:
            return words.slip_words(self._texts, self._judged.now), Tone.SLIP
        assert run.came_at is not None
        if run.helped or self._ctx.clock.now() - run.came_at >= HINT_AFTER:
            return words.hint(self._texts, self._keys, task, self._judged.step), Tone.PLAIN
        return run.praise, Tone.GOOD if run.praised_well else Tone.SLIP

    def _waiting(self, run: Run) -> PracticeShown:
        """Nobody is signed in, or the shift is not open."""
        _ = self._texts._
        return PracticeShown(
            place=f"0/{run.count}",
            says=_("Pembeli pertama sebentar lagi datang."),
            more=_("Masuk dengan PIN contoh di layar, lalu buka kasir dengan modal awal."),
            main=_("Petunjuk"),
        )

    def _result(self, result: Result) -> PracticeShown:
        _ = self._texts._
        said, again = words.result_words(self._texts, result)
        tone = Tone.SLIP if result.to_practise else Tone.GOOD
        place = f"{result.done}/{len(result.served)}"
        return PracticeShown(place=place, says=said, more=again, main=_("Ulangi latihan"), tone=tone)

    def _too_few(self) -> PracticeShown:
        _ = self._texts._
        return PracticeShown(
            place="–",
            says=_("Barang contoh tinggal sedikit; latihan memerlukan enam macam."),
            more=_(
                "Tutup gerai latihan, hapus foldernya (training), lalu buka lagi: isinya kembali lengkap."
            ),
            main=_("Coba lagi"),
            tone=Tone.SLIP,
        )
