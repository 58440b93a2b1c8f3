"""The fact that a bound place is not in its document."""

from __future__ import annotations

from contractcheck.model.document import Document
from contractcheck.model.location import FILE_START
from contractcheck.model.needs import PlaceGone
from contractcheck.model.sections import nearest_heading


def gone(document: Document, wanted: str) -> PlaceGone:
    """Return the fact that the heading ``wanted`` is not in a document, with the nearest one."""
    near, start = nearest_heading(document, wanted), document.at(FILE_START)
    if near is None or near.heading is None:
        return PlaceGone(start, wanted)
    return PlaceGone(start, wanted, near.title, document.at(near.heading.span))
