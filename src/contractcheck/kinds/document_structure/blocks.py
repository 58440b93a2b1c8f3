"""Front matter and fences: what schema they keep, and what has to stand beside them."""

from __future__ import annotations

import json
from collections.abc import Iterator

from contractcheck.kinds.document_structure.reading import Structure
from contractcheck.model.clause import Clause, Need
from contractcheck.model.data_blocks import (
    BlockNeeds,
    BlocksConform,
    BlocksNeed,
    SchemaFileNeed,
    Sign,
)
from contractcheck.model.fields import Field
from contractcheck.model.needs import PathsNeed
from contractcheck.model.place import Place


def compile_blocks(structure: Structure) -> Iterator[Clause]:
    """Yield the clauses on the front matter and on each sort of fences."""
    front = structure.root.get("front_matter")
    if front.value is not None:
        need = BlocksNeed(Place(structure.documents))
        yield _conform(structure, "front-matter", front, need, "front matter")
    for name, field in structure.entries("fences"):
        info = field.get("info").text
        need = BlocksNeed(structure.place(field.get("at")), info)
        yield _conform(structure, f"fences/{name}", field, need, f"`{info}` block")
        for rule, of_rule in field.get("rules").members():
            yield _rule(structure, f"fences/{name}/{rule}", of_rule, need)


def _conform(structure: Structure, name: str, field: Field, need: BlocksNeed, noun: str) -> Clause:
    schema, needs = field.get("schema"), list[Need]([need])
    text = "" if schema.value is None else json.dumps(schema.value)
    if isinstance(schema.value, str):
        text = ""
        needs.append(SchemaFileNeed(schema.text))
    count = field.get("count").value
    argument = BlocksConform(
        text,
        field.key_at if schema.value is None else schema.key_at,
        noun,
        field.get("unique").texts(),
        count if isinstance(count, int) else None,
    )
    return structure.clause(
        name, f"each {noun} of {need.place} keeps its schema", field, argument, *needs
    )


def _rule(structure: Structure, name: str, field: Field, need: BlocksNeed) -> Clause:
    when = tuple((key, one.texts()) for key, one in field.get("when").members())
    signs = tuple(_sign(one) for one in field.get("needs").each())
    values = " and ".join(f"{key} {' or '.join(texts)}" for key, texts in when)
    argument = BlockNeeds(when, signs, f"`{need.info}` block", structure.base)
    files = [PathsNeed("**")] if any(sign.exists for sign in signs) else []
    says = f"beside a `{need.info}` block with {values}: {' or '.join(map(str, signs))}"
    return structure.clause(name, says, field, argument, need, *files)


def _sign(field: Field) -> Sign:
    exists = field.get("exists").value is True
    return Sign(field.get("label").text, field.get("phrases").texts(), exists)
