"""Whether a deed is affirmed: the words around it, then the place the sentence stands in."""

from __future__ import annotations

from contractcheck.model.claims import Said
from contractcheck.model.stance import Role, Stance
from contractcheck.relations.claims.excepting import excepted_from
from contractcheck.relations.claims.families import Form
from contractcheck.relations.claims.lexicon import (
    ADVERBS,
    BE,
    BOUNDS,
    DETERMINERS,
    FAILS,
    HYPOTHETICAL,
    JOINTS,
    MODALS,
    NEGATORS,
    PAST,
    PLANNED,
    REFUSERS,
    THROUGH,
    TOLD,
    UNSUPPORTED,
    UNTRUE,
    WRONG,
    is_one_of,
)
from contractcheck.relations.claims.reading import Opener, Reading, Segment
from contractcheck.relations.claims.roles import has_subject, is_passive

_MEANT = frozenset({Stance.AFFIRMED, Stance.CONDITIONAL})
_PLAIN = frozenset(
    {
        "not",
        "never",
        "no",
        "cannot",
        "nobody",
        "nothing",
        "neither",
        "nor",
        "none",
        "hardly",
        "zero",
    }
)
_QUOTES = {'"': '"', "\u201c": "\u201d", "\u00ab": "\u00bb"}


def is_placed(said: Said, offset: int) -> bool:
    """Say whether what stands there speaks for today and is no question, quotation or denied item."""
    if said.role is Role.HISTORY or said.text.rstrip("\"')* ").endswith("?"):
        return False
    mark = said.stance(offset)
    if mark.stance is Stance.QUOTED:
        return False
    if mark.by and mark.by != "sentence":
        return mark.stance in _MEANT
    return said.around.stance in _MEANT


def is_affirmed(reading: Reading, verb: int, form: Form | None, upto: int) -> bool:
    """Say whether the words of the sentence affirm the deed at ``verb``; ``upto`` is its last word."""
    segment = reading.segment_of(verb)
    if segment.opener is Opener.CONDITION or _is_of_others(reading, segment):
        return False
    before = reading.lows(segment.start, verb)
    if any(word in HYPOTHETICAL | PLANNED | PAST for word in before) or "'ll" in " ".join(before):
        return False
    if _is_past(reading, verb, form) or _used_to(before):
        return False
    behind = reading.lows(verb + 1, segment.end)
    if is_wrong(behind) or _is_told(reading, segment, verb):
        return False
    if _is_topic(reading, segment, verb, form) and (
        any(low in PAST for low in behind) or _is_planned(behind)
    ):
        return False
    return denials(reading, segment, verb, form, upto) % 2 == 0


def _is_of_others(reading: Reading, segment: Segment) -> bool:
    """Say whether a clause is about what is only compared with (``unlike tools that …``), or what fails."""
    before = [
        low for low in reading.lows(segment.start - 3, segment.start) if low not in DETERMINERS
    ]
    if segment.opener is Opener.SUBORDINATE and segment.of >= 0:
        outer = reading.segments[segment.of]
        fails = any(is_one_of(low, FAILS) for low in reading.lows(outer.start, outer.end))
        return fails and reading.words[segment.start].low in ("when", "whenever", "once")
    return segment.opener is Opener.RELATIVE and before[-2:-1] in (["unlike"], ["than"])


def is_wrong(behind: list[str]) -> bool:
    """Say whether a sentence goes on to call it a fault or a non-goal."""
    rest = [low for low in behind if low not in DETERMINERS | ADVERBS or low in NEGATORS]
    return any(
        low in BE and rest[at + 1 : at + 2] and rest[at + 1] in WRONG for at, low in enumerate(rest)
    )


def _is_planned(behind: list[str]) -> bool:
    planned = any(
        low in BE and behind[at + 1 : at + 2] == ["planned"] for at, low in enumerate(behind)
    )
    return planned or bool({"roadmap", "backlog"} & {*behind})


def _is_told(reading: Reading, segment: Segment, verb: int) -> bool:
    """Say whether what is told was only thought of, or stands behind a label that rejects it."""
    before = reading.lows(segment.start, verb)
    told = any(
        low in TOLD and (low == "asked" or before[max(at - 1, 0)] not in BE)
        for at, low in enumerate(before)
    )
    tried = any(
        low in ("attempt", "attempts") and (at == 0 or before[at - 1] in DETERMINERS)
        for at, low in enumerate(before)
    )
    told = told or tried
    at = reading.segments.index(segment)
    label = reading.segments[at - 1] if before[:1] == [":"] and at else None
    if label is None:
        return told
    words = reading.lows(label.start, label.end)
    verbless = not any(low in BE | MODALS for low in words)
    return told or (
        label.start == 0 and verbless and bool((UNSUPPORTED | {"not", "never"}) & {*words})
    )


def _used_to(before: list[str]) -> bool:
    joined = f" {' '.join(before)} "
    is_purpose = any(f" {word} used to " in joined for word in BE)
    return " no longer " in joined or (" used to " in joined and not is_purpose)


def _is_past(reading: Reading, verb: int, form: Form | None) -> bool:
    """Say whether a verb tells what once happened: ``the bridge mutated jobs``."""
    if form is not Form.PAST or is_passive(reading, verb, form):
        return False
    before, after = reading.words[verb - 1].low if verb else "", reading.lows(verb + 1, verb + 2)
    if after and after[0] in THROUGH:
        return False  # a participle: ``jobs paused in the bridge``
    return before not in MODALS | BE | DETERMINERS | {"as", ",", ":"} and verb > 0


def denials(reading: Reading, segment: Segment, verb: int, form: Form | None, upto: int) -> int:
    """Return how many words deny the deed, in its segment and in the one it hangs on."""
    found = [
        index
        for index in range(segment.start, max(verb, upto))
        if _denies(reading, index, verb) and not _set_in(reading, index, verb)
    ]
    after = reading.lows(verb + 1, verb + 3)
    nothing = after[:1] in (["no"], ["nothing"], ["none"], ["neither"]) and not (
        after[1:2] and after[1] in BOUNDS | {"but"}
    )
    behind = _is_denied_behind(reading, segment, verb, form)
    plain = [index for index in found if _is_plain(reading.words[index].low)]
    around = nothing or behind or _inherited(reading, segment, verb, form) % 2
    # "neither … nor" and "never, by no means" deny once; "cannot fail to" denies what denies
    return int(bool(plain or around)) + len(found) - len(plain)


def _is_plain(low: str) -> bool:
    """Say whether a word denies without being a deed or a state of its own."""
    return low.endswith("n't") or low in _PLAIN


def _is_topic(reading: Reading, segment: Segment, verb: int, form: Form | None) -> bool:
    """Say whether a sentence begins with the deed as a noun and goes on to speak of it."""
    verbs_before = any(reading.is_verbal(at) for at in range(segment.start, verb))
    begins = form is Form.THIRD and verb == segment.start  # ``writes from … are rejected``
    noun = begins and any(low in BE | MODALS for low in reading.lows(verb + 1, segment.end))
    return (noun or form in (Form.NOUN, Form.GERUND)) and not verbs_before


def _is_denied_behind(reading: Reading, segment: Segment, verb: int, form: Form | None) -> bool:
    """Say whether the sentence denies the noun it begins with: ``mutations are not supported``."""
    if not _is_topic(reading, segment, verb, form):
        return False
    lows = reading.lows(verb + 1, segment.end)
    for index, low in enumerate(lows):
        before = lows[index - 1] if index else ""
        denies = (
            low in NEGATORS and before in BE | MODALS and lows[index + 1 : index + 2] != ["only"]
        )
        out = low == "out" and lows[index + 1 : index + 3] == ["of", "scope"]
        off = low in ("off", "empty", "absent", "missing") and before in BE
        if (
            denies
            or out
            or off
            or low in UNSUPPORTED
            or (low in MODALS | BE and low.endswith("n't"))
        ):
            return True
    return "cannot" in lows


def _denies(reading: Reading, index: int, verb: int) -> bool:
    word = reading.words[index]
    if word.code:
        return False
    after = reading.words[index + 1].low if index + 1 < len(reading.words) else ""
    low = word.low
    if low in ("rather", "instead"):
        return after in ("than", "of") and index < verb
    if low in NEGATORS or low.endswith("n't"):
        bounds = after in BOUNDS or _is_exclusive(reading, index)
        return not bounds and not _is_excepted(reading, index, verb)
    if low == "free":
        return after == "of" and index < verb
    refuses = index < verb and reading.is_verbal(index) and is_one_of(low, REFUSERS)
    return refuses and after not in JOINTS | {","}


def _is_excepted(reading: Reading, index: int, verb: int) -> bool:
    """Say whether a denial makes an exception, and so affirms: ``nobody but the bridge writes``."""
    return any(excepted_from(reading, at) == index for at in range(index + 2, min(index + 6, verb)))


def _is_exclusive(reading: Reading, index: int) -> bool:
    """Say whether ``no other`` ends a list and affirms it: ``from these and from no other``."""
    low, *after = reading.lows(index, index + 3)
    ends = after[1:2] in ([], [","], ["."], [":"], [";"])
    return low == "no" and after[:1] in (["other"], ["others"]) and ends


def _set_in(reading: Reading, index: int, verb: int) -> bool:
    """Say whether a denial closes before the deed: ``operators, not scripts, change jobs``."""
    low = reading.words[index].low
    before = reading.words[index - 1].low if index else ""
    if index > verb or (low != "without" and before in MODALS | BE):
        return False
    own = low in ("without", "rather", "instead") or before in ("", ",")
    if low == "without" and index == reading.segment_of(index).start and verb > index + 2:
        return True  # what stands in front is of another thing
    return own and "," in [word.low for word in reading.words[index:verb]]


def _inherited(reading: Reading, segment: Segment, verb: int, form: Form | None) -> int:
    """Return the denials of the clause before that reach into this one."""
    if segment.of < 0 or reading.words[segment.start].low == "nor":
        return 0
    first = reading.words[segment.start].low
    outer = reading.segments[segment.of]
    names_one = has_subject(reading, segment, verb)
    if segment.opener is Opener.RELATIVE:
        reaches = names_one and first in ("that", "how", "where", "why")
    else:
        reaches = (
            segment.opener is Opener.JOINED
            and first not in ("but", "yet", ",")
            and not names_one
            and not any(low in MODALS | BE for low in reading.lows(segment.start, verb))
        )
    if not reaches:
        return 0
    last = outer.end - 1
    count = denials(reading, outer, last, None, last) if last >= outer.start else 0
    lows = reading.lows(outer.start, outer.end)
    if segment.opener is Opener.RELATIVE and first == "that":
        count += any(low in UNTRUE for low in lows)
    finite = form is Form.THIRD and segment.opener is Opener.JOINED
    if finite and first != "or" and not {"never", "neither", "nor"} & {*lows, first}:
        return 0
    return count


def is_quoted(reading: Reading, start: int, end: int) -> bool:
    """Say whether the text from ``start`` to ``end`` stands within one pair of quotation marks."""
    text = reading.text
    for opening, closing in _QUOTES.items():
        if opening == closing:
            inside = text[:start].count(opening) % 2 == 1
            if inside and opening not in text[start:end] and closing in text[end:]:
                return True
        elif text.rfind(opening, 0, start) > text.rfind(closing, 0, start):
            return closing in text[end:]
    return False
