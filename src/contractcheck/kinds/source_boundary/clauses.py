"""``source-boundary``: what may stand only in some places of the source code, and what must be tested."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from contractcheck.kinds.source_boundary.rules import RULES
from contractcheck.model.case import drift
from contractcheck.model.clause import Clause
from contractcheck.model.contract import Contract, Reference
from contractcheck.model.fields import Field, slug
from contractcheck.model.finding import Finding
from contractcheck.model.needs import PathsNeed
from contractcheck.model.path_pattern import match_path
from contractcheck.model.source_patterns import LooksAt, PatternNeed, StandsIn, StandsOnlyIn
from contractcheck.model.tested_subjects import SubjectTested, TestNaming, TestsNeed

__all__ = ["RULES", "compile", "lint", "references"]


def compile(contract: Contract) -> Iterator[Clause]:  # noqa: A001 - the architecture's word
    """Yield a clause for each rule, for each place that must hold a pattern, for each tested subject."""
    root = Field(contract.data, "", contract.data.value)
    for name, field in root.get("rules").members():
        files = field.get("in").texts() or root.get("in").texts()
        if field.has("only_in"):
            yield _only_in(contract, name, field, files)
        if field.has("never_in"):
            yield _never_in(contract, name, field)
        if field.has("required_in"):
            yield _required_in(contract, name, field)
    yield from _tests(contract, root.get("tests"))


def lint(contract: Contract, _peers: Sequence[Contract]) -> Iterator[Finding]:
    """Yield rules that allow and forbid the same path."""
    root = Field(contract.data, "", contract.data.value)
    for name, field in root.get("rules").members():
        allowed = (*field.get("only_in").texts(), *field.get("required_in").texts())
        for path in allowed:
            if any(match_path(one, path) for one in field.get("never_in").texts()):
                clause = _clause(contract, name, field, "the contract itself")
                message = f"`{path}` may hold it and may not"
                at = field.get("never_in").at
                yield drift(clause, "contradiction", subject=path, message=message, places=[at])


def references(_contract: Contract) -> Iterable[Reference]:
    """Yield the names that must resolve: the kind has none."""
    return ()


def _clause(contract: Contract, name: str, field: Field, says: str) -> Clause:
    return Clause(
        id=f"{contract.id}/{slug(name)}",
        kind=contract.kind,
        says=field.get("says").text or says,
        at=field.key_at,
        argument=StandsIn(),
        owner=contract.owner,
        formerly=contract.formerly,
    )


def _need(field: Field, files: tuple[str, ...], left_out: tuple[str, ...] = ()) -> PatternNeed:
    return PatternNeed(
        files=files,
        patterns=field.get("pattern").texts(),
        looks_at=LooksAt(field.get("looks_at").text or LooksAt.CODE.value),
        left_out=left_out,
        excused=field.get("except_pattern").texts(),
        mentioning=field.get("mentioning").texts(),
    )


def _only_in(contract: Contract, name: str, field: Field, files: tuple[str, ...]) -> Clause:
    allowed, excepted = field.get("only_in").texts(), field.get("except").texts()
    clause = _clause(contract, name, field, f"{_patterns(field)} only in {', '.join(allowed)}")
    need = _need(field, files, (*allowed, *excepted))
    needs = (need, *map(PathsNeed, allowed))
    return replace(clause, argument=StandsOnlyIn(allowed), needs=needs)


def _never_in(contract: Contract, name: str, field: Field) -> Clause:
    files = field.get("never_in").texts()
    clause = _clause(contract, name, field, f"{_patterns(field)} never in {', '.join(files)}")
    if field.has("only_in"):
        clause = replace(clause, id=f"{clause.id}/never")
    need = _need(field, files, field.get("except").texts())
    return replace(clause, argument=StandsOnlyIn(), needs=(need,))


def _required_in(contract: Contract, name: str, field: Field) -> Clause:
    files = field.get("required_in").texts()
    clause = _clause(contract, name, field, f"{_patterns(field)} in {', '.join(files)}")
    if field.has("only_in") or field.has("never_in"):
        clause = replace(clause, id=f"{clause.id}/required")
    return replace(clause, needs=(_need(field, files, field.get("except").texts()),))


def _patterns(field: Field) -> str:
    return " or ".join(f"`{pattern}`" for pattern in field.get("pattern").texts())


def _tests(contract: Contract, tests: Field) -> Iterator[Clause]:
    named_by = tuple(map(TestNaming, tests.get("named_by").texts())) or tuple(TestNaming)
    for subject, field in tests.get("subjects").members():
        patterns = field.texts() or (_words(subject),)
        yield Clause(
            id=f"{contract.id}/tests/{slug(subject)}",
            kind=contract.kind,
            says=f"there is a test of {subject}",
            at=field.key_at,
            argument=SubjectTested(subject, tests.get("in").at),
            needs=(TestsNeed(tests.get("in").texts(), patterns, named_by),),
            owner=contract.owner,
            formerly=contract.formerly,
        )


def _words(subject: str) -> str:
    """Return the pattern of a subject: its words side by side, each in the singular or the plural."""
    stems = (re.escape(word.removesuffix("s")) for word in subject.split())
    return r"\b" + r"\s+".join(f"{stem}s?" for stem in stems) + r"\b"
