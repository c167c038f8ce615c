"""`gerai init` and `gerai demo`: make a shop."""

import argparse
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pos.app.commands.common import folder_of, say
from pos.clock import SystemClock
from pos.errors import SettingNotAllowed
from pos.ids import SystemIds
from pos.paths import ShopFolder

if TYPE_CHECKING:
    from pos.services.context import Context

CODE = re.compile(r"[A-Z][A-Z0-9]{1,7}")


def init(asked: argparse.Namespace) -> int:
    """Make an empty shop with one manager, whose first PIN is shown once."""
    from pos.app.demo_staff import DEMO_MARK
    from pos.app.new_shop import new_shop

    root = folder_of(asked)
    code, name = asked.code.strip().upper(), asked.outlet.strip()
    if not CODE.fullmatch(code):
        raise SettingNotAllowed(key="--code", reason="2–8 huruf besar atau angka, diawali huruf")
    if not name:
        raise SettingNotAllowed(key="--outlet", reason="kosong")
    with new_shop(root, outlet_code=code, clock=SystemClock(), ids=SystemIds()) as ctx:
        values = {"outlet.name": name, "printer.profile": _profile(asked.paper)}
        pin = ctx.writer.call(_fill, ctx, values)
    (root / DEMO_MARK).unlink(missing_ok=True)
    say(f"Gerai {name} ({code}1) dibuat di {root}. PIN Pengelola: {pin} (catat sekarang).")
    return 0


def _fill(ctx: "Context", values: dict[str, Any]) -> str:
    from pos.services import shop, terms

    with ctx.store.write() as connection:
        shop.open_first_epoch(ctx, connection)
        shop.save_settings(ctx, connection, values)
        terms.add_own_stock(ctx, connection, values["outlet.name"])
        return shop.add_first_manager(ctx, connection)


def _profile(paper_mm: int) -> str:
    return "58mm-32" if paper_mm == 58 else "80mm-48"


def make_demo(root: Path, outlet: str) -> None:
    """Make the demo shop unless the folder holds a shop."""
    from pos.app.demo import make_demo_shop

    if not ShopFolder(root).database.exists():
        make_demo_shop(root, SystemClock(), SystemIds(), outlet=outlet)


def demo(asked: argparse.Namespace) -> int:
    """Make the demo shop and open it; --make-only leaves it closed."""
    root = folder_of(asked) if asked.data else demo_folder()
    make_demo(root, asked.outlet)
    if asked.make_only:
        say(f"Gerai contoh siap di {root}.")
        return 0
    asked.data = root
    return int(asked.open_till(asked))


def demo_folder() -> Path:
    """Where the demo shop lies when no folder is named: beside real data, never in it."""
    from pos.paths import default_data_dir

    return default_data_dir().with_name("gerai-demo")
