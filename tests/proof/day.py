"""A day of 200 sales with a socket printer and a centre on PostgreSQL; both sides equal, every receipt once."""

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from tests import postgres
from tests.crash.kill import central_serving
from tests.printing.bad_printer import READY, BadPrinter, Manners
from tests.printing.decoder import decode

NUMBER = re.compile(r"GDK1-\d{6}")


def run(asked: argparse.Namespace) -> str:
    """Gives the figures."""
    with tempfile.TemporaryDirectory(prefix="gerai-day-") as name, postgres.running() as uri:
        folder, database = Path(name), postgres.new_database(uri)
        with (
            central_serving(folder / "centre", "--database", database) as (url, code),
            BadPrinter(Manners(answers=READY, proves=True)) as printer,
        ):
            facts = _gerai(
                "day", "--sales", str(asked.sales), "--seed", str(asked.seed), "--printer", printer.url,
                "--centre", url, "--code", code, "--data", str(folder / "shop"),
            )  # fmt: skip
            compared = _gerai("verify", "--centre", "--json", "--data", str(folder / "shop"))
            subprocess.run(
                [sys.executable, "-m", "pos", "central", "verify", "--database", database],
                check=True,
                stdout=subprocess.DEVNULL,
            )
        assert compared["findings"] == []
        assert compared["sales_here"] == compared["sales_there"]
        assert compared["total_here"] == compared["total_there"]
        read, codes = _papers(printer, folder / "shop", folder)
        return (
            f"{facts['sales']} sales and {facts['exchanges']} exchanges played in {facts['seconds']} s, "
            f"{compared['sales_there']} of {compared['sales_here']} at the centre, "
            f"Rp{compared['total_there']} on both sides, {read} receipts decoded once each with the right total, "
            f"{codes} QR codes read by zbar"
        )


def _gerai(*words: str) -> dict:
    done = subprocess.run(
        [sys.executable, "-m", "pos", *words], stdout=subprocess.PIPE, text=True, check=False
    )
    assert done.returncode == 0, f"{words[0]} ended with {done.returncode}: {done.stdout[-500:]}"
    return json.loads(done.stdout.splitlines()[-1])


def _papers(printer: BadPrinter, shop: Path, folder: Path) -> tuple[int, int]:
    """Decode every paper by our own decoder; hold totals against the store, QR codes against zbar."""
    from pos.app.build import look_at
    from pos.models import sales

    looking = look_at(shop)
    with looking.ctx.store.read() as connection:
        ids = sales.recent_ids(connection, 100_000)
        totals = {s.number: s.total for i in ids if (s := sales.load(connection, i))}
    looking.close()
    seen: Counter[str] = Counter()
    codes = 0
    for payload in printer.papers():
        paper = decode(payload, 32, 384)
        found = NUMBER.findall(" ".join(line for line in paper.text if line.startswith("No.")))
        if not found:
            continue
        assert not any("SALINAN" in line for line in paper.text), f"{found[0]} is marked"
        seen[found[0]] += 1
        said = next(line for line in paper.text if line.startswith("TOTAL"))
        assert int(re.sub(r"\D", "", said)) == totals[found[0]], f"{found[0]}: {said}"
        codes += _reads(paper, folder, found[0])
    assert set(seen) == set(totals), f"missing {sorted(set(totals) - set(seen))[:3]}"
    assert set(seen.values()) == {1}, "a receipt twice"
    return len(seen), codes


def _reads(paper: object, folder: Path, number: str) -> bool:
    assert shutil.which("zbarimg"), "zbar-tools is needed"
    picture = folder / "paper.png"
    paper.picture().save(picture)
    said = subprocess.run(
        ["zbarimg", "-q", "--raw", "--nodbus", str(picture)],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=False,
    ).stdout  # fmt: skip
    assert f"GERAI1:{number}:" in said, f"{number}: zbar read {said!r}"
    return True
