"""``document-structure``: how documents are built: sections, blocks of data, what their texts keep."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from contractcheck.kinds.document_structure.blocks import compile_blocks
from contractcheck.kinds.document_structure.reading import Structure, read
from contractcheck.kinds.document_structure.rules import RULES
from contractcheck.kinds.document_structure.texts import (
    compile_agreement,
    compile_checklists,
    compile_dated,
    compile_fields,
    compile_named,
    compile_paths,
    compile_questions,
)
from contractcheck.model.case import drift
from contractcheck.model.clause import Clause
from contractcheck.model.contract import Contract, Reference
from contractcheck.model.fields import Field
from contractcheck.model.finding import Finding
from contractcheck.model.folding import fold_title
from contractcheck.model.outlines import OutlineNeed, SectionsAre
from contractcheck.model.path_pattern import match_path

__all__ = ["RULES", "compile", "lint", "references"]

_REFUSED = "refused"
_PARTS = (
    compile_blocks,
    compile_fields,
    compile_paths,
    compile_checklists,
    compile_questions,
    compile_dated,
    compile_agreement,
    compile_named,
)


def compile(contract: Contract) -> Iterator[Clause]:  # noqa: A001 - the architecture's word
    """Yield the clauses of the sections, then of each part of the contract."""
    structure = read(contract)
    yield from _sections(structure)
    for part in _PARTS:
        yield from part(structure)


def _sections(structure: Structure) -> Iterator[Clause]:
    field = structure.root.get("sections")
    if field.value is None:
        return
    titles = tuple(one.texts() for one in field.get("in_order").each())
    optional = field.get("optional").texts()
    extra = tuple(title for title in optional if not _has(titles, title))
    need = OutlineNeed(structure.place(field.get("at")))
    argument = SectionsAre(
        titles,
        optional,
        closed=field.get("others").text == _REFUSED,
        filled=field.get("empty").text != "allowed",
        anywhere=extra,
    )
    says = f"{need.place} has {len(titles)} sections in order"
    yield structure.clause("sections", says, field, argument, need)


def _has(titles: Iterable[Sequence[str]], title: str) -> bool:
    return any(fold_title(title) == fold_title(one) for each in titles for one in each)


def lint(contract: Contract, _peers: Sequence[Contract]) -> Iterator[Finding]:
    """Yield sections named twice, items that may lack and are none, paths that cannot be enough."""
    structure = read(contract)
    seen: set[str] = set()
    for field in structure.root.get("sections").get("in_order").each():
        for title in field.texts():
            if fold_title(title) in seen:
                yield _fault(
                    structure, "sections", title, field, f"the section `{title}` stands twice"
                )
            seen.add(fold_title(title))
    for name, field in structure.entries("checklists"):
        items = {item for item, _ in field.get("items").members()}
        for one in field.get("not_applicable").each():
            if one.text not in items:
                message = f"`{one.text}` may be N/A and is none of the items"
                yield _fault(structure, f"checklists/{name}", one.text, one, message)
    for name, field in structure.entries("paths"):
        yield from _too_few(structure, name, field)
    yield from _dead_rules(structure)
    for name, field in structure.entries("dated"):
        texts = [text for _, one in field.get("statements").members() for text in one.texts()]
        for text in sorted({text for text in texts if texts.count(text) > 1}):
            message = f"`{text}` is said at two dates: nothing replaced it"
            yield _fault(structure, f"dated/{name}", text, field, message)


def _dead_rules(structure: Structure) -> Iterator[Finding]:
    """Yield rules that no block can meet: their keys or values are none of the schema."""
    for name, field in structure.entries("fences"):
        known = field.get("schema").get("properties")
        for rule, of_rule in field.get("rules").members() if known.value else ():
            for key, values in of_rule.get("when").members():
                allowed = known.get(key).get("enum").texts()
                odd = [one for one in values.texts() if allowed and one not in allowed]
                if not known.has(key) or odd:
                    shown = ", ".join(f"`{key}: {one}`" for one in odd or values.texts())
                    message = f"the schema allows no {shown}: the rule asks nothing of anybody"
                    yield _fault(structure, f"fences/{name}/{rule}", key, values, message)


def _too_few(structure: Structure, name: str, field: Field) -> Iterator[Finding]:
    listed = field.get("lists").texts()
    for pattern, number in field.get("at_least").members():
        matching = sum(match_path(pattern, path) for path in listed)
        if listed and isinstance(number.value, int) and matching < number.value:
            message = f"{matching} of the listed paths match `{pattern}`, not {number.value}"
            yield _fault(structure, f"paths/{name}", pattern, number, message)


def _fault(structure: Structure, name: str, subject: str, field: Field, message: str) -> Finding:
    clause = structure.clause(name, "the contract itself", field, SectionsAre(()))
    return drift(clause, "contradiction", subject=subject, message=message, places=[field.key_at])


def references(_contract: Contract) -> Iterable[Reference]:
    """Yield nothing: the contract names no API and no other contract."""
    return ()
