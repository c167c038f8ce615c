"""The frame: paints before the shop is open, says what fails, hears other threads, comes forward."""

import gc
import linecache
import threading
from concurrent.futures import Future

import pytest

from pos.errors import StoreBusy
from pos.i18n import Texts
from pos.paths import asset
from pos.ui.keys import Screen
from pos.ui.main_window import FrameFacts, MainWindow
from pos.ui.main_window.inside import width_class
from pos.ui.problems import SpokenNotices
from pos.ui.sounds import PlatformSounds, quieter
from pos.ui.theme import make_theme
from pos.ui.widgets.look import Look
from tests.ui.shots import shift_result


def test_the_window_paints_before_the_shop_is_open(on_stage):
    """Membuka gerai…, while SQLAlchemy is imported beside it."""
    stage = on_stage()
    assert stage.front is None
    assert stage.window.opening.isVisible()
    future = Future()
    stage.window.open_when(future)
    threading.Thread(target=future.set_result, args=(stage.ctx,)).start()
    stage.wait(lambda: stage.front is Screen.SIGN_IN)


def test_a_bare_window_tells_its_first_paint_once(qapp, qtbot, tmp_path):
    """The moment to read anything else from disk; then the opening page."""
    window = MainWindow(qapp)
    qtbot.addWidget(window)
    heard = []
    window.painted.connect(lambda: heard.append(1))
    with qtbot.waitSignal(window.painted):
        window.show()
    window.dress(Look(make_theme(), Texts("id")), FrameFacts(tmp_path, PlatformSounds(), print))
    window.repaint()
    assert (heard, window.opening.words[0]) == ([1], "Membuka gerai…")


def test_a_shop_that_cannot_be_opened_says_why(on_stage):
    """In three sentences, on the page that is there anyway."""
    stage = on_stage()
    future = Future()
    stage.window.open_when(future)
    future.set_exception(StoreBusy(owner="gerai day"))
    stage.wait(lambda: "gerai day" in stage.window.opening.words[0])
    assert stage.window.opening.words[1]


def test_other_threads_may_poke(on_stage):
    """Printer and network say that something changed; the GUI thread looks."""
    stage = on_stage()
    stage.begin()
    seen = []
    stage.window.screens.status.refresh = lambda: seen.append(threading.current_thread())
    poking = threading.Thread(target=stage.window.poke)
    poking.start()
    poking.join()
    stage.wait(lambda: len(seen) > 0)
    assert seen[0] is threading.main_thread()


def test_a_bug_is_said_kindly_and_selling_goes_on(on_stage):
    """No traceback for the cashier; the hook has it."""
    stage = on_stage()
    stage.begin()
    stage.window.inside.bug(ZeroDivisionError("planted"))
    assert [type(bug) for bug in stage.bugs] == [ZeroDivisionError]
    stage.bugs.clear()
    assert "aman" in stage.window.inside.toast.text
    stage.scan(stage.product("Mug").code)
    assert len(stage.window.screens.sell.open_cart.cart.lines) == 1


def test_another_width_builds_the_inside_anew(on_stage):
    """From 1366 to 1024 and back: the cart stays, the keycaps go and come."""
    stage = on_stage()
    stage.begin()
    stage.scan(stage.product("Mug").code)
    stage.window.resize(1024, 768)
    stage.settle()
    assert stage.front_widget().right_inset == stage.window.look.theme.size("cart_narrow")
    assert len(stage.window.screens.sell.open_cart.cart.lines) == 1
    stage.window.resize(1366, 768)
    stage.settle()
    assert stage.front_widget().right_inset == stage.window.look.theme.size("cart")


@pytest.mark.parametrize(
    ("pixels", "screen", "named"),
    [(1024, 1024, "narrow"), (1366, 1366, "usual"), (1600, 1600, "usual"), (1920, 1920, "wide")],
)
def test_width_classes_are_in_design_pixels(pixels, screen, named):
    """A scaled look counts its own pixels."""
    assert width_class(pixels, make_theme("light", screen)) == named


def test_refused_and_bug_have_words(caplog):
    """Three sentences for what a person can act on; for a bug that all is safe, and the log has the rest."""
    said, told = [], []
    notices = SpokenNotices(Texts("id"), lambda *words: said.append(words), lambda *words: told.append(words))
    notices.problem(StoreBusy(owner="gerai day"))
    notices.tell("Tercatat.")
    notices.bug(ValueError("planted"))
    assert "gerai day" in said[0][0]
    assert told == [("Tercatat.", None)]
    assert "aman" in said[1][1]
    assert "planted" in caplog.text


def test_sounds_have_a_volume_and_off(tmp_path):
    """Quieter copies are made once; at 0 nothing is played."""
    played = []
    sounds = PlatformSounds(played.append, tmp_path)
    sounds.set_volume(40)
    sounds.scanned()
    sounds.unknown()
    assert [path.name for path in played] == ["scan-ok-40.wav", "scan-unknown-40.wav"]
    sounds.set_volume(0)
    sounds.scanned()
    sounds.unknown()
    assert len(played) == 2
    original = asset("sounds", "scan-ok.wav")
    assert quieter(original, 100, tmp_path) == original
    assert played[0].stat().st_size == original.stat().st_size


def test_the_frame_is_light(tmp_path):
    """The window's facts hold no service: nothing heavy comes with them."""
    facts = FrameFacts(tmp_path, PlatformSounds(), print)
    assert facts.sign_in_hint == ""
    assert MainWindow.__module__ == "pos.ui.main_window.window"


def test_the_collector_passes_over_what_lives_as_long_as_the_window(on_stage):
    """Looking through all screens between two keys took 44 ms; when the window closes, all is let go."""
    stage = on_stage()
    stage.begin()
    assert gc.get_freeze_count() > 10_000
    stage.window.inside.close_shop()
    assert gc.get_freeze_count() == 0


def test_the_header_hears_that_the_shift_was_closed(on_stage):
    """Closed on this very screen: nothing says any more since when it runs."""
    stage = on_stage()
    shift_result(stage)
    stage.settle()
    said = stage.window.inside._header._sub
    stage.window._look_at_status()
    assert stage.front is Screen.SHIFT
    assert "Shift sejak" not in said.text()


def test_no_source_text_is_kept(on_stage):
    """PySide looks through the source of each import, and Python keeps what was looked through: 24 MB of a till."""
    linecache.getlines(linecache.__file__)
    on_stage().attach()
    assert linecache.__file__ not in linecache.cache
