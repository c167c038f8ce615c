"""`gerai init` and `gerai demo`: make a shop."""

import argparse
import re
from pathlib import Path

from pos.app.commands.common import folder_of, say
from pos.clock import SystemClock
from pos.errors import SettingNotAllowed, ShopExists
from pos.ids import SystemIds
from pos.key_store import open_key_store
from pos.paths import ShopFolder

CODE = re.compile(r"[A-Z][A-Z0-9]{1,7}")
FIRST_MANAGER_PIN_DIGITS = 6


def init(asked: argparse.Namespace) -> int:
    """Make an empty shop with one manager, whose first PIN is shown once."""
    import secrets

    from pos.app.build import open_till
    from pos.domain.permissions import Role
    from pos.services import shop

    root = folder_of(asked)
    code = asked.code.strip().upper()
    if not CODE.fullmatch(code):
        raise SettingNotAllowed(key="--code", reason="2–8 huruf besar atau angka, diawali huruf")
    if not asked.outlet.strip():
        raise SettingNotAllowed(key="--outlet", reason="kosong")
    refuse_existing(root)
    folder = ShopFolder(root)
    keys = open_key_store(folder.keys)
    shop.create_shop(
        folder.database, outlet_code=code, clock=SystemClock(), ids=SystemIds(), keys=keys
    ).close()
    till = open_till(root, purpose="gerai init")
    pin = "".join(secrets.choice("0123456789") for _ in range(FIRST_MANAGER_PIN_DIGITS))
    try:

        def fill() -> None:
            with till.ctx.store.write() as connection:
                shop.open_first_epoch(till.ctx, connection)
                values = {"outlet.name": asked.outlet.strip(), "printer.profile": _profile(asked.paper)}
                shop.save_settings(till.ctx, connection, values)
                shop.add_staff(till.ctx, connection, staff_id=1, name="Pengelola", role=Role.MANAGER, pin=pin)

        till.writer.call(fill)
    finally:
        till.close()
    say(f"Gerai {asked.outlet.strip()} ({code}1) dibuat di {root}. PIN Pengelola: {pin} (catat sekarang).")
    return 0


def _profile(paper_mm: int) -> str:
    return "58mm-32" if paper_mm == 58 else "80mm-48"


def refuse_existing(root: Path) -> None:
    """Raise ShopExists where the folder already holds a shop."""
    if ShopFolder(root).database.exists():
        raise ShopExists(folder=str(root), outlet="")


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
    from pos.app import till

    return till.run(asked)


def demo_folder() -> Path:
    """Where the demo shop lies when no folder is named: beside real data, never in it."""
    from pos.paths import default_data_dir

    return default_data_dir().with_name("gerai-demo")
