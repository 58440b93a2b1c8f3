"""What in a contract on an API contradicts itself."""

from __future__ import annotations

from collections.abc import Iterator

from contractcheck.model.case import drift
from contractcheck.model.clause import Argument
from contractcheck.model.contract import Contract
from contractcheck.model.fields import Field
from contractcheck.model.finding import Finding, Related
from contractcheck.model.path_template import same_template
from contractcheck.model.read_contract import ReadContract


def lint_surface(contract: Contract, root: Field) -> Iterator[Finding]:
    """Yield operations that are both there and lacking, and fields that are said to be two things."""
    read = ReadContract(contract, root)
    there = dict(root.get("operations").members())
    paths = root.get("paths")
    listed = (paths, paths.get("exactly"), paths.get("at_least"))
    there |= {field.text: field for one in listed for field in one.each() if _is_text(field)}
    for field in root.get("lacks").each():
        for name, other in there.items():
            if _excludes(field.text, name):
                message = f"`{field.text}` is lacking, and `{name}` is there"
                yield _contradiction(read, field, other, field.text, message)
    for name, operation in root.get("operations").members():
        yield from _fields(read, name, operation)


def _is_text(field: Field) -> bool:
    return isinstance(field.value, str)


def _excludes(lacking: str, there: str) -> bool:
    """Say whether what is lacking is there: a path is there with any operation, and lacks them all."""
    method, _, path = lacking.rpartition(" ")
    known, _, other = there.rpartition(" ")
    return same_template(path, other) and (method == known or not method)


def _fields(read: ReadContract, name: str, operation: Field) -> Iterator[Finding]:
    said: dict[str, tuple[str, Field]] = {}
    for key in ("requires", "optional", "set_by_server"):
        for field in operation.get(key).each():
            before = said.setdefault(field.text, (key, field))
            if before[0] != key:
                message = f"`{field.text}` of `{name}` stands under `{before[0]}` and under `{key}`"
                yield _contradiction(read, field, before[1], f"{name} {field.text}", message)


def _contradiction(
    read: ReadContract, field: Field, other: Field, subject: str, message: str
) -> Finding:
    clause = read.clause("contradictions", "the contract itself", field, Argument())
    return drift(
        clause,
        "contradiction",
        subject=subject,
        message=message,
        places=[field.at],
        related=[Related(other.key_at, "and here")],
    )
