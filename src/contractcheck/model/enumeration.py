"""Enumerations in a sentence: chains of names parted by commas, slashes, arrows, ``and`` and ``or``.

An enumeration has two known members or more. The chain reaches over short unknown words between,
before and behind the members, so that a member renamed, added or left out in it is seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from contractcheck.model.folding import fold, fold_signs
from contractcheck.model.place import MemberShape
from contractcheck.model.words import any_of

_LINK = re.compile(
    r"\s*(?:,\s*(?:and|or|plus|then|&)?(?=\s)|;|(?<=\s)/(?=\s)|(?<=\w)/(?=[a-z])|\||\band\b|\bor\b|&|->|\u2192)\s*",
    re.IGNORECASE,
)
_END = re.compile(r":\s|[()\[\]]|[.!?]\s|[.!?]\Z")
_ASIDE = re.compile(r"(?<=[\w\0]) \((?P<inside>[^()\[\]]+)\)")
_MEMBER_WORDS = 4
# Words with which a sentence goes on behind an enumeration; no name begins with them.
_NO_NAMES = frozenset(
    re.findall(
        r"\w+",
        "no not nothing none which that where when while who whose but so as etc each all both only"
        " respectively in on at for of with without is are was were it they this these those there to if"
        " until unless see compare",
    )
)
_AT_LEAST = 2


@dataclass(frozen=True, slots=True)
class Part:
    """One element of a chain: its words, the offset where they begin, and the member they are."""

    text: str
    start: int
    member: str = ""


def find_chains(text: str, members: Sequence[str], shape: MemberShape) -> list[tuple[Part, ...]]:
    """Return the enumerations in a text, in order."""
    chains = []
    bare = _without_asides(fold_signs(text), members, shape)
    for segment, offset in _segments(bare, members, shape):
        split = _split(segment, offset, members, shape)
        parts = [
            _known(part, members, shape, first=number == 0) for number, part in enumerate(split)
        ]
        hits = [i for i, part in enumerate(parts) if part.member]
        if len(hits) >= _AT_LEAST:
            begins = _begins_at(text, split, parts[hits[0]], hits[0])
            chains.append(_reach(parts[begins:], [hit - begins for hit in hits]))
    return chains


def _without_asides(text: str, members: Sequence[str], shape: MemberShape) -> str:
    """Blank out short remarks in brackets that name no member: ``alpha (default), beta``."""
    whole = _spans(text, members, shape)

    def blank(match: re.Match[str]) -> str:
        inside = match["inside"]
        is_aside = len(inside.split()) <= _MEMBER_WORDS and not _LINK.search(inside)
        named = any(start <= match.start() and match.end() <= end for start, end in whole)
        named = named or (is_aside and any_of(tuple(members), shape).search(inside) is not None)
        return match[0] if named or not is_aside else " " * len(match[0])

    return _ASIDE.sub(blank, text)


def _spans(text: str, members: Sequence[str], shape: MemberShape) -> list[tuple[int, int]]:
    """Return where members stand that hold signs at which a chain would end."""
    signs = tuple(member for member in members if _END.search(member))
    return [match.span() for match in any_of(signs, shape).finditer(text)] if signs else []


def _begins_at(text: str, split: Sequence[Part], part: Part, number: int) -> int:
    """Return the first part that may belong to the chain: of *reads and writes A, B and C* the second.

    Words before the first member, and before them a bare ``and``, are what is done to the members.
    """
    before = text[split[number - 1].start : split[number].start] if number else ","
    return number if part.start > split[number].start and "," not in before else 0


def _segments(text: str, members: Sequence[str], shape: MemberShape) -> Iterator[tuple[str, int]]:
    """Yield the parts between colons, brackets and full stops, where chains begin and end."""
    whole, at = _spans(text, members, shape), 0
    for match in _END.finditer(text):
        if any(start <= match.start() and match.end() <= end for start, end in whole):
            continue
        yield text[at : match.start()], at
        at = match.end()
    yield text[at:], at


def _split(segment: str, offset: int, members: Sequence[str], shape: MemberShape) -> list[Part]:
    """Return the parts of a segment; a member that is itself joined (``backup and restore``) is one."""
    parts, at = [], 0
    slashes = shape in {MemberShape.ROUTE, MemberShape.PATH}
    joined = tuple(member for member in members if _LINK.search(member))
    whole = [match.span() for match in any_of(joined, shape).finditer(segment)] if joined else []
    for match in _LINK.finditer(segment):
        if slashes and "/" in match[0]:
            continue
        if any(start < match.start() and match.end() <= end for start, end in whole):
            continue
        parts.append(_part(segment, at, match.start(), offset))
        at = match.end()
    parts.append(_part(segment, at, len(segment), offset))
    return parts


def _part(segment: str, start: int, end: int, offset: int) -> Part:
    text = segment[start:end]
    return Part(text.strip(), offset + start + len(text) - len(text.lstrip()))


def _known(part: Part, members: Sequence[str], shape: MemberShape, *, first: bool) -> Part:
    """Return the part narrowed to the member it is, or that it begins with (the first: ends with)."""
    words = fold(part.text)
    whole = next((member for member in members if fold(member) == words), "")
    if whole:
        return replace(part, member=whole)
    matches = list(any_of(tuple(members), shape).finditer(part.text))
    at_edge = [m for m in matches if (m.end() == len(part.text) if first else m.start() == 0)]
    at_end = [m for m in matches if m.end() == len(part.text) and _short(part)]
    for match in (*at_edge, *at_end):
        low = fold(match[0]).lower()
        member = next((m for m in members if fold(m).lower() == low), match[0])
        return Part(match[0], part.start + match.start(), member)
    return part


def _reach(parts: Sequence[Part], hits: Sequence[int]) -> tuple[Part, ...]:
    """Take short neighbours before, between and behind the members into the chain."""
    first, last = hits[0], hits[-1]
    while first > 0 and _short(parts[first - 1]):
        first -= 1
    while last + 1 < len(parts) and _short(parts[last + 1]):
        last += 1
    return tuple(part for part in parts[first : last + 1] if part.text)


def _short(part: Part) -> bool:
    words = part.text.lower().split()
    return 0 < len(words) <= _MEMBER_WORDS and words[0].strip(".") not in _NO_NAMES
