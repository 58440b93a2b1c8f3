"""Run a controlled smoke: send, read back, clean up, and say what was left."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from hashlib import sha256
from http import HTTPStatus
from urllib.parse import quote

from contractcheck.model.configuration import ApiSource
from contractcheck.model.data import JsonValue
from contractcheck.model.evidence import Evidence, Gap, GapReason
from contractcheck.model.problem import UnreadableError
from contractcheck.model.smoke_fields import member_at
from contractcheck.model.smokes import (
    DAY,
    ID,
    MEMBER,
    Kept,
    LookedUp,
    ReadBack,
    Smoke,
    SmokeEnded,
    SmokeNeed,
    SmokeSent,
    fill,
)
from contractcheck.readers.json_data import read_json
from contractcheck.readers.json_path import select_pointers, select_values
from contractcheck.sources.observation import Question, observe
from contractcheck.sources.questions import Observation
from contractcheck.sources.remote import read_answer
from contractcheck.sources.world import World
from contractcheck.sources.writing import Writing, refusal, write

_FRESH = (("Cache-Control", "no-cache"),)
"""What was made is asked for anew: an earlier answer to the same question does not have it."""

_DONE = range(HTTPStatus.OK, HTTPStatus.MULTIPLE_CHOICES)
_NOT_SENT = frozenset(
    {
        GapReason.BLOCKED,
        GapReason.NO_CREDENTIAL,
        GapReason.NOT_ALLOWED,
        GapReason.NOT_LOOKED,
    }
)
_GONE = frozenset({HTTPStatus.OK, HTTPStatus.ACCEPTED, HTTPStatus.NO_CONTENT, HTTPStatus.NOT_FOUND})


def collect(need: SmokeNeed, world: World) -> Evidence | Gap:
    """Return what became of a smoke, or why it was not begun; then nothing was sent."""
    smoke = need.smoke
    api = world.configuration.apis[smoke.api]
    no = refusal(world, api)
    if no:
        return no
    if not smoke.tried.names:
        why = "there is no such profile, or no name in it"
        return Gap(GapReason.NO_EVIDENCE, str(smoke.tried), why)
    prepared: list[tuple[str, dict[str, str]]] = []
    for member in (*smoke.tried.names, smoke.undeclared):
        values = _values(smoke, member, world)
        if isinstance(values, Gap):
            return values
        prepared.append((member, values))
    run = _Run(smoke, api, world)
    for member, values in prepared:
        if not run.is_over:
            run.send(member, values)
    run.clean_up()
    ended = SmokeEnded(
        tuple(run.left),
        tuple(run.unsure),
        run.cleaned,
        tuple(member for member, _ in prepared[len(run.sent) :]),
    )
    return Evidence((*run.sent, ended), tuple(dict.fromkeys(one.document for one in run.sent)))


def _values(smoke: Smoke, member: str, world: World) -> dict[str, str] | Gap:
    """Return the values for one name; those that the server knows are asked for before anything is sent."""
    values = {MEMBER: member, DAY: world.today.isoformat()}
    base = dict(values)
    for name, wanted in smoke.values:
        if not isinstance(wanted, LookedUp):
            values[name] = str(fill(wanted, base))
            continue
        path = _path(wanted.path, base)
        seen = observe(world, Question(smoke.api, path, identity=smoke.identity))
        data = seen if isinstance(seen, Gap) else read_answer(seen, path)
        if isinstance(data, Gap):
            return data
        try:
            found = select_values(data, str(fill(wanted.select, base)))
        except (UnreadableError, ValueError) as error:
            return Gap(GapReason.UNREADABLE, data.document, str(error))
        if len(found) != 1:
            why = f"`{name}` is {len(found) or 'no'} values there, and one is wanted"
            return Gap(GapReason.NO_EVIDENCE, data.document, why)
        values[name] = found[0].text
    return values


@dataclass(frozen=True, slots=True)
class _Piece:
    """What is sent for one name: its values, the body with them in it, and its key."""

    values: dict[str, str]
    body: JsonValue
    key: str


@dataclass(slots=True)
class _Run:
    """A smoke under way: what was sent, what was made by it, and whether to go on."""

    smoke: Smoke
    api: ApiSource
    world: World
    sent: list[SmokeSent] = field(default_factory=list)
    made: list[dict[str, str]] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    unsure: list[str] = field(default_factory=list)
    cleaned: int = 0
    is_over: bool = False

    def send(self, member: str, values: dict[str, str]) -> None:
        """Send what is tried for one name; an answer that is neither yes nor no ends the smoke."""
        smoke = self.smoke
        piece = _Piece(values, fill(json.loads(smoke.body), values), _key(smoke, values))
        path = _path(smoke.post, values)
        body = json.dumps(piece.body).encode()
        answer = write(self.world, Writing(self.api, "POST", path, smoke.identity, body, piece.key))
        one = SmokeSent(member, member != smoke.undeclared, f"{self.api.name} {path}")
        if isinstance(answer, Gap):
            self.is_over = True
            if answer.reason not in _NOT_SENT:
                self.unsure.append(piece.key)
            self.sent.append(replace(one, why=str(answer)))
            return
        self.is_over = answer.status not in {*smoke.accepted, *smoke.rejected}
        one = replace(one, document=answer.document, status=answer.status)
        if answer.status in _DONE:
            one = self._made(one, answer, piece)
        self.sent.append(one)

    def _made(self, one: SmokeSent, answer: Observation, piece: _Piece) -> SmokeSent:
        """Note what was made, and read it back where it was declared."""
        how = self.smoke.reads_back if one.declared else None
        made = _id(answer, self.smoke.made)
        if made is None:
            self.unsure.append(piece.key)
            return replace(one, unread=f"`{self.smoke.made}` finds no id in it" if how else "")
        piece = replace(piece, values={**piece.values, ID: made})
        self.made.append(piece.values)
        return self._read_back(one, how, piece) if how else one

    def _read_back(self, one: SmokeSent, how: ReadBack, piece: _Piece) -> SmokeSent:
        path = _path(how.path, piece.values)
        question = Question(self.smoke.api, path, identity=self.smoke.identity, headers=_FRESH)
        seen = observe(self.world, question)
        if isinstance(seen, Observation) and seen.status == HTTPStatus.NOT_FOUND:
            return replace(one, lost=True)
        data = seen if isinstance(seen, Gap) else read_answer(seen, path)
        if isinstance(data, Gap):
            return replace(one, unread=str(data))
        try:
            rows = select_pointers(data, str(fill(how.select or "$", piece.values)))
        except (UnreadableError, ValueError) as error:
            return replace(one, unread=str(error))
        if len(rows) != 1:
            return replace(one, lost=True)
        return replace(one, kept=tuple(_kept(how, rows[0][1], piece)))

    def clean_up(self) -> None:
        """Delete what was made, where the contract says how; what is not gone then is left."""
        for values in self.made:
            if self.smoke.delete and self._is_deleted(values):
                self.cleaned += 1
            else:
                self.left.append(values[ID])

    def _is_deleted(self, values: dict[str, str]) -> bool:
        path, key = _path(self.smoke.delete, values), _key(self.smoke, values)
        answer = write(self.world, Writing(self.api, "DELETE", path, self.smoke.identity, key=key))
        return isinstance(answer, Observation) and answer.status in _GONE


def _kept(how: ReadBack, row: JsonValue, piece: _Piece) -> Iterator[Kept]:
    for name, wanted in how.holds:
        if wanted == "sent":
            sent = member_at(piece.body, name)
        elif wanted.startswith("sent."):
            sent = member_at(piece.body, wanted.removeprefix("sent."))
        else:
            sent = fill(wanted, piece.values)
        yield Kept(name, _text(sent), _text(member_at(row, name)))
    for name in how.sets:
        yield Kept(name, None, _text(member_at(row, name)))


def _text(value: JsonValue) -> str | None:
    return None if value is None else json.dumps(value, sort_keys=True)


def _id(answer: Observation, select: str) -> str | None:
    try:
        found = select_values(read_json(answer.document, answer.body), select)
    except (UnreadableError, ValueError):
        return None
    return found[0].text if len(found) == 1 else None


def _path(path: str, values: dict[str, str]) -> str:
    """Return a path with its values, which cannot become more than a part of it."""
    return str(fill(path, {name: quote(value, safe="") for name, value in values.items()}))


def _key(smoke: Smoke, values: dict[str, str]) -> str:
    """Return the key by which the server knows a repetition: the same all day unless the contract says how."""
    digest = sha256(f"{smoke.api} {smoke.post} {smoke.body}".encode()).hexdigest()[:12]
    own = [f"contractcheck-{digest}", values[DAY], values[MEMBER]]
    parts = [values[name] for name in smoke.key] or own
    return "+".join(quote(part, safe="") for part in parts)
