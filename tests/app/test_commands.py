"""Every verb: exit code, one clear line in both languages, and what it leaves behind."""

import json
import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa

from pos import __version__
from pos.__main__ import main
from pos.app.build import look_at, open_till
from pos.app.commands import central, common, day, printer, shop, sync, verify
from pos.database import writer_engine
from pos.domain.permissions import Role
from pos.models import print_jobs, sync_state
from pos.services import lookup, sign_in
from pos.services.record import tip_of
from tests.crash.kill import central_serving
from tests.printing.bad_printer import BadPrinter


def closed_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


def records(root):
    looking = look_at(root)
    with looking.ctx.store.read() as connection:
        seq = tip_of(looking.ctx, connection).seq
    looking.close()
    return seq


# --- what can be asked at all -----------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [["--version"], ["--help"], ["init", "--help"], ["central", "--help"], ["central", "serve", "--help"]],
)
def test_help_and_version_cost_nothing(words, capsys):
    """Exit 0, and not one heavy import."""
    with pytest.raises(SystemExit) as end:
        main(words)
    assert end.value.code == 0
    assert capsys.readouterr().out
    code = f"import sys; from pos.__main__ import main\ntry:\n    main({words!r})\nexcept SystemExit: pass\nprint('sqlalchemy' in sys.modules or 'PySide6' in sys.modules, file=sys.stderr)"
    heavy = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert heavy.stderr.strip() == "False"


def test_the_version_is_the_packages(capsys):
    """The same everywhere."""
    with pytest.raises(SystemExit):
        main(["--version"])
    assert capsys.readouterr().out.strip() == f"gerai {__version__}"


@pytest.mark.parametrize(
    "words",
    [
        ["fly"],
        ["init"],
        ["init", "--outlet", "x"],
        ["day", "--sales", "many"],
        ["central"],
        ["--lang", "fr"],
        ["init", "--outlet", "a", "--code", "GDK", "--paper", "60"],
    ],
)
def test_words_that_are_none_are_exit_2(words):
    """As any refusal."""
    with pytest.raises(SystemExit) as end:
        main(words)
    assert end.value.code == 2


@pytest.mark.parametrize(
    "words",
    [
        ["status"], ["verify"], ["sync"], ["sync", "--once"], ["print-test"], ["enrol", "--centre", "http://x", "--code", "y"], [],
    ],
)  # fmt: skip
def test_without_a_shop_each_verb_says_how_to_make_one(run, tmp_path, words, monkeypatch):
    """One line, in the language asked for, naming the folder; nothing is made. With a display the till would ask."""
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    folder = tmp_path / "none"
    said = {}
    for language in ("id", "en"):
        outcome = run(*words, "--data", folder, "--lang", language)
        assert outcome.code == 2
        said[language] = outcome.err[0]
        assert str(folder) in said[language]
        assert "gerai init" in said[language]
    assert said["id"] != said["en"]
    assert not folder.exists()


# --- making a shop ----------------------------------------------------------------


def test_init_makes_an_empty_shop_that_a_manager_can_open(run, tmp_path):
    """Name, code, paper; the PIN is said once and works; sound from the first record on."""
    root = tmp_path / "a" / "b"
    outcome = run("init", "--outlet", " Galeri Kita ", "--code", "gkt", "--paper", "80", "--data", root)
    assert outcome.code == 0
    pin = re.search(r"PIN Pengelola: (\d{6})", outcome.out[0])[1]
    till = open_till(root, purpose="test")
    who = till.writer.call(sign_in.sign_in, till.ctx, cashier_id=1, pin=pin)
    shop_now = till.ctx.shop
    till.close()
    assert who.role is Role.MANAGER
    assert (shop_now.outlet_name, shop_now.outlet_code, shop_now.register_code) == (
        "Galeri Kita",
        "GKT",
        "GKT1",
    )
    assert shop_now.get("printer.profile") == "80mm-48"
    assert run("verify", "--data", root).code == 0
    assert sorted(p.name for p in root.iterdir() if p.suffix == ".making" or p.name == "demo") == []
    assert pin.encode() not in b"".join(p.read_bytes() for p in root.rglob("*") if p.is_file())


def test_a_second_init_touches_nothing(run, tmp_path, demo):
    """Neither a real shop nor a demo one."""
    run("init", "--outlet", "Satu", "--code", "SATU", "--data", tmp_path / "one")
    for root in (tmp_path / "one", demo):
        before = {p: p.read_bytes() for p in root.rglob("*") if p.is_file() and p.name != "owner.lock"}
        for language in ("id", "en"):
            assert (
                run("init", "--outlet", "Dua", "--code", "DUA", "--data", root, "--lang", language).code == 2
            )
        assert {p: p.read_bytes() for p in before} == before


@pytest.mark.parametrize(
    "code", ["", "A", "1AB", "TOOLONGCODE", "GD K", "GD-K", "ÉTÉ", "../x", "GDK\n1", "'; --"]
)
def test_bad_codes_make_no_shop(run, tmp_path, code):
    """Two to eight letters and digits, a letter first."""
    assert run("init", "--outlet", "Galeri", "--code", code, "--data", tmp_path / "s").code == 2
    assert not (tmp_path / "s").exists()


@pytest.mark.parametrize("name", ["", "   ", "a\0b", "x" * 9_000])
def test_bad_names_make_no_shop(run, tmp_path, name):
    """And leave no half of one."""
    assert run("init", "--outlet", name, "--code", "GDK", "--data", tmp_path / "s").code == 2
    assert not (tmp_path / "s" / "gerai.db").exists()
    assert run("init", "--outlet", "Galeri", "--code", "GDK", "--data", tmp_path / "s").code == 0


def test_a_folder_that_cannot_be_one_is_said(run, tmp_path):
    """A file in its place: one line for each verb that would write."""
    (tmp_path / "file").write_text("")
    for words in (
        ["init", "--outlet", "G", "--code", "GDK"], ["demo", "--make-only"], ["day", "--sales", "1"],
        ["central", "init"],
    ):  # fmt: skip
        for folder in (tmp_path / "file", tmp_path / "file" / "deeper"):
            outcome = run(*words, "--data", folder)
            assert outcome.code == 2
            assert "file" in outcome.err[0]


def test_the_demo_shop_is_made_once(run, tmp_path):
    """Again it is left as it is."""
    root = tmp_path / "d"
    assert run("demo", "--make-only", "--data", root).code == 0
    first = (root / "gerai.db").read_bytes()
    assert run("demo", "--make-only", "--data", root, "--lang", "en").code == 0
    assert (root / "gerai.db").read_bytes() == first
    assert (root / "demo").is_file()


def test_a_demo_day_is_never_played_in_a_real_shop(run, tmp_path):
    """Refused before anything is opened or a PIN is tried."""
    root = tmp_path / "real"
    run("init", "--outlet", "Galeri", "--code", "GDK", "--data", root)
    before = records(root)
    for language in ("id", "en"):
        assert run("day", "--sales", "1", "--data", root, "--lang", language).code == 2
    assert records(root) == before


# --- a day, and looking at it -----------------------------------------------------


def test_a_day_ends_with_one_json_object(run, demo):
    """Counts, rupiah, files; the shift is closed and the books are sound; it can be played again."""
    for seed in ("3", "4"):
        outcome = run("day", "--sales", "6", "--seed", seed, "--data", demo)
        facts = json.loads(outcome.out[-1])
        assert (outcome.code, facts["sales"], facts["outlet"], facts["centre"]) == (0, 6, "GDK", "")
        assert facts["total"] > 0
        assert str(demo / "gerai.db") in facts["files"]
    status = json.loads(run("status", "--json", "--data", demo).out[0])
    assert (status["shift_open"], status["sync"], status["outlet"]) == (False, "alone", "Galeri Dekranasda")
    assert status["unsent"] == status["records"] > 300
    report = json.loads(run("verify", "--json", "--data", demo).out[0])
    assert report["findings"] == []
    assert report["sales"] >= 12


@pytest.mark.parametrize("sales", ["0", "-5", "100001"])
def test_a_day_has_a_reasonable_length(run, demo, sales):
    """From one sale to a hundred thousand."""
    assert run("day", "--sales", sales, "--data", demo).code == 2


@pytest.mark.parametrize("printer_url", ["nonsense", "usb://04b8:0202", "tcp://"])
def test_a_printer_address_that_is_none_is_exit_2(run, demo, printer_url):
    """Before the day begins."""
    before = records(demo)
    for words in (["day", "--sales", "1"], ["print-test"]):
        assert run(*words, "--printer", printer_url, "--data", demo).code == 2
    assert records(demo) == before


def test_the_test_page_goes_to_the_printer(run, demo):
    """Straight there; without an address or a printer it is one line."""
    with BadPrinter() as standing:
        assert run("print-test", "--printer", standing.url, "--data", demo).code == 0
        standing.wait_for(lambda: any(b"TES CETAK" in visit.data for visit in standing.visits))
    for language in ("id", "en"):
        assert run("print-test", "--data", demo, "--lang", language).code == 2
        outcome = run(
            "print-test", "--printer", f"tcp://127.0.0.1:{closed_port()}", "--data", demo, "--lang", language
        )
        assert outcome.code == 2


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="open files are counted there")
def test_what_a_verb_opened_is_closed_when_it_fails(run, demo, tmp_path):
    """A printer that is full, a centre that refuses the code: no file and no connection stays open."""

    def opened():
        return len(list(Path("/proc/self/fd").iterdir()))

    with central_serving(tmp_path / "centre") as (url, _code):
        failing = (
            ["print-test", "--printer", "file:///dev/full"], ["enrol", "--centre", url, "--code", "00000000"],
        )  # fmt: skip
        for words in failing:
            assert run(*words, "--data", demo).code == 2
            before = opened()
            assert run(*words, "--data", demo).code == 2
            assert opened() == before, words


def test_status_in_words_has_a_line_for_each_fact(run, demo):
    """Names and values, nothing personal."""
    lines = run("status", "--data", demo).out
    assert [line.split()[0] for line in lines[:3]] == ["outlet", "register", "gerai"]
    assert "Rani" not in "\n".join(lines)


def test_a_changed_byte_is_exit_1(run, demo):
    """verify names the record; --json says the same for programs."""
    run("day", "--sales", "2", "--data", demo)
    engine = writer_engine(demo / "gerai.db")
    with engine.begin() as connection:
        connection.execute(sa.text("UPDATE sale SET total = total + 1"))
    engine.dispose()
    outcome = run("verify", "--data", demo)
    assert outcome.code == 1
    assert sum("row_differs" in line for line in outcome.out) == 2
    report = json.loads(run("verify", "--json", "--data", demo).out[0])
    assert {f["code"] for f in report["findings"]} == {"row_differs"}


# --- beside an open till ----------------------------------------------------------


def test_beside_an_open_till_writing_verbs_stop_and_looking_ones_work(run, demo):
    """Exit 2 with the owner's name; status and verify answer as always."""
    till = open_till(demo, purpose="gerai")
    try:
        before = records(demo)
        writing = (
            ["day", "--sales", "1"], ["sync"], ["print-test"], ["enrol", "--centre", "http://x", "--code", "y"],
            ["init", "--outlet", "G", "--code", "GDK"],
        )  # fmt: skip
        for words in writing:
            for language in ("id", "en"):
                outcome = run(*words, "--data", demo, "--lang", language)
                assert outcome.code == 2, words
                assert "gerai" in outcome.err[0].lower()
        assert run("status", "--data", demo).code == 0
        assert run("verify", "--data", demo).code == 0
        assert records(demo) == before
    finally:
        till.close()
    assert run("day", "--sales", "1", "--data", demo).code == 0


# --- files that are not as they should be -----------------------------------------


def test_a_newer_or_damaged_store_is_one_line(run, demo):
    """For each verb; the file stays as it was."""
    engine = writer_engine(demo / "gerai.db")
    with engine.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    for content in ((demo / "gerai.db").read_bytes(), b"garbage" * 1_000, b""):
        (demo / "gerai.db").write_bytes(content)
        for words in (["status"], ["verify"], ["sync"], ["day", "--sales", "1"]):
            for language in ("id", "en"):
                assert run(*words, "--data", demo, "--lang", language).code == 2
        assert (demo / "gerai.db").read_bytes() == content


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ('[printer]\naddress = "file:///dev/null"\n', 0), ("", 0), ("[printer", 1), ("x = 1", 1), ("[a]\nb = 1", 1),
        ('[cash]\nrounding_unit = "100"', 1), ('[printer]\naddress = "x"', 1), ("[a.b]\nc = 1", 1),
        ('[ui]\ntheme = "blue"\nsound = 7', 1), ('[outlet]\nname = "A"\nx = 1', 1),
    ],
)  # fmt: skip
def test_the_bootstrap_file_is_taken_and_its_wrong_lines_are_passed_over(run, demo, text, wrong):
    """Never written, never a traceback, never a reason not to sell; the till knows what to say."""
    (demo / "settings.toml").write_text(text)
    assert run("day", "--sales", "1", "--data", demo).code == 0
    assert (demo / "settings.toml").read_text() == text
    till = open_till(demo, purpose="gerai")
    ignored, sound = till.ignored, till.ctx.shop.get("ui.sound")
    till.close()
    assert len(ignored) == wrong
    assert sound == (7 if "sound = 7" in text else 70)


def test_a_day_on_a_full_disk_is_one_line(demo):
    """Exit 2 with the disk's name, no stack; what was sold is sound."""
    code = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
limit = int(sys.argv[2])
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
from pos.__main__ import main
sys.exit(main(["day", "--sales", "40", "--data", sys.argv[1]]))
"""
    limit = (demo / "gerai.db").stat().st_size + 100_000
    done = subprocess.run(
        [sys.executable, "-c", code, str(demo), str(limit)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1), done.stderr
    assert run_verify(demo) == 0


def run_verify(root):
    return main(["verify", "--data", str(root)])


def test_a_bug_never_looks_like_findings(monkeypatch, capsys, tmp_path):
    """Exit 70 with its stack; a library that is not there is one line and exit 2."""

    def missing(name):
        def run(_asked):
            raise ModuleNotFoundError(name=name)

        return run

    for name, code in (("litestar.plugins", 2), ("pos.gone", 70)):
        monkeypatch.setattr(sync, "status", missing(name))
        assert main(["status", "--data", str(tmp_path)]) == code
        said = capsys.readouterr().err
        assert ("Traceback" in said) is (code == 70)
        assert ("litestar.plugins" in said) is (code == 2)


def test_missing_keys_stop_sending_and_not_selling(run, demo):
    """The device key was lost with the folder: the day goes on, enrolment says so."""
    shutil.rmtree(demo / "keys")
    assert run("day", "--sales", "2", "--data", demo).code == 0
    assert run("status", "--data", demo).code == 0
    (demo / "keys").mkdir(exist_ok=True)
    (demo / "keys" / "store.json").write_text("{damaged")
    assert run("day", "--sales", "1", "--data", demo).code == 0


# --- the centre -------------------------------------------------------------------


def test_a_centre_is_made_once(run, tmp_path):
    """The password is shown then and never again; --demo brings outlets and goods."""
    folder = tmp_path / "centre"
    made = json.loads(run("central", "init", "--demo", "--json", "--data", folder).out[0])
    assert made["made"] is True
    assert len(made["office_password"]) >= 12
    again = json.loads(run("central", "init", "--demo", "--json", "--data", folder).out[0])
    assert again == {"made": False, "office_password": ""}
    assert "sudah ada" in run("central", "init", "--data", folder).out[0]
    code = json.loads(run("central", "enrol", "--outlet", "GDK", "--json", "--data", folder).out[0])
    assert re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{8}", code["code"])
    assert run("central", "verify", "--data", folder).code == 0


@pytest.mark.parametrize(
    "words",
    [
        ["enrol", "--outlet", "NOPE"], ["enrol", "--outlet", "gdk", "--name", "kecil"], ["enrol", "--outlet", "X", "--name", "x"],
        ["enrol", "--outlet", "LONGER9CHARS", "--name", "x"], ["enrol", "--outlet", "NEW", "--name", "x" * 200],
        ["enrol", "--outlet", "NEW", "--name", "a\x1bb"],
    ],
)  # fmt: skip
def test_outlets_that_cannot_be_are_refused(run, tmp_path, words):
    """In both languages; nothing is made."""
    run("central", "init", "--data", tmp_path)
    for language in ("id", "en"):
        assert run("central", *words, "--data", tmp_path, "--lang", language).code == 2
    assert run("central", "enrol", "--outlet", "NEW", "--name", "Baru", "--data", tmp_path).code == 0


@pytest.mark.parametrize("verb", [["serve"], ["enrol", "--outlet", "GDK"], ["verify"]])
def test_without_a_centre_each_verb_says_so(run, tmp_path, verb):
    """Not made by looking for it."""
    for language in ("id", "en"):
        assert run("central", *verb, "--data", tmp_path, "--lang", language).code == 2


@pytest.mark.parametrize("url", ["nonsense", "mysql://x", "postgresql://u:geheim@127.0.0.1:9/d"])
def test_a_database_that_is_not_there_is_one_line(run, tmp_path, url):
    """Without its password."""
    for verb in (["init"], ["serve"], ["verify"], ["enrol", "--outlet", "GDK"]):
        outcome = run("central", *verb, "--database", url, "--data", tmp_path)
        assert outcome.code == 2
        assert "geheim" not in outcome.err[0]


def test_a_port_that_is_taken_is_one_line(run, tmp_path):
    """Or none at all."""
    run("central", "init", "--data", tmp_path)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        for language in ("id", "en"):
            outcome = run("central", "serve", "--port", str(port), "--data", tmp_path, "--lang", language)
            assert outcome.code == 2
            assert f"127.0.0.1:{port}" in outcome.err[0]
    for port in ("70000", "99999", "-1"):
        outcome = run("central", "serve", "--port", port, "--data", tmp_path)
        assert outcome.code == 2
        assert "--port" in outcome.err[0]
        assert "65535" in outcome.err[0]


@pytest.mark.parametrize("host", ["no.such.host.invalid", "203.0.113.7", "a" * 300])
def test_a_host_that_is_not_here_is_no_busy_port(run, tmp_path, host):
    """The address itself is named."""
    run("central", "init", "--data", tmp_path)
    outcome = run("central", "serve", "--host", host, "--port", "0", "--data", tmp_path)
    assert outcome.code == 2
    assert "--host" in outcome.err[0]


def test_a_tills_file_is_no_database_of_a_centre(run, demo):
    """Given by mistake: said, and the shop is as it was."""
    before = records(demo)
    url = f"sqlite:///{demo / 'gerai.db'}"
    for verb in (["init"], ["serve"], ["verify"], ["enrol", "--outlet", "GDK"]):
        assert run("central", *verb, "--database", url).code == 2
    assert records(demo) == before
    assert run("verify", "--data", demo).code == 0


def test_a_shop_joins_sends_and_agrees(run, demo, tmp_path):
    """enrol, sync, verify --centre; the wrong moment for each is one line; gone, it is exit 1 and nothing is lost."""
    assert run("sync", "--data", demo).code == 2
    assert run("verify", "--centre", "--data", demo).code == 2
    nowhere = f"http://127.0.0.1:{closed_port()}"
    for language in ("id", "en"):
        for centre in (nowhere, "nonsense", "http://["):
            assert (
                run(
                    "enrol", "--centre", centre, "--code", "ABCD1234", "--data", demo, "--lang", language
                ).code
                == 2
            )
    with central_serving(tmp_path / "centre") as (url, code):
        assert run("enrol", "--centre", url, "--code", "00000000", "--data", demo).code == 2
        assert run("enrol", "--centre", url, "--code", code.lower(), "--data", demo).code == 0
        assert run("enrol", "--centre", url, "--code", code, "--data", demo).code == 2
        run("day", "--sales", "3", "--data", demo)
        outcome = run("sync", "--once", "--data", demo)
        assert outcome.code == 0
        assert "belum terkirim 0" in outcome.out[0]
        compared = json.loads(run("verify", "--centre", "--json", "--data", demo).out[0])
        assert compared["findings"] == []
        assert compared["sales_here"] == compared["sales_there"] == 3
        assert "3 dari 3" in run("verify", "--centre", "--data", demo).out[0]
        assert run("central", "verify", "--data", tmp_path / "centre").code == 0
    for words in (["sync"], ["sync", "--once"]):
        assert run(*words, "--data", demo).code == 2
    ended = run("day", "--sales", "1", "--data", demo)
    facts = json.loads(ended.out[-1])
    assert (ended.code, facts["problem"]) == (2, "CentreUnreachable")
    assert facts["sent"] + facts["unsent"] == records(demo)
    status = json.loads(run("status", "--json", "--data", demo).out[0])
    assert (status["sync"], status["problem"]) == ("offline", "CentreUnreachable")


def test_a_day_takes_only_the_centre_that_it_was_joined_to(run, demo, tmp_path):
    """An address without a code is not passed over, nor a code without an address; the last line's keys are one set."""
    alone = json.loads(run("day", "--sales", "1", "--data", demo).out[-1])
    with central_serving(tmp_path / "centre") as (url, code):
        before = records(demo)
        assert run("day", "--sales", "1", "--centre", url, "--data", demo).code == 2
        assert run("day", "--sales", "1", "--code", code, "--data", demo).code == 2
        assert records(demo) == before
        joined = run("day", "--sales", "1", "--centre", url, "--code", code, "--data", demo)
        again = run("day", "--sales", "1", "--centre", url + "/", "--data", demo)
        assert (joined.code, again.code) == (0, 0)
        assert json.loads(joined.out[-1]).keys() == alone.keys()
        assert json.loads(again.out[-1])["sent"] == records(demo)
        assert run("day", "--sales", "1", "--centre", "http://other.example", "--data", demo).code == 2


def test_every_command_lives_where_it_is_looked_for():
    """The names in __main__ exist."""
    for module, names in (
        (shop, ("init", "demo")), (day, ("run",)), (sync, ("enrol", "sync", "status")), (verify, ("verify",)),
        (printer, ("print_test",)), (central, ("init", "serve", "enrol", "verify")), (common, ("say", "say_json")),
    ):  # fmt: skip
        assert all(callable(getattr(module, name)) for name in names)


def test_the_day_leaves_nothing_to_print_without_a_printer(run, demo):
    """No address, no queue."""
    run("day", "--sales", "2", "--data", demo)
    looking = look_at(demo)
    with looking.ctx.store.read() as connection:
        assert print_jobs.all_in(connection, ("queued", "failed")) == ()
        assert sync_state.load(connection) == sync_state.SyncState()
    assert len(lookup.search(looking.ctx, "", limit=400)) == 305
    looking.close()
