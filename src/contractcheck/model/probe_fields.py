"""How contracts write a probe: one entry of the grammar of evidence, or of ``probes``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from contractcheck.model.clause import Need
from contractcheck.model.contract import Reference
from contractcheck.model.data import JsonValue
from contractcheck.model.data_blocks import SchemaFileNeed
from contractcheck.model.fields import Field
from contractcheck.model.identities import NOBODY
from contractcheck.model.needs import ApiNeed
from contractcheck.model.probes import (
    METHODS,
    OWN_SCHEMA,
    AnswerIs,
    BodyWanted,
    HeaderWanted,
    ProbeNeed,
)

_OK = 200
_REDIRECTS = (301, 302, 303, 307, 308)
_PRESENT, _ABSENT = "present", "absent"
_BODY_KEYS = ("select", "equals", "holds", "at_least", "at_most", "among")


@dataclass(frozen=True, slots=True)
class Probe:
    """An entry of a contract: what is asked, what has to come, and that as a sentence."""

    says: str
    argument: AnswerIs
    needs: tuple[Need, ...]


def method_of(field: Field) -> str:
    """Return the method of an entry: the key that names its path."""
    return next(method for method in METHODS if field.has(method))


def read_probe(field: Field, api: str, method: str) -> Probe:
    """Return what an entry asks of an API."""
    body, schema = _body(field), field.get("schema").text
    need = ProbeNeed(
        api,
        _path(field, method),
        method.upper(),
        field.get("as").text or NOBODY,
        control=field.get("control").value is not False,
        reads_body=bool(body or schema),
        select=body.select if body else "",
    )
    argument = AnswerIs(
        _passes(field),
        tuple((int(status), words.text) for status, words in field.get("fails").members()),
        tuple(_header(name, one) for name, one in field.get("headers").members()),
        field.get("redirects_to").text,
        schema,
        body,
        _among(field, need),
    )
    more: list[Need] = [argument.among] if argument.among else []
    if schema:
        more.append(ApiNeed(need.api) if schema == OWN_SCHEMA else SchemaFileNeed(schema))
    says = field.get("says").text or _sentence(need, argument)
    return Probe(says, argument, (need, *more))


def contradictions_of(field: Field, wanted: AnswerIs) -> Iterator[tuple[str, str, Field]]:
    """Yield what no answer can keep: its subject, the message, and where one of the two stands."""
    for status, _ in wanted.fails:
        if status in wanted.passes:
            yield f"status {status}", f"the status {status} passes and fails", field.get("fails")
    body = wanted.body
    if body and body.at_most is not None and body.at_most < body.at_least:
        message = f"at least {body.at_least} and at most {body.at_most} are wanted"
        yield "number", message, field.get("at_most")


def identity_of(field: Field, api: str) -> Iterator[Reference]:
    """Yield the identity that an entry names, which the API has to have."""
    for one in (field, field.get("among")):
        if one.has("as"):
            yield Reference("identity", one.get("as").text, one.get("as").at, of=api)


def _path(field: Field, method: str) -> str:
    """Return the path with the parameters of ``query`` behind it."""
    path = field.get(method).text
    pairs = [
        (name, _plain(one.value))
        for name, each in field.get("query").members()
        for one in each.each()
    ]
    if not pairs:
        return path
    return f"{path}{'&' if '?' in path else '?'}{urlencode(pairs)}"


def _plain(value: JsonValue) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _passes(field: Field) -> tuple[int, ...]:
    said = tuple(int(one.text) for one in field.get("passes").each())
    return said or (_REDIRECTS if field.has("redirects_to") else (_OK,))


def _header(name: str, field: Field) -> HeaderWanted:
    if field.text == _ABSENT:
        return HeaderWanted(name, is_present=False)
    return HeaderWanted(name, "" if field.text == _PRESENT else field.text)


def _body(field: Field) -> BodyWanted | None:
    if not any(field.has(key) for key in _BODY_KEYS):
        return None
    at_least, at_most = _number(field, "at_least"), _number(field, "at_most")
    fewest = 0 if at_most == 0 or field.get("equals").value == [] else 1
    return BodyWanted(
        field.get("select").text or "$",
        _json(field, "equals"),
        _json(field, "holds"),
        fewest if at_least is None else at_least,
        at_most,
    )


def _among(field: Field, need: ProbeNeed) -> ProbeNeed | None:
    """Return the question whose answer holds all that may be selected; who asks is the same."""
    other = field.get("among")
    if not other.has("get"):
        return None
    path, select = _path(other, "get"), other.get("select").text
    identity = other.get("as").text or need.identity
    return ProbeNeed(
        need.api, path, identity=identity, control=False, reads_body=True, select=select
    )


def _json(field: Field, key: str) -> str:
    return json.dumps(field.get(key).value, sort_keys=True) if field.has(key) else ""


def _number(field: Field, key: str) -> int | None:
    return int(field.get(key).text) if field.has(key) else None


def _sentence(need: ProbeNeed, argument: AnswerIs) -> str:
    """Return what an entry says, for people."""
    statuses = " or ".join(map(str, argument.passes))
    answer = (
        f"leads to {argument.redirects_to}"
        if argument.redirects_to
        else f"is answered with {statuses}"
    )
    more = []
    if argument.headers:
        more.append(f"the headers {', '.join(one.name for one in argument.headers)}")
    if argument.schema:
        more.append("a body that keeps its schema")
    if argument.body:
        more.append(f"what is wanted at `{argument.body.select}`")
    also = f" and {', '.join(more)}" if more else ""
    return f"{need.shown} as {need.identity} {answer}{also}"
