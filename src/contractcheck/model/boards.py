"""Boards of gates in documents: lists, task lists, tables and headings that show gates with their status.

The rule, as published in the reference: a status is read from the column or label that shows it, from a
check box, from a sign or word in front of the gate, directly behind it, in brackets or in a short sentence
of its own, else from the heading or lead-in that groups the gates. Where *passed* is denied (``not passed``) the
gate waits.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from contractcheck.model.clause import Argument
from contractcheck.model.evidence import Fact, Value
from contractcheck.model.folding import fold, fold_signs
from contractcheck.model.gates import Declared
from contractcheck.model.location import Location
from contractcheck.model.needs import DocumentNeed
from contractcheck.model.place import MemberShape
from contractcheck.model.words import any_of


class ShownStatus(Enum):
    """What a board can show of a gate."""

    PASSED = "passed"
    WAITING = "waiting"
    BLOCKED = "blocked"
    FAILED = "failed"
    DEFERRED = "deferred"


AGREES: Mapping[Declared, frozenset[ShownStatus]] = {
    Declared.PASSED: frozenset({ShownStatus.PASSED}),
    Declared.WAITING: frozenset({ShownStatus.WAITING, ShownStatus.BLOCKED, ShownStatus.FAILED}),
    Declared.BLOCKED: frozenset({ShownStatus.BLOCKED, ShownStatus.WAITING}),
    Declared.DEFERRED: frozenset({ShownStatus.DEFERRED}),
}
"""What may be shown of a gate: one that nobody is let in to see has not failed."""

USUAL_WORDS: Mapping[ShownStatus, tuple[str, ...]] = {
    ShownStatus.PASSED: (
        *("passed", "passes", "pass", "done", "green", "complete", "completed", "finished", "met"),
        *("satisfied", "fulfilled", "ready", "live", "ok", "yes", "achieved", "closed", "verified"),
        *("✅", "✔", "☑", "🟢", "✓"),
    ),
    ShownStatus.WAITING: (
        *("waiting", "waits", "wait", "pending", "yellow", "amber", "todo", "to do", "open"),
        *("in progress", "started", "unmet", "missing", "incomplete", "unfinished", "no"),
        *("outstanding", "shut", "⏳", "⌛", "🟡", "🟠", "⬜", "☐"),
    ),
    ShownStatus.BLOCKED: ("blocked", "locked", "no access", "access denied", "🔒", "⛔"),
    ShownStatus.FAILED: ("red", "failed", "fails", "failing", "broken", "❌", "✗", "✘", "🔴"),
    ShownStatus.DEFERRED: ("deferred", "postponed", "later", "on hold", "parked", "⏸"),
}
"""What documents call each status, letter case aside; a contract may have further words."""

StatusWords = tuple[tuple[str, ShownStatus], ...]
"""Words with what they mean."""

_DENIED = re.compile(r"(?:\b(?:not|never|hardly)\b|n't)\W*(?:\w+\W+)?\Z", re.IGNORECASE)
_BRACKETS = re.compile(r"[(\[]([^()\[\]]+)[)\]]")
_ASIDE = re.compile(r"\s*\([^()]*\)")
_LEAD = re.compile(
    r"\s*[:;|,]\s*|\s*[\u2013\u2014]\s*|\s+-+\s+|\s*(?=[^\w\s()\[\].'\"`-])|\s+(?=(?:is|are|was|were)\b)"
)
"""What sets a status apart from the name before it."""
_FILLING = re.compile(
    r"(?:(?:is|are|was|were|status|state|still|now|currently|already|yet|not|never)\b[:\s]*)*",
    re.IGNORECASE,
)
_SENTENCES = re.compile(r"[.;!]\s+|\s[\u2013\u2014-]+\s")
_FEW = 4
"""A short text that shows a status says little else."""


@dataclass(frozen=True, slots=True)
class ListedGate:
    """A gate with what documents may call it, the best first; ``at`` is where it is declared."""

    name: str
    texts: tuple[str, ...]
    declared: Declared
    owner: str
    at: Location


@dataclass(frozen=True, slots=True)
class GatesListed(Argument):
    """A place shows each of these gates, no other, with the status and the owner that are declared.

    ``status`` and ``owner`` are the headers of columns that must be there where they are named.
    """

    gates: tuple[ListedGate, ...]
    words: StatusWords
    status: str = ""
    owner: str = ""
    noun: str = "gate"
    others: bool = False


@dataclass(frozen=True, slots=True)
class BoardNeed(DocumentNeed):
    """The rows of a place that may show gates: facts are ``PlaceFound`` and ``BoardRow``."""


@dataclass(frozen=True, slots=True)
class BoardRow(Fact):
    """An item, a row or a heading with what stands below it.

    ``texts`` are the cells by header, or one text without; ``checked`` is the state of a check box,
    ``under`` what groups the rows: titles below the place, and a lead-in. Rows of one ``block`` stand together.
    """

    texts: tuple[tuple[str, Value], ...]
    block: int
    checked: bool | None = None
    under: tuple[str, ...] = ()

    @property
    def at(self) -> Location:
        """Where the row begins."""
        return self.texts[0][1].at


def find_name(text: str, name: str, *, first: bool, sole: bool) -> tuple[int, int, int] | None:
    """Return how well a text names a gate, and where: 0 for the whole text, 1 at its start, 2 inside.

    A ``sole`` word such as ``key`` is only a name where it is set apart from what follows.
    """
    if fold(text).lower() == fold(name).lower():
        return 0, 0, len(text)
    match = any_of((fold(name),), MemberShape.PHRASE).search(fold_signs(text))
    if match is None or not first:
        return None
    at_start = not re.search(r"\w", text[: match.start()])
    if sole and not (at_start and _SET_APART.match(text, match.end())):
        return None
    return (1 if at_start else 2), match.start(), match.end()


_SET_APART = re.compile(r"\s*(?:[^\w\s'\u2019-]|-+\s|\Z)")


def status_in(text: str, words: StatusWords) -> ShownStatus | None:
    """Return the status that a text which should show one names first."""
    found = _pattern(words).search(text)
    return _meant(found[0], text[: found.start()], words) if found else None


def status_beside(before: str, behind: str, words: StatusWords) -> ShownStatus | None:
    """Return the status shown in front of a name, directly behind it, in brackets or a short sentence of its own."""
    bracketed = (is_status(match[1], words) for match in _BRACKETS.finditer(behind))
    sentences = (is_status(one, words) for one in _SENTENCES.split(behind)[1:])
    aside = _ASIDE.match(behind)
    return (
        is_status(before, words)
        or _directly(behind, words)
        or (_directly(behind[aside.end() :], words) if aside else None)
        or next((one for one in (*bracketed, *sentences) if one), None)
    )


def is_status(text: str, words: StatusWords) -> ShownStatus | None:
    """Return the status that a short text stands for."""
    return status_in(text, words) if len(text.split()) <= _FEW else None


def status_of_mark(text: str, words: StatusWords) -> ShownStatus | None:
    """Return the status in a column such as *done?*: a blank cell says no, and a cross is a mark."""
    if not re.search(r"\S", text.strip(" -\u2013\u2014")):
        return ShownStatus.WAITING
    return ShownStatus.PASSED if text.strip() in {"x", "X"} else status_in(text, words)


def _directly(text: str, words: StatusWords) -> ShownStatus | None:
    lead = _LEAD.match(text)
    if lead is None:
        return None
    filling = _FILLING.match(text, lead.end())
    start = filling.end() if filling else lead.end()
    found = _pattern(words).match(text, start)
    return _meant(found[0], text[lead.end() : start], words) if found else None


def _meant(word: str, before: str, words: StatusWords) -> ShownStatus | None:
    """Return what a word means behind a text: ``not passed`` waits, and ``not blocked`` says nothing."""
    meant = {one.lower(): declared for one, declared in words}[word.lower()]
    if not _DENIED.search(before):
        return meant
    return ShownStatus.WAITING if meant is ShownStatus.PASSED else None


@lru_cache(maxsize=64)
def _pattern(words: StatusWords) -> re.Pattern[str]:
    ranked = sorted((word for word, _ in words), key=lambda word: (-len(word), word))
    parts = [
        rf"(?<![\w-]){re.escape(word)}(?![\w-])" if word[:1].isalnum() else re.escape(word)
        for word in ranked
    ]
    return re.compile("|".join(parts) or r"(?!)", re.IGNORECASE)
