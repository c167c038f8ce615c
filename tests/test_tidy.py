"""Project rules as tests (CONTRIBUTING rule 31); each says what to do instead."""

import ast
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCES = sorted(p for top in ("pos", "sync") for p in (ROOT / top).rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))
MODULES = [p for p in SOURCES if p.name != "__init__.py" and "migrations" not in p.parts]

FUNCTION_LINES_MAX = 50
MODULE_LINES_MAX = 500
CLASS_LINES_MAX = 250
BROAD_EXCEPTS = {
    "pos/app/crash.py",
    "pos/ui/tasks.py",
    "pos/printing/worker.py",
    "sync/outlet/worker.py",
    "sync/central/app.py",
}


def name(path):
    return path.relative_to(ROOT).as_posix()


def functions(tree):
    return [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]


def found(paths, pattern, *, besides=()):
    return [
        f"{name(path)}:{n}"
        for path in paths
        if name(path) not in besides
        for n, line in enumerate(path.read_text().splitlines(), 1)
        if re.search(pattern, line)
    ]


def test_functions_and_modules_stay_small():
    """Split: ifs in the parent, pure work in the helpers."""
    long = []
    for path in SOURCES:
        if "migrations" in path.parts:
            continue
        text = path.read_text()
        if len(text.splitlines()) > MODULE_LINES_MAX and name(path) != "pos/errors.py":
            long.append(name(path))
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                limit = CLASS_LINES_MAX if isinstance(node, ast.ClassDef) else FUNCTION_LINES_MAX
                if node.end_lineno - node.lineno + 1 > limit:
                    long.append(f"{name(path)}:{node.lineno} {node.name}")
    assert long == []


def test_every_module_says_what_it_is_for():
    """One to five lines: what it decides or does, what it never does."""
    bare = [name(p) for p in MODULES if not ast.get_docstring(ast.parse(p.read_text()))]
    assert bare == []


def test_broad_excepts_only_where_allowed():
    """Return or raise; never log and go on."""
    pattern = r"except\s*:|except (Exception|BaseException)\b"
    assert found(SOURCES, pattern, besides=BROAD_EXCEPTS) == []


def test_no_float_and_no_naive_moment():
    """Money is int; moments come from the clock that is handed in."""
    assert (
        found(
            SOURCES, r"datetime\.now\(|datetime\.utcnow|date\.today\(|time\.time\(", besides={"pos/clock.py"}
        )
        == []
    )
    bad = [
        f"{name(path)}:{node.lineno}"
        for path in SOURCES
        if {"domain", "models", "protocol"} & set(path.parts)
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Name) and node.id in {"float", "Decimal"}
    ]
    assert bad == []


def test_only_commands_speak_to_the_terminal():
    """Everything else returns or logs."""
    assert found(SOURCES, r"(?<![\w.])print\(", besides={"pos/app/commands/common.py"}) == []


def test_no_leftover_marks():
    """Finish it, or open an issue and say so there."""
    assert found(SOURCES + [t for t in TESTS if t.name != "test_tidy.py"], r"\b(TODO|FIXME|XXX|HACK)\b") == []


def test_no_posix_only_calls():
    """Shops run Windows: POSIX-only calls stay in transports, in the owner's lock and in tests."""
    allowed = {
        "pos/models/owner.py",
        "pos/printing/transports/device_file.py",
        "pos/printing/transports/tcp.py",
    }
    pattern = r"\b(os\.fork|os\.getuid|os\.geteuid|os\.kill|signal\.SIGKILL|import fcntl|import resource|import pwd|/dev/|/tmp/)"
    assert found(SOURCES, pattern, besides=allowed) == []


def test_no_names_that_say_nothing():
    """DESIGN §4: no Manager, Helper, Util, Data."""
    bad = [
        f"{name(path)}:{node.lineno} {node.name}"
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ClassDef) and re.search(r"(Manager|Helper|Util|Utils|Data)$", node.name)
    ]
    assert bad == []


def test_texts_are_whole_inside_the_marker():
    """No f-string, no concatenation: the catalogue would never find it."""
    bad = []
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and _called(node) in {"_", "N_", "ngettext", "pgettext"}:
                bad += [
                    f"{name(path)}:{node.lineno}"
                    for a in node.args
                    if isinstance(a, ast.JoinedStr | ast.BinOp)
                ]
    assert bad == []


def _called(node):
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def test_no_module_without_a_test():
    """Mirror the path, or import it in the test of what it belongs to."""
    imported = {module for test in TESTS for module in _imported(ast.parse(test.read_text()))}
    mirrored = {t.name for t in TESTS}
    untested = [
        name(path)
        for path in MODULES
        if ".".join(path.relative_to(ROOT).with_suffix("").parts) not in imported
        and f"test_{path.name}" not in mirrored
        and not _part_of_a_screen(path)
    ]
    assert untested == []


def _imported(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _part_of_a_screen(path):
    """Parts of a screen are tested through it; each screen has its tests in tests/ui."""
    return "ui" in path.parts


def test_each_screen_has_its_presenter():
    """The Qt-free half and the Qt half, under the same two names."""
    screens = [p.parent for p in (ROOT / "pos/ui").glob("*/screen.py")]
    assert screens
    assert [name(folder) for folder in screens if not (folder / "presenter.py").is_file()] == []


def test_locks_hold_names_and_hashes_only():
    """No address of an index; the same pin in all locks."""
    pins = {}
    for lock in sorted((ROOT / "requirements").glob("*.lock")):
        text = lock.read_text()
        assert "://" not in text, lock.name
        assert "index" not in text, lock.name
        for package, version in re.findall(r"^([\w.\-\[\]]+)==([\w.]+)", text, re.MULTILINE):
            assert pins.setdefault(package, version) == version, package
        for block in re.split(r"\n(?=[\w])", text):
            assert "--hash=sha256:" in block, block[:40]


def test_no_path_of_a_machine_and_no_registry():
    """The project speaks of itself alone."""
    registry = r"py" + r"pi\.org|python" + r"hosted|registry\.np" + r"mjs|deb\.deb" + r"ian"
    bad = []
    for path in _own_files():
        if (
            path.suffix in {".png", ".ttf", ".mo", ".wav", ".svg"}
            or not path.is_file()
            or path.name == "test_tidy.py"
        ):
            continue
        text = path.read_text(errors="replace")
        if re.search(r"(?<![\w.])/(work|farm|root)/\w", text) or re.search(registry, text):
            bad.append(name(path))
    assert bad == []


def _own_files():
    """What is in the repository; of a tree without one, everything that nothing made."""
    if (ROOT / ".git").exists():
        listed = subprocess.run(["git", "ls-files"], cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
        return [ROOT / line for line in listed.stdout.splitlines()]
    made = {".venv", ".tools", "build", "data", "__pycache__"}
    return [p for p in ROOT.rglob("*") if p.is_file() and not made & set(p.relative_to(ROOT).parts)]


def test_every_icon_is_used_and_every_used_icon_is_there():
    """Assets are neither missing nor dead."""
    text = "\n".join(p.read_text() for p in SOURCES if "ui" in p.parts)
    have = {p.stem for p in (ROOT / "assets/icons").glob("*.svg")}
    dead = {icon for icon in have if f'"{icon}"' not in text}
    assert dead == set()


@pytest.mark.parametrize("package", ["pos", "sync"])
def test_the_wheel_holds_the_packages(package):
    """And the assets beside them."""
    built = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert package in built["packages"]
    assert built["force-include"]["assets"] == "pos/_assets"
