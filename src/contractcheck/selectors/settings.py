"""The settings a place names, in prose, lists, tables and code; and whether they are called optional there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from contractcheck.model.document import Block, Document, Item, ListBlock, Quote, Section, Table
from contractcheck.model.evidence import Fact, Value
from contractcheck.model.place_facts import look_at
from contractcheck.model.settings import NameFound, NamesNeed
from contractcheck.model.walk import Passage, passages

_BUILT_LIKE_ONE = re.compile(r"(?<![\w.-])[A-Za-z]\w*_\w+(?![\w-])")
_OPTIONAL = re.compile(
    r"\b(?:optional(?:ly)?|not (?:needed|required|necessary|mandatory)|(?:may|can) be (?:left out|omitted|"
    r"skipped)|need(?:s)? not (?:be )?|no longer (?:needed|required)|dispensable|superfluous)\b",
    re.IGNORECASE,
)
_NOT_OPTIONAL = re.compile(
    r"\b(?:not|never|no longer|nothing|neither|none)\b[^.;]{0,40}?\boptional\b|\bnon-optional\b",
    re.IGNORECASE,
)
_MUST = re.compile(r"required|mandatory|needed|necessary|must", re.IGNORECASE)
_NO = re.compile(r"(?:no|false|optional|never|-|\u2013|\u2014|✗|✘|❌|n)\.?\Z", re.IGNORECASE)
_YES = re.compile(r"(?:yes|true|x|✓|✔|✅|y)\.?\Z", re.IGNORECASE)


def select(document: Document, need: NamesNeed) -> Iterable[Fact]:
    """Yield each name in the place, declared ones and others that are built like a setting."""
    facts, sections = look_at(document, need.place)
    yield from facts
    declared = _finder(need.names)
    for section in sections:
        around = _Surroundings(section)
        for passage in passages(section):
            spots = {match.span("name") for match in declared.finditer(passage.text)}
            spots |= {match.span() for match in _BUILT_LIKE_ONE.finditer(passage.text)}
            for start, end in sorted(spots):
                at = document.at(passage.locate(start, end))
                value = Value(passage.text[start:end], at, passage.stance(start), passage.role)
                optional = around.is_optional(passage, start, end, sorted(spots))
                yield NameFound(value.text, value, optional)


def _finder(names: Sequence[str]) -> re.Pattern[str]:
    each = "|".join(map(re.escape, sorted(names, key=len, reverse=True))) or r"(?!)"
    begin = r"(?<![\w.-])(?:(?:process\.|os\.)?env(?:iron)?\.)?"
    return re.compile(rf"{begin}(?P<name>{each})(?![\w-]|\.\w)")


class _Surroundings:
    """What stands around a passage and says something of it: its row, its item's lead-in, its headings."""

    def __init__(self, section: Section) -> None:
        self._rows: dict[int, tuple[Table, int]] = {}
        self._leads: dict[int, str] = {}
        for inner in section.walk():
            self._walk(inner.blocks)

    def _walk(self, blocks: tuple[Block, ...], lead: str = "") -> None:
        for block in blocks:
            if isinstance(block, Quote):
                self._walk(block.blocks, lead)
            elif isinstance(block, Table):
                for number, row in enumerate(block.rows):
                    self._rows |= {id(cell.prose): (block, number) for cell in row}
            elif isinstance(block, ListBlock):
                above = block.lead_in.text if block.lead_in is not None else lead
                for item in block.items:
                    self._item(item, above)

    def _item(self, item: Item, lead: str) -> None:
        self._leads[id(item.prose)] = lead
        self._walk(item.blocks, item.prose.text)

    def is_optional(
        self, passage: Passage, start: int, end: int, spots: Sequence[tuple[int, int]]
    ) -> bool:
        """Say whether the name at ``start`` is called optional where it stands."""
        if any(_calls_optional(title) for title in passage.titles[-1:]):
            return True
        if passage.prose is None:
            return bool(re.search(r"#.*\boptional\b", passage.text[end:], re.IGNORECASE))
        held = self._rows.get(id(passage.prose))
        if held is not None:
            return _in_row(*held)
        lead = self._leads.get(id(passage.prose), "")
        if _calls_optional(lead) and not _MUST.search(_OPTIONAL.sub("", lead)):
            return True
        if _SAID_NEXT.match(passage.text, end):
            return True
        return _in_clause(passage, start, end, spots)


def _calls_optional(text: str) -> bool:
    return bool(_OPTIONAL.search(_NOT_OPTIONAL.sub("", text)))


def _in_row(table: Table, number: int) -> bool:
    for index, cell in enumerate(table.rows[number]):
        header = table.header[index].prose.text if index < len(table.header) else ""
        text = cell.prose.text.strip()
        if _MUST.search(header) and _NO.match(text):
            return True
        if _calls_optional(header) and _YES.match(text):
            return True
        if _calls_optional(text) and len(text) > 1 and not _names_several(text):
            return True
    return False


def _names_several(text: str) -> bool:
    return len(_BUILT_LIKE_ONE.findall(text)) > 1


def _in_clause(passage: Passage, start: int, end: int, spots: Sequence[tuple[int, int]]) -> bool:
    """Say whether the clause calls the names that stand together with this one optional."""
    first, last = _clause(passage, start)
    text = passage.text[first:last]
    blanked = _NOT_OPTIONAL.sub(lambda match: " " * len(match[0]), text)
    names = [(s - first, e - first) for s, e in spots if first <= s and e <= last]
    for match in _OPTIONAL.finditer(blanked):
        before = [span for span in names if span[1] <= match.start()]
        after = [span for span in names if span[0] >= match.end()]
        named_next = after and _ATTRIBUTE.match(text[match.end() : after[0][0]])
        if not named_next and _OF_ANOTHER.search(
            text[: match.start()] + "\0" + text[match.start() :]
        ):
            continue
        group = _together(text, after if named_next or not before else before[::-1])
        if (start - first, end - first) in group:
            return True
    return False


def _clause(passage: Passage, start: int) -> tuple[int, int]:
    for sentence in passage.prose.sentences if passage.prose else ():
        if sentence.start <= start < sentence.end:
            return sentence.start, sentence.end
    return 0, len(passage.text)


_OF_ANOTHER = re.compile(
    r"\b(?:an?|the|some|its|any) \0optional (?!settings?\b|variables?\b|parameters?\b|values?\b|keys?\b|ones?\b)\w"
    r"|\0optionally\b",
    re.IGNORECASE,
)
"""Optional is what the next noun means, not the setting."""
_SAID_NEXT = re.compile(
    r"[\s:`*(\u2013\u2014-]*(?:optional\b|not (?:needed|required|necessary)\b)", re.IGNORECASE
)
_ATTRIBUTE = re.compile(r"(?:\s+(?!and\b|or\b|but\b|while\b)\w+){0,2}[\s:`*]*\Z")
_JOINS = re.compile(r"[\s,/&`]*(?:and|or|as well as)?[\s,/&`]*\Z")


def _together(text: str, names: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the first of ``names`` with those that only commas and ``and`` part from it."""
    group: list[tuple[int, int]] = []
    for span in names:
        if group:
            left, right = sorted([group[-1], span])
            if not _JOINS.match(text[left[1] : right[0]]):
                break
        group.append(span)
    return group
