"""What documents say in detail: tables and lists of fields, and examples, beside the API's description."""

from __future__ import annotations

from collections.abc import Iterator

from contractcheck.model.api_examples import ExamplesFit, ExamplesNeed, PartOf, read_part_of
from contractcheck.model.api_fields import FieldsAre, FieldsNeed
from contractcheck.model.arguments import Bound
from contractcheck.model.clause import Clause
from contractcheck.model.contract import Contract
from contractcheck.model.fields import Field, read_place, slug, view_name
from contractcheck.model.needs import ApiNeed


def compile_described(contract: Contract, root: Field, api: str, suffix: str) -> Iterator[Clause]:
    """Yield the clauses on lists of fields, then those on examples; ``suffix`` ends their ids."""
    yield from _fields(contract, root, api, suffix)
    yield from _examples(contract, root, api, suffix)


def _fields(contract: Contract, root: Field, api: str, suffix: str) -> Iterator[Clause]:
    for field in root.get("documented").each():
        place, of = read_place(field), read_part_of(field.get("of").text)
        bound = Bound(field.get("shows").text or Bound.AT_MOST.value)
        yield Clause(
            id=f"{contract.id}/fields/{_name(field, of)}{suffix}",
            kind=contract.kind,
            says=f"the fields listed in {place} are those of `{of}` of {api}",
            at=field.at,
            argument=FieldsAre(api, of, bound, field.get("of").at),
            needs=(FieldsNeed(place), ApiNeed(api)),
            formerly=contract.formerly,
            owner=contract.owner,
        )


def _examples(contract: Contract, root: Field, api: str, suffix: str) -> Iterator[Clause]:
    hosts = root.get("hosts").texts()
    for field in root.get("examples").each():
        place = read_place(field)
        of = read_part_of(field.get("of").text) if field.has("of") else PartOf()
        argument = ExamplesFit(
            api, of, field.get("holds").texts(), field.get("shows_auth").value is True
        )
        yield Clause(
            id=f"{contract.id}/examples/{_name(field, of)}{suffix}",
            kind=contract.kind,
            says=f"the examples in {place} fit the API {api}",
            at=field.at,
            argument=argument,
            needs=(ExamplesNeed(place, hosts, of), ApiNeed(api)),
            formerly=contract.formerly,
            owner=contract.owner,
        )


def _name(field: Field, of: PartOf) -> str:
    """Return the readable name of an entry: its ``id``, else what it is about and where."""
    if field.get("id").text or not of.path:
        return view_name(field)
    return f"{slug(str(of))}/{view_name(field)}"
