"""The value of a document and its places, built from parser events."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from yaml import events as ev

from contractcheck.model.data import JsonValue, child
from contractcheck.readers.yaml_data.explanations import TEXT_TAGS, check_tag, short
from contractcheck.readers.yaml_data.source import Mark, Source

MAX_DEPTH = 64
MAX_VALUES = 500_000
MAX_ALIASED = 100_000
"""Keys and values that aliases may add to a document: far above use, far below harm."""

_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]*)\Z")
_PLAIN_WORDS: dict[str, JsonValue] = {
    "": None, "~": None, "null": None, "true": True, "false": False,
}  # fmt: skip
_SURROGATE = re.compile(r"[\ud800-\udfff]")


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


class Tree:
    """Builds the value and its marks from events."""

    def __init__(self, source: Source) -> None:
        """Start with nothing; the events come from ``source``."""
        self.value: JsonValue = None
        self.marks: list[Mark] = []
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
                raise self._source.refusal_of(
                    event, "a second document starts here", "use one file for each"
                )

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
            raise self._source.refusal_of(event, f"more than {MAX_VALUES:,} keys and values")
        self.marks.append(Mark(pointer, start, end))

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
        start, end = self._source.range_of(event)
        if _SURROGATE.search(event.value):
            raise self._source.refusal_of(event, "half of a surrogate pair is no character")
        if self._wants_key():
            self._add_key(event, start, end)
            return
        value, pointer = self._scalar_value(event), self._here()
        self._mark(event, pointer, start, end)
        self._put(value, end)
        self._name(event.anchor, value, pointer, len(self.marks) - 1)

    def _scalar_value(self, event: ev.ScalarEvent) -> JsonValue:
        text: str = event.value
        typed = not event.style or (event.tag or "!") not in TEXT_TAGS
        value: JsonValue = text
        if typed and text in _PLAIN_WORDS:
            value = _PLAIN_WORDS[text]
        elif typed and _INTEGER.match(text):
            try:
                value = int(text)
            except ValueError:  # Python bounds the digits, since reading them takes quadratic time
                raise self._source.refusal_of(event, f"a number of {len(text):,} digits") from None
        if event.tag in TEXT_TAGS:
            value = text
        check_tag(self._source, event, event.tag, value)
        return value

    def _add_key(self, event: ev.ScalarEvent, start: int, end: int) -> None:
        parent, key = self._open[-1], event.value
        if event.anchor or (event.tag and event.tag not in TEXT_TAGS):
            raise self._source.refusal_of(event, "a key carries no anchor or tag")
        if not event.style and key == "<<":
            raise self._source.refusal_of(
                event, "merge keys (`<<`) are not used here", "write the keys out"
            )
        if not event.style and not key:
            raise self._source.refusal_of(event, "a key is missing before the `:`")
        if key in parent.key_starts:
            line = self._source.line(parent.key_starts[key])
            message = f"the key `{short(key)}` stands twice, first at line {line}"
            raise self._source.refusal_of(event, message, "remove or rename one of them")
        parent.key_starts[key] = start
        parent.key = key
        self.marks.append(Mark(child(parent.pointer, key), start, end, is_key=True))

    def _start_collection(self, event: ev.CollectionStartEvent) -> None:
        if self._wants_key():
            raise self._source.refusal_of(
                event, "a key must be text", "put it in quotes if it starts with a bracket"
            )
        if len(self._open) >= MAX_DEPTH:
            raise self._source.refusal_of(event, f"nested deeper than {MAX_DEPTH} levels")
        value: list[JsonValue] | dict[str, JsonValue] = (
            {} if isinstance(event, ev.MappingStartEvent) else []
        )
        check_tag(self._source, event, event.tag, value)
        pointer, (start, end) = self._here(), self._source.range_of(event)
        self._open.append(
            _Open(value, pointer, len(self.marks), start, event.anchor or "", end=end)
        )
        self._mark(event, pointer, start, end)

    def _end_collection(self, event: ev.CollectionEndEvent) -> None:
        ended = self._open.pop()
        # A block collection ends, for its parser, where the next thing starts; for people, where
        # its last member ends. In flow style the closing bracket
        # has a width.
        bracket, after = self._source.range_of(event)
        end = after if after > bracket else ended.end
        self.marks[ended.mark] = Mark(ended.pointer, ended.start, end)
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
            raise self._source.refusal_of(
                event, "a key must be text, not an alias", "write the key out"
            )
        if any(opened.anchor == name for opened in self._open):
            raise self._source.refusal_of(event, f"the alias `*{name}` stands inside what it names")
        anchor = self._anchors.get(name)
        if anchor is None:
            raise self._source.refusal_of(event, f"the alias `*{name}` names no anchor above it")
        self._aliased += anchor.last - anchor.first
        if self._aliased > MAX_ALIASED:
            raise self._source.refusal_of(event, f"aliases add more than {MAX_ALIASED:,} values")
        if len(self._open) + anchor.height > MAX_DEPTH:
            raise self._source.refusal_of(event, f"nested deeper than {MAX_DEPTH} levels")
        pointer, (start, end) = self._here(), self._source.range_of(event)
        self.marks.append(Mark(pointer, start, end))
        cut = len(anchor.pointer)
        self.marks += [
            mark._replace(pointer=pointer + mark.pointer[cut:])
            for mark in self.marks[anchor.first + 1 : anchor.last]
        ]
        self._put(anchor.value, end, anchor.height)
