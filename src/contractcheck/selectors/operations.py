"""API operations as documents name them: ``GET /x`` in prose, code and tables, ``curl`` lines, routes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import urlsplit

from contractcheck.model.api import METHODS
from contractcheck.model.document import Block, Cell, Document, Quote, Section, Table
from contractcheck.model.evidence import Fact, Value
from contractcheck.model.folding import fold
from contractcheck.model.location import FILE_START
from contractcheck.model.needs import OperationMention, OperationsNeed, PlaceFound
from contractcheck.model.place_gone import gone
from contractcheck.model.sections import find_sections
from contractcheck.model.walk import Passage, PassageKind, passages

_METHOD = "|".join(METHODS)
_TARGET = r"""(?P<target>(?:https?://|\$\{?\w+\}?/|\{\w+\}/|/)[^\s`"'|\\]*|/)"""
_NAMED = re.compile(rf"(?<![\w-])(?P<method>{_METHOD})\s+[`\"']?{_TARGET}")
_CURL = re.compile(r"(?<![\w-])curl\s(?P<rest>.*)")
_CURL_METHOD = re.compile(rf"(?:-X|--request)[\s=]*[\"']?(?P<method>{_METHOD})", re.IGNORECASE)
_CURL_BODY = re.compile(r"\s(?:-d|--data(?:-\w+)?|--json|-F|--form)[\s=]")
_CURL_URL = re.compile(
    r"""(?P<target>(?:https?://|\$\{?\w+\}?/|\$\{?\w+\}?(?=/)|localhost)[^\s"'\\]*)"""
)
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1", "0.0.0.0"})  # noqa: S104 - compared, not bound
_METHOD_TITLES = frozenset({"method", "verb", "http method"})
_PATH_TITLES = frozenset({"path", "endpoint", "route", "url", "uri", "resource"})


def select(document: Document, need: OperationsNeed) -> Iterable[Fact]:
    """Yield ``PlaceFound`` and the operations that the place names."""
    sections = find_sections(document, need.place.section)
    if not sections:
        yield gone(document, need.place.section[-1])
        return
    for section in sections:
        span = section.heading.span if section.heading else FILE_START
        yield PlaceFound(document.at(span), section.title)
        seen = list(_table_rows(document, section, need))
        yield from seen
        rows = {mention.value.at for mention in seen}
        for mention in _mentions(document, section, need):
            if mention.value.at not in rows:
                yield mention


def _mentions(
    document: Document, section: Section, need: OperationsNeed
) -> Iterator[OperationMention]:
    command: list[Passage] = []
    for passage in passages(section):
        if passage.kind is PassageKind.LINE:
            command.append(passage)
            if passage.text.rstrip().endswith("\\"):
                continue
            if any("curl" in line.text for line in command):
                yield from _curl(document, command, need)
            else:
                yield from _named(document, passage, need)
            command = []
        else:
            command = []
            yield from _named(document, passage, need)
            yield from _routes(document, passage, need)


def _named(
    document: Document, passage: Passage, need: OperationsNeed
) -> Iterator[OperationMention]:
    for match in _NAMED.finditer(passage.text):
        path = _path(match["target"], need)
        if path:
            end = match.start("target") + len(_trimmed(match["target"]))
            yield _mention(document, passage, match.start(), end, match["method"], path)


def _curl(
    document: Document, lines: Sequence[Passage], need: OperationsNeed
) -> Iterator[OperationMention]:
    """Yield the operation a command calls, at the line of its URL; backslashes join its lines."""
    command = _CURL.search(" ".join(line.text.strip().removesuffix("\\") for line in lines))
    if command is None:
        return
    rest = f" {command['rest']}"
    target = _CURL_URL.search(rest)
    path = _path(target["target"], need) if target else ""
    if path:
        named = _CURL_METHOD.search(rest)
        method = named["method"].upper() if named else "POST" if _CURL_BODY.search(rest) else "GET"
        line = next((line for line in lines if target and target[0] in line.text), lines[-1])
        yield _mention(document, line, 0, len(line.text), method, path)


def _routes(
    document: Document, passage: Passage, need: OperationsNeed
) -> Iterator[OperationMention]:
    """Yield code spans that are a bare route."""
    if passage.prose is None:
        return
    for run, start in passage.prose.code_spans():
        before = passage.text[:start].rstrip(" `\"'").rpartition(" ")[2]
        path = _path(run.text, need) if run.text.startswith("/") and " " not in run.text else ""
        if path and before not in METHODS:
            yield _mention(document, passage, start, start + len(run.text), "", path)


def _table_rows(
    document: Document, section: Section, need: OperationsNeed
) -> Iterator[OperationMention]:
    for inner in section.walk():
        for table in _tables(inner.blocks):
            titles = [fold(cell.prose.text).lower() for cell in table.header]
            verb = next((i for i, title in enumerate(titles) if title in _METHOD_TITLES), None)
            route = next((i for i, title in enumerate(titles) if title in _PATH_TITLES), None)
            if verb is None or route is None:
                continue
            for row in table.rows:
                yield from _row(document, inner, row[verb].prose.text, row[route], need)


def _row(
    document: Document, section: Section, methods: str, cell: Cell, need: OperationsNeed
) -> Iterator[OperationMention]:
    path = _path(cell.prose.text.strip(), need)
    mark = cell.prose.sentences[0].stance if cell.prose.sentences else cell.stance
    for method in re.findall(_METHOD, methods.upper()):
        if path:
            value = Value(
                f"{method} {path}", document.at(cell.prose.span), mark, section.role, code=True
            )
            yield OperationMention(method, path, value)


def _tables(blocks: tuple[Block, ...]) -> Iterator[Table]:
    for block in blocks:
        if isinstance(block, Table):
            yield block
        elif isinstance(block, Quote):
            yield from _tables(block.blocks)


def _trimmed(target: str) -> str:
    """Return a target without the punctuation of the sentence around it."""
    target = target.rstrip(".,;:!?*_")
    while target.endswith(")") and target.count("(") < target.count(")"):
        target = target[:-1].rstrip(".,;:!?*_")
    return target


def _path(target: str, need: OperationsNeed) -> str:
    """Return the path of a target, empty when it is another host's or none at all."""
    target = re.sub(r"^(?:\$\{?\w+\}?|\{\w+\})(?=/)", "", _trimmed(target))
    if target.startswith("localhost"):
        target = f"http://{target}"
    if "://" in target:
        try:
            parts = urlsplit(target)
            host = parts.hostname or ""
        except ValueError:
            return ""
        if host not in _LOOPBACK and host not in need.hosts:
            return ""
        target = parts.path or "/"
    target = re.split(r"[?#]", target)[0]
    return target if target.startswith("/") and _is_route(target) else ""


def _is_route(path: str) -> bool:
    """Say whether a text looks like a route: no spaces, no globs, no file-system path."""
    return re.fullmatch(r"/[\w{}<>:$@.~%+,=&()/-]*", path) is not None and "//" not in path


def _mention(  # noqa: PLR0913, PLR0917 - a mention is made in one place only
    document: Document, passage: Passage, start: int, end: int, method: str, path: str
) -> OperationMention:
    at = document.at(passage.locate(start, end))
    value = Value(passage.text[start:end], at, passage.stance(start), passage.role, code=True)
    return OperationMention(method, path, value)
