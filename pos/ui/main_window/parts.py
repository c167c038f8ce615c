"""What screens are built from: one value for the whole inside."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pos.services.sign_in import Cashier
from pos.ui.navigation import StackNavigator
from pos.ui.ports import Notices, Sounds
from pos.ui.tasks import QtTasks
from pos.ui.widgets.look import Look

if TYPE_CHECKING:
    from pos.ui.status.presenter import StatusView


@dataclass(frozen=True)
class Parts:
    """What screens are built from; `cashier` says who is signed in, `signed_in` hears who came, `open_drawer` asks
    what the drawer is opened for.
    """

    look: Look
    tasks: QtTasks
    navigator: StackNavigator
    sounds: Sounds
    notices: Notices
    pictures: Path
    cashier: Callable[[], Cashier]
    signed_in: Callable[[Cashier], None]
    frame: "StatusView"
    sign_in_hint: str
    train: Callable[[], None] | None
    open_drawer: Callable[[], object]
    width: str

    @property
    def shared(self) -> dict[str, Any]:
        """What every presenter of the sale takes."""
        return {
            "tasks": self.tasks,
            "navigator": self.navigator,
            "notices": self.notices,
            "texts": self.look.texts,
            "cashier": self.cashier,
        }
