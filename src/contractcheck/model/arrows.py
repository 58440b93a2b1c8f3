"""Steps that a text shows with arrows: ``queued -> running``, ``queued → running or failed``.

Pure text in, offsets out. Only what stands directly beside an arrow is a name: a code span, a known
name, or the words up to a sign or a word with which a remark begins.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from contractcheck.model.place import MemberShape
from contractcheck.model.words import any_of

_TWO_WAY = "\u2194\u21c4\u21c6\u21cb"
_BACKWARD = "\u2190\u21d0\u27f5"
_FORWARD = "\u2192\u21d2\u27f6\u279c\u279d\u2794\u21a6\u21fe\u27a1"
# A label may stand inside of an arrow: ``--(claim)-->``, ``-[claim]->``, ``--claim-->``.
_ARROW = re.compile(
    r"<-{1,3}>|<={1,2}>"
    rf"|[{_TWO_WAY}{_BACKWARD}{_FORWARD}]\ufe0f?"
    r"|-{1,3} ?[(\[|][^()\[\]|\n]{1,40}[)\]|] ?-{1,3}>"
    r"|(?<![-\w])--[\w ]{1,40}?--?>"
    r"|-{1,3}>|={1,2}>"
    r"|<-{1,3}(?![\w-])"
)
_TWO_WAY_SIGN = re.compile(rf"<.*>|[{_TWO_WAY}]")
_BACKWARD_SIGN = re.compile(rf"<[^>]*|[{_BACKWARD}]")
_JOINT = r"\s*(?:,\s*(?:and|or)?|/|\||&|\band\b|\bor\b)\s*"
_REMARK = re.compile(
    r"[:;,.!?()\[\]{}\"/|&]|\s[-\u2013\u2014]\s|\s(?:when|if|once|as|on|after|before|by|because|where|while"
    r"|until|unless|for|is|are|was|with|without|in|at|only|upon|via|through|and|or|then|which|that|may|can)\b",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"[:;,.!?()\[\]{}\"/|&]|\s[-\u2013\u2014]\s|(?:^|\s)(?:from|and|or|then|the|via|moves?|goes|step|is|are|to)\s",
    re.IGNORECASE,
)
_WORDS = 3
_QUOTES = " \t'\"`*_({["
_CLOSING = " \t'\"`*_)}]"
_SIGN = re.compile(r"[\u2190-\u2bff\ufe0f\u200d\U0001f000-\U0001faff]+\s*")
"""Pictures before a name."""
_NUMBER = re.compile(r"\d{1,3}[.)]\s+")


@dataclass(frozen=True, slots=True)
class Name:
    """A name beside an arrow: its offsets; ``sure`` says that it is known or a code span.

    A ``listed`` one stands behind a comma or ``or`` and may as well begin a remark.
    """

    start: int
    end: int
    sure: bool = False
    listed: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """A text to be read: where its code spans are, and the names that are known."""

    text: str
    known: tuple[str, ...]
    code: tuple[tuple[int, int], ...] = ()


def find_steps(read: Text) -> list[tuple[Name, Name]]:
    """Return the steps a text may show, in order."""
    arrows = list(_ARROW.finditer(read.text))
    steps: list[tuple[Name, Name]] = []
    for number, arrow in enumerate(arrows):
        low = arrows[number - 1].end() if number else 0
        high = arrows[number + 1].start() if number + 1 < len(arrows) else len(read.text)
        left = _names_before(read, low, arrow.start())
        right = _names_behind(read, arrow.end(), high)
        pairs = [(one, other) for one in left for other in right]
        if not _BACKWARD_SIGN.fullmatch(arrow[0]):
            steps += pairs
        if _BACKWARD_SIGN.fullmatch(arrow[0]) or _TWO_WAY_SIGN.fullmatch(arrow[0]):
            steps += [(other, one) for one, other in pairs]
    return steps


def names_in(read: Text, start: int = 0, stop: int | None = None) -> list[Name]:
    """Return the names a stretch of text begins with, such as a table cell: ``running, failed or done``."""
    return _names_behind(read, start, len(read.text) if stop is None else stop)


def _names_behind(read: Text, start: int, stop: int) -> list[Name]:
    names: list[Name] = []
    name = _first(read, start, stop)
    while name is not None:
        names.append(name)
        joint = re.compile(rf"[{re.escape(_CLOSING)}]*{_JOINT}").match(read.text, name.end, stop)
        name = _first(read, joint.end(), stop) if joint else None
        name = name and replace(name, listed=not name.sure)
    return names


def _names_before(read: Text, start: int, stop: int) -> list[Name]:
    names: list[Name] = []
    name = _last(read, start, stop)
    while name is not None:
        names.append(name)
        joint = re.compile(rf"{_JOINT}[{re.escape(_QUOTES)}]*\Z").search(
            read.text[start : name.start]
        )
        name = _last(read, start, start + joint.start()) if joint else None
        name = name and replace(name, listed=not name.sure)
    return names[::-1]


def _first(read: Text, start: int, stop: int) -> Name | None:
    text = read.text[start:stop]
    begin = start + len(text) - len(text.lstrip(_QUOTES))
    sign = _SIGN.match(read.text, begin, stop)
    begin = sign.end() if sign else begin
    number = _NUMBER.match(read.text, begin, stop)
    begin = number.end() if number else begin
    for low, high in read.code:
        if low <= begin < high <= stop and low >= start:
            return _sure(read, low, high)
    match = next((m for m in _known(read.text[begin:stop], read.known) if m.start() == 0), None)
    if match:
        return Name(begin, begin + match.end(), sure=True)
    remark = _REMARK.search(read.text, begin, stop)
    return _words(read, begin, remark.start() if remark else stop)


def _last(read: Text, start: int, stop: int) -> Name | None:
    finish = start + len(read.text[start:stop].rstrip(_CLOSING))
    for low, high in read.code:
        if start <= low < finish <= high:
            return _sure(read, low, high)
    text = read.text[start:finish]
    match = next((m for m in _known(text, read.known) if m.end() == len(text)), None)
    if match:
        return Name(start + match.start(), finish, sure=True)
    remarks = list(_BEFORE.finditer(read.text, start, finish))
    return _words(read, remarks[-1].end() if remarks else start, finish)


def _known(text: str, known: Sequence[str]) -> list[re.Match[str]]:
    return list(any_of(tuple(known), MemberShape.PHRASE).finditer(text)) if known else []


def _sure(read: Text, low: int, high: int) -> Name:
    text = read.text[low:high]
    inner = low + len(text) - len(text.lstrip(_QUOTES)), low + len(text.rstrip(_CLOSING))
    return Name(*inner, sure=True)


def _words(read: Text, low: int, high: int) -> Name | None:
    text = read.text[low:high]
    low, high = low + len(text) - len(text.lstrip(_QUOTES)), low + len(text.rstrip(_CLOSING))
    words = read.text[low:high].split()
    if not words or not re.search(r"\w", read.text[low:high]):
        return None
    titled = len(words) <= _WORDS and all(word[:1].isupper() for word in words)
    return Name(low, high) if len(words) == 1 or titled else None
