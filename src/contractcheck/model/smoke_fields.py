"""A smoke as contracts write it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from contractcheck.model.clause import Need
from contractcheck.model.contract import Contract, Reference
from contractcheck.model.data import JsonValue
from contractcheck.model.declared_members import live_members, members_of_profile
from contractcheck.model.fields import Field
from contractcheck.model.smokes import (
    ACCEPTED,
    DAY,
    ID,
    MEMBER,
    REJECTED,
    UNDECLARED,
    LookedUp,
    ReadBack,
    Smoke,
    SmokeHolds,
    SmokeNeed,
    Tried,
    values_in,
)


@dataclass(frozen=True, slots=True)
class ReadSmoke:
    """What a smoke compiles to."""

    says: str
    argument: SmokeHolds
    needs: tuple[Need, ...]


def read_smoke(field: Field, contract: Contract, api: str, profile: str = "") -> ReadSmoke:
    """Return the smoke of a field of a contract, at ``api`` unless it names another.

    A ``profile`` wins over the one the field names.
    """
    rejects = field.get("rejects")
    smoke = Smoke(
        api=field.get("api").text or api,
        post=field.get("post").text,
        tried=_tried(field.get("for_each"), contract, profile),
        body=json.dumps(field.get("body").value, ensure_ascii=False, sort_keys=True),
        identity=field.get("as").text,
        values=tuple(_values(field)),
        accepted=_statuses(field.get("accepted"), ACCEPTED),
        undeclared=rejects.get("member").text or UNDECLARED,
        rejected=_statuses(rejects.get("with"), REJECTED),
        made=field.get("made").text or "$.id",
        key=field.get("idempotency_key").texts(),
        reads_back=_read_back(field.get("reads_back")) if field.has("reads_back") else None,
        delete=field.get("clean_up").get("delete").text,
    )
    tried = str(smoke.tried)
    says = f"{smoke.api} takes one POST {smoke.post} for each of {tried}, and refuses an undeclared one"
    argument = SmokeHolds(smoke.accepted, smoke.rejected, tried)
    return ReadSmoke(says, argument, (SmokeNeed(smoke),))


def references_of_smoke(field: Field, api: str) -> Iterator[Reference]:
    """Yield what a smoke names: its API, the vocabulary it tries, and the values in its texts."""
    asked = field.get("api")
    yield Reference("api", asked.text or api, asked.at if field.has("api") else field.at)
    if field.has("as"):
        yield Reference("identity", field.get("as").text, field.get("as").at, of=asked.text or api)
    vocabulary = field.get("for_each").get("vocabulary")
    if vocabulary.text:
        yield Reference("contract", vocabulary.text, vocabulary.at)
    known = (*(name for name, _ in field.get("values").members()), MEMBER, DAY)
    for part in field.get("idempotency_key").each():
        yield Reference("value", part.text, part.at, known)
    for key, names in (("post", known), ("body", known), ("values", (MEMBER, DAY))):
        yield from _values_named(field.get(key), names)
    for key in ("reads_back", "clean_up"):
        yield from _values_named(field.get(key), (*known, ID))


def _values_named(field: Field, known: tuple[str, ...]) -> Iterator[Reference]:
    value = field.value
    if isinstance(value, dict):
        for _, one in field.members():
            yield from _values_named(one, known)
    elif isinstance(value, list):
        for one in field.each():
            yield from _values_named(one, known)
    elif isinstance(value, str):
        for name in values_in(value):
            yield Reference("value", name, field.at, known)


def _tried(field: Field, contract: Contract, profile: str) -> Tried:
    if not isinstance(field.value, dict):
        return Tried(field.texts())
    vocabulary = field.get("vocabulary").text
    chosen = profile or field.get("profile").text
    peer = contract.peer(vocabulary)
    if peer is None:
        return Tried((), vocabulary, chosen)
    names = members_of_profile(peer, chosen) if chosen else live_members(peer)
    return Tried(names or (), vocabulary, chosen)


def _values(field: Field) -> Iterator[tuple[str, str | LookedUp]]:
    for name, one in field.get("values").members():
        if isinstance(one.value, dict):
            yield name, LookedUp(one.get("get").text, one.get("select").text)
        else:
            yield name, one.text


def _statuses(field: Field, default: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(int(one.text) for one in field.each()) or default


def _read_back(field: Field) -> ReadBack:
    holds = tuple((name, one.text) for name, one in field.get("holds").members())
    return ReadBack(
        field.get("get").text, field.get("select").text, holds, field.get("sets").texts()
    )


def member_at(value: JsonValue, path: str) -> JsonValue:
    """Return what stands in data behind the names of a path, ``metadata.attributes``; none where nothing does."""
    for name in path.split("."):
        value = value.get(name) if isinstance(value, dict) else None
    return value
