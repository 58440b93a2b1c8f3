"""Find sections by their headings."""

from __future__ import annotations

import difflib
from collections.abc import Sequence

from contractcheck.model.document import Document, Section
from contractcheck.model.folding import fold_title
from contractcheck.model.path_pattern import match_path
from contractcheck.model.place import Place


def find_sections(document: Document, titles: Sequence[str]) -> tuple[Section, ...]:
    """Return the sections whose own heading is the last title, below headings with the others.

    Levels do not count, only nesting and order: where exactly one heading has the last title, the
    others need only stand above it somewhere, so that a heading set one level deeper or higher
    still is the same place. No titles means the whole document.
    """
    if not titles:
        return (document.root,)
    *outer, last = [fold_title(title) for title in titles]
    chains = list(_chains(document.root, ()))
    named = [chain for chain in chains if fold_title(chain[-1].title) == last]
    nested = [
        chain for chain in named if _in_order(outer, [fold_title(s.title) for s in chain[:-1]])
    ]
    if nested or len(named) != 1:
        return tuple(chain[-1] for chain in nested)
    before = [fold_title(chain[-1].title) for chain in chains[: chains.index(named[0])]]
    return (named[0][-1],) if _in_order(outer, before) else ()


def stands_at(document: str, titles: Sequence[str], places: Sequence[Place]) -> bool:
    """Say whether what stands in a document, below these titles, stands at one of the places."""
    folded = [fold_title(title) for title in titles]
    return any(
        match_path(place.documents, document)
        and _in_order([fold_title(title) for title in place.section], folded)
        for place in places
    )


def nearest_heading(document: Document, title: str) -> Section | None:
    """Return the section whose heading is most like ``title``, if any is like it at all."""
    sections = {fold_title(s.title): s for s in document.root.walk() if s.heading}
    close = difflib.get_close_matches(fold_title(title), sections, n=1, cutoff=0.6)
    return sections[close[0]] if close else None


def _chains(section: Section, above: tuple[Section, ...]) -> list[tuple[Section, ...]]:
    chains = []
    for inner in section.sections:
        chain = (*above, inner)
        chains.append(chain)
        chains.extend(_chains(inner, chain))
    return chains


def _in_order(wanted: Sequence[str], titles: Sequence[str]) -> bool:
    rest = iter(titles)
    return all(title in rest for title in wanted)
