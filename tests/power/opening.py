"""A shop is made and trades at once: python -m tests.power.opening FOLDER SEED SALES SYNCHRONOUS PAGES"""

import sys
from pathlib import Path
from random import Random

from pos.app.demo import make_demo_shop
from pos.ids import SystemIds
from pos.paths import ShopFolder
from tests.power import till
from tests.power.till_oracle import SHOP, TillOracle


class OpeningOracle(TillOracle):
    """Before the first acknowledgement the shop may not be there yet; half a shop never is."""

    def check(self, folder: Path, *, deep: bool) -> None:
        """Raises Lost or Corrupt; where there is no shop yet, `deep` makes one."""
        if self.heard or ShopFolder(folder / SHOP).database.exists():
            super().check(folder, deep=deep)
        elif deep:
            make_shop(folder)
            looking = ShopFolder(folder / SHOP)
            assert looking.database.exists()


def make_shop(folder: Path) -> None:
    make_demo_shop(folder / SHOP, till.SteppingClock(), SystemIds(Random(1).getrandbits))


if __name__ == "__main__":
    make_shop(Path(sys.argv[1]))
    till.main(*sys.argv[1:])
