"""The composition root: opens as the one owner, stops in order, and no printer or file in disorder keeps a shop shut."""

import logging
import os
import shutil
import sqlite3
import subprocess
import sys
from dataclasses import replace

import pytest
import sqlalchemy as sa

from pos.app.build import look_at, open_till
from pos.app.commands.day import wait_for_paper
from pos.app.demo import make_demo_shop
from pos.app.new_shop import new_shop
from pos.clock import SystemClock
from pos.database import writer_engine
from pos.domain.permissions import Role
from pos.errors import DiskFault, NoShop, ShopExists, StoreBusy
from pos.ids import SystemIds
from pos.models import print_jobs
from pos.models.register import save_setting
from pos.paths import ShopFolder
from pos.services import checkout, holds, lookup, print_queue, shifts, shop, sync_status
from pos.services.sign_in import Cashier
from pos.services.writer import WriterStopped
from tests.builders import cash
from tests.printing.bad_printer import BadPrinter

NO_ROOM = """
import resource, signal, sys
from pathlib import Path
from pos.app.demo import make_demo_shop
from pos.clock import SystemClock
from pos.errors import Trouble
from pos.ids import SystemIds
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))
try:
    make_demo_shop(Path(sys.argv[1]), SystemClock(), SystemIds())
except Trouble as trouble:
    print(type(trouble).__name__)
"""


@pytest.fixture
def till(demo):
    opened = open_till(demo, purpose="test")
    yield opened
    opened.close()


def sell(till):
    """One sale through the services, with the first goods of the shelf."""
    rani = Cashier(1, "Rani", Role.CASHIER)
    if shifts.current_shift(till.ctx) is None:
        till.writer.call(shifts.open_shift, till.ctx, cashier=rani, opening_float=0)
    open_cart = holds.new_cart(till.ctx)
    product = next(p for p in lookup.search(till.ctx, "", limit=50) if not p.unique)
    paid = replace(open_cart, cart=open_cart.cart.add(product), tenders=(cash(product.price),))
    return till.writer.call(checkout.complete_sale, till.ctx, open_cart=paid, cashier=rani).sale


def test_opening_and_closing_again_and_again(demo):
    """The boot counter goes up, the WAL is emptied, the folder is free, and no thread or handler stays."""
    handlers = list(logging.getLogger().handlers)
    boots = []
    for _ in range(3):
        till = open_till(demo, purpose="test")
        till.start_threads()
        boots.append(till.ctx.boot)
        sell(till)
        till.close()
        till.close()
        log = demo / "gerai.db-wal"
        assert not log.exists() or log.stat().st_size == 0
    assert boots == [boots[0], boots[0] + 1, boots[0] + 2]
    assert logging.getLogger().handlers == handlers
    with pytest.raises(WriterStopped):
        till.writer.call(lambda: 1)


def test_one_owner_and_any_number_of_lookers(demo, till):
    """A second till is told who has the folder; looking works beside it and sees what is sold."""
    with pytest.raises(StoreBusy) as busy:
        open_till(demo, purpose="another")
    assert busy.value.facts["owner"].startswith("test, pid ")
    looking = look_at(demo)
    sale = sell(till)
    with looking.ctx.store.read() as connection:
        assert connection.exec_driver_sql("SELECT number FROM sale").scalar() == sale.number
    looking.close()


def test_a_failed_opening_lets_go(demo):
    """The log cannot be written: no handler, no lock and no open file stay, and the next one can open."""
    handlers = list(logging.getLogger().handlers)
    shutil.rmtree(demo / "logs", ignore_errors=True)
    (demo / "logs").write_text("")
    with pytest.raises(DiskFault):
        open_till(demo, purpose="test")
    assert logging.getLogger().handlers == handlers
    (demo / "logs").unlink()
    open_till(demo, purpose="test").close()


def test_the_bootstrap_file_is_for_the_first_start(demo):
    """What the shop has already is not overwritten; what it lacks is taken, and stays."""
    (demo / "settings.toml").write_text('[printer]\naddress = "file:///dev/null"\n[outlet]\nname = "Lain"\n')
    till = open_till(demo, purpose="test")
    assert till.ctx.shop.get("printer.address") == "file:///dev/null"
    assert till.ctx.shop.outlet_name == "Galeri Dekranasda"
    till.close()
    (demo / "settings.toml").unlink()
    looking = look_at(demo)
    assert looking.ctx.shop.get("printer.address") == "file:///dev/null"
    looking.close()


@pytest.mark.parametrize(
    "address", ["nonsense", "usb://04b8:0202", "tcp://[::1", "serial:///dev/ttyUSB0?baud=9600"]
)
def test_a_wrong_printer_address_keeps_no_shop_shut(demo, address):
    """Stored by an older program or by hand: the till opens, sells, and its papers wait."""
    till = open_till(demo, purpose="test")
    with till.ctx.store.write() as connection:
        save_setting(connection, "printer.address", f'"{address}"')
    till.ctx.reload_shop()
    till.start_threads()
    sell(till)
    assert print_queue.summary(till.ctx).waiting == 1
    till.close()


def test_a_dead_printer_keeps_no_shop_open(demo):
    """Nobody answers at the address: selling and closing are not held up by it."""
    with BadPrinter() as printer:
        url = printer.url
    till = open_till(demo, purpose="test")
    till.writer.call(shop.change_settings, till.ctx, {"printer.address": url})
    till.start_threads()
    for _ in range(3):
        sell(till)
    till.close()
    looking = look_at(demo)
    assert print_queue.summary(looking.ctx).waiting == 3
    looking.close()


def test_what_a_crash_left_on_its_way_is_asked_about(demo):
    """SENDING and BLOCKED are in doubt after the next start, and are never sent again by themselves."""
    till = open_till(demo, purpose="test")
    till.writer.call(
        shop.change_settings, till.ctx, {"printer.address": "file:///dev/null", "drawer.on_cash": False}
    )
    for _ in range(2):
        sell(till)
    with till.ctx.store.write() as connection:
        one, two = print_jobs.all_in(connection, ("queued",))
        print_jobs.change(connection, one.id, state="sending")
        print_jobs.change(connection, two.id, state="blocked")
    till.close()
    till = open_till(demo, purpose="test")
    assert {job.id for job in print_queue.summary(till.ctx).unknown} == {one.id, two.id}
    till.close()


def test_receipts_go_to_a_file_when_that_is_the_printer(demo):
    """The way of a headless box: every sale's paper once."""
    till = open_till(demo, purpose="test")
    till.writer.call(shop.change_settings, till.ctx, {"printer.address": f"file://{demo}/struk.bin"})
    till.start_threads()
    numbers = [sell(till).number for _ in range(3)]
    assert wait_for_paper(till) == 0
    till.close()
    printed = (demo / "struk.bin").read_bytes()
    assert [printed.count(f"No. {number}".encode()) for number in numbers] == [1, 1, 1]


def test_no_folder_no_shop(tmp_path, demo):
    """Nothing is made by looking; a folder of something else is left alone."""
    for opening in (look_at, lambda root: open_till(root, purpose="test")):
        with pytest.raises(NoShop):
            opening(tmp_path / "none")
    assert not (tmp_path / "none").exists()
    (demo / "gerai.db").unlink()
    (demo / "gerai.db").mkdir()
    with pytest.raises(NoShop):
        open_till(demo, purpose="test")


def test_files_in_the_way_are_trouble(demo):
    """A folder where the lock should be."""
    (demo / "owner.lock").unlink(missing_ok=True)
    (demo / "owner.lock").mkdir()
    with pytest.raises(DiskFault):
        open_till(demo, purpose="test")
    (demo / "owner.lock").rmdir()
    open_till(demo, purpose="test").close()


def test_a_shop_half_made_is_no_shop(tmp_path):
    """Whatever goes wrong while it is filled: the folder holds none, and the next try makes it."""
    with (
        pytest.raises(ZeroDivisionError),
        new_shop(tmp_path, outlet_code="GDK", clock=SystemClock(), ids=SystemIds()) as ctx,
    ):
        assert len(ctx.shop.register_code) / 0
    assert not ShopFolder(tmp_path).database.exists()
    make_demo_shop(tmp_path, SystemClock(), SystemIds())
    open_till(tmp_path, purpose="test").close()
    with pytest.raises(ShopExists):
        make_demo_shop(tmp_path, SystemClock(), SystemIds())


def test_a_full_disk_makes_no_shop(tmp_path):
    """Room for half of it only: Trouble, and no shop that nobody could sign in to."""
    run = subprocess.run(
        [sys.executable, "-c", NO_ROOM, str(tmp_path)],
        env={**os.environ, "PYTHONPATH": "."},
        capture_output=True,
        text=True,
    )
    assert run.stdout.strip() in {"DiskFull", "DiskFault"}, run.stderr
    assert not ShopFolder(tmp_path).database.exists()
    make_demo_shop(tmp_path, SystemClock(), SystemIds())


def test_a_store_from_the_interpreters_library_is_the_same_file(demo):
    """Any SQLite reads it once the till is closed: a shop is never locked into ours."""
    with sqlite3.connect(f"file:{demo / 'gerai.db'}?mode=ro", uri=True) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("SELECT count(*) FROM product").fetchone() == (305,)
    connection.close()


def test_a_store_with_an_absurd_state_of_its_centre_opens(demo):
    """Rows that no program of ours would write: the till opens, status is said."""
    engine = writer_engine(demo / "gerai.db")
    with engine.begin() as connection:
        connection.execute(
            sa.text(
                "INSERT INTO sync_state VALUES (1, 'http://[', 'c', 'GDK', 'd', 1, 999999, NULL, 'a\nb', -5, 1000000, 99999999999999,"
                " NULL, -1, 7, 'NoSuchTrouble', 'x', 'NoSuchReason', 0, -7, 9, -2, 8, -3, 'x')"
            )
        )
    engine.dispose()
    till = open_till(demo, purpose="test")
    assert sync_status.current(till.ctx).unsent == 0
    sell(till)
    till.close()
