"""Who does what to what, and what is said to be what, in one reading."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from contractcheck.model.claims import Claim
from contractcheck.relations.claims.citing import is_cited, is_labelled, takes_another
from contractcheck.relations.claims.families import Form, form_of
from contractcheck.relations.claims.lexicon import (
    ADVERBS,
    BE,
    DETERMINERS,
    ENABLERS,
    EXCLUDING,
    PREPOSITIONS,
    WATCHERS,
    is_one_of,
    is_verb,
)
from contractcheck.relations.claims.meaning import is_affirmed, is_quoted
from contractcheck.relations.claims.pronouns import is_object, is_subject, means, stands_for
from contractcheck.relations.claims.reading import Name, Reading, Word, find_names, words_of
from contractcheck.relations.claims.roles import Part, acts, follows, is_passive, part_of

_LINKS = frozenset(
    {"become", "remain", "stay", "serve", "act", "work", "count", "function", "mean"}
)
_RECORDS = frozenset({"log", "logs", "history", "trail", "audit", "audits", "status", "records"})
_OBJECT = 2
_SPANS = frozenset({"with", "between", "across", "over", "from", "per", "every", "each", "in"})
_TIMES = frozenset({"release", "releases", "version", "versions", "time", "upgrade", "upgrades"})
_NOT_OBJECTS = frozenset(
    ["by", "through", "via", "from", "within", "inside", "using", "in", "at", "under"]
)


@dataclass(frozen=True, slots=True)
class Deed:
    """A word of a verb's family; ``end`` is the index behind it and its particle."""

    index: int
    end: int
    form: Form


@dataclass(frozen=True, slots=True)
class Made:
    """A claim made: the words that carry it, the one that says it best first."""

    words: tuple[int, ...]


def read(text: str, claim: Claim, code: tuple[tuple[int, int], ...] = ()) -> Reading:
    """Read a text for a claim: the verbs of the claim are known as verbs."""
    words = words_of(text, code)
    verbs = (
        deed.index
        for deed in find_deeds(words, claim.doing)
        if deed.form in (Form.BASE, Form.THIRD, Form.PAST)
    )
    return Reading(text, words, frozenset(verbs))


def find_deeds(words: tuple[Word, ...], doing: tuple[str, ...]) -> list[Deed]:
    """Return the words of the families of some verbs."""
    found = []
    for index, word in enumerate(words):
        if word.code:
            continue
        for verb in doing:
            first, *rest = verb.split()
            end = index + 1 + len(rest)
            form = form_of(word.low, first)
            if rest and word.low in ("".join((first, *rest)), "-".join((first, *rest))):
                form, end = Form.NOUN, index + 1
            elif rest and [one.low for one in words[index + 1 : end]] != rest:
                form, end = (form, index + 1) if _parted(words, index, rest) else (None, end)
            if (
                form
                and not (form is Form.NOUN and _is_watched(words, end))
                and not _is_own(words, index, end)
            ):
                found.append(Deed(index, end, _in_place(words, index, form)))
                break
    return found


def _parted(words: tuple[Word, ...], index: int, rest: list[str]) -> bool:
    """Say whether the particle of a verb stands behind its object: ``run it on``."""
    behind = [word.low for word in words[index + 1 : index + 2 + _OBJECT]]
    at = behind.index(rest[0]) if len(rest) == 1 and rest[0] in behind else 0
    return at > 0 and not any(low in PREPOSITIONS or not low[:1].isalnum() for low in behind[:at])


def _is_watched(words: tuple[Word, ...], end: int) -> bool:
    """Say whether a noun only tells what is looked at: a ``mutation log``, a ``proof viewer``."""
    after = words[end].low if end < len(words) else ""
    return after in _RECORDS or any(form_of(after, verb) is Form.NOUN for verb in WATCHERS)


def _is_own(words: tuple[Word, ...], index: int, end: int) -> bool:
    """Say whether the subject itself is what becomes another: ``changes with each release``."""
    behind = [word.low for word in words[end : end + _OBJECT + 2]]
    if [word.low for word in words[max(index - 2, 0) : index]] == ["subject", "to"]:
        return True
    if behind[:2] == ["without", "notice"] or behind[:3] == ["at", "any", "time"]:
        return True
    return behind[:1] != [] and behind[0] in _SPANS and not _TIMES.isdisjoint(behind)


def _in_place(words: tuple[Word, ...], index: int, form: Form) -> Form:
    """Return the form a word has where it stands: ``the changes``, ``for writes`` are nouns."""
    before = words[index - 1].low if index else ""
    after = words[index + 1].low if index + 1 < len(words) else ""
    if form is Form.BASE and after in ("for", "of"):
        return Form.NOUN
    if form in (Form.BASE, Form.THIRD) and before.endswith("'s"):
        return Form.NOUN
    is_noun = before in DETERMINERS or (before in PREPOSITIONS and before not in ("to", "not"))
    return Form.NOUN if is_noun and form in (Form.BASE, Form.THIRD) else form


def made(reading: Reading, claim: Claim) -> Iterator[Made]:
    """Yield where the claim is made."""
    subjects = find_names(reading, claim.about)
    if claim.about and not subjects:
        return
    objects = find_names(reading, claim.to)
    if claim.to and not objects and not claim.being:
        return
    for deed in find_deeds(reading.words, claim.doing):
        yield from _deed(reading, claim, deed, subjects, objects)
    for name in find_names(reading, claim.being):
        for subject in subjects:
            is_it = any(says(reading, subject, name) for says in (_is, is_labelled, is_cited))
            if is_it and _said(reading, subject, name):
                yield Made((name.start, subject.start))


def _deed(
    reading: Reading, claim: Claim, deed: Deed, subjects: list[Name], objects: list[Name]
) -> Iterator[Made]:
    doers = [one for one in subjects if acts(reading, one, deed.index, deed.form)]
    aside = (*subjects, *objects)
    if not doers and deed.form in (Form.BASE, Form.THIRD):
        doers = [one for one in subjects if means(reading, one, aside, deed.index)]
    if deed.form is Form.THIRD and deed.end < len(reading.words):
        after = reading.words[deed.end].low
        plain = not after.endswith(("ed", "ing", "s"))
        if plain and not reading.words[deed.end].code and is_verb(after) and _begins(reading, deed):
            return  # ``; changes come with …``: a noun
    if claim.about and (not doers or _is_event(reading, deed, aside)):
        return
    done_to = [one for one in objects if is_done_to(reading, one, deed, aside)]
    if claim.to and not done_to:
        return
    own = reading.segment_of(deed.index)
    behind = [one.end - 1 for one in doers if own.start <= one.start < own.end]
    upto = max([deed.index, *behind])
    carried = (deed.index, *(one.start for one in (*done_to, *doers)))
    first = min(carried)
    start, end = reading.words[first].start, reading.words[max(carried)].end
    if is_affirmed(reading, deed.index, deed.form, upto) and not is_quoted(reading, start, end):
        yield Made(carried)


def _begins(reading: Reading, deed: Deed) -> bool:
    """Say whether a clause begins with the deed."""
    start = reading.segment_of(deed.index).start
    return not any(word.low[:1].isalnum() for word in reading.words[start : deed.index])


def _is_event(reading: Reading, deed: Deed, names: tuple[Name, ...]) -> bool:
    """Say whether the word only ends the name of an event: ``ships with the contract change``."""
    index, before = deed.index, reading.lows(deed.index - 2, deed.index)
    if (
        deed.form is not Form.BASE
        or index < _OBJECT
        or before[:1] not in (["the"], ["this"], ["that"])
    ):
        return False
    if not reading.is_content(index - 1) or any(one.start < index <= one.end for one in names):
        return False
    acts_on = deed.end < len(reading.words) and (
        reading.is_content(deed.end) or reading.words[deed.end].low in DETERMINERS | {"to", "it"}
    )
    lets = any(is_one_of(low, ENABLERS) for low in reading.lows(index - 4, index - 2))
    return not acts_on and not lets


def is_done_to(reading: Reading, name: Name, deed: Deed, aside: tuple[Name, ...] = ()) -> bool:
    """Say whether the deed is done to the name, or to a pronoun that means it and none ``aside``."""
    own, other = reading.segment_of(deed.index), reading.segment_of(name.start)
    passive = is_passive(reading, deed.index, deed.form)
    pointed = (
        is_subject(reading, own.start, deed.index) if passive else is_object(reading, deed.end)
    )
    if own != other:
        if follows(reading, name, own) and passive:
            return True
        return other.start < own.start and pointed and stands_for(reading, name, aside, deed.index)
    if pointed and "," in reading.lows(name.end, deed.index):
        return stands_for(reading, name, aside, deed.index)
    return _is_done_here(reading, name, deed)


def _is_done_here(reading: Reading, name: Name, deed: Deed) -> bool:
    """Say whether the deed is done to a name of its own segment."""
    if name.start >= deed.end:
        between = reading.lows(deed.end, name.start)
        governing = [low for low in between if low in PREPOSITIONS]
        if is_passive(reading, deed.index, deed.form) and not governing:
            return False
        excluded = governing and governing[-1] in _NOT_OBJECTS | EXCLUDING
        return not excluded and not {"instead", "not"} & {*between}
    if is_passive(reading, deed.index, deed.form):
        return part_of(reading, name) is Part.SUBJECT
    after = reading.lows(deed.end, deed.end + 1)
    is_noun = deed.form in (Form.NOUN, Form.GERUND) or (
        deed.form is Form.BASE and (not after or after[0] in BE | PREPOSITIONS | {".", ",", ":"})
    )
    return is_noun and name.end == deed.index


def _is(reading: Reading, subject: Name, name: Name) -> bool:
    """Say whether the subject is said to be what the name says."""
    if reading.segment_of(subject.start) != reading.segment_of(name.start):
        own = reading.segment_of(name.start)
        links = reading.lows(own.start, name.start)
        return follows(reading, subject, own) and any(low in BE for low in links)
    if _heads_another(reading, name):
        return False
    if name.start < subject.start:
        between = reading.lows(name.end, subject.start)
        governing = [low for low in between if low in PREPOSITIONS]
        if governing and governing[-1] in ("from", "by", "on"):
            return True  # proof comes from it, rests on it
        return part_of(reading, subject) is Part.COMPLEMENT and any(low in BE for low in between)
    between = reading.lows(subject.end, name.start)
    if "as" in between:
        part = part_of(reading, subject)
        takes = part is Part.SUBJECT and takes_another(reading, subject, name.start)
        return part is not Part.MEANS and not takes and _plain(between, "as")
    return part_of(reading, subject) is Part.SUBJECT and any(
        (low in BE or is_one_of(low, _LINKS)) and _plain(between, low) for low in between
    )


def _plain(between: list[str], link: str) -> bool:
    """Say whether nothing but articles and attributes stands between a link and what it links."""
    last = len(between) - 1 - between[::-1].index(link)
    return not any(low in PREPOSITIONS - {"not", "never"} for low in between[last + 1 :])


def _heads_another(reading: Reading, name: Name) -> bool:
    """Say whether the word only describes another: ``a proof viewer`` is no proof."""
    low = reading.words[name.end - 1].low
    if low.endswith(("ed", "able", "ible", "ive", "ten", "en")) or name.end >= len(reading.words):
        return False
    return reading.is_content(name.end) and reading.words[name.end].low not in ADVERBS


def _said(reading: Reading, subject: Name, name: Name) -> bool:
    first, last = min(subject.start, name.start), max(subject.end, name.end) - 1
    start, end = reading.words[first].start, reading.words[last].end
    affirmed = is_affirmed(reading, name.start, None, max(name.start, subject.start))
    return affirmed and not is_quoted(reading, start, end)
