"""The catalogue of texts: `python -m tests.texts` extracts, merges and compiles it; tests hold it up to date."""

import io
import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "assets" / "locale"
PO = LOCALE / "en" / "LC_MESSAGES" / "gerai.po"
MO = PO.with_suffix(".mo")
POT = LOCALE / "gerai.pot"
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}
PLACES = (
    ("pos", [("**.py", "python")]),
    ("sync/central/pages", [("**.py", "python")]),
    ("sync/central/templates", [("**.html", "jinja2")]),
)
FIXED_DATE = datetime(2026, 1, 1, tzinfo=UTC)
"""The compiled file must be the same whenever it is made."""

HEADER = "# English texts of Gerai; the source texts are Indonesian."


def extracted() -> Catalog:
    """All texts that the program can say, in the order of files and lines, without places."""
    catalogue = Catalog(locale=None, project="Gerai", version="", charset="utf-8", header_comment=HEADER)
    for folder, methods in PLACES:
        for _, _, message, _, context in sorted(
            extract_from_dir(str(ROOT / folder), methods, keywords=KEYWORDS), key=lambda m: (m[0], m[1])
        ):
            catalogue.add(message, context=context)
    return catalogue


def english() -> Catalog:
    """The stored translation."""
    with PO.open("rb") as file:
        return read_po(file, locale="en", domain="gerai")


def po_bytes(catalogue: Catalog) -> bytes:
    """A catalogue as a file that is the same on every machine."""
    out = io.BytesIO()
    write_po(
        out,
        catalogue,
        omit_header=False,
        no_location=True,
        sort_output=False,
        width=110,
        ignore_obsolete=True,
    )
    lines = out.getvalue().decode().splitlines(keepends=True)
    return "".join(x for x in lines if "-Date: " not in x and "Generated-By" not in x).encode()


def mo_bytes(catalogue: Catalog) -> bytes:
    """The compiled catalogue."""
    out = io.BytesIO()
    catalogue.creation_date = catalogue.revision_date = FIXED_DATE
    write_mo(out, catalogue)
    return out.getvalue()


def untranslated(catalogue: Catalog) -> list[str]:
    """Source texts without English; a text that is the same in both languages is written out as such."""
    return [str(m.id) for m in catalogue if m.id and (not m.string or m.fuzzy or not all(_parts(m.string)))]


def _parts(string: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (string,) if isinstance(string, str) else tuple(string)


def main() -> int:
    """Extract, merge into the English file, compile; says what still lacks English."""
    found = extracted()
    PO.parent.mkdir(parents=True, exist_ok=True)
    translation = (
        english()
        if PO.exists()
        else Catalog(locale="en", project="Gerai", charset="utf-8", header_comment=HEADER)
    )
    translation.update(found, no_fuzzy_matching=True)
    translation.obsolete.clear()
    POT.write_bytes(po_bytes(found))
    PO.write_bytes(po_bytes(translation))
    MO.write_bytes(mo_bytes(english()))
    missing = untranslated(english())
    print("\n".join([*missing, f"{len(missing)} without English"]))
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
