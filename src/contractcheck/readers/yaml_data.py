"""YAML as located data: text stays as written, every key and value keeps its place.

The tree is built from parser events with a stack of our own, so that depth, aliases and duplicate
keys are judged before they can cost anything, and no recursion of a library is in the way.
"""

from __future__ import annotations

import gc
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

import yaml
from yaml import events as ev

from contractcheck.model.data import Data, JsonValue, Positions, child
from contractcheck.model.location import Location, Span
from contractcheck.model.problem import Problem, UnreadableError

try:
    from yaml._yaml import CParser as _Parser
except ImportError:  # PyYAML without libyaml: ten times slower, the same events
    from yaml.parser import Parser
    from yaml.reader import Reader
    from yaml.scanner import Scanner

    class _Parser(Reader, Scanner, Parser):  # type: ignore[no-redef]
        def __init__(self, stream: str) -> None:
            Reader.__init__(self, stream)
            Scanner.__init__(self)
            Parser.__init__(self)


MAX_BYTES = 5_000_000
MAX_DEPTH = 64
MAX_VALUES = 500_000
MAX_ALIASED = 100_000
"""Keys and values that aliases may add to a document: far above use, far below harm."""

_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]*)\Z")
_PLAIN_WORDS: dict[str, JsonValue] = {
    "": None, "~": None, "null": None, "true": True, "false": False,
}  # fmt: skip
_CORE = "tag:yaml.org,2002:"
_TYPES: dict[str, tuple[type, ...]] = {
    "!": (str,),
    f"{_CORE}str": (str,),
    f"{_CORE}float": (str, int),
    f"{_CORE}int": (int,),
    f"{_CORE}bool": (bool,),
    f"{_CORE}null": (type(None),),
    f"{_CORE}seq": (list,),
    f"{_CORE}map": (dict,),
}
_BREAK = re.compile(r"\r\n|\r|\n")
_ODD = re.compile(
    r"[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
"""What YAML forbids, and the line breaks that YAML 1.1 sees and neither 1.2 nor an editor does."""
_TAG_DIRECTIVE = re.compile(r"^%TAG\b", re.MULTILINE)
_PROPERTIES = re.compile(r"(?:[&!]\S*(?:\s+|#[^\r\n]*)*)+")
_SURROGATE = re.compile(r"[\ud800-\udfff]")


def read_yaml(document: str, content: bytes, *, first_line: int = 1, first_byte: int = 0) -> Data:
    """Load one YAML document; ``first_line`` and ``first_byte`` say where it begins in its file.

    Only plain ``true``, ``false``, ``null``, ``~``, nothing, and decimal integers become other than
    text. Raises ``UnreadableError`` at the first thing that is wrong or refused.
    """
    source = _decode(document, content, first_line, first_byte)
    tree = _Tree(source)
    with _collector_paused():
        for event in _events(source):
            tree.add(event)
    return Data(document, tree.value, _Places(source, tree.marks))


@contextmanager
def _collector_paused() -> Iterator[None]:
    # Events are many small objects that live on: collecting among them doubles the time.
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


class _Mark(NamedTuple):
    """The place of a value, or of a member's key, in characters of the text."""

    pointer: str
    start: int
    end: int
    is_key: bool = False


@dataclass(frozen=True)
class _Source:
    """Decoded text that finds places; ``first_byte`` counts what stands before the text."""

    document: str
    text: str
    first_line: int
    first_byte: int

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(match.end() for match in _BREAK.finditer(self.text))]

    def spans(self, ranges: Sequence[tuple[int, int]]) -> list[Span]:
        """Return the spans of character ranges; one sweep over the text serves all of them."""
        places, byte, at = {}, self.first_byte, 0
        for index in sorted({index for pair in ranges for index in pair}):
            byte += len(self.text[at:index].encode())
            at, line = index, bisect_right(self._line_starts, index)
            column = index - self._line_starts[line - 1] + 1
            places[index] = (byte, line + self.first_line - 1, column)
        return [
            Span(places[start][0], places[end][0], *places[start][1:], *places[end][1:])
            for start, end in ranges
        ]

    def line(self, index: int) -> int:
        """Return the line of a character."""
        return bisect_right(self._line_starts, index) + self.first_line - 1

    def refusal(self, start: int, end: int, message: str, help_: str = "") -> UnreadableError:
        """Return the error that points at a character range."""
        last = len(self.text)
        span = self.spans([(min(start, last), min(max(start, end), last))])[0]
        return UnreadableError(Problem(Location(self.document, span), message, help_))


@dataclass(frozen=True)
class _Places:
    """Computes positions when they are first asked for."""

    source: _Source
    marks: Sequence[_Mark]

    @cached_property
    def _positions(self) -> Positions:
        spans = self.source.spans([(mark.start, mark.end) for mark in self.marks])
        values: dict[str, Span] = {}
        keys: dict[str, Span] = {}
        for mark, span in zip(self.marks, spans, strict=True):
            (keys if mark.is_key else values)[mark.pointer] = span
        return Positions(values, keys)

    def __call__(self) -> Positions:
        return self._positions


def _decode(document: str, content: bytes, first_line: int, first_byte: int) -> _Source:
    if len(content) > MAX_BYTES:
        message = f"the file has {len(content):,} bytes; YAML may have {MAX_BYTES:,}"
        raise UnreadableError(Problem(Location(document), message))
    if content.startswith(b"\xef\xbb\xbf"):
        content, first_byte = content[3:], first_byte + 3
    try:
        source = _Source(document, content.decode(), first_line, first_byte)
    except UnicodeDecodeError as error:
        before = _Source(document, content[: error.start].decode(), first_line, first_byte)
        utf16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))
        message = f"byte 0x{content[error.start]:02X} is not UTF-8"
        help_ = (
            "the file looks like UTF-16; save it as UTF-8" if utf16 else "save the file as UTF-8"
        )
        raise before.refusal(error.start, error.start, message, help_) from None
    if odd := _ODD.search(source.text):
        raise _refuse_character(source, odd)
    if directive := _TAG_DIRECTIVE.search(source.text):
        raise source.refusal(*directive.span(), "a `%TAG` directive is not used here")
    return source


def _refuse_character(source: _Source, odd: re.Match[str]) -> UnreadableError:
    code = ord(odd[0])
    if code == 0:
        return source.refusal(*odd.span(), "a NUL character: this is not a text file")
    message = f"the invisible character U+{code:04X} is not allowed here"
    help_ = f'remove it, or write it as "\\u{code:04x}" in double quotes'
    return source.refusal(*odd.span(), message, help_)


def _events(source: _Source) -> Iterator[ev.Event]:
    parser: Any = _Parser(source.text)
    try:
        while parser.check_event():
            yield parser.get_event()
    except yaml.MarkedYAMLError as error:
        raise _explain(source, error) from None
    except yaml.YAMLError as error:
        raise source.refusal(0, 0, f"not valid YAML: {error}") from None
    finally:
        parser.dispose()


_CHECK_INDENTATION = "check the indentation: what belongs together starts in the same column"
_EXPLANATIONS = (
    # part of PyYAML's problem, at its context (where the construct began), message, help
    ("mapping values are not allowed", False, "a `:` stands where no key can be",
     "put the text in quotes if the colon belongs to it, else check the indentation"),
    ("unexpected end of stream", True, "this quote is never closed", "close it"),
    ("expected ',' or ']'", False, "`,` or `]` expected: a list in brackets is not closed", ""),
    ("expected ',' or '}'", False, "`,` or `}` expected: a mapping in braces is not closed", ""),
    ("'-' indicator", False, "`- ` expected: a list goes on above", _CHECK_INDENTATION),
    ("did not find expected key", False, "a key expected", _CHECK_INDENTATION),
    ("expected <block end>", False, "a key or `- ` expected", _CHECK_INDENTATION),
    ("could not find expected ':'", True, "this line has no `:` after its key", _CHECK_INDENTATION),
    ("unknown escape character", False, "this escape is unknown in double quotes",
     "write `\\\\` for a backslash, or use single quotes"),
    ("undefined tag handle", False, "tags are not used here", "put the text in quotes"),
    ("expected node content", False, "a value expected", "put the text in quotes"),
    ("<document start>", False, "nothing may follow here", _CHECK_INDENTATION),
)  # fmt: skip


def _explain(source: _Source, error: yaml.MarkedYAMLError) -> UnreadableError:
    """Say in plain words what PyYAML means."""
    problem = error.problem or "unknown problem"
    mark = error.problem_mark or error.context_mark
    index = mark.index if mark else 0
    if "cannot start any token" in problem:
        if source.text[index : index + 1] == "\t":
            return source.refusal(index, index + 1, "a tab cannot indent", "indent with spaces")
        message = f"a text cannot start with `{source.text[index : index + 1]}`"
        return source.refusal(index, index + 1, message, "put the text in quotes")
    if "expected node content" in problem and not source.text[index:].strip():
        return source.refusal(index, index, "the file ends where a value is expected")
    for part, at_context, message, help_ in _EXPLANATIONS:
        if part in problem:
            if at_context and error.context_mark:
                index = error.context_mark.index
            return source.refusal(index, index, message, help_)
    context = f" {error.context}" if error.context else ""
    return source.refusal(index, index, f"not valid YAML{context}: {problem}")


@dataclass(slots=True)
class _Open:
    """A list or mapping whose end has not come yet."""

    value: list[JsonValue] | dict[str, JsonValue]
    pointer: str
    mark: int
    start: int
    anchor: str
    key: str | None = None
    key_starts: dict[str, int] = field(default_factory=dict)
    end: int = 0
    height: int = 0


class _Anchor(NamedTuple):
    """A finished node that aliases can name: ``first`` to ``last`` are its marks."""

    value: JsonValue
    pointer: str
    first: int
    last: int
    height: int


class _Tree:
    """Builds the value and its marks from events."""

    def __init__(self, source: _Source) -> None:
        self.value: JsonValue = None
        self.marks: list[_Mark] = []
        self._source = source
        self._open: list[_Open] = []
        self._anchors: dict[str, _Anchor] = {}
        self._documents = 0
        self._aliased = 0

    def add(self, event: ev.Event) -> None:
        """Take the next event."""
        if isinstance(event, ev.ScalarEvent):
            self._add_scalar(event)
        elif isinstance(event, ev.CollectionStartEvent):
            self._start_collection(event)
        elif isinstance(event, ev.CollectionEndEvent):
            self._end_collection(event)
        elif isinstance(event, ev.AliasEvent):
            self._add_alias(event)
        elif isinstance(event, ev.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                raise self._refusal(event, "a second document starts here", "use one file for each")

    def _refusal(self, event: ev.Event, message: str, help_: str = "") -> UnreadableError:
        return self._source.refusal(*self._range(event), message, help_)

    def _range(self, event: ev.Event) -> tuple[int, int]:
        """Return the characters of an event without its anchor, tag and trailing line breaks."""
        start, end = _index(event.start_mark), _index(event.end_mark)
        if getattr(event, "anchor", None) or getattr(event, "tag", None):
            properties = _PROPERTIES.match(self._source.text, start, max(start, end))
            start = properties.end() if properties else start
        if getattr(event, "style", None) in ("|", ">"):
            end = start + len(self._source.text[start:end].rstrip())
        return start, end

    def _wants_key(self) -> bool:
        return (
            bool(self._open)
            and isinstance(self._open[-1].value, dict)
            and self._open[-1].key is None
        )

    def _here(self) -> str:
        if not self._open:
            return ""
        parent = self._open[-1]
        return child(parent.pointer, len(parent.value) if parent.key is None else parent.key)

    def _mark(self, event: ev.Event, pointer: str, start: int, end: int) -> None:
        if len(self.marks) >= MAX_VALUES:
            raise self._refusal(event, f"more than {MAX_VALUES:,} keys and values")
        self.marks.append(_Mark(pointer, start, end))

    def _put(self, value: JsonValue, end: int, height: int = 0) -> None:
        if not self._open:
            self.value = value
            return
        parent = self._open[-1]
        if isinstance(parent.value, list):
            parent.value.append(value)
        elif parent.key is not None:
            parent.value[parent.key] = value
            parent.key = None
        parent.end = end
        parent.height = max(parent.height, height)

    def _add_scalar(self, event: ev.ScalarEvent) -> None:
        start, end = self._range(event)
        if _SURROGATE.search(event.value):
            raise self._refusal(event, "half of a surrogate pair is no character")
        if self._wants_key():
            self._add_key(event, start, end)
            return
        value, pointer = self._scalar_value(event), self._here()
        self._mark(event, pointer, start, end)
        self._put(value, end)
        self._name(event.anchor, value, pointer, len(self.marks) - 1)

    def _scalar_value(self, event: ev.ScalarEvent) -> JsonValue:
        text: str = event.value
        typed = not event.style or (event.tag or "!") not in ("!", f"{_CORE}str")
        value: JsonValue = text
        if typed and text in _PLAIN_WORDS:
            value = _PLAIN_WORDS[text]
        elif typed and _INTEGER.match(text):
            try:
                value = int(text)
            except ValueError:  # Python bounds the digits, since reading them takes quadratic time
                raise self._refusal(event, f"a number of {len(text):,} digits") from None
        if event.tag in ("!", f"{_CORE}str"):
            value = text
        self._check_tag(event, event.tag, value)
        return value

    def _check_tag(self, event: ev.Event, tag: str | None, value: JsonValue) -> None:
        if not tag:
            return
        at, name = _index(event.start_mark), _short(tag.replace(_CORE, "!!"))
        if tag not in _TYPES:
            message = f"the tag `{name}` is not used here"
            raise self._source.refusal(at, at, message, "remove it, or put the text in quotes")
        if type(value) not in _TYPES[tag]:
            message = f"this is not what its tag `{name}` says"
            raise self._source.refusal(at, at, message, "remove the tag")

    def _add_key(self, event: ev.ScalarEvent, start: int, end: int) -> None:
        parent, key = self._open[-1], event.value
        if event.anchor or (event.tag and event.tag not in ("!", f"{_CORE}str")):
            raise self._refusal(event, "a key carries no anchor or tag")
        if not event.style and key == "<<":
            raise self._refusal(event, "merge keys (`<<`) are not used here", "write the keys out")
        if not event.style and not key:
            raise self._refusal(event, "a key is missing before the `:`")
        if key in parent.key_starts:
            line = self._source.line(parent.key_starts[key])
            message = f"the key `{_short(key)}` stands twice, first at line {line}"
            raise self._refusal(event, message, "remove or rename one of them")
        parent.key_starts[key] = start
        parent.key = key
        self.marks.append(_Mark(child(parent.pointer, key), start, end, is_key=True))

    def _start_collection(self, event: ev.CollectionStartEvent) -> None:
        if self._wants_key():
            raise self._refusal(
                event, "a key must be text", "put it in quotes if it starts with a bracket"
            )
        if len(self._open) >= MAX_DEPTH:
            raise self._refusal(event, f"nested deeper than {MAX_DEPTH} levels")
        value: list[JsonValue] | dict[str, JsonValue] = (
            {} if isinstance(event, ev.MappingStartEvent) else []
        )
        self._check_tag(event, event.tag, value)
        pointer, (start, end) = self._here(), self._range(event)
        self._open.append(
            _Open(value, pointer, len(self.marks), start, event.anchor or "", end=end)
        )
        self._mark(event, pointer, start, end)

    def _end_collection(self, event: ev.CollectionEndEvent) -> None:
        ended = self._open.pop()
        # A block collection ends, for its parser, where the next thing starts; for people, where
        # its last member ends. In flow style the closing bracket
        # has a width.
        bracket, after = self._range(event)
        end = after if after > bracket else ended.end
        self.marks[ended.mark] = _Mark(ended.pointer, ended.start, end)
        self._put(ended.value, end, ended.height + 1)
        self._name(ended.anchor, ended.value, ended.pointer, ended.mark, ended.height + 1)

    def _name(
        self, anchor: str | None, value: JsonValue, pointer: str, first: int, height: int = 0
    ) -> None:
        if anchor:
            self._anchors[anchor] = _Anchor(value, pointer, first, len(self.marks), height)

    def _add_alias(self, event: ev.AliasEvent) -> None:
        name = event.anchor or ""
        if self._wants_key():
            raise self._refusal(event, "a key must be text, not an alias", "write the key out")
        if any(opened.anchor == name for opened in self._open):
            raise self._refusal(event, f"the alias `*{name}` stands inside what it names")
        anchor = self._anchors.get(name)
        if anchor is None:
            raise self._refusal(event, f"the alias `*{name}` names no anchor above it")
        self._aliased += anchor.last - anchor.first
        if self._aliased > MAX_ALIASED:
            raise self._refusal(event, f"aliases add more than {MAX_ALIASED:,} values")
        if len(self._open) + anchor.height > MAX_DEPTH:
            raise self._refusal(event, f"nested deeper than {MAX_DEPTH} levels")
        pointer, (start, end) = self._here(), self._range(event)
        self.marks.append(_Mark(pointer, start, end))
        cut = len(anchor.pointer)
        self.marks += [
            mark._replace(pointer=pointer + mark.pointer[cut:])
            for mark in self.marks[anchor.first + 1 : anchor.last]
        ]
        self._put(anchor.value, end, anchor.height)


def _index(mark: Any) -> int:  # noqa: ANN401 - two classes, and None that never comes
    return int(mark.index)


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}…"  # noqa: PLR2004 - what fits a line
