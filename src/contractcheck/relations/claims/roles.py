"""What part a name plays in its segment, and whether it is the one that does what a word says."""

from __future__ import annotations

from enum import Enum

from contractcheck.relations.claims.citing import takes_another
from contractcheck.relations.claims.excepting import excepted_from
from contractcheck.relations.claims.families import Form
from contractcheck.relations.claims.lexicon import (
    ADVERBS,
    BE,
    DETERMINERS,
    ENABLERS,
    EXCLUDING,
    JOINTS,
    MODALS,
    NEGATORS,
    PERSONS,
    PREPOSITIONS,
    PRONOUNS,
    THROUGH,
    WATCHERS,
    is_one_of,
)
from contractcheck.relations.claims.reading import Name, Opener, Reading, Segment, is_many

_AIMS = (["to"], ["about"], ["against"])
"""Before a noun: what is pointed at, not done."""


class Part(Enum):
    """What part a name plays."""

    SUBJECT = "subject"
    MEANS = "by, through, from it"
    USED = "using it to"
    COMPLEMENT = "is it"
    OTHER = "something else"


def part_of(reading: Reading, name: Name) -> Part:
    """Return the part a name plays in its segment."""
    if belongs_to_others(reading, name):
        return Part.OTHER
    start = name.start
    while start and reading.words[start - 1].low in DETERMINERS | ADVERBS:
        start -= 1
    if (excepted := excepted_from(reading, start)) >= 0:
        denied = reading.words[excepted].low in NEGATORS
        return Part.SUBJECT if denied else Part.OTHER
    return _part(reading, name.start, reading.segment_of(name.start))


def belongs_to_others(reading: Reading, name: Name) -> bool:
    """Say whether a name only tells whose or which person is meant: ``the bridge's owner``."""
    segment = reading.segment_of(name.start)
    for index in range(name.end, min(name.end + 3, segment.end)):
        word = reading.words[index].low
        if word in PERSONS:
            return True
        if word not in ("'s", "'") and not reading.is_content(index):
            return False
    return False


def _part(reading: Reading, start: int, segment: Segment) -> Part:
    """Walk back from a name to what governs it."""
    index, article = start - 1, False
    while index >= segment.start:
        word = reading.words[index]
        low = "" if word.code else word.low
        if low == "of":
            return _of(reading, index, segment)
        if low in JOINTS or low in (",", "("):
            return _joined(reading, index, segment)
        governed = _governor(reading, index, segment)
        if governed is not None:
            return governed
        if reading.is_verbal(index) or (article and reading.is_content(index)):
            fronted = article and _is_front(reading, index, segment)
            used = Part.USED if is_one_of(low, ENABLERS) else Part.OTHER
            return Part.SUBJECT if fronted else used
        article = article or low in DETERMINERS
        index -= 1
    return Part.SUBJECT


def _governor(reading: Reading, index: int, segment: Segment) -> Part | None:
    """Return the part of a name that a function word governs; ``None`` for another word."""
    word = reading.words[index]
    if word.code:
        return None
    if word.low in PREPOSITIONS or word.low in ("not", "never", "nor"):
        return _governed(reading, index)
    if word.low in MODALS and index == segment.start:
        return Part.SUBJECT  # a question
    if word.low in BE:
        return Part.COMPLEMENT
    return Part.OTHER if word.low == "as" or word.low in PRONOUNS else None


def _is_front(reading: Reading, index: int, segment: Segment) -> bool:
    """Say whether a word ends what stands in front of the subject: ``in v1.4 the bridge``."""
    words = [reading.words[at].low for at in range(segment.start, index + 1)]
    return words[0] in PREPOSITIONS | {"out"} and not any(
        reading.is_verbal(at) for at in range(segment.start, index + 1)
    )


def _of(reading: Reading, index: int, segment: Segment) -> Part:
    """``pages of it`` are it; ``owners of it``, ``instead of it``, ``changes of it`` are not."""
    head = index - 1
    if head < segment.start:
        return Part.OTHER
    low = reading.words[head].low
    if low in PERSONS or low in PREPOSITIONS or low in ADVERBS or head in reading.verbs:
        return Part.OTHER
    if low in ("front", "ahead", "instead", "outside", "because", "regardless", "independent"):
        return Part.OTHER
    return _part(reading, head, segment) if reading.is_content(head) else Part.OTHER


def _governed(reading: Reading, index: int) -> Part:
    low, before = reading.words[index].low, reading.words[index - 1].low if index else ""
    if before in EXCLUDING | {"compared", "contrasted"} or (low == "in" and before == "except"):
        return Part.OTHER
    if low == "on" and before in ("depends", "depend", "based", "relies", "rely"):
        return Part.OTHER
    if low == "from" and before in ("separate", "apart", "away", "independent", "different"):
        return Part.OTHER
    return Part.MEANS if low in THROUGH else Part.OTHER


def _joined(reading: Reading, index: int, segment: Segment) -> Part:
    """Return the part of a name in a list: that of the first in the list."""
    first = reading.words[segment.start].low
    commas = [at for at in range(segment.start, index + 1) if reading.words[at].low == ","]
    if first in PREPOSITIONS and commas == [index]:
        return Part.SUBJECT  # what stood in front is closed
    for at in range(index - 1, segment.start - 1, -1):
        low = reading.words[at].low
        if low in PREPOSITIONS or low in ("not", "never"):
            return _governed(reading, at)
        if reading.is_verbal(at):
            return Part.COMPLEMENT if low in BE else Part.OTHER
    return Part.SUBJECT


def acts(reading: Reading, name: Name, verb: int, form: Form) -> bool:
    """Say whether the name is the one that does what the word ``verb`` says."""
    own, other = reading.segment_of(verb), reading.segment_of(name.start)
    if own.opener is Opener.RELATIVE and follows(reading, name, own):
        if not belongs_to_others(reading, name) and not is_passive(reading, verb, form):
            return not has_subject(reading, own, verb) or _goes_on(reading, own, verb, form)
        return False
    part = part_of(reading, name)
    if part is Part.OTHER:
        return False
    if own == other:
        return _acts_here(reading, name, part, verb, form)
    if (
        other.start > own.start
        or has_subject(reading, own, verb)
        or _is_spoken_of(reading, verb, form)
        or ("they" in reading.lows(own.start, verb) and not is_many(reading, name))
    ):
        return False
    return _shares(reading, own, other, name, part) and not is_passive(reading, verb, form)


def _is_spoken_of(reading: Reading, verb: int, form: Form) -> bool:
    """Say whether the deed is itself what a clause speaks of: ``writing is left to others``."""
    behind = reading.lows(verb + 1, verb + 2)
    return form in (Form.NOUN, Form.GERUND) and bool(behind) and behind[0] in BE | MODALS


def _acts_here(reading: Reading, name: Name, part: Part, verb: int, form: Form) -> bool:
    if part is Part.MEANS:
        return not _is_far(reading, name, verb)
    if part is Part.COMPLEMENT:
        return verb < name.start and (form is Form.NOUN or _is_cleft(reading, verb, form))
    if verb < name.start:
        return _describes(reading, name, verb, form)
    between = [word.low for word in reading.words[name.end : verb] if not word.code]
    aims = form is Form.NOUN and [low for low in between if low in PREPOSITIONS][-1:] in _AIMS
    aims = aims or (form is Form.NOUN and takes_another(reading, name, verb))
    if aims or any(is_one_of(low, WATCHERS) for low in between):
        return False
    if part is Part.USED:
        return "to" in between or "for" in between or "as" in between or form is not Form.NOUN
    return not is_passive(reading, verb, form)


def _is_cleft(reading: Reading, verb: int, form: Form) -> bool:
    """Say whether a sentence asks for the one that does it, and names it: ``what writes is …``."""
    segment = reading.segment_of(verb)
    asks = reading.words[segment.start].low in ("what", "who", "whatever")
    after = reading.lows(verb + 1, verb + 2)
    itself = not after or after[0] in BE | (PREPOSITIONS - {"to"})  # ``what changes is the look``
    return asks and form is Form.THIRD and not itself and not has_subject(reading, segment, verb)


def _is_far(reading: Reading, name: Name, verb: int) -> bool:
    """Say whether another verb stands between a deed and its means: ``shown by it to change``."""
    low, high = sorted((name.start, verb))
    return any(
        reading.words[at].low in ("visible", "readable")
        or (reading.is_verbal(at) and is_one_of(reading.words[at].low, WATCHERS))
        for at in range(low + 1, high)
    )


def _describes(reading: Reading, name: Name, verb: int, form: Form) -> bool:
    """Say whether a word stands before the name as its attribute: ``a writable bridge``."""
    before = reading.words[verb - 1].low if verb else ""
    return (
        verb + 1 == name.start
        and form in (Form.NOUN, Form.GERUND)
        and (before in DETERMINERS or before in ("as", "fully"))
    )


def is_passive(reading: Reading, verb: int, form: Form) -> bool:
    """Say whether a participle is passive: behind a form of ``be``, or before ``by``."""
    if form is not Form.PAST:
        return False
    index = verb - 1
    while index >= 0 and (
        reading.words[index].low in ADVERBS | {",", "or", "and"}
        or (reading.words[index].low.endswith("ly"))
    ):
        index -= 1
    return (index >= 0 and reading.words[index].low in BE) or "by" in reading.lows(
        verb + 1, min(verb + 4, reading.segment_of(verb).end)
    )


def has_subject(reading: Reading, segment: Segment, verb: int) -> bool:
    """Say whether a segment names a subject of its own before the verb."""
    return any(reading.is_content(index) for index in range(segment.start, verb))


def follows(reading: Reading, name: Name, segment: Segment) -> bool:
    """Say whether a relative clause follows directly on a name, and is about it."""
    is_relative = reading.words[segment.start].low in ("that", "which", "who")
    return (
        is_relative
        and reading.lows(name.end, segment.start) in ([], [","])
        and (name.end <= segment.start)
    )


def _goes_on(reading: Reading, segment: Segment, verb: int, form: Form) -> bool:
    """Say whether the main clause goes on behind a relative one: ``that ships with it mutates``."""
    before = range(segment.start + 1, verb)
    verbs = [at for at in before if reading.is_verbal(at)]
    joints = [at for at in before if reading.words[at].low in JOINTS]
    if form is not Form.THIRD or joints:
        return False
    lows = reading.lows(segment.start + 1, segment.start + 3)
    if len(lows) > 1 and lows[0].endswith("s") and lows[1] in PREPOSITIONS | DETERMINERS:
        return True
    return bool(verbs) and not has_subject(reading, segment, verbs[0])


def _shares(reading: Reading, own: Segment, other: Segment, name: Name, part: Part) -> bool:
    """Say whether a segment without a subject goes on with the name of an earlier one."""
    relative = reading.words[own.start].low in ("that", "which", "who")
    between = range(name.end, own.start)
    articles = DETERMINERS & {*reading.lows(name.end, own.start)}
    if relative and (articles or any(reading.is_verbal(at) for at in between)):
        return False  # it is about what stands nearer
    fronted = part is Part.MEANS and not any(
        reading.is_verbal(at) for at in range(other.start, name.start)
    )
    if part is not Part.SUBJECT and not fronted:
        return False
    segments = reading.segments
    while own.of >= 0:
        own = segments[own.of]
        if own == other:
            return True
        verbs = [at for at in range(own.start, own.end) if reading.is_verbal(at)]
        if verbs and has_subject(reading, own, verbs[0]):
            return False
    return False
