"""A demo shop made once and copied for each test, and the commands run in this process."""

import shutil
from dataclasses import dataclass

import pytest

from pos.__main__ import main
from pos.app.demo import make_demo_shop
from pos.clock import SystemClock
from pos.ids import SystemIds


@dataclass(frozen=True)
class Outcome:
    """What a command gave: exit code, lines on the terminal, lines of complaint."""

    code: int
    out: list[str]
    err: list[str]


@pytest.fixture
def run(capsys):
    """Run `gerai …`; a refusal is one line, and a success complains of nothing."""

    def gerai(*words):
        capsys.readouterr()
        code = main([str(word) for word in words])
        said = capsys.readouterr()
        outcome = Outcome(code, said.out.splitlines(), said.err.splitlines())
        assert len(outcome.err) == (1 if code == 2 else 0), outcome
        assert "Traceback" not in said.out + said.err
        return outcome

    return gerai


@pytest.fixture(scope="session")
def demo_made(tmp_path_factory):
    root = tmp_path_factory.mktemp("demo") / "shop"
    make_demo_shop(root, SystemClock(), SystemIds())
    return root


@pytest.fixture
def demo(demo_made, tmp_path):
    """The folder of a closed demo shop."""
    return shutil.copytree(demo_made, tmp_path / "shop")
