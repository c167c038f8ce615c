"""The line between a till and the centre in one process: the register's real requests, the centre's real calls.

Faults fall on bytes: lost, doubled, late, cut off, answered by a machine in between.
"""

import json
from dataclasses import dataclass, field
from random import Random
from urllib.parse import parse_qsl, urlsplit

from litestar.datastructures import Headers

from pos.errors import CentreUnreachable, Trouble
from sync.central.api import calls
from sync.central.services.refusal import Refusal
from sync.central.state import Centre
from sync.outlet.http import Answer
from sync.protocol import answers

SINCE_THEN = ("/days/", "/customer-keys")
"""Calls that the first centre did not know; nor did its acknowledgements name versions of keys."""


class CentreCrashed(Exception):
    """The centre's process ended within a transaction, which is gone."""


@dataclass(frozen=True)
class Request:
    method: str
    path: str
    body: bytes
    headers: dict[str, str]


def answer(centre: Centre, request: Request, *, older: bool = False) -> Answer:
    """What the centre answers to a request, statuses and all, as sync.central.app does; or as an older one did."""
    try:
        return Answer(200, (_call_of_then if older else _call)(centre, request))
    except Refusal as refusal:
        return Answer(refusal.status, answers.encode(answers.Problem(refusal.code, refusal.detail)))
    except (CentreCrashed, Trouble):
        return Answer(503, b"", 1.0)


def _call_of_then(centre: Centre, request: Request) -> bytes:
    if any(part in request.path for part in SINCE_THEN):
        raise Refusal(404, "none")
    return _call(centre, request)


def _call(centre: Centre, request: Request) -> bytes:
    parts = urlsplit(request.path)
    headers, query = Headers(request.headers), dict(parse_qsl(parts.query))
    match (request.method, *parts.path.strip("/").split("/")[1:]):
        case "POST", "registers", register_id, "journal":
            return calls.push(centre, register_id, headers, request.body)
        case "GET", "registers", register_id, "journal":
            return calls.page(centre, register_id, headers, query)
        case "GET", "registers", register_id, "state":
            return calls.state(centre, register_id, headers, query)
        case "GET", "registers", register_id, "days", day:
            return calls.day(centre, register_id, headers, day, query)
        case "PUT", "customer-keys":
            return calls.take_customer_keys(centre, headers, request.body)
        case "GET", "customer-keys":
            return calls.customer_keys(centre, headers, query)
        case "GET", "registers", register_id, "epochs":
            return calls.list_epochs(centre, register_id, headers)
        case "POST", "registers", register_id, "epochs":
            return calls.open_epoch(centre, register_id, headers, request.body)
        case "PUT", "registers", register_id, "epochs", epoch:
            return calls.adopt_epoch(centre, register_id, headers, epoch)
        case "GET", "catalogue":
            return calls.catalogue(centre, headers, query)
        case "POST", "enrol":
            return calls.enrol(centre, headers, request.body)
        case "POST", "refresh":
            return calls.refresh(centre, headers, request.body)
        case _:
            raise Refusal(404, "none")


@dataclass
class Faults:
    """How bad the line is, each from 0 to 1; all nought is a good line."""

    lost: float = 0.0
    answer_lost: float = 0.0
    doubled: float = 0.0
    late: float = 0.0
    cut: float = 0.0
    answer_cut: float = 0.0
    shed: float = 0.0
    crash: float = 0.0


@dataclass
class Line:
    """An Exchange for the register's Transport. `seen` is told every answer that reaches a register."""

    world: object
    random: Random
    faults: Faults = field(default_factory=Faults)
    late: list[Request] = field(default_factory=list)

    def close(self) -> None:
        """Nothing is held."""

    def send(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> Answer:
        request = Request(method, path, body, dict(headers))
        chance = self.random.random
        if chance() < self.faults.lost:
            raise CentreUnreachable(detail="lost")
        if chance() < self.faults.late:
            self.late.append(request)
            raise CentreUnreachable(detail="late")
        if chance() < self.faults.shed:
            return Answer(self.random.choice((429, 500, 502, 503)), b"<html>", 1.0)
        if chance() < self.faults.cut and body:
            request = Request(method, path, body[: self.random.randrange(len(body))], request.headers)
        if chance() < self.faults.doubled:
            self._deliver(request)
        found = self._deliver(request)
        if chance() < self.faults.answer_lost:
            raise CentreUnreachable(detail="answer lost")
        if chance() < self.faults.answer_cut and found.data:
            return Answer(found.status, found.data[: self.random.randrange(len(found.data))])
        self.world.heard(request, found)
        return found

    def _deliver(self, request: Request) -> Answer:
        if self.random.random() < self.faults.crash:
            self.world.centre_crashes_at(self.random.randrange(4))
        older = self.world.older
        found = answer(self.world.centre, request, older=older)
        self.world.nonces.delivered(request, found)
        said = ack_of(request, found) if older else None
        if said is None:
            return found
        return Answer(
            200, json.dumps({k: v for k, v in said.items() if k not in {"customer_keys", "life"}}).encode()
        )

    def deliver_late(self) -> None:
        """What was held up arrives now, in any order; nobody waits for the answers."""
        self.random.shuffle(self.late)
        while self.late:
            request = self.late.pop()
            self.world.nonces.delivered(request, answer(self.world.centre, request))


def ack_of(request: Request, found: Answer) -> dict | None:
    """The acknowledgement of a push, or None for anything else."""
    is_push = request.method == "POST" and request.path.endswith("/journal")
    return json.loads(found.data) if is_push and found.status == 200 else None
