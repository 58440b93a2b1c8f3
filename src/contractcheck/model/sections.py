"""Find sections by their headings; where no heading has a title, by what else stands above a text.

That is the lead-in of a list, table or fence, and inside a section that the place names also the label
of an item and the first cell of a row: documents say the same with and without headings.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence

from contractcheck.model.document import (
    Block,
    Document,
    Fence,
    Item,
    ListBlock,
    Paragraph,
    Prose,
    Quote,
    Section,
    Table,
)
from contractcheck.model.folding import fold_title
from contractcheck.model.path_pattern import match_path
from contractcheck.model.place import Place
from contractcheck.model.stance import PLAIN, StanceMark


def find_sections(document: Document, titles: Sequence[str]) -> tuple[Section, ...]:
    """Return the sections whose own heading is the last title, below headings with the others.

    Levels do not count, only nesting and order: where exactly one heading has the last title, the
    others need only stand above it somewhere, so that a heading set one level deeper or higher
    still is the same place. A ``*`` in a title stands for any text. No titles means the whole document.
    """
    if not titles:
        return (document.root,)
    *outer, last = [fold_title(title) for title in titles]
    chains = list(_chains(document.root, ()))
    named = [chain for chain in chains if _is(last, chain[-1].title)]
    if not named:
        return tuple(_titled_otherwise(document, titles))
    nested = [
        chain for chain in named if _in_order(outer, [fold_title(s.title) for s in chain[:-1]])
    ]
    if nested or len(named) != 1:
        return tuple(chain[-1] for chain in nested)
    before = [fold_title(chain[-1].title) for chain in chains[: chains.index(named[0])]]
    return (named[0][-1],) if _in_order(outer, before) else ()


def stands_at(document: str, titles: Sequence[str], places: Sequence[Place]) -> bool:
    """Say whether what stands in a document, below these titles, stands at one of the places."""
    return any(
        match_path(place.documents, document) and _below_all(place.section, titles)
        for place in places
    )


def _below_all(wanted: Sequence[str], titles: Sequence[str]) -> bool:
    rest = iter(titles)
    return all(any(_is(fold_title(one), title) for title in rest) for one in wanted)


def _is(wanted: str, title: str) -> bool:
    """Say whether a title is the wanted one, which is folded already."""
    found = fold_title(title)
    if "*" not in wanted:
        return found == wanted
    pattern = ".*".join(map(re.escape, wanted.split("*")))
    return found == wanted or re.fullmatch(pattern, found) is not None


def _titled_otherwise(document: Document, titles: Sequence[str]) -> Iterator[Section]:
    """Yield what stands below a lead-in, a label or the first cell of a row with the last title."""
    *outer, last = titles
    wanted = fold_title(last)
    for section in find_sections(document, outer):
        for inner in section.walk():
            for block in inner.blocks:
                yield from _led(block, inner, wanted, scoped=bool(outer))


def _led(block: Block, section: Section, wanted: str, *, scoped: bool) -> Iterator[Section]:
    if isinstance(block, Quote):
        for one in block.blocks:
            yield from _led(one, section, wanted, scoped=scoped)
    elif isinstance(block, ListBlock | Table | Fence):
        lead = block.lead_in
        if lead is not None and any(_is(wanted, text) for text in _endings(lead)):
            mark = PLAIN if isinstance(block, Table) else block.stance
            yield _below(section, lead, (block,), mark)
    if isinstance(block, Paragraph) and scoped:
        yield from _labelled(block, section, wanted)
    elif isinstance(block, ListBlock):
        for item in block.items:
            yield from _item(item, section, wanted, scoped=scoped)
    elif isinstance(block, Table) and scoped:
        yield from _rows(block, section, wanted)


def _rows(block: Table, section: Section, wanted: str) -> Iterator[Section]:
    """Yield what stands in the rows that begin with the wanted text, each as a section."""
    for row in block.rows:
        if row and _is(wanted, row[0].prose.text):
            cells = tuple(Paragraph(cell.prose, cell.prose.span) for cell in row[1:])
            yield _below(section, row[0].prose, cells, row[0].stance)


def _labelled(block: Paragraph, section: Section, wanted: str) -> Iterator[Section]:
    """Yield what stands behind a label that a paragraph begins with, as a section."""
    prose = block.prose
    label, _, said = prose.text.partition(":")
    if said.strip() and _is(wanted, label):
        body = prose.part(len(prose.text) - len(said.lstrip()), len(prose.text))
        yield _below(section, prose.part(0, len(label)), (Paragraph(body, body.span),), PLAIN)


def _item(item: Item, section: Section, wanted: str, *, scoped: bool) -> Iterator[Section]:
    """Yield an item with a list below it, or with its label, as a section; else look inside it."""
    text, end = item.prose.text, item.label or len(item.prose.text)
    if _leads_elsewhere(item.prose.part(0, end)):
        return
    if _is(wanted, text[:end]) and (item.blocks or (scoped and item.label)):
        body = item.prose.part(item.body, len(text)) if item.label else None
        said = (Paragraph(body, body.span),) if body is not None and body.text.strip() else ()
        blocks = (*said, *item.blocks)
        yield _below(section, item.prose.part(0, end), blocks, item.stance)
        return
    for block in item.blocks:
        yield from _led(block, section, wanted, scoped=scoped)


def _leads_elsewhere(prose: Prose) -> bool:
    """Say whether a text is an entry of a table of contents: what it names stands where it leads."""
    return bool(prose.said) and all(
        run.link.startswith("#") for run in prose.said if run.text.strip()
    )


def _endings(lead: Prose) -> tuple[str, ...]:
    """Return a lead-in and its last sentence: either may be what a place is called."""
    last = lead.text[lead.sentences[-1].start :] if lead.sentences else ""
    return (lead.text, last)


def _below(
    section: Section, heading: Prose, blocks: tuple[Block, ...], mark: StanceMark
) -> Section:
    return Section(heading, section.level + 1, heading.span, blocks, (), section.role, mark)


def nearest_heading(document: Document, title: str) -> Section | None:
    """Return the section whose heading is most like ``title``, if any is like it at all."""
    sections = {fold_title(s.title): s for s in document.root.walk() if s.heading}
    close = difflib.get_close_matches(fold_title(title), sections, n=1, cutoff=0.6)
    return sections[close[0]] if close else None


def longer_lead_in(document: Document, title: str) -> Prose | None:
    """Return the lead-in of a list, table or fence that begins with the words of ``title`` and goes on."""
    wanted = fold_title(title).rstrip(":") + " "
    for section in document.root.walk():
        for lead in _leads(section.blocks):
            if any(fold_title(text).startswith(wanted) for text in _endings(lead)):
                return lead
    return None


def _leads(blocks: Sequence[Block]) -> Iterator[Prose]:
    for block in blocks:
        if isinstance(block, Quote):
            yield from _leads(block.blocks)
        elif isinstance(block, ListBlock | Table | Fence) and block.lead_in is not None:
            yield block.lead_in


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
