"""Claims: what is forbidden to say, what a document says, and how a contract writes the first."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from contractcheck.model.clause import Argument
from contractcheck.model.evidence import Fact
from contractcheck.model.fields import Field
from contractcheck.model.finding import Severity
from contractcheck.model.folding import plain
from contractcheck.model.location import Location
from contractcheck.model.needs import DocumentNeed
from contractcheck.model.stance import PLAIN, Role, StanceMark

_STEM = 4
"""A shorter beginning of a word is not told from other words."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What can be claimed: one of ``phrases``, or that a subject does or is something.

    ``about`` are names of the subject, ``doing`` verbs in their base form, ``to`` what the verb acts
    on (anything, without), ``being`` what the subject is said to be. ``doing`` with ``to`` and
    without ``about`` is said whoever does it.
    """

    phrases: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    doing: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    being: tuple[str, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """Beginnings of words without which nothing can claim it, whatever the ending."""
        return beginnings((*self.phrases, *(self.about or self.to)))

    def __str__(self) -> str:
        """Say it in one line."""
        acts = [*self.doing, *(f"to be {word}" for word in self.being)]
        parts = (", ".join(self.about), ", ".join(acts), ", ".join(self.to))
        said = " … ".join(part for part in parts if part)
        return "; ".join(part for part in (", ".join(self.phrases), said) if part)


@dataclass(frozen=True, slots=True)
class NeverClaimed(Argument):
    """No current text claims this; ``what`` names the rule that says so.

    ``phrases_weigh`` and ``deeds_weigh`` are how much a listed phrase and a subject with a deed weigh.
    """

    claim: Claim
    what: str = "over-claim"
    phrases_weigh: Severity = Severity.ERROR
    deeds_weigh: Severity = Severity.WARNING


@dataclass(frozen=True, slots=True)
class ClaimedOnlyWith(Argument):
    """Wherever the claim is made, a qualifier stands with it, and nothing that is ``against`` it.

    A qualifier is one or more phrases that stand together.
    """

    claim: Claim
    qualifiers: tuple[tuple[str, ...], ...]
    against: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BoundTo(Argument):
    """Wherever a consumer is said to read a source it is ``source``, none of the ``others``.

    ``beside`` are the other consumers: a sentence may bind several.
    """

    consumer: str
    source: str
    others: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AuthorityIs(Argument):
    """A place lists exactly these sources, each under one or more of its names."""

    sources: tuple[tuple[str, ...], ...]


class AboveKind(Enum):
    """How a text stands above a sentence."""

    LABEL = "label"
    LEAD_IN = "lead-in"
    HEADING = "heading"
    ROW = "row"
    COLUMN = "column"


@dataclass(frozen=True, slots=True)
class Above:
    """A text that what is said stands under."""

    kind: AboveKind
    text: str


class SaidIn(Enum):
    """What holds a sentence."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    CELL = "cell"


@dataclass(frozen=True, slots=True)
class Said(Fact):
    """A sentence with everything that tells how it is meant.

    ``words`` are (offset, location), ``marks`` (offset, stance of the clause that begins there);
    ``around`` is the stance its place gives, ``code`` the ranges of code spans, ``above`` the texts
    it stands under, innermost first, and ``before`` the sentences before it in the same block.
    """

    text: str
    at: Location
    held_in: SaidIn = SaidIn.PARAGRAPH
    role: Role = Role.CURRENT
    around: StanceMark = PLAIN
    words: tuple[tuple[int, Location], ...] = ()
    marks: tuple[tuple[int, StanceMark], ...] = ()
    code: tuple[tuple[int, int], ...] = ()
    above: tuple[Above, ...] = ()
    before: tuple[str, ...] = ()
    whole: bool = False
    """Whether the sentence is all that its block says."""

    def stance(self, offset: int) -> StanceMark:
        """Return the stance of the clause that ``offset`` is in."""
        found = self.around
        for start, mark in self.marks:
            if start > offset:
                break
            found = mark
        return found

    def locate(self, offset: int) -> Location:
        """Return the place of the word at or before ``offset``."""
        found = self.at
        for start, at in self.words:
            if start > offset:
                break
            found = at
        return found

    def over(self, kind: AboveKind) -> str:
        """Return the nearest text of a kind above; empty without one."""
        return next((above.text for above in self.above if above.kind is kind), "")


@dataclass(frozen=True, slots=True)
class SaidNeed(DocumentNeed):
    """The sentences of a place in which or above which ``words`` begin: facts are ``Said``, ``Unsaid``."""

    words: tuple[str, ...] = ()

    @property
    def trigger(self) -> tuple[str, ...]:
        """The words, unless a section is bound: that one must be there in any case."""
        return () if self.place.section else self.words


def _beginning(name: str) -> str:
    """Return what of the longest word of a name stays when it is inflected."""
    found: list[str] = re.findall(r"[\w']+", plain(name))
    longest = max(found or [name], key=len).lower()
    return longest[: max(_STEM, len(longest) - 3)]


def read_claim(field: Field) -> Claim:
    """Return the claim that one phrase, a list of phrases or a mapping describes."""
    if not isinstance(field.value, dict):
        return Claim(phrases=field.texts())
    return Claim(
        *(field.get(key).texts() for key in ("phrases", "about", "doing", "to", "being")),
    )


def beginnings(names: Iterable[str]) -> tuple[str, ...]:
    """Return the beginnings of words without which none of the names can stand, whatever its ending."""
    return tuple(dict.fromkeys(_beginning(name) for name in names))
