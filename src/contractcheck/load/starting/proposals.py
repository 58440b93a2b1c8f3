"""Contracts for truths that documents state already: support in buckets, sets of names, API operations.

A proposal is what stands there today, written as a contract; whoever takes it over decides what of it
is meant to hold.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from contractcheck.load.starting.settings import plain_name
from contractcheck.model.document import Cell, Document, Item, ListBlock, Prose, Section, Table
from contractcheck.model.folding import fold_title
from contractcheck.model.stance import Role
from contractcheck.model.yaml_text import yaml_scalar

_FEWEST_BUCKETS = 2
_FEWEST_MEMBERS = 4
_MOST_SETS = 5
_NAME_WORDS = 4
_BUCKETS = frozenset(
    {
        "supported",
        "fully supported",
        "officially supported",
        "community supported",
        "community-supported",
        "tested",
        "verified",
        "best effort",
        "best-effort",
        "experimental",
        "preview",
        "deprecated",
        "host-owned",
        "unsupported",
        "not supported",
        "intentionally unsupported",
        "out of scope",
    }
)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A contract that could hold: where it goes, its text, and what it says in one sentence."""

    path: str
    text: str
    says: str


def propose(
    documents: Sequence[Document], apis: Mapping[str, str], folder: str
) -> Iterator[Proposal]:
    """Yield a contract in ``folder`` for each truth found, of a kind those that say most first."""
    current = [one for one in documents if one.role is Role.CURRENT]
    yield from (_of_api(name, path, folder) for name, path in apis.items())
    for document in current:
        yield from _of_buckets(document, folder)
    sets = [found for document in current for found in _sets(document)]
    sets.sort(key=lambda found: -len(found[1]))
    taken: set[str] = set()
    for place, members, noun in sets:
        path = _free(f"{folder}/{plain_name(noun)}", taken)
        if len(taken) > _MOST_SETS:
            return
        yield _of_set(path, place, members, noun)


def _of_api(name: str, path: str, folder: str) -> Proposal:
    lines = ["kind: api-surface", f"id: {name}.documented-operations", f"api: {name}"]
    text = "\n".join([*lines, 'documents: "**"', ""])
    says = f"the operations that documents name exist in {path}"
    return Proposal(f"{folder}/{name}-operations.yaml", text, says)


def _of_buckets(document: Document, folder: str) -> Iterator[Proposal]:
    for parent in document.root.walk():
        buckets = [one for one in parent.sections if fold_title(one.title) in _BUCKETS]
        if len(buckets) < _FEWEST_BUCKETS:
            continue
        named = [(bucket, list(_items(bucket))) for bucket in buckets]
        if not all(items for _, items in named):
            continue
        others = [one.title for one in parent.sections if one not in buckets and list(_items(one))]
        name = plain_name(document.path.rpartition("/")[2].partition(".")[0])
        lines = [
            "kind: support-buckets",
            f"id: {name}.support",
            f"home: {_place(document, parent)}",
        ]
        if others:
            lines.append(f"other_sections: [{', '.join(map(yaml_scalar, others))}]")
        lines.append("buckets:")
        for bucket, items in named:
            lines.append(f"  {yaml_scalar(bucket.title)}:")
            taken: set[str] = set()
            lines += [f"    {_free(_short(text), taken)}: {yaml_scalar(text)}" for text in items]
        count = sum(len(items) for _, items in named)
        says = f"{count} statements stand in {len(named)} buckets of {document.path}"
        yield Proposal(f"{folder}/{name}-support.yaml", "\n".join([*lines, ""]), says)
        return


def _items(section: Section) -> Iterator[str]:
    for block in section.blocks:
        if isinstance(block, ListBlock):
            yield from (item.prose.marked(0, len(item.prose.text)).strip() for item in block.items)


def _sets(document: Document) -> Iterator[tuple[str, tuple[str, ...], str]]:
    """Yield place, members and noun of each list or column whose every entry begins with a code span."""
    titles = Counter(fold_title(section.title) for section in document.root.walk())
    for section in document.root.walk():
        if not section.title or titles[fold_title(section.title)] > 1 or not section.blocks:
            continue
        found = [names for block in section.blocks if (names := _names(block))]
        if len(found) == 1 and len(set(found[0])) == len(found[0]) >= _FEWEST_MEMBERS:
            yield _place(document, section), found[0], section.title


def _names(block: object) -> tuple[str, ...]:
    if isinstance(block, ListBlock):
        return _leading(block.items)
    return _leading([row[0] for row in block.rows if row]) if isinstance(block, Table) else ()


def _leading(entries: Sequence[Item | Cell]) -> tuple[str, ...]:
    """Return the code span that each entry begins with; nothing where one begins otherwise."""
    names = [_first_span(entry.prose) for entry in entries]
    return tuple(names) if all(names) else ()


def _first_span(prose: Prose) -> str:
    text = next((run.text for run, at in prose.code_spans() if at == 0), "").strip()
    return "" if " " in text else text


def _of_set(path: str, place: str, members: Sequence[str], noun: str) -> Proposal:
    name = path.rpartition("/")[2]
    lines = ["kind: vocabulary", f"id: {name}.names", "of: code spans", "members:"]
    lines += [f"  - {yaml_scalar(member)}" for member in members]
    lines += ["views:", f"  - {place}", ""]
    says = f"{len(members)} names under `{noun}` stay these, and are spelled so everywhere"
    return Proposal(f"{path}.yaml", "\n".join(lines), says)


def _place(document: Document, section: Section) -> str:
    if not section.title:
        return yaml_scalar(document.path)
    joint = " # " if "#" in section.title else "#"
    return yaml_scalar(f"{document.path}{joint}{section.title}")


def _short(text: str) -> str:
    words = plain_name(text).split("-")
    return "-".join(words[:_NAME_WORDS])


def _free(name: str, taken: set[str]) -> str:
    """Return the name, with a number where it is taken."""
    free, number = name, 1
    while free in taken:
        number += 1
        free = f"{name}-{number}"
    taken.add(free)
    return free
