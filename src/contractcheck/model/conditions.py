"""Members that are used only under a condition, and whether a text states that condition.

The rule, as published in the reference: a condition stands in a text if a clause that begins with a
word of condition (``when``, ``if``, ``once``, ``after``, ``requires`` ...) holds its words. Small words
and words of being there (``exists``, ``is available``, ``is needed``) need not be the same; of up to
three others all must stand, of more three in four, in any form. ``even if``, ``whether or not`` and
``not only when`` state none, and a denied condition is another one.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from contractcheck.model.clause import Argument
from contractcheck.model.evidence import Fact, Value
from contractcheck.model.folding import fold, plain
from contractcheck.model.likeness import NEGATION, stem
from contractcheck.model.location import Location
from contractcheck.model.needs import DocumentNeed
from contractcheck.model.place import MemberShape, Place

FEW_WORDS = 3
SHARE_OF_MANY = 0.75


@dataclass(frozen=True, slots=True)
class OnlyWhen(Argument):
    """Wherever ``term`` is used, its ``condition`` stands too; ``attributed`` places say what others say.

    ``consumer`` is whose use it is, empty for everyone's; ``named_at`` is where the contract names each
    place that is looked at. Once its ``gate`` is observed as passed the condition is met, and binds no more.
    """

    term: str
    condition: str
    consumer: str = ""
    attributed: tuple[Place, ...] = ()
    named_at: tuple[Location, ...] = ()
    gate: str = ""


@dataclass(frozen=True, slots=True)
class UsesNeed(DocumentNeed):
    """The uses of terms in prose, items and rows: facts are ``PlaceFound`` and ``UseFound``."""

    terms: tuple[str, ...] = ()
    of: MemberShape = MemberShape.IDENTIFIER

    @property
    def trigger(self) -> tuple[str, ...]:
        """The terms, unless a section is bound: that one must be there in any case."""
        return () if self.place.section else self.terms


@dataclass(frozen=True, slots=True)
class UseFound(Fact):
    """A term where it is used; ``texts`` are what is said of it there: its sentence, item or row.

    What introduces the list or heads the section belongs to them.
    """

    term: str
    value: Value
    texts: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()


_CONDITION = re.compile(
    r"(?<![\w/-])(?:when(?:ever)?|if|once|after|until|unless|where(?:ver)?|while|upon|following|given"
    r"|provid(?:ed|ing)|assuming|as soon as|as long as|in case|subject to|conditional(?:ly)?(?: on)?"
    r"|depend(?:s|ing|ent)? on|need(?:s|ed|ing)?|requir(?:es?|ed|ing)|presuppos(?:es?|ing)|waits? for"
    r"|gated (?:by|on|behind)|tied to|only (?:for|with|in)|(?:pre-?)?conditions?|prerequisites?"
    r"|requirements?|(?:must|has to|have to)(?: first)? be|assum(?:es?|ed)|from the moment|as of|(?:pres|exist)ence of"
    r"|(?:not|never)\s(?:[\w-]+\s){0,4}before)(?![\w/-])",
    re.IGNORECASE,
)
_NO_CONDITION = re.compile(
    r"(?<![\w-])(?:even|whether|regardless(?: of)?|irrespective(?: of)?|independent(?:ly)? of|no matter"
    r"|not only|not just|also|or not)\W*$",
    re.IGNORECASE,
)
_ANYWAY = re.compile(
    r"(?<![\w-])(?:whether or not|regardless of|irrespective of|independent(?:ly)? of|no matter)(?![\w-])",
    re.IGNORECASE,
)
_EVEN = re.compile(r"(?<![\w-])even (?:if|when|without|before|though)(?![\w-])", re.IGNORECASE)
_SAID_AROUND = ("need", "requir", "must", "has", "have")
_WAITS = re.compile(
    rf"{NEGATION.pattern}|(?<![\w-])(?:wait|held|hold|kept|keep|block|defer|stay|remain|off|out|postpone)",
    re.IGNORECASE,
)
_INVERTING = frozenset({"unless", "until"})
_SENTENCE_END = re.compile(r"[.!?;](?=\s|$)")
_WORD = re.compile(r"[^\W_]+")
_SMALL = frozenset(
    re.findall(
        r"\w+",
        "a an the this that these those it its their there and or of for in on at to by with as is are be"
        " been being has have had do does did will would can could may might must shall should only yet"
        " then so such any some each every all one own s t when if once after before until unless while where"
        " exist available present ready live need require show give here not no never without",
    )
)
_SMALL_STEMS = _SMALL | {stem(word) for word in _SMALL}


def states(text: str, condition: str) -> bool:
    """Say whether a text states a condition."""
    wanted, denied = _content(condition), _denials(condition) % 2
    enough = len(wanted) if len(wanted) <= FEW_WORDS else SHARE_OF_MANY * len(wanted)
    for clause, turned in _clauses(fold(plain(text))):
        if len(wanted & _content(clause)) >= enough:
            said = clause[: _last(clause, wanted)]
            if (_denials(said) + turned) % 2 == denied:
                return True
    return False


def _clauses(text: str) -> Iterator[tuple[str, bool]]:
    """Yield what follows each word of condition in its sentence, and whether that word turns it round."""
    for match in _CONDITION.finditer(text):
        ends = [end.end() for end in _SENTENCE_END.finditer(text, 0, match.start())]
        before = text[max(ends, default=0) : match.start()]
        if _NO_CONDITION.search(before) or _ANYWAY.search(before):
            continue
        end = _SENTENCE_END.search(text, match.end())
        behind = text[match.end() : end.start() if end else len(text)]
        word = match[0].lower()
        if word.startswith(_SAID_AROUND):  # "a widget is needed" says it before the word
            yield f"{before} {behind}", False
        else:
            waits = word == "until" and _WAITS.search(before)
            yield behind, word in _INVERTING and not waits


def _last(clause: str, wanted: Collection[str]) -> int:
    """Return where the words of the condition end: what is denied behind them is something else."""
    ends = [word.end() for word in _WORD.finditer(clause) if stem(word[0].lower()) in wanted]
    return max(ends, default=len(clause))


def _denials(text: str) -> int:
    return len(NEGATION.findall(text))


@lru_cache(maxsize=4096)
def _content(text: str) -> frozenset[str]:
    """Return the words that make a condition the one it is, without their endings."""
    words = [stem(word.lower()) for word in _WORD.findall(fold(plain(text)))]
    return frozenset(word for word in words if word not in _SMALL_STEMS) or frozenset(words)


def says_anyway(text: str) -> bool:
    """Say whether a text says that something holds with or without a condition."""
    return bool(_ANYWAY.search(text) or _EVEN.search(text))


def any_states(texts: Iterable[str], condition: str, term: str) -> bool:
    """Say whether one of the texts about a term states its condition; words of the term do not count."""
    return any(states(text.replace(term, " "), condition) for text in texts)
