"""``api-surface``: what an API has, who may call it, what it takes and answers, and what documents say of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from contractcheck.kinds.api_surface.contradictions import lint_surface
from contractcheck.kinds.api_surface.described import compile_described
from contractcheck.kinds.api_surface.operations import compile_operations
from contractcheck.kinds.api_surface.probes import lint_probes, probes, references_of_probes
from contractcheck.kinds.api_surface.rules import RULES
from contractcheck.kinds.api_surface.smokes import references_of_smokes, smokes
from contractcheck.kinds.api_surface.surface import Surface, compile_documented, compile_surface
from contractcheck.model.arguments import OperationsExist
from contractcheck.model.clause import Clause
from contractcheck.model.contract import Contract, Reference
from contractcheck.model.fields import Field, read_place, view_name
from contractcheck.model.finding import Finding
from contractcheck.model.needs import ApiNeed, OperationsNeed

__all__ = ["RULES", "compile", "lint", "references"]


def compile(contract: Contract) -> Iterator[Clause]:  # noqa: A001 - the architecture's word
    """Yield the clauses on the API, on the documents about it, and on what the server answers."""
    root = Field(contract.data, "", contract.data.value)
    apis = dict.fromkeys((root.get("api").text, *root.get("also").texts()))
    for number, api in enumerate(apis):
        surface = Surface(contract, root, api, is_first=number == 0)
        yield from compile_surface(surface)
        yield from compile_operations(surface)
        if number == 0:
            yield from compile_documented(surface)
    yield from _documents(contract, root)
    for number, api in enumerate(apis):
        yield from compile_described(contract, root, api, f"@{api}" if number else "")
    yield from probes(contract, root)
    yield from smokes(contract, root)


def _documents(contract: Contract, root: Field) -> Iterator[Clause]:
    """Yield a clause for each place that documents operations."""
    api = root.get("api").text
    argument = OperationsExist(api, root.get("prefixes").texts(), root.get("planned").texts())
    hosts = root.get("hosts").texts()
    excepted = tuple(OperationsNeed(read_place(each), hosts) for each in root.get("except").each())
    for field in root.get("documents").each():
        place = read_place(field)
        yield Clause(
            id=f"{contract.id}/documented/{view_name(field)}",
            kind=contract.kind,
            says=f"operations named in {place} exist in the API {api}",
            at=field.at,
            argument=argument,
            needs=(OperationsNeed(place, hosts), ApiNeed(api), *excepted),
            formerly=contract.formerly,
            owner=contract.owner,
        )


def lint(contract: Contract, _peers: Sequence[Contract]) -> Iterable[Finding]:
    """Yield what contradicts itself in the contract."""
    root = Field(contract.data, "", contract.data.value)
    yield from lint_surface(contract, root)
    yield from lint_probes(contract, root)


def references(contract: Contract) -> Iterable[Reference]:
    """Yield the APIs the contract is about, and what its probes name."""
    root = Field(contract.data, "", contract.data.value)
    for field in (root.get("api"), *root.get("also").each()):
        yield Reference("api", field.text, field.at)
    yield from references_of_probes(root)
    yield from references_of_smokes(root)
