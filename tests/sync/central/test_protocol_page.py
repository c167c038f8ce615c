"""docs/protocol.md tells another implementation all that the centre answers: every word, every field of an example."""

import ast
import re
from pathlib import Path

import msgspec
import pytest

from pos.ids import refund_number, refund_series
from sync.protocol import answers, catalogue, customer_keys

ROOT = Path(__file__).resolve().parents[3]
PAGE = (ROOT / "docs" / "protocol.md").read_text(encoding="utf-8")
CODE_AT = {
    "Refusal": 1,
    "Meaning": 0,
    "Problem": 0,
    "BatchInvalid": 0,
    "EnvelopeInvalid": 0,
    "BodyInvalid": 0,
}


def words():
    """Every code that centre and protocol give as a plain text."""
    found = set()
    for path in (*(ROOT / "sync" / "central").rglob("*.py"), *(ROOT / "sync" / "protocol").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            name = getattr(getattr(node, "func", None), "id", "")
            if isinstance(node, ast.Call) and name in CODE_AT and len(node.args) > CODE_AT[name]:
                code = node.args[CODE_AT[name]]
                found |= {code.value} if isinstance(code, ast.Constant) else set()
    return found


def test_every_word_of_an_answer_stands_on_the_page():
    """Refusals and reasons for quarantine."""
    found = words()
    assert {"revoked", "bad_signature", "already_projected", "not_kept", "truncated", "unforeseen"} <= found
    assert sorted(word for word in found if f"`{word}`" not in PAGE) == []


@pytest.mark.parametrize(
    ("title", "kinds"),
    [
        ("5.1 Push", [answers.Ack]),
        ("5.2 Enrol", [answers.EnrolRequest, answers.EnrolAnswer]),
        ("5.3 Refresh", [answers.RefreshRequest, answers.RefreshAnswer]),
        ("5.4 State", [answers.RegisterState, answers.DayAnswer]),
        (
            "5.5 Epochs",
            [answers.EpochsAnswer, answers.EpochRequest, answers.EpochAnswer, answers.JournalPage],
        ),
        ("5.9 Catalogue", [catalogue.CataloguePage]),
        (
            "5.10 Keys of customers",
            [customer_keys.KeysRequest, customer_keys.KeysAnswer, customer_keys.KeysPage],
        ),
    ],
)
def test_the_examples_are_what_the_code_reads(title, kinds):
    """Each example decodes strictly and names every field."""
    section = PAGE.partition(f"### {title}\n")[2].partition("\n### ")[0]
    examples = re.findall(r"```json\n(.*?)\n```", section, re.DOTALL)
    assert len(examples) == len(kinds)
    for example, kind in zip(examples, kinds, strict=True):
        answers.decode(example.encode(), kind)
        given = msgspec.json.decode(example)
        assert set(given) == {field.encode_name for field in msgspec.structs.fields(kind)}


def test_numbers_look_as_they_are_printed():
    """Refunds have five digits."""
    assert refund_number("GDK1", refund_series(1), 7) == "GDK1-R00007"
    assert re.findall(r"GDK1-R\d+", PAGE)
    assert all(re.fullmatch(r"GDK1-R\d{5}", number) for number in re.findall(r"GDK1-R\d+", PAGE))
