"""Where a sentence makes a claim: by itself, or together with what it stands under."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from contractcheck.model.claims import AboveKind, Claim, Said, SaidIn
from contractcheck.model.folding import fold_signs, plain
from contractcheck.model.likeness import NEGATION
from contractcheck.model.place import MemberShape
from contractcheck.model.stance import Stance
from contractcheck.model.words import any_of
from contractcheck.relations.claims.deeds import find_deeds, made, read
from contractcheck.relations.claims.families import Form, same_word
from contractcheck.relations.claims.lexicon import ADVERBS, BE, DETERMINERS, MODALS, PRONOUNS
from contractcheck.relations.claims.meaning import is_affirmed, is_placed, is_quoted, is_wrong
from contractcheck.relations.claims.reading import Reading, find_names, is_many, words_of
from contractcheck.relations.claims.roles import Part, part_of

_YES = re.compile(
    r"\W*(?:yes|y|true|always|full|supported|allowed|available|can|\u2713|\u2714|\u2705|\U0001f5f8|x)\W*\Z",
    re.IGNORECASE,
)
_MARKS = frozenset("\u2713\u2714\u2705")
_TELLS = re.compile(r"what\b.*\b(?:does|do|can|may|offers?|allows?)\W*\Z", re.IGNORECASE)
"""A heading that its items answer: ``What the bridge does``."""
_GAP = 2
_FRAGMENT = 4


@dataclass(frozen=True, slots=True)
class Hit:
    """A claim that is made: the offset of its word in the sentence; ``sure`` for a listed phrase."""

    offset: int
    sure: bool = False


def hits(said: Said, claim: Claim) -> Iterator[Hit]:
    """Yield where the sentence makes the claim."""
    yield from _phrases(said, claim)
    if not (claim.doing or claim.being):
        return
    yield from _read(said, claim, "")
    for prefix in _prefixes(said, claim):
        yield from _read(said, claim, prefix)
    yield from _stated(said, claim)
    yield from _listed(said, claim)
    yield from _ticked(said, claim)


def _read(said: Said, claim: Claim, prefix: str) -> Iterator[Hit]:
    shift = len(prefix)
    code = tuple((start + shift, end + shift) for start, end in said.code)
    reading = read(prefix + said.text, claim, code)
    for one in made(reading, claim):
        own = [reading.words[index].start - shift for index in one.words]
        offset = next((start for start in own if start >= 0), None)
        if offset is not None and is_placed(said, offset):
            yield Hit(offset)


def _prefixes(said: Said, claim: Claim) -> Iterator[str]:
    """Yield what the sentence goes on from: its label, lead-in, heading, row, or an earlier subject."""
    reading = read(said.text, claim, said.code)
    starts = _beginning(reading, claim)
    label, lead = said.over(AboveKind.LABEL), said.over(AboveKind.LEAD_IN)
    is_fragment = not any(map(reading.is_verbal, range(len(reading.words))))
    if label and not said.text.startswith(label) and starts:
        yield f"{label} "
    if said.held_in is SaidIn.ITEM and lead.rstrip().endswith(":") and (starts or is_fragment):
        tail = re.split(r"(?<=[.!?])\s+", lead.rstrip().removesuffix(":"))[-1]
        if _leads(tail, claim):
            yield f"{tail} "
    row = said.over(AboveKind.ROW)
    if row and (starts or (is_fragment and len(reading.words) < _FRAGMENT)):
        yield f"{row} "
    told = said.over(AboveKind.HEADING) if starts == "verb" and said.held_in is SaidIn.ITEM else ""
    if _TELLS.match(told) and find_names(read(told, claim), claim.about):
        yield f"{told} "
    if starts in ("finite", "pronoun"):
        plural = starts == "pronoun" and bool({"they", "themselves"} & set(reading.lows(0, _GAP)))
        earlier = _earlier(said, claim, plural=plural) if starts == "pronoun" else ""
        titled = _titled(said, claim)
        titled = titled if titled.endswith("s") or not plural else ""
        yield from (f"{name} " for name in [earlier or titled] if name)


def _beginning(reading: Reading, claim: Claim) -> str:
    """Say how a sentence without a subject of its own begins; empty for one that has one."""
    deeds = {deed.index: deed.form for deed in find_deeds(reading.words, claim.doing)}
    for index, word in enumerate(reading.words):
        if word.low in ADVERBS or word.low.endswith("ly"):
            continue
        if word.low in PRONOUNS:
            return "pronoun"
        form = deeds.get(index)
        if form is Form.THIRD or word.low in BE or word.low in MODALS:
            return "finite"
        if form is not None or reading.is_verbal(index):
            return "finite" if word.low.endswith("s") else "verb"
        return ""
    return ""


def _leads(tail: str, claim: Claim) -> bool:
    """Say whether a lead-in goes on in its items; ``To use the bridge:`` leads in instructions."""
    reading = read(tail, claim)
    if not reading.words or reading.words[0].low == "to":
        return False
    names = find_names(reading, (*claim.about, *claim.to)) or find_names(reading, claim.being)
    open_ = reading.words[-1].low in ("to", "for", "by", "as")
    return any(open_ or part_of(reading, name) is not Part.USED for name in names) or bool(
        find_deeds(reading.words, claim.doing)
    )


def _earlier(said: Said, claim: Claim, *, plural: bool) -> str:
    """Return the subject that ``it`` means: the one the sentences before begin with."""
    for text in reversed(said.before):
        reading = read(text, claim)
        names = [name for name in find_names(reading, claim.about) if name.start <= _GAP]
        for name in names:
            if part_of(reading, name) is Part.SUBJECT and (is_many(reading, name) or not plural):
                return text[: reading.words[name.end - 1].end]
        if not reading.words or reading.words[0].low not in PRONOUNS:
            return ""
    return ""


def _titled(said: Said, claim: Claim) -> str:
    """Return the heading above where it names the subject and nothing else."""
    title = said.over(AboveKind.HEADING)
    return title if not said.before and _is_only(title, claim.about) else ""


def _is_only(text: str, names: tuple[str, ...]) -> bool:
    """Say whether a text is one of the names, with an article or in parentheses more."""
    reading = Reading(text, words_of(re.sub(r"\(.*?\)", "", text)), frozenset())
    found = find_names(reading, names)
    inside = {index for name in found for index in range(name.start, name.end)}
    rest = [word.low for at, word in enumerate(reading.words) if at not in inside]
    return bool(found) and all(
        low in DETERMINERS or low in {"and", "or"} or not low[:1].isalpha() for low in rest
    )


def _stated(said: Said, claim: Claim) -> Iterator[Hit]:
    """Yield a label or row that names the subject, with a text that says at once what it is."""
    label, row = said.over(AboveKind.LABEL), said.over(AboveKind.ROW)
    start = len(label) if label and said.text.startswith(label) else 0
    start += len(said.text[start:]) - len(said.text[start:].lstrip(" :\u2014\u2013-"))
    title = label if start else row
    own = read(said.text[start:], claim)
    named = find_names(own, claim.being)
    if not title or not _is_only(title, claim.about) or not named:
        return
    before = own.words[: named[0].start]
    if all(word.low in DETERMINERS | ADVERBS or word.low.endswith("ly") for word in before):
        prefix = f"{title} is "
        offset = start + own.words[named[0].start].start
        for _ in made(read(prefix + said.text[start:], claim), claim):
            if is_placed(said, offset):
                yield Hit(offset)


def _listed(said: Said, claim: Claim) -> Iterator[Hit]:
    """Yield a subject that stands alone under what is claimed: ``Mutation surfaces:`` ``- the bridge``."""
    if said.held_in not in (SaidIn.ITEM, SaidIn.CELL) or not is_placed(said, 0):
        return
    label = said.over(AboveKind.LABEL)
    own = said.text.removeprefix(label).lstrip(" :\u2014-") if label else said.text
    if not claim.about or not _is_only(own, claim.about):
        return
    titles = (label, *(said.over(kind) for kind in AboveKind if kind is not AboveKind.LABEL))
    if any(_names_class(title, claim) for title in titles if title and title != own):
        yield Hit(said.text.index(own) if own in said.text else 0)


def _names_class(title: str, claim: Claim) -> bool:
    """Say whether a title names those who do it or are it, affirmed."""
    reading = read(title, claim)
    last = max((at for at, word in enumerate(reading.words) if word.low[:1].isalnum()), default=-1)
    if find_names(reading, claim.about) or (claim.to and not find_names(reading, claim.to)):
        return False
    for deed in find_deeds(reading.words, claim.doing):
        named = deed.form is Form.NOUN or deed.index != last
        leads = any(word.low in ("by", "through", "via", "from") for word in reading.words)
        if (named or leads) and is_affirmed(reading, deed.index, deed.form, last):
            return deed.index > 0 or deed.form is not Form.BASE or leads
    return any(
        is_affirmed(reading, one.start, None, last) for one in find_names(reading, claim.being)
    )


def _ticked(said: Said, claim: Claim) -> Iterator[Hit]:
    """Yield a cell that says yes where the row names the subject and the column the deed, or the reverse."""
    if said.held_in is not SaidIn.CELL or not is_placed(said, 0):
        return
    if not (_YES.match(said.text) or said.text.strip()[:1] in _MARKS):
        return
    row, column = said.over(AboveKind.ROW), said.over(AboveKind.COLUMN)
    for subject, deed in ((row, column), (column, row)):
        reading, other = read(deed, claim), Reading(subject, words_of(subject), frozenset())
        if claim.about and claim.to and not find_names(reading, claim.to):
            continue
        whose = find_names(other, claim.about) or (not claim.about and find_names(other, claim.to))
        done = [one.index for one in find_deeds(reading.words, claim.doing)]
        done += [one.start for one in find_names(reading, claim.being)]
        if whose and any(is_affirmed(reading, index, None, index) for index in done):
            yield Hit(0)
            return


def _phrases(said: Said, claim: Claim) -> Iterator[Hit]:
    text = fold_signs(said.text)
    exact = any_of(tuple(plain(phrase) for phrase in claim.phrases), MemberShape.PHRASE)
    found = [(match.start(), match.end(), True) for match in exact.finditer(text)]
    reading = Reading(said.text, words_of(said.text, said.code), frozenset())
    for phrase in claim.phrases:
        found += [
            (start, end, False)
            for start, end in _close(reading, phrase)
            if not any(start < stop and begin < end for begin, stop, _ in found)
        ]
    for start, end, sure in found:
        if _is_meant(said, reading, start, end):
            yield Hit(start, sure)


def _close(reading: Reading, phrase: str) -> Iterator[tuple[int, int]]:
    """Yield where the words of a phrase stand in other forms, with articles or adverbs between them."""
    wanted = [word.low for word in words_of(plain(phrase)) if word.low not in DETERMINERS]
    # a name has no verbs and adjectives, and `obvious` is another word than `obviously`
    if len(wanted) == 1 and (phrase[:1].isupper() or wanted[0].endswith("ly")):
        named = [word for word in reading.words if word.low.rstrip("s'") == wanted[0].rstrip("s'")]
        yield from ((word.start, word.end) for word in named if not word.code)
        return
    for first, word in enumerate(reading.words):
        if not wanted or word.code or not same_word(word.low, wanted[0]):
            continue
        at, gap, index = 1, 0, first + 1
        while at < len(wanted) and index < len(reading.words) and gap <= _GAP:
            low = reading.words[index].low
            if same_word(low, wanted[at]):
                at, gap = at + 1, 0
            elif NEGATION.fullmatch(low):
                break
            elif low in DETERMINERS | ADVERBS | {"its"} or low.endswith("ly"):
                gap += 1
            else:
                break
            index += 1
        if at == len(wanted):
            yield word.start, reading.words[index - 1].end


def _is_meant(said: Said, reading: Reading, start: int, end: int) -> bool:
    """Say whether a phrase is meant; a negation inside of it (``never loses``) denies nothing."""
    index = next((at for at, word in enumerate(reading.words) if word.end > start), 0)
    if not is_placed(said, start) or is_quoted(reading, start, end):
        return False
    behind = [word.low for word in reading.words if word.start >= end]
    if is_wrong(behind) or behind[:1] in (["would"], ["could"], ["might"]):
        return False
    mark = said.stance(start)
    if mark.by == "sentence" and mark.stance in (Stance.PAST, Stance.PLANNED):
        return False
    if mark.by == "sentence" and mark.stance is Stance.DENIED:
        inside = NEGATION.search(said.text[start:end]) is not None
        around = [one for one in NEGATION.finditer(said.text) if not start <= one.start() < end]
        if any(not _is_aside(said.text, one, start, end) for one in around):
            return False
        return inside or bool(around)
    return is_affirmed(reading, index, None, index)


def _is_aside(text: str, negation: re.Match[str], start: int, end: int) -> bool:
    """Say whether a denial is of another thing: ``without a fresh answer`` in front, or behind."""
    if negation[0].lower() != "without":
        return False
    in_front = not text[: negation.start()].strip()
    return negation.start() >= end or (in_front and len(text[:start].split()) > _GAP)
