"""``api-surface``: the operations that documents name exist in the API."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from contractcheck.kinds.api_surface.described import compile_examples, compile_fields
from contractcheck.kinds.api_surface.rules import RULES
from contractcheck.model.arguments import OperationsExist
from contractcheck.model.clause import Clause
from contractcheck.model.contract import Contract, Reference
from contractcheck.model.fields import Field, read_place, view_name
from contractcheck.model.finding import Finding
from contractcheck.model.needs import ApiNeed, OperationsNeed

__all__ = ["RULES", "compile", "lint", "references"]


def compile(contract: Contract) -> Iterator[Clause]:  # noqa: A001 - the architecture's word
    """Yield a clause for each place that documents operations."""
    root = Field(contract.data, "", contract.data.value)
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
    yield from compile_fields(contract, root)
    yield from compile_examples(contract, root)


def lint(_contract: Contract, _peers: Sequence[Contract]) -> Iterable[Finding]:
    """Yield nothing: this kind's keys cannot contradict each other."""
    return ()


def references(contract: Contract) -> Iterable[Reference]:
    """Yield the API the contract is about."""
    field = Field(contract.data, "", contract.data.value).get("api")
    return (Reference("api", field.text, field.at),)
