"""Buckets with their statements, in the four shapes projects write them in.

A section per bucket; a labelled list; a sentence that names the bucket and introduces a list; a table
with a column per bucket or a column that names it. The shape that shows most of the labels is taken,
in that order, unless the place says one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from contractcheck.model.document import Document, Section
from contractcheck.model.evidence import Fact, Value
from contractcheck.model.needs import BucketFound, BucketsNeed, Unsaid
from contractcheck.model.place import Shape
from contractcheck.model.place_facts import look_at
from contractcheck.selectors.buckets.lists import introduced_lists, labelled_items
from contractcheck.selectors.buckets.sections import bucket_sections, other_sections
from contractcheck.selectors.buckets.tables import bucket_tables

_MARKER = re.compile(r"\A\s*(?:[-*+]|\d+[.)])\s+")
"""What a list item begins with in a comment, where nothing has read it as one."""

_Finder = Callable[[Document, Section, BucketsNeed], list[BucketFound]]
_SHAPES: Mapping[Shape, _Finder] = {
    Shape.HEADINGS: bucket_sections,
    Shape.LABELLED_LIST: labelled_items,
    Shape.SENTENCE: introduced_lists,
    Shape.TABLE_COLUMN: bucket_tables,
}


def select(document: Document, need: BucketsNeed) -> Iterable[Fact]:
    """Yield ``PlaceFound``, the buckets, and text that is written without being said."""
    facts, sections = look_at(document, need.place)
    yield from facts
    for section in sections:
        yield from _best(document, section, need)
    yield from other_sections(document, need)
    for prose in document.unsaid:
        how = (
            "struck through"
            if any(run.kind.value == "struck" for run in prose.runs)
            else "in a comment"
        )
        text = _MARKER.sub("", "".join(run.text for run in prose.runs))
        yield Unsaid(Value(text, document.at(prose.span), context=how))


def _best(document: Document, section: Section, need: BucketsNeed) -> list[BucketFound]:
    finder = _SHAPES.get(need.place.shape)
    if finder:
        return finder(document, section, need)
    views = [finder(document, section, need) for finder in _SHAPES.values()]
    return max(views, key=lambda view: len({b.label for b in view if b.label}), default=[])
