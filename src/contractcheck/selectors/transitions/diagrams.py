"""Transitions in diagrams drawn as text: Mermaid states and flow charts, PlantUML, DOT."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from contractcheck.model.document import Fence
from contractcheck.model.transitions import state_key

Named = tuple[str, int, int, int]
"""A name as a reader of the diagram sees it, its line number, and where it stands in the line."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A step of a diagram; with no ``end`` a state that is only named."""

    start: Named
    end: Named | None = None


_STATES = frozenset({"statediagram", "statediagram-v2"})
_FLOWS = frozenset({"graph", "flowchart"})
_ID = r"(?:\[\*\]|[\w.\u0080-\uffff]+(?:-[\w.\u0080-\uffff]+)*|\"[^\"]*\")"
_STEP = re.compile(
    rf"(?P<start>{_ID})(?::::\w+)?\s*(?:-{{1,2}}|-\w*(?:\[[^\]]*\])?\w*-)>\s*(?P<end>{_ID})"
)
_DECLARED = re.compile(
    rf"state\s+(?:\"(?P<label>[^\"]*)\"\s+as\s+)?(?P<id>{_ID})(?:\s+as\s+\"(?P<late>[^\"]*)\")?"
    r"(?:\s*<<(?P<pseudo>\w+)>>)?"
)
_DESCRIBED = re.compile(rf"(?P<id>{_ID})\s*:\s*\S")
_SKIPPED = re.compile(
    r"(?:direction|classDef|class|style|hide|skinparam|title|scale|note)\b|[}'%@-]{1,3}"
)
_NOTE = re.compile(r"note\b(?!.*:)")
_NODE = re.compile(
    r"(?P<id>[\w.\u0080-\uffff]+(?:-[\w.\u0080-\uffff]+)*)"
    r"(?:\s*[\[({>]+[/\\]?\"?(?P<label>[^\])}\"]*)\"?[/\\]?[\])}]+)?(?::::\w+)?"
)
_LINK = re.compile(r"\s*(?:--\s[^->|]*\s-->|-\.[^-]*-\.?->|-\.+->|={2,}>|-{2,}>)(?:\|[^|]*\|)?\s*")
_DOT_EDGE = re.compile(
    r"(?P<start>\"[^\"]*\"|[\w.]+)(?=\s*->)\s*->\s*(?=(?P<end>\"[^\"]*\"|[\w.]+|\{))"
)
_PSEUDO = frozenset({"fork", "join", "choice", "history", "start", "end"})


def read_diagram(fence: Fence, known: Sequence[str] = ()) -> list[Drawn] | None:
    """Return what a fence draws; ``None`` where it is no diagram of states.

    A description that is one of the ``known`` states is the name readers see.
    """
    language = (fence.info.split() or [""])[0].lower().strip("{}.")
    lines = fence.text.splitlines()
    first = next((line.strip() for line in lines if _begins(line)), "")
    word = (first.split() or [""])[0].lower()
    if word in _STATES or first.startswith("@startuml") or language in {"plantuml", "puml"}:
        return _without_pseudo(list(_states(lines, known)), _pseudo(lines))
    if word in _FLOWS and language in {"", "mermaid"}:
        return list(_flow(lines))
    if language in {"dot", "graphviz"} or re.match(r"(?:strict\s+)?digraph\b", first):
        return list(_dot(lines))
    return [] if language == "mermaid" else None


def _begins(line: str) -> bool:
    return bool(line.strip()) and not line.strip().startswith(("%%", "---", "title:", "config:"))


def _states(lines: list[str], known: Sequence[str]) -> Iterator[Drawn]:
    labels = _labels(lines, known)
    for number, line in _spoken(lines):
        found = list(_STEP.finditer(line))
        for match in found:
            start, end = (_named(labels, match, side, number) for side in ("start", "end"))
            yield Drawn(start, end)
        declared = _DECLARED.match(line.strip()) or _DESCRIBED.match(line.strip())
        if not found and declared:
            at = line.index(declared["id"])
            name = declared["id"]
            yield Drawn((labels.get(name, name), number, at, at + len(name)))


def _spoken(lines: list[str]) -> Iterator[tuple[int, str]]:
    """Yield the lines that draw something: no notes, comments, styles or headers."""
    noted = fronted = False
    for number, line in enumerate(lines):
        text = line.strip()
        if text == "---" and (fronted or not any(map(str.strip, lines[:number]))):
            fronted = not fronted
        elif noted:
            noted = not re.match(r"end ?note\b", text)
        elif _NOTE.match(text):
            noted = True
        elif not fronted and text and not _SKIPPED.match(text) and text.lower() not in _STATES:
            yield number, re.sub(r"%%.*", "", line)


def _labels(lines: list[str], known: Sequence[str]) -> Mapping[str, str]:
    """Return what readers see instead of an alias."""
    labels, keys = {}, {state_key(name) for name in known}
    for _, line in _spoken(lines):
        match = _DECLARED.match(line.strip())
        if match and (match["label"] or match["late"]):
            labels[match["id"]] = match["label"] or match["late"]
        described = _DESCRIBED.match(line.strip())
        text = line.partition(":")[2].strip()
        if described and state_key(text) in keys:
            labels[described["id"]] = text
    return labels


def _pseudo(lines: list[str]) -> frozenset[str]:
    """Return the forks, joins and choices: places where steps part, no states."""
    found = (_DECLARED.match(line.strip()) for _, line in _spoken(lines))
    return frozenset(m["id"] for m in found if m and (m["pseudo"] or "").lower() in _PSEUDO)


def _named(labels: Mapping[str, str], match: re.Match[str], side: str, number: int) -> Named:
    text = match[side].strip('"')
    name = "" if text == "[*]" else labels.get(text, text)
    return name, number, *match.span(side)


def _without_pseudo(drawn: list[Drawn], pseudo: frozenset[str]) -> list[Drawn]:
    """Return the steps as they lead through forks, joins and choices."""
    for name in sorted(pseudo):
        into = [one for one in drawn if one.end and one.end[0] == name and one.start[0] != name]
        out = [one for one in drawn if one.end and one.start[0] == name and one.end[0] != name]
        through = [replace(after, start=before.start) for before in into for after in out]
        aside = [one for one in drawn if name not in {one.start[0], one.end and one.end[0]}]
        drawn = [*aside, *through]
    return drawn


def _flow(lines: list[str]) -> Iterator[Drawn]:
    """Read a flow chart: ``a[Label] -->|text| b & c``."""
    labels: dict[str, str] = {}
    rows: list[list[list[re.Match[str]]]] = []
    numbers = []
    for number, line in _spoken(lines):
        if (line.split() or [""])[0].lower() in {*_FLOWS, "subgraph", "end", "linkstyle", "click"}:
            continue
        groups = _groups(line)
        for match in (one for group in groups for one in group):
            if match["label"]:
                labels[match["id"]] = match["label"].strip()
        rows.append(groups)
        numbers.append(number)
    for number, groups in zip(numbers, rows, strict=True):
        for left, right in pairwise(groups):
            for one in left:
                for other in right:
                    yield Drawn(_node(labels, one, number), _node(labels, other, number))


def _groups(line: str) -> list[list[re.Match[str]]]:
    """Return the nodes between the links of a line."""
    groups, at = [], 0
    for link in (*_LINK.finditer(line), None):
        stop = link.start() if link else len(line)
        nodes = []
        while match := re.compile(rf"[\s&;]*(?={_NODE.pattern})").match(line, at, stop):
            node = _NODE.match(line, match.end(), stop)
            if node is None:
                break
            nodes.append(node)
            at = node.end()
        groups.append(nodes)
        at = link.end() if link else stop
    return groups


def _node(labels: Mapping[str, str], match: re.Match[str], number: int) -> Named:
    return labels.get(match["id"], match["id"]), number, *match.span("id")


def _dot(lines: list[str]) -> Iterator[Drawn]:
    for number, line in enumerate(lines):
        text = re.sub(r"//.*|#.*", "", line)
        for match in _DOT_EDGE.finditer(text):
            start = (match["start"].strip('"'), number, *match.span("start"))
            ends = [match.span("end")]
            if match["end"] == "{":
                inside = text[match.end() :].partition("}")[0]
                names = re.finditer(r"\"[^\"]*\"|[\w.]+", inside)
                ends = [(match.end() + one.start(), match.end() + one.end()) for one in names]
            for low, high in ends:
                yield Drawn(start, (text[low:high].strip('"'), number, low, high))
