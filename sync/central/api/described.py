"""What OpenAPI says of a register's calls: parameters, bodies and answers, from the wire's own types (docs/protocol.md, 5).

Describes only: the calls read headers and bodies themselves, more strictly than a framework would.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec
from litestar.openapi.spec import (
    Components,
    OpenAPIFormat,
    OpenAPIHeader,
    OpenAPIMediaType,
    OpenAPIResponse,
    OpenAPIType,
    Operation,
    Parameter,
    RequestBody,
    Schema,
    SecurityScheme,
)

from sync.protocol import answers
from sync.protocol.answers import Problem
from sync.protocol.catalogue import HEADER_REGISTER
from sync.protocol.limits import PROTOCOL

HASH = "^[0-9a-f]{64}$"
SIGNATURE = "^[0-9a-f]{128}$"
NUMBER = "^[0-9]{1,15}$"
REGISTER = "^[0-9a-f-]{36}$"
VISIBLE = "^[!-~]{0,200}$"
TOKEN = "access-token"  # noqa: S105 - a scheme's name
COMPONENTS = Components(security_schemes={TOKEN: SecurityScheme(type="http", scheme="bearer")})
BATCH_TYPE = answers.CONTENT_TYPE
PUSH_HEADERS = {
    answers.HEADER_EPOCH: NUMBER,
    answers.HEADER_FIRST_SEQ: NUMBER,
    answers.HEADER_PREV: HASH,
    answers.HEADER_TIP: HASH,
    answers.HEADER_SIGNATURE: SIGNATURE,
    answers.HEADER_NONCE: VISIBLE,
    answers.HEADER_IDEMPOTENCY: VISIBLE,
}
CATALOGUE_HEADERS = {HEADER_REGISTER: REGISTER, "If-None-Match": VISIBLE}
MAY_BE_LEFT_OUT = {answers.HEADER_NONCE, answers.HEADER_IDEMPOTENCY, "If-None-Match"}
PATHS = {
    "register_id": Schema(type=OpenAPIType.STRING, pattern=REGISTER),
    "epoch": Schema(type=OpenAPIType.STRING, pattern=NUMBER),
    "business_date": Schema(type=OpenAPIType.STRING, format=OpenAPIFormat.DATE),
}
"""The parts of a path by name; one of another form names nothing and is refused as such."""
NOTHING_NEW = 304
HTTP_LAYER = {400: "not a request that HTTP allows"}
EVERY = {500: "unforeseen: a fault of the centre", 503: "busy: come again after Retry-After seconds"}
VERSIONED = {**EVERY, 426: "protocol, fmt: the version that the centre speaks is in detail"}
KNOWN = {
    **VERSIONED,
    401: "token, expired: refresh once",
    403: "revoked: the office has taken the register out",
}
BODY = {413: "too_large, too_many_lines, or beyond the limit of the HTTP layer"}


class HttpProblem(msgspec.Struct, frozen=True):
    """A refusal of the HTTP layer itself, which knows no codes of ours."""

    status_code: int
    detail: str


def described(
    answer: type[msgspec.Struct],
    refusals: Mapping[int, str] = EVERY,
    *,
    headers: Mapping[str, str] | None = None,
    query: tuple[str, ...] = (),
    body: type[msgspec.Struct] | str = "",
) -> dict[str, Any]:
    """Arguments of a route handler: what it answers with 200, its other answers by status, its headers by pattern.

    `query` are numbers that may be left out; `body` is a JSON object of a type, or bytes of a media type. What asks
    for a token has all of KNOWN, what asks for the protocol's version all of VERSIONED among its refusals.
    """
    refusals = {**refusals, **(BODY if body else {}), **HTTP_LAYER}

    @dataclass
    class Described(Operation):
        def __post_init__(self) -> None:
            self.parameters = [*_parameters(self.parameters or [], query), *_headers(refusals, headers or {})]
            self.request_body = _body(body) if body else None
            self.responses = {"200": _json("as asked", answer)}
            self.responses |= {str(n): _refusal(n, refusals[n]) for n in sorted(refusals)}

    needs_token = KNOWN.keys() <= refusals.keys()
    return {"operation_class": Described, "security": [{TOKEN: []}] if needs_token else None}


def _json(text: str, *forms: type[msgspec.Struct]) -> OpenAPIResponse:
    return OpenAPIResponse(text, content={"application/json": OpenAPIMediaType(_schema(*forms))})


def _refusal(status: int, text: str) -> OpenAPIResponse:
    """Our form; where the HTTP layer may have spoken before us, its form or either. 503 names a pause."""
    if status == NOTHING_NEW:
        return OpenAPIResponse(text)
    if status in HTTP_LAYER:
        return _json(text, HttpProblem)
    answer = _json(text, *((Problem, HttpProblem) if status in BODY else (Problem,)))
    if status == 503:
        answer.headers = {"Retry-After": OpenAPIHeader(_text("^[0-9]{1,3}$"), required=True)}
    return answer


def _schema(*forms: type[msgspec.Struct]) -> Any:
    """JSON schema of a wire type or of several, each part in its place: Litestar makes its list of parts by itself."""
    schemas, parts = msgspec.json.schema_components(forms)
    found = [_inlined(schema, parts) for schema in schemas]
    return {"anyOf": found} if len(found) > 1 else found[0]


def _inlined(schema: Any, parts: Mapping[str, Any]) -> Any:
    if isinstance(schema, list):
        return [_inlined(one, parts) for one in schema]
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema:
        return _inlined(parts[schema["$ref"].rpartition("/")[2]], parts)
    return {name: _inlined(value, parts) for name, value in schema.items()}


def _parameters(path: list[Any], query: tuple[str, ...]) -> list[Any]:
    """Those of the path with their form, then those of the query."""
    for one in path:
        one.schema = PATHS[one.name]
    return [*path, *(Parameter(name, "query", _text(NUMBER)) for name in query)]


def _headers(refusals: Mapping[int, str], headers: Mapping[str, str]) -> list[Parameter]:
    wanted = {name: _text(pattern) for name, pattern in headers.items()}
    if VERSIONED.keys() <= refusals.keys():
        wanted[answers.HEADER_PROTOCOL] = Schema(type=OpenAPIType.STRING, enum=[str(PROTOCOL)])
    return [
        Parameter(name, "header", schema, required=name not in MAY_BE_LEFT_OUT)
        for name, schema in wanted.items()
    ]


def _text(pattern: str) -> Schema:
    return Schema(type=OpenAPIType.STRING, pattern=pattern)


def _body(form: type[msgspec.Struct] | str) -> RequestBody:
    if isinstance(form, str):
        return RequestBody({form: OpenAPIMediaType(Schema(type=OpenAPIType.STRING, content_encoding="gzip"))})
    return RequestBody({"application/json": OpenAPIMediaType(_schema(form))}, required=True)
