"""The answer to a probe, and to a path that cannot exist, asked in the same way."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from contractcheck.model.evidence import Evidence, Gap
from contractcheck.model.probes import Answer, Answered, ProbeNeed
from contractcheck.model.problem import UnreadableError
from contractcheck.readers.json_path import select_pointers
from contractcheck.sources.observation import Observation, Question, observe
from contractcheck.sources.remote import read_body
from contractcheck.sources.world import World

_PAGE = (b"<!doctype html", b"<html")
_NO_BODY = "it has no body"


def collect(need: ProbeNeed, world: World) -> Evidence | Gap:
    """Return what was answered; a gap where there was no answer."""
    seen = _ask(need, world)
    if isinstance(seen, Gap):
        return seen
    control = _control(need, world) if need.control else None
    told = Answered(_answer(need, seen), seen.observed, control)
    return Evidence((told,), (seen.document,), observed=seen.observed)


def control_path(api: str) -> str:
    """Return the path that stands for all that an API cannot have, the same one in every run."""
    return f"/contractcheck-control-{hashlib.sha256(api.encode()).hexdigest()[:12]}"


def _control(need: ProbeNeed, world: World) -> Answer | str:
    seen = _ask(replace(need, path=control_path(need.api)), world)
    return str(seen) if isinstance(seen, Gap) else _answer(need, seen)


def _ask(need: ProbeNeed, world: World) -> Observation | Gap:
    question = Question(need.api, need.path, need.method, need.identity, follow_redirects=False)
    return observe(world, question)


def _answer(need: ProbeNeed, seen: Observation) -> Answer:
    """Return an answer; its body is read where something is looked for in it."""
    headers = tuple(sorted(seen.headers.items()))
    plain = Answer(seen.document, seen.status, headers, url=seen.url or seen.document)
    if not need.reads_body:
        return plain
    if not seen.body:
        return replace(plain, why_no_data=_NO_BODY)
    if _is_page(seen):
        return replace(plain, why_no_data="it is an HTML page")
    try:
        data = read_body(seen, need.path.partition("?")[0])
    except UnreadableError:  # whose words may quote what a server sent
        kind = seen.headers.get("content-type", "no content type")
        return replace(plain, why_no_data=f"it cannot be read as data ({kind})")
    try:
        selected = select_pointers(data, need.select) if need.select else ()
    except UnreadableError as error:
        return replace(plain, why_no_data=error.problem.message)
    flat = [
        (f"{pointer}/{index}", one)
        for pointer, value in selected
        for index, one in enumerate(value if isinstance(value, list) else ())
    ]
    whole = [pair for pair in selected if not isinstance(pair[1], list)]
    return replace(plain, data=data, selected=(*whole, *flat))


def _is_page(seen: Observation) -> bool:
    kind = seen.headers.get("content-type", "").lower()
    return "html" in kind or seen.body.lstrip()[:100].lower().startswith(_PAGE)
