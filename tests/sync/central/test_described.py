"""The interface's own description is true: whatever it allows or forbids is asked, and answered as it says.

Requests come from schemathesis, by the description that the centre serves; each is asked by nobody, by a register with
its token, and put piecewise into a request that is good. But for keys and ids the same ones come in each run.
"""

import base64
import gzip
from dataclasses import dataclass

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from litestar import Litestar
from schemathesis import GenerationMode, checks
from schemathesis.python.asgi import get_client

from pos.ids import SystemIds
from sync.central.app import build
from sync.central.services import enrolment, ingest
from sync.protocol import answers, batch, signature
from sync.protocol.catalogue import HEADER_REGISTER
from tests.sync.central.line_maker import Register, begin
from tests.sync.central.test_http import headers_of
from tests.sync.conftest import CENTRAL_KEY

REGISTER = "/v1/registers/{register_id}"
CALLS = [
    ("POST", f"{REGISTER}/journal"), ("GET", f"{REGISTER}/journal"), ("GET", f"{REGISTER}/state"),
    ("GET", f"{REGISTER}/days/{{business_date}}"), ("GET", f"{REGISTER}/epochs"), ("POST", f"{REGISTER}/epochs"),
    ("PUT", f"{REGISTER}/epochs/{{epoch}}"), ("POST", "/v1/enrol"), ("POST", "/v1/refresh"), ("GET", "/v1/catalogue"),
    ("PUT", "/v1/customer-keys"), ("GET", "/v1/customer-keys"), ("GET", "/v1/health"),
]  # fmt: skip
AS_SAID = [
    checks.not_a_server_error, checks.status_code_conformance, checks.content_type_conformance,
    checks.response_headers_conformance, checks.response_schema_conformance,
]  # fmt: skip
"""Not that what is malformed is refused: a receiver ignores what it does not know (docs/protocol.md, 5)."""
EXAMPLES = 20
SEEDED = settings(
    derandomize=True, max_examples=EXAMPLES, deadline=None, database=None, phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
PICK = st.integers(0, 999)
"""Picks among things whose number comes from the centre's state: what is drawn may not depend on that."""
LINE = st.binary(min_size=1, max_size=40).filter(lambda line: b"\n" not in line)
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@schemathesis.serializer(answers.CONTENT_TYPE)
def _pack(_ctx, value):
    """A generated body as it is, or as gzip; a packed one as it is."""
    if isinstance(value, bytes):
        return value
    raw = str(value).encode("utf-8", "surrogatepass")
    return raw if len(raw) % 2 else gzip.compress(raw + b"\n", mtime=0)


@dataclass
class Door:
    """A centre without a socket, its description, and a register that has not sent anything."""

    app: Litestar
    api: schemathesis.schemas.BaseSchema
    register: Register

    def cases(self, verb, path):
        """Good and bad requests of a call."""
        operation = self.api[path][verb]
        modes = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
        return st.one_of([operation.as_strategy(generation_mode=mode) for mode in modes])

    def ask(self, case):
        """Send it; the answer must be one that the description has."""
        with get_client(self.app) as client:
            answer = case.call(session=client)
        case.validate_response(answer, checks=AS_SAID)
        return answer

    def token(self):
        return {
            "Authorization": f"Bearer {self.register.token}",
            answers.HEADER_PROTOCOL: "1",
            HEADER_REGISTER: self.register.id,
        }

    def mark(self):
        """Where the centre's chain of the register's first epoch stands."""
        tip = self.register.store.look(lambda k: ingest.read_tip(k, self.register.caller, 1))
        return tip.seq, tip.hash

    def good(self, path, data):
        """Headers and body of a request that would be taken."""
        if path.endswith("journal"):
            return self.good_batch(data)
        return self.token(), self.good_body(path)

    def good_batch(self, data):
        """Some lines that are new; now and then one of them is another one, though the head is that of the good batch."""
        self.register.add()
        self.register.add()
        count, (mark, _) = len(self.register.lines), self.mark()
        first = (mark + 1, max(1, mark), count)[data.draw(PICK, "first") % 3]
        pushed = self.register.batch(first, first + data.draw(PICK, "last") % (count - first + 1))
        lines = list(pushed.lines)
        if data.draw(st.booleans(), "forged"):
            lines[data.draw(PICK) % len(lines)] = data.draw(LINE, "line")
        headers = headers_of(self.register, pushed)
        return {k: v for k, v in headers.items() if k != "Content-Type"}, batch.pack(tuple(lines))

    def good_body(self, path):
        register, store, now = self.register, self.register.store, self.register.clock.now()
        if path.endswith("enrol"):
            code = enrolment.new_code(store, "GDK", now)
            return {
                "code": code, "register_id": SystemIds().new(now), "public_key": "ab" * 32, "fingerprint": "f",
                "register_code": "GDK1", "outlet_code": "GDK", "outlet_name": "",
            }  # fmt: skip
        if path.endswith("refresh"):
            signed = signature.sign_refresh(register.key, register.id, "lost")
            return {"register_id": register.id, "refresh_token": "lost", "signature": signed}
        if path.endswith("customer-keys"):
            key = base64.b64encode(b"k" * 32).decode()
            return {
                "keys": [
                    {"key_id": "k1", "customer_id": "c1", "key": key},
                    {"key_id": "k2", "customer_id": "c1"},
                ]
            }
        return {"epoch": 1, "last_seq": 0, "tip": register.first.hex(), "reason": "restored"}


@pytest.fixture
def door(central, clock):
    app = build(central, clock, CENTRAL_KEY)
    register = Register(central, clock)
    begin(register)
    api = schemathesis.openapi.from_asgi("/v1/openapi/openapi.json", app)
    yield Door(app, api, register)
    app.state["centre"].load.close()


@pytest.mark.parametrize(("verb", "path"), CALLS)
def test_nobody_is_answered_as_described(door, verb, path):
    """Any request without a token of ours."""

    @SEEDED
    @given(case=door.cases(verb, path))
    def ask(case):
        door.ask(case)

    ask()


@pytest.mark.parametrize(("verb", "path"), CALLS)
def test_a_register_is_answered_as_described(door, verb, path):
    """Any request with its token and under its name; no mark moves, as no batch is signed."""

    @SEEDED
    @given(case=door.cases(verb, path), of_mine=st.booleans())
    def ask(case, of_mine):
        if of_mine and "epoch" in (case.query or {}):
            case.query["epoch"] = "1"
        put_in(case, headers=door.token(), path={"register_id": door.register.id})
        door.ask(case)
        assert door.mark() == (0, door.register.first)

    ask()


@pytest.mark.parametrize(("verb", "path"), [call for call in CALLS if call[0] != "GET"])
def test_a_good_request_with_strange_parts_is_answered_as_described(door, verb, path):
    """Some headers and fields of a good request are replaced: a mark stands only where the register's own chain does."""

    @SEEDED
    @given(case=door.cases(verb, path), data=st.data())
    def ask(case, data):
        headers, body = door.good(path, data)
        fields = sorted(body) if isinstance(body, dict) else ["body"]
        strange = data.draw(st.sets(st.sampled_from([*sorted(headers), *fields]), max_size=3), "strange")
        own = {"register_id": door.register.id, "epoch": data.draw(st.sampled_from("1234"), "epoch")}
        put_in(case, headers={k: v for k, v in headers.items() if k not in strange}, path=own)
        put_body(case, body, strange)
        answer = door.ask(case)
        seq, link = door.mark()
        assert link == door.register.hash_at(seq)
        if answer.status_code == 200 and path.endswith("journal"):
            ack = answers.decode(answer.content, answers.Ack)
            assert (ack.high_water, ack.tip) == (seq, link.hex())

    ask()


def put_in(case, *, headers, path):
    """Put parts of a good request in the place of generated ones."""
    for name, value in headers.items():
        case.headers[name] = value
    for name in path.keys() & (case.path_parameters or {}).keys():
        case.path_parameters[name] = path[name]


def put_body(case, body, strange):
    """The good body, but for its strange fields."""
    if isinstance(body, dict) and isinstance(case.body, dict):
        case.body = {**case.body, **{k: v for k, v in body.items() if k not in strange}}
    elif "body" not in strange:
        case.body = body
