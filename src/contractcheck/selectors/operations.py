"""API operations as documents name them: ``GET /x`` in prose, code and tables, ``curl`` lines, routes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from contractcheck.model.api import METHODS, OTHER_METHODS
from contractcheck.model.document import Block, Cell, Document, Quote, Section, Table
from contractcheck.model.evidence import Fact, Value
from contractcheck.model.folding import fold
from contractcheck.model.needs import OperationMention, OperationsNeed
from contractcheck.model.place_facts import look_at
from contractcheck.model.walk import Passage, PassageKind, fences, passages
from contractcheck.model.written_targets import PLACEHOLDER, goes_to, path_of, trimmed
from contractcheck.readers.calls import Call, read_calls
from contractcheck.readers.calls.call import locate

_METHOD = rf"(?:{'|'.join(METHODS)}|(?-i:{'|'.join(OTHER_METHODS)}))"
_PIECE = rf"""(?:{PLACEHOLDER}|[^\s`"'|\\])"""
_TARGET = rf"(?P<target>https?://{_PIECE}++|(?:{PLACEHOLDER}|[\w.-]+)?(?::\d+)?/{_PIECE}*+)"
_URL = re.compile(rf"(?<![\w/])https?://{_PIECE}++")
_NAMED = re.compile(rf"(?<![\w-])(?P<method>{_METHOD})\s+[`\"']?{_TARGET}")
_SPAN = re.compile(rf"(?P<method>{_METHOD})\s+{_TARGET}", re.IGNORECASE)
_IN_CELL = re.compile(rf"(?<![A-Za-z]){_METHOD}(?![A-Za-z])", re.IGNORECASE)
_HOST_HEADER = re.compile(rf"\s*Host:\s*(?P<host>{PLACEHOLDER}|[^\s\"']+)", re.IGNORECASE)
_CURL = re.compile(r"(?<![\w-])curl\s(?P<rest>.*)")
_CURL_METHOD = re.compile(rf"(?:-X|--request)[\s=]*[\"']?(?P<method>{_METHOD})", re.IGNORECASE)
_CURL_BODY = re.compile(r"\s(?:-d|--data(?:-\w+)?|--json|-F|--form)[\s=]")
_CURL_WORD = re.compile(rf"""(?:"(?:\\.|[^"\\])*"?|'[^']*'?|{PLACEHOLDER}|\\.|[^\s"'\\])+""")
_CURL_VALUED = re.compile(
    r"-[^-ACDEFHKPQTUXYbcdemortuwxyz]*[ACDEFHKPQTUXYbcdemortuwxyz]"
    r"|--(?:header|data[\w-]*|json|output|user|form[\w-]*|user-agent|referer|cookie|cookie-jar"
    r"|upload-file|config|write-out|max-time|connect-timeout|retry[\w-]*|proxy[\w-]*|request|cert|key"
    r"|cacert|resolve|connect-to|unix-socket|oauth2-bearer|range|limit-rate|interface)"
)
"""Options of curl whose value is the next word: no URL of the call, whatever it looks like."""
_ENDS_COMMAND = frozenset({"|", "||", "&&", ";", "&"})
_METHOD_TITLES = frozenset({"method", "verb", "http method"})
_PATH_TITLES = frozenset({"path", "endpoint", "route", "url", "uri", "resource"})


def select(document: Document, need: OperationsNeed) -> Iterable[Fact]:
    """Yield ``PlaceFound`` and the operations that the place names."""
    facts, sections = look_at(document, need.place)
    yield from facts
    for section in sections:
        seen = list(_table_rows(document, section, need))
        yield from seen
        rows = [mention.value.at.span for mention in seen]
        named = []
        for mention in _mentions(document, section, need):
            span = mention.value.at.span
            if not any(row.start <= span.start and span.end <= row.end for row in rows):
                named.append(mention)
        yield from named
        lines = {mention.value.at.span.line for mention in named}
        for mention in _called(document, section, need):
            if mention.value.at.span.line not in lines:
                yield mention


def _called(
    document: Document, section: Section, need: OperationsNeed
) -> Iterator[OperationMention]:
    """Yield the operations that code calls, and commands other than curl."""
    for inner in section.walk():
        for fence in fences(inner.blocks):
            for call in read_calls(fence):
                if not isinstance(call, Call) or not goes_to(call.host, need.hosts):
                    continue
                path = path_of(call.target.text, need.hosts)
                if path and call.method:
                    start, end = call.target.offsets[0], call.target.offsets[-1] + 1
                    at = document.at(locate(fence, start, end))
                    value = Value(call.target.text, at, fence.stance, inner.role, code=True)
                    yield OperationMention(call.method, path, value)


def _mentions(
    document: Document, section: Section, need: OperationsNeed
) -> Iterator[OperationMention]:
    command: list[Passage] = []
    every = list(passages(section))
    for at, passage in enumerate(every):
        if passage.kind is PassageKind.LINE:
            command.append(passage)
            if passage.text.rstrip().endswith("\\"):
                continue
            if any("curl" in line.text for line in command):
                yield from _curl(document, command, need)
            elif _NAMED.search(passage.text) and _is_sent_here(every, at, need):
                yield from _named(document, passage, need)
            command = []
        else:
            command = []
            yield from _named(document, passage, need)
            yield from _routes(document, passage, need)


def _is_sent_here(every: Sequence[Passage], at: int, need: OperationsNeed) -> bool:
    """Say whether the ``Host`` header below a request line of a fence, if any, names the API."""
    for before, line in zip(every[at:], every[at + 1 :], strict=False):
        if line.line is None or before.line is None or line.line.line != before.line.line + 1:
            break
        if not line.text.strip() or _NAMED.match(line.text):
            break
        if header := _HOST_HEADER.match(line.text):
            return goes_to(header["host"], need.hosts)
    return True


def _named(
    document: Document, passage: Passage, need: OperationsNeed
) -> Iterator[OperationMention]:
    for match in _NAMED.finditer(passage.text):
        path = path_of(match["target"], need.hosts)
        if path:
            end = match.start("target") + len(trimmed(match["target"]))
            yield _mention(document, passage, match.start(), end, match["method"], path)


def _curl(
    document: Document, lines: Sequence[Passage], need: OperationsNeed
) -> Iterator[OperationMention]:
    """Yield the operation a command calls, at the line of its URL; backslashes join its lines."""
    command = _CURL.search(" ".join(line.text.strip().removesuffix("\\") for line in lines))
    if command is None:
        return
    rest = f" {command['rest']}"
    every = [*_urls(rest, need)]
    own = (one for one in every if not one[1].startswith("//"))
    written, path = next(own, every[0] if every else ("", ""))
    if path:
        named = _CURL_METHOD.search(rest)
        method = named["method"].upper() if named else "POST" if _CURL_BODY.search(rest) else "GET"
        line = next((line for line in lines if written in line.text), lines[-1])
        yield _mention(document, line, 0, len(line.text), method, path)


def _urls(rest: str, need: OperationsNeed) -> Iterator[tuple[str, str]]:
    """Yield the words of a call of curl that are URLs of the API, as written, with their paths."""
    is_value = False
    for match in _CURL_WORD.finditer(rest):
        word = re.sub(r"[\"']", "", match[0])
        if match[0] in _ENDS_COMMAND:
            return
        if is_value or word.startswith(("-", "/")):
            is_value = not is_value and _CURL_VALUED.fullmatch(word) is not None
        elif path := path_of(word, need.hosts):
            yield match[0], path


def _routes(
    document: Document, passage: Passage, need: OperationsNeed
) -> Iterator[OperationMention]:
    """Yield code spans that are a bare route, or a path behind a method in small letters."""
    if passage.prose is None:
        return
    for run, start in passage.prose.code_spans():
        before = passage.text[:start].rstrip(" `\"'").rpartition(" ")[2]
        path = (
            path_of(run.text, need.hosts)
            if run.text.startswith("/") and " " not in run.text
            else ""
        )
        method = ""
        if (named := _SPAN.fullmatch(run.text)) and not named["method"].isupper():
            method, path = named["method"].upper(), path_of(named["target"], need.hosts)
        if path and before not in (*METHODS, *OTHER_METHODS):
            yield _mention(document, passage, start, start + len(run.text), method, path)
    yield from _addresses(document, passage, need)


def _addresses(
    document: Document, passage: Passage, need: OperationsNeed
) -> Iterator[OperationMention]:
    """Yield the URLs of the API that stand in text without a method: each is a bare route."""
    for match in _URL.finditer(passage.text):
        before = passage.text[: match.start()].rstrip(" `\"'").rpartition(" ")[2]
        path = path_of(match[0], need.hosts)
        if path and before.upper() not in (*METHODS, *OTHER_METHODS):
            end = match.start() + len(trimmed(match[0]))
            yield _mention(document, passage, match.start(), end, "", path)


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
                for mention in _row(document, inner, row[verb].prose.text, row[route], need):
                    within = f"the table at line {table.span.line}"
                    yield replace(mention, value=replace(mention.value, context=within))


def _row(
    document: Document, section: Section, methods: str, cell: Cell, need: OperationsNeed
) -> Iterator[OperationMention]:
    path = path_of(cell.prose.text.strip(), need.hosts)
    mark = cell.prose.sentences[0].stance if cell.prose.sentences else cell.stance
    for method in map(str.upper, _IN_CELL.findall(methods)):
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


def _mention(  # noqa: PLR0913, PLR0917 - a mention is made in one place only
    document: Document, passage: Passage, start: int, end: int, method: str, path: str
) -> OperationMention:
    at = document.at(passage.locate(start, end))
    value = Value(passage.text[start:end], at, passage.stance(start), passage.role, code=True)
    return OperationMention(method, path, value)
