"""Texts of a place one by one, and what contracts can say about them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from contractcheck.model.clause import Argument
from contractcheck.model.document import Document, Section
from contractcheck.model.evidence import Fact
from contractcheck.model.location import Location
from contractcheck.model.needs import DocumentNeed, PlaceFound
from contractcheck.model.stance import StanceMark
from contractcheck.model.walk import Passage, PassageKind, passages


@dataclass(frozen=True, slots=True)
class PassagesNeed(DocumentNeed):
    """Every paragraph, item, cell and heading of a place, lines of code aside.

    Facts are ``PlaceFound`` or ``PlaceGone``, and ``PassageFound``. ``words`` are the trigger.
    """

    words: tuple[str, ...] = ()

    @property
    def trigger(self) -> tuple[str, ...]:
        """The words, unless a section is bound: that one must be there in any case."""
        return () if self.place.section else self.words


@dataclass(frozen=True, slots=True)
class PassageFound(Fact):
    """A text of a document."""

    document: str
    passage: Passage

    @property
    def text(self) -> str:
        """What is said."""
        return self.passage.text

    @property
    def at(self) -> Location:
        """Where the whole text stands."""
        return self.locate(0, len(self.passage.text))

    def locate(self, start: int, end: int) -> Location:
        """Return where ``text[start:end]`` stands."""
        return Location(self.document, self.passage.locate(start, max(end, start + 1)))

    def stance(self, offset: int) -> StanceMark:
        """Return the stance of what is said at an offset."""
        return self.passage.stance(offset)


def stands_in(found: PassageFound, places: Iterable[Fact]) -> bool:
    """Say whether a text stands directly in a found place, and not in a section inside of it."""
    titles = {place.title for place in places if isinstance(place, PlaceFound)}
    return "".join(found.passage.titles[-1:]) in titles


def found_passages(document: Document, section: Section) -> Iterator[PassageFound]:
    """Yield what a section says, in order; lines of code say nothing."""
    for passage in passages(section):
        if passage.kind is not PassageKind.LINE and passage.text.strip():
            yield PassageFound(document.path, passage)


@dataclass(frozen=True, slots=True)
class TextIsOneOf(Argument):
    """What stands at a place, or behind a label there, is one of these; ``...`` at an end goes on freely."""

    choices: tuple[str, ...]
    label: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class EvidenceListed(Argument):
    """A list of evidence has this item; ``may_lack`` says that N/A with a reason will do."""

    text: str
    may_lack: bool = False


@dataclass(frozen=True, slots=True)
class EvidenceClosed(Argument):
    """A list of evidence holds no other items than these."""

    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QuestionKept(Argument):
    """A question stands in its list until it is answered, and somebody owns it."""

    text: str
    owner: str = ""
    answered: str = ""


@dataclass(frozen=True, slots=True)
class QuestionsOwned(Argument):
    """Every question of a list is declared, or names its owner itself."""

    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class YieldsToLater(Argument):
    """Statements on one subject, oldest first: ISO date and the wordings of each."""

    subject: str
    statements: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class ValuesAgree(Argument):
    """All places name the same value; ``forms`` say for each need how the text around it reads."""

    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NamesListed(Argument):
    """The names a text uses are those of a list; ``names`` are names and globs, ``beside`` need no entry.

    The first need brings the list, the others the text.
    """

    names: tuple[str, ...]
    beside: tuple[str, ...] = ()
    noun: str = "name"
