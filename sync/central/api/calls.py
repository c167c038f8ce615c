"""What a register may ask, over plain headers and bodies: read strictly, authenticate, hand over, answer in bytes.

Knows nothing of the web framework, so that the same code can be run without sockets. Every call raises Refusal.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import TypeVar

import msgspec
from litestar.datastructures import Headers
from sqlalchemy import Connection

from sync.central.security import authenticate, require_protocol
from sync.central.services import catalogue_down, enrolment, epochs, ingest, reports, tokens, verify
from sync.central.services import customer_keys as customer_keys_of
from sync.central.services.catalogue_down import Asked
from sync.central.services.ingest import Push
from sync.central.services.key_file import CentralKey
from sync.central.services.refusal import Refusal
from sync.central.services.registers import Caller
from sync.central.state import Centre
from sync.protocol import answers
from sync.protocol import batch as batches
from sync.protocol.answers import (
    Ack,
    AnswerInvalid,
    DayAnswer,
    EnrolRequest,
    EpochRequest,
    RefreshRequest,
    RegisterState,
)
from sync.protocol.batch import Batch, BatchInvalid
from sync.protocol.catalogue import FORMAT, HEADER_REGISTER, PAGE_ROWS_MAX
from sync.protocol.customer_keys import KeysRequest
from sync.protocol.limits import BATCH_RECORDS_MAX

_HASH = re.compile(r"[0-9a-f]{64}")
_SIGNATURE = re.compile(r"[0-9a-f]{128}")
_NUMBER = re.compile(r"[0-9]{1,15}")
NONCE_CHARS_MAX = 64
A = TypeVar("A", bound=msgspec.Struct)
Query = Mapping[str, str]


def push(centre: Centre, register_id: str, headers: Headers, body: bytes) -> bytes:
    """Take a batch of journal lines."""
    try:
        with centre.numbers.timed():
            ack = _push(centre, register_id, headers, body)
    except Refusal as refusal:
        centre.numbers.count_refusal(refusal.code)
        raise
    centre.numbers.count(ack)
    return answers.encode(msgspec.structs.replace(ack, next=centre.load.asked()))


def _push(centre: Centre, register_id: str, headers: Headers, body: bytes) -> Ack:
    at = centre.clock.now()
    caller = authenticate(centre.store, headers, register_id, at)
    pushed = Push(
        _batch(headers, register_id, body),
        _bytes(headers, answers.HEADER_SIGNATURE, _SIGNATURE),
        headers.get(answers.HEADER_NONCE, "")[:NONCE_CHARS_MAX],
        at,
    )
    ack = ingest.accept(centre.store, caller, pushed)
    return ack if centre.key is not None else msgspec.structs.replace(ack, customer_keys=None)


def _batch(headers: Headers, register_id: str, body: bytes) -> Batch:
    try:
        lines = batches.unpack(body) if body else ()
    except BatchInvalid as error:
        raise Refusal(413 if error.code.startswith("too_") else 422, error.code) from error
    return Batch(
        register_id=register_id,
        epoch=_epoch(headers, answers.HEADER_EPOCH),
        first_seq=_number(headers, answers.HEADER_FIRST_SEQ),
        prev=_bytes(headers, answers.HEADER_PREV, _HASH),
        tip=_bytes(headers, answers.HEADER_TIP, _HASH),
        lines=lines,
    )


def _epoch(given: Mapping[str, str], name: str, default: str = "") -> int:
    """An epoch's number; more than there can be is one that we do not know."""
    epoch = _number(given, name, default)
    if epoch > ingest.EPOCH_MAX:
        raise Refusal(409, "unknown_epoch", str(epoch))
    return epoch


def _number(given: Mapping[str, str], name: str, default: str = "") -> int:
    text = given.get(name, default)
    if not _NUMBER.fullmatch(text):
        raise Refusal(422, "bad_header", name)
    return int(text)


def _bytes(headers: Headers, name: str, form: re.Pattern[str]) -> bytes:
    text = headers.get(name, "")
    if not form.fullmatch(text):
        raise Refusal(422, "bad_header", name)
    return bytes.fromhex(text)


def page(centre: Centre, register_id: str, headers: Headers, query: Query) -> bytes:
    """A run of the register's own lines, for one that lost them (sync.md §2.6)."""
    caller = authenticate(centre.store, headers, register_id, centre.clock.now())
    epoch, after = _epoch(query, "epoch"), _number(query, "after", "0")
    limit = _number(query, "limit", str(BATCH_RECORDS_MAX))

    def work(connection: Connection) -> answers.JournalPage:
        return epochs.page(connection, caller, epoch, after, limit)

    return answers.encode(centre.store.look(work))


def state(centre: Centre, register_id: str, headers: Headers, query: Query) -> bytes:
    """Mark, tip, quarantine, days and faults of a register's epoch, the newest one unless it is named.

    `faults=0` leaves out the faults, for which the whole outlet is replayed.
    """
    caller = authenticate(centre.store, headers, register_id, centre.clock.now())
    epoch, faults = _epoch(query, "epoch", str(caller.epoch)), _number(query, "faults", "1")
    of_epoch = replace(caller, epoch=epoch)
    return answers.encode(centre.store.look(lambda k: _state(k, of_epoch, look_for_faults=bool(faults))))


def _state(connection: Connection, caller: Caller, *, look_for_faults: bool) -> RegisterState:
    mark = ingest.read_tip(connection, caller, caller.epoch)
    return RegisterState(
        register_id=caller.register_id,
        epoch=caller.epoch,
        high_water=mark.seq,
        tip=mark.hash.hex(),
        quarantined=verify.quarantined(connection, caller),
        days=reports.register_days(connection, caller.outlet_id, caller.register_id),
        faults=verify.faults_of(connection, caller) if look_for_faults else (),
        set_aside=verify.quarantine_count(connection, caller),
    )


def day(centre: Centre, register_id: str, headers: Headers, business_date: str, query: Query) -> bytes:
    """Counts and rupiah totals of one business date, with the mark of an epoch as in `state` (sync.md §6)."""
    caller = authenticate(centre.store, headers, register_id, centre.clock.now())
    epoch, asked = _epoch(query, "epoch", str(caller.epoch)), _date(business_date)
    return answers.encode(centre.store.look(lambda connection: _day(connection, caller, epoch, asked)))


def _day(connection: Connection, caller: Caller, epoch: int, asked: date) -> DayAnswer:
    mark = ingest.read_tip(connection, caller, epoch)
    return DayAnswer(
        epoch=epoch,
        high_water=mark.seq,
        tip=mark.hash.hex(),
        quarantined=verify.quarantine_count(connection, caller),
        day=reports.register_day(connection, caller.outlet_id, caller.register_id, asked),
    )


def _date(text: str) -> date:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or found.isoformat() != text:
        raise Refusal(422, "bad_header", "business_date")
    return found


def catalogue(centre: Centre, headers: Headers, query: Query) -> bytes:
    """The terms of the caller's outlet, a page of them (sync.md §2.9)."""
    at = centre.clock.now()
    caller = authenticate(centre.store, headers, headers.get(HEADER_REGISTER, ""), at)
    if query.get("fmt", str(FORMAT)) != str(FORMAT):
        raise Refusal(426, "fmt", str(FORMAT))
    asked = Asked(
        since=_number(query, "since", "0"),
        after=_number(query, "after", "0"),
        target=_number(query, "target", "0"),
        limit=min(max(_number(query, "limit", str(PAGE_ROWS_MAX)), 1), PAGE_ROWS_MAX),
    )
    return answers.encode(
        centre.store.look(lambda connection: catalogue_down.page(connection, caller.outlet_id, asked, at))
    )


def take_customer_keys(centre: Centre, headers: Headers, body: bytes) -> bytes:
    """Keys of customers that a register has, destroyed ones first (sync.md §2.1)."""
    at = centre.clock.now()
    caller = authenticate(centre.store, headers, headers.get(HEADER_REGISTER, ""), at)
    key, asked = _central_key(centre), _read(body, KeysRequest)
    return answers.encode(
        centre.store.run(lambda k: customer_keys_of.take(k, caller.outlet_id, asked.keys, key, at))
    )


def customer_keys(centre: Centre, headers: Headers, query: Query) -> bytes:
    """The keys of the caller's outlet after a version."""
    register_id = headers.get(HEADER_REGISTER, "")
    caller = authenticate(centre.store, headers, register_id, centre.clock.now())
    key, since = _central_key(centre), _number(query, "since", "0")
    return answers.encode(centre.store.look(lambda k: customer_keys_of.page(k, caller.outlet_id, since, key)))


def _central_key(centre: Centre) -> CentralKey:
    """Where there is no key file no key is kept: as a centre that does not know the call."""
    if centre.key is None:
        raise Refusal(404, "no_key_file")
    return centre.key


def list_epochs(centre: Centre, register_id: str, headers: Headers) -> bytes:
    """What the centre holds of each epoch of a register."""
    caller = authenticate(centre.store, headers, register_id, centre.clock.now())
    return answers.encode(centre.store.look(lambda connection: epochs.listed(connection, caller)))


def open_epoch(centre: Centre, register_id: str, headers: Headers, body: bytes) -> bytes:
    """Give out the next epoch."""
    at = centre.clock.now()
    caller = authenticate(centre.store, headers, register_id, at)
    asked = _read(body, EpochRequest)
    return answers.encode(
        centre.store.run(lambda connection: epochs.open_epoch(connection, caller, asked, at))
    )


def adopt_epoch(centre: Centre, register_id: str, headers: Headers, epoch: str) -> bytes:
    """Take up an epoch again that a restored centre has forgotten."""
    at = centre.clock.now()
    caller = authenticate(centre.store, headers, register_id, at)
    number = _epoch({"epoch": epoch}, "epoch")

    def work(connection: Connection) -> answers.EpochsAnswer:
        epochs.adopt_epoch(connection, caller, number, at)
        return epochs.listed(connection, caller)

    return answers.encode(centre.store.run(work))


def enrol(centre: Centre, headers: Headers, body: bytes) -> bytes:
    """Take a register in."""
    require_protocol(headers)
    asked = _read(body, EnrolRequest)
    return answers.encode(enrolment.enrol(centre.store, asked, centre.clock.now(), centre.id))


def refresh(centre: Centre, headers: Headers, body: bytes) -> bytes:
    """Trade a refresh token for fresh tokens."""
    require_protocol(headers)
    return answers.encode(tokens.refresh(centre.store, _read(body, RefreshRequest), centre.clock.now()))


def _read(body: bytes, kind: type[A]) -> A:
    try:
        return answers.decode(body, kind)
    except AnswerInvalid as error:
        raise Refusal(422, "bad_request") from error
