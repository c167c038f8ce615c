"""Stands for Qt in presenter tests: tasks that answer at once, a navigator, sounds and notices that remember."""

from dataclasses import dataclass, field

from pos.errors import GeraiError
from pos.i18n import Texts


class InstantTasks:
    """Reads at once; writes on the real writer thread and waits for the answer, unless told to hold."""

    def __init__(self, ctx, problem):
        self.ctx, self.problem = ctx, problem
        self.holding = False
        self.held = []

    def read(self, work, then, failed=None):
        self._run(work, then, failed)

    def write(self, work, then=None, failed=None):
        job = (lambda: self.ctx.writer.call(work), then, failed)
        if self.holding:
            self.held.append(job)
        else:
            self._run(*job)

    def later(self, work):
        job = (work, None, None)
        if self.holding:
            self.held.append(job)
        else:
            self._run(*job)

    def release(self):
        self.holding, held = False, self.held
        self.held = []
        for job in held:
            self._run(*job)

    def _run(self, work, then, failed):
        try:
            value = work()
        except GeraiError as error:
            (failed or self.problem)(error)
        else:
            if then is not None:
                then(value)


@dataclass
class Remembered:
    """Navigator, sounds and notices in one."""

    went: list = field(default_factory=list)
    heard: list = field(default_factory=list)
    problems: list = field(default_factory=list)
    told: list = field(default_factory=list)
    undo: object = None

    def go(self, screen, what=None):
        self.went.append((screen, what))

    def over(self, screen, what=None):
        self.went.append((screen, what))

    def lift(self):
        self.went.append(("lift", None))

    def scanned(self):
        self.heard.append("ok")

    def unknown(self):
        self.heard.append("unknown")

    def problem(self, error):
        self.problems.append(error)

    def tell(self, text, undo=None):
        self.told.append(text)
        self.undo = undo


class View:
    """Remembers the newest value of every `show_…`; `ref` and `picked` are what a person typed and marked."""

    def __init__(self):
        self.seen = {}
        self.calls = {}
        self.ref = ""
        self.picked = None
        self.first_marked = 0

    def __getattr__(self, name):
        if not name.startswith(("show_", "clear_")):
            raise AttributeError(name)

        def remember(*values, **facts):
            self.seen[name] = values[0] if values else None
            self.calls.setdefault(name, []).append((values, facts))

        return remember

    def reference(self):
        return self.ref

    def marked_product(self):
        return self.picked

    def mark_first(self):
        self.first_marked += 1


def made(kind, ctx, cashier, **more):
    """A presenter of one screen with its doubles: (presenter, view, remembered, tasks)."""
    view, ports = View(), Remembered()
    tasks = InstantTasks(ctx, ports.problem)
    facts = {
        "tasks": tasks,
        "navigator": ports,
        "notices": ports,
        "texts": Texts("id"),
        "cashier": lambda: cashier,
    }
    facts.update(more)
    return kind(ctx, view, **facts), view, ports, tasks
