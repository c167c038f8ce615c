"""Bytes of the first version of the wire: an old till at this centre, an old centre to this till (sync.md §2.10).

tests/golden/wire holds them as they were sent; they are never made again.
"""

import json
from pathlib import Path

import msgspec
import pytest
import sqlalchemy as sa
from litestar.datastructures import Headers

from sync.central.api import calls
from sync.central.services import enrolment, verify
from sync.central.state import Centre
from sync.central.tables import journal as lines
from sync.central.tables import sales
from sync.protocol import answers, catalogue, customer_keys
from sync.protocol.answers import EnrolRequest
from tests.sync.conftest import CENTRAL_KEY

GOLDEN = Path(__file__).parents[2] / "golden" / "wire"
ANSWERS = {
    "ack": answers.Ack, "enrolled": answers.EnrolAnswer, "refreshed": answers.RefreshAnswer,
    "epochs": answers.EpochsAnswer, "epoch": answers.EpochAnswer, "page": answers.JournalPage,
    "state": answers.RegisterState, "day": answers.DayAnswer, "catalogue": catalogue.CataloguePage,
    "keys": customer_keys.KeysPage, "keys-told": customer_keys.KeysAnswer, "problem": answers.Problem,
}  # fmt: skip
REQUESTS = {
    "enrol": EnrolRequest, "refresh": answers.RefreshRequest, "open-epoch": answers.EpochRequest,
    "tell-keys": customer_keys.KeysRequest,
}  # fmt: skip


def golden(name):
    return (GOLDEN / name).read_bytes()


@pytest.mark.parametrize("name", ANSWERS)
def test_an_old_centres_answer_is_read(name):
    """Every field that it had, and one more that a later centre may add."""
    data = golden(f"{name}.json")
    read = answers.decode(data, ANSWERS[name])
    found = json.loads(msgspec.json.encode(read))
    assert json.loads(data).items() <= found.items()
    more = json.dumps({**json.loads(data), "tomorrow": {"x": [1]}}).encode()
    assert json.loads(msgspec.json.encode(answers.decode(more, ANSWERS[name]))) == found


@pytest.mark.parametrize("name", REQUESTS)
def test_an_old_tills_request_is_read(name):
    """The same on the other side."""
    data = golden(f"{name}.json")
    said = json.loads(data)
    assert said.items() <= json.loads(msgspec.json.encode(answers.decode(data, REQUESTS[name]))).items()


def test_an_old_tills_batch_is_taken_whole(central, clock):
    """Its enrolment and its first push, byte by byte as they were: all lines in their chain, nothing set aside."""
    asked = answers.decode(golden("enrol.json"), EnrolRequest)
    code = enrolment.new_code(central, "GDK", clock.now())
    enrolled = enrolment.enrol(central, msgspec.structs.replace(asked, code=code), clock.now(), "c" * 36)
    head = json.loads(golden("push-headers.json"))
    head["Authorization"] = f"Bearer {enrolled.access_token}"
    centre = Centre(central, clock, "c" * 36, key=CENTRAL_KEY)
    told = calls.push(centre, asked.register_id, Headers(head), golden("push.ndjson.gz"))
    centre.load.close()
    ack, then = answers.decode(told, answers.Ack), json.loads(golden("ack.json"))
    assert (ack.high_water, ack.tip, ack.accepted) == (then["high_water"], then["tip"], then["accepted"])
    assert ack.quarantined == ()
    assert central.look(lambda k: verify.faults_of_outlet(k, "GDK")) == ()
    counts = {
        table.name: central.run(
            lambda k, t=table: k.execute(sa.select(sa.func.count()).select_from(t)).scalar()
        )
        for table in (sales.sale, sales.refund, sales.shift, lines.journal)
    }
    assert counts == json.loads(golden("counts.json"))
