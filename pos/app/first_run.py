"""The first start on an empty folder with a display: ask, make the shop, go on to the till."""

from pathlib import Path

from pos.clock import SystemClock
from pos.ids import SystemIds
from pos.services.first_run import Wished


def ask_and_make(root: Path) -> bool:
    """Show the window until the shop is made or it is closed; says whether there is a shop now.

    Raises ShopExists, StoreBusy, DiskFull, DiskFault.
    """
    from pos.i18n import Texts
    from pos.ui.application import apply_theme, make_application, theme_for_screen
    from pos.ui.first_run.screen import FirstRunWindow
    from pos.ui.widgets.look import Look

    app = make_application()
    theme = theme_for_screen(app)
    apply_theme(app, theme)
    wishes: list[Wished] = []

    def make(wished: Wished) -> None:
        wishes.append(wished)
        window.close()

    window = FirstRunWindow(Look(theme, Texts("id")), make)
    window.resize(theme.px(1024), theme.px(768))
    window.show()
    app.exec()
    for wished in wishes:
        make_shop(root, wished)
    return bool(wishes)


def make_shop(root: Path, wished: Wished) -> None:
    """The shop as it was wished; raises as `ask_and_make`."""
    from pos.app.new_shop import new_shop
    from pos.services import first_run

    with new_shop(root, outlet_code=wished.code, clock=SystemClock(), ids=SystemIds()) as ctx:
        ctx.writer.call(first_run.fill, ctx, wished)
