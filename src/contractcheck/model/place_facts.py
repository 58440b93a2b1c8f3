"""Whether a bound place is in its document: the facts every selector of a place begins with."""

from __future__ import annotations

from contractcheck.model.document import Document, Section
from contractcheck.model.location import FILE_START
from contractcheck.model.needs import PlaceFound, PlaceGone
from contractcheck.model.place import Place
from contractcheck.model.sections import find_sections, longer_lead_in, nearest_heading


def look_at(
    document: Document, place: Place
) -> tuple[tuple[PlaceFound | PlaceGone, ...], tuple[Section, ...]]:
    """Return the sections a place means in a document, with a fact for each, or that there is none."""
    sections = find_sections(document, place.section)
    if not sections:
        return (gone(document, place.section[-1]),), ()
    return tuple(_found(document, section) for section in sections), sections


def _found(document: Document, section: Section) -> PlaceFound:
    if section.heading is None:
        return PlaceFound(document.at(FILE_START), section.title)
    return PlaceFound(document.at(section.heading.span), section.title, section.span)


def gone(document: Document, wanted: str) -> PlaceGone:
    """Return the fact that the heading ``wanted`` is not in a document, with the nearest one."""
    near, start = nearest_heading(document, wanted), document.at(FILE_START)
    if near is None or near.heading is None:
        lead = longer_lead_in(document, wanted)
        if lead is None:
            return PlaceGone(start, wanted)
        named = lead.text.rstrip(": ")
        return PlaceGone(start, wanted, named, document.at(lead.span), noun="heading or lead-in")
    return PlaceGone(start, wanted, near.title, document.at(near.heading.span))
