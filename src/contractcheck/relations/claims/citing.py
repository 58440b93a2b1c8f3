"""What is cited as something: ``as proof, cite the record``, ``Proof: the record``."""

from __future__ import annotations

from contractcheck.relations.claims.lexicon import (
    BE,
    CITING,
    DETERMINERS,
    JOINTS,
    MODALS,
    PREPOSITIONS,
    is_one_of,
)
from contractcheck.relations.claims.reading import Name, Reading

_WITHIN = frozenset({"in", "from", "of"})
"""Between a verb and where what it cites is found: ``cite the record in DataHub``."""


def is_labelled(reading: Reading, subject: Name, name: Name) -> bool:
    """Say whether the name is a label, and the subject all that stands behind it."""
    colon = name.end
    if subject.start <= colon or reading.lows(colon, colon + 1) != [":"]:
        return False
    first = reading.segment_of(name.start).start
    before = range(first, name.start)
    behind = reading.segment_of(subject.start)
    if any(not _is_sign(reading, at) and reading.words[at].low not in DETERMINERS for at in before):
        return False
    listed = all(_lists(reading, at) for at in range(colon + 1, subject.start))
    return listed and not any(_is_finite(reading, at) for at in range(subject.end, behind.end))


def _is_finite(reading: Reading, index: int) -> bool:
    """Say whether a word behind a name is a verb: ``links``, not ``record``."""
    low = reading.words[index].low
    return reading.is_verbal(index) and (low in BE | MODALS or low.endswith(("s", "ed")))


def _is_sign(reading: Reading, index: int) -> bool:
    return not reading.words[index].low[:1].isalnum()


def _lists(reading: Reading, index: int) -> bool:
    """Say whether a word can stand in a list of names."""
    low = reading.words[index].low
    return low in DETERMINERS | {"and", "or", ",", "/"} or reading.is_content(index)


def is_cited(reading: Reading, subject: Name, name: Name) -> bool:
    """Say whether a sentence begins ``as proof`` or ``for proof`` and then cites the subject."""
    segment = reading.segment_of(name.start)
    opening = [low for low in reading.lows(segment.start, name.start) if low not in DETERMINERS]
    if opening not in (["as"], ["for"]) or subject.start < name.end:
        return False
    between = range(name.end, subject.start)
    if reading.lows(name.end, name.end + 1) not in ([","], ["of"], ["for"], ["that"]):
        return False
    comma = next((at for at in between if reading.words[at].low == ","), -1)
    cites = [at for at in between if at > comma and is_one_of(reading.words[at].low, CITING)]
    if comma < 0 or not cites or any(map(reading.is_verbal, range(name.end, comma))):
        return False
    words = reading.lows(cites[0] + 1, subject.start)
    if reading.segment_of(cites[0]) != reading.segment_of(subject.start):
        return False
    plain = not ((PREPOSITIONS | {"instead", "rather", ";", ".", ","}) - _WITHIN) & {*words}
    return plain and not any(map(reading.is_verbal, range(cites[0] + 1, subject.start)))


def takes_another(reading: Reading, subject: Name, end: int) -> bool:
    """Say whether the subject itself takes another thing as it: ``it uses the warehouse as proof``."""
    lows = reading.lows(subject.end, end)
    at = next((at for at in range(subject.end, end) if reading.words[at].low == "as"), -1)
    if at < 0 or BE & {*lows}:
        return False
    for index in range(subject.end, at):
        named = reading.words[index].code or reading.text[reading.words[index].start].isupper()
        before = reading.words[index - 1].low
        article = before in DETERMINERS and reading.is_content(index)
        if index > subject.end and before not in JOINTS and (named or article):
            return True
    return False
