"""What an item or a cell is about: its code spans before any explanation, else its first words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from contractcheck.model.document import Document, Prose, Section
from contractcheck.model.evidence import Value
from contractcheck.model.folding import fold
from contractcheck.model.needs import MembersNeed
from contractcheck.model.place import MemberShape
from contractcheck.model.stance import Stance, StanceMark
from contractcheck.model.words import any_of, token

_TITLE_END = re.compile(r"\s+[-\u2013\u2014]\s+|:\s+|\s+\(|;\s+")


def leading(
    document: Document, section: Section, prose: Prose, need: MembersNeed, mark: StanceMark
) -> Iterator[Value]:
    """Yield what an item or cell is about: its code spans before any explanation, else its first word."""
    text = prose.text
    if not text.strip():
        return  # nothing is said here: the item is struck or empty
    if need.of is MemberShape.PHRASE:
        end = _title_end(text, need.known)
        yield value_at(document, section, prose, 0, end, mark_of(prose, mark))
        return
    if need.of is MemberShape.PATH and (link := prose.said[0].link) and "://" not in link:
        at = document.at(prose.said[0].span)
        yield Value(
            link.partition("#")[0].removeprefix("./"), at, mark_of(prose, mark), section.role
        )
        return
    chain = list(_leading_code(prose))
    for start, end in chain:
        yield value_at(document, section, prose, start, end, mark_of(prose, mark))
    if not chain:
        found = list(any_of(need.known, need.of).finditer(text)) if need.known else []
        if found and found[0].start() == 0:
            yield value_at(document, section, prose, *found[0].span(), mark_of(prose, mark))
        else:
            yield value_at(
                document, section, prose, *first_word(text, need.of), mark_of(prose, mark)
            )


def _title_end(text: str, known: Sequence[str]) -> int:
    """Return where the title of an item ends: behind the member that it is, else before what explains it.

    Where members have a bracket, dash or colon of their own, such a sign explains nothing.
    """
    whole = len(text.rstrip(" .;,"))
    cuts = list(_TITLE_END.finditer(text))
    members = {fold(name) for name in known}
    for end in (whole, *(cut.start() for cut in reversed(cuts))):
        if fold(text[:end]) in members:
            return end
    own = {cut[0].strip() for name in known for cut in _TITLE_END.finditer(name)}
    return next((cut.start() for cut in cuts if cut[0].strip() not in own), whole)


def first_word(text: str, shape: MemberShape) -> tuple[int, int]:
    """Return where the first word of a text is; the whole text where it has none."""
    match = token(shape).search(text)
    return match.span() if match else (0, len(text))


def mark_of(prose: Prose, mark: StanceMark) -> StanceMark:
    """Return the stance of an item: that of its first sentence, else its own."""
    for sentence in prose.sentences[:2]:
        if sentence.stance.stance is not Stance.AFFIRMED:
            return sentence.stance
    return mark


def value_at(  # noqa: PLR0913, PLR0917 - a value is made in one place only
    document: Document, section: Section, prose: Prose, start: int, end: int, mark: StanceMark
) -> Value:
    """Return ``prose.text[start:end]`` as a value at its place."""
    at = document.at(prose.locate(start, end))
    code = any(s <= start < s + len(run.text) for run, s in prose.code_spans())
    return Value(prose.text[start:end].strip(), at, mark, section.role, code, section.title)


def _leading_code(prose: Prose) -> Iterator[tuple[int, int]]:
    """Yield the code spans at the start, as far as only commas, slashes and ``and`` part them."""
    at = 0
    for run, start in prose.code_spans():
        between = prose.text[at:start]
        if re.fullmatch(r"[\s,;/&+]*(?:and|or)?\s*", between) is None:
            return
        yield start, start + len(run.text)
        at = start + len(run.text)
