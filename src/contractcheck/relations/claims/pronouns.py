"""What a pronoun of a sentence stands for: a name before it, when nothing else can be meant."""

from __future__ import annotations

from contractcheck.relations.claims.lexicon import ADVERBS, DETERMINERS, PREPOSITIONS
from contractcheck.relations.claims.reading import Name, Reading, is_many
from contractcheck.relations.claims.roles import Part, part_of

_OBJECTS = frozenset({"it", "them", "these", "those", "one"})
_SUBJECTS = frozenset({"it", "they", "these", "those"})


def is_object(reading: Reading, index: int) -> bool:
    """Say whether a pronoun stands there as an object: ``restarts it``, not ``restarts one worker``."""
    lows = reading.lows(index, index + 2)
    alone = index + 1 >= len(reading.words) or not reading.is_content(index + 1)
    return lows[:1] != [] and lows[0] in _OBJECTS and (lows[0] in ("it", "them") or alone)


def is_subject(reading: Reading, start: int, verb: int) -> bool:
    """Say whether the only subject before the verb is a pronoun: ``when it hangs, it is restarted``."""
    lows = reading.lows(start, verb)
    return bool(_SUBJECTS & {*lows}) and not any(map(reading.is_content, range(start, verb)))


def means(reading: Reading, name: Name, others: tuple[Name, ...], verb: int) -> bool:
    """Say whether the subject of a verb is a pronoun that means a name of an earlier segment."""
    own, other = reading.segment_of(verb), reading.segment_of(name.start)
    if other.start >= own.start or not is_subject(reading, own.start, verb):
        return False
    plural = not {"it"} & {*reading.lows(own.start, verb)}
    fits = is_many(reading, name) or not plural
    return (
        fits
        and part_of(reading, name) is Part.SUBJECT
        and stands_for(reading, name, others, own.start)
    )


def stands_for(reading: Reading, name: Name, others: tuple[Name, ...], pronoun: int) -> bool:
    """Say whether a pronoun can mean no other thing than the name, ``others`` aside."""
    aside = {index for one in (name, *others) for index in range(one.start, one.end)}
    first = name.end if _heads(reading, name) else 0
    while first >= name.end and first < pronoun and reading.is_content(first):
        first += 1  # what belongs to the name: ``the Penpot container``
    return not any(
        index not in aside and _is_thing(reading, index) for index in range(first, pronoun)
    )


def _heads(reading: Reading, name: Name) -> bool:
    """Say whether a name stands by itself: not as the place or the means of another thing."""
    index = name.start - 1
    while index >= 0 and reading.words[index].low in DETERMINERS | ADVERBS:
        index -= 1
    low = reading.words[index].low if index >= 0 else ""
    return low not in PREPOSITIONS or low in ("for", "of")


def _is_thing(reading: Reading, index: int) -> bool:
    """Say whether a word is a noun with its article that no preposition governs: ``reloads the page``."""
    if not reading.is_content(index):
        return False
    before = index - 1
    while before >= 0 and reading.is_content(before):
        before -= 1
    governing = reading.words[before - 1].low if before > 0 else ""
    article = before >= 0 and reading.words[before].low in DETERMINERS
    return article and governing not in PREPOSITIONS
