"""Members in prose: code spans, and the members a sentence enumerates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from contractcheck.model.document import Document, Section
from contractcheck.model.enumeration import Part, find_chains
from contractcheck.model.evidence import Value
from contractcheck.model.needs import IN_A_TABLE, IN_SENTENCES, MembersNeed
from contractcheck.model.walk import Passage, PassageKind, passages
from contractcheck.model.words import any_of, is_name
from contractcheck.selectors.members.leading import value_at

_CONTEXTS = {PassageKind.PARAGRAPH: IN_SENTENCES, PassageKind.CELL: IN_A_TABLE}


def code_spans(document: Document, section: Section, need: MembersNeed) -> Iterator[Value]:
    """Yield every code span, and declared members that stand as plain words.

    A member that is a dictionary word counts in a code span only: ``available`` is also English.
    """
    names = tuple(term for term in need.known if is_name(term))
    for passage in passages(section):
        prose = passage.prose
        if prose is None or passage.prose is section.heading:
            continue
        spans = [(start, start + len(run.text)) for run, start in prose.code_spans()]
        plain = any_of(names, need.of).finditer(prose.text) if names else ()
        spans += [m.span() for m in plain if not any(s <= m.start() < e for s, e in spans)]
        for start, end in sorted(spans):
            value = value_at(document, section, prose, start, end, passage.stance(start))
            yield replace(value, context=_CONTEXTS.get(passage.kind, value.context))


def enumerated(document: Document, section: Section, need: MembersNeed) -> Iterator[Value]:
    """Yield the members a sentence enumerates: those of the chain that holds most known ones.

    Where none is enumerated, a member is shown by a sentence that names it.
    """
    best: tuple[int, Passage | None, tuple[Part, ...]] = (0, None, ())
    for passage in passages(section):
        if passage.prose is None or passage.prose is section.heading:
            continue
        for chain in find_chains(passage.text, need.known, need.of):
            known = sum(bool(part.member) for part in chain)
            if known > best[0]:
                best = (known, passage, chain)
    _, found, parts = best
    if found is not None and found.prose is not None:
        for part in parts:
            end = part.start + len(part.text)
            yield value_at(
                document, section, found.prose, part.start, end, found.stance(part.start)
            )
    elif need.known:
        yield from _named(document, section, need)


def _named(document: Document, section: Section, need: MembersNeed) -> Iterator[Value]:
    for passage in passages(section):
        prose = passage.prose
        if prose is None or prose is section.heading:
            continue
        for match in any_of(need.known, need.of).finditer(prose.text):
            mark = passage.stance(match.start())
            yield value_at(document, section, prose, *match.span(), mark)
