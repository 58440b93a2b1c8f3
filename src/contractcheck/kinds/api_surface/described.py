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


def compile_fields(contract: Contract, root: Field) -> Iterator[Clause]:
    """Yield a clause for each place where fields of an operation are listed."""
    api = root.get("api").text
    for field in root.get("documented").each():
        place, of = read_place(field), read_part_of(field.get("of").text)
        bound = Bound(field.get("shows").text or Bound.AT_MOST.value)
        yield Clause(
            id=f"{contract.id}/fields/{_name(field, of)}",
            kind=contract.kind,
            says=f"the fields listed in {place} are those of `{of}` of {api}",
            at=field.at,
            argument=FieldsAre(api, of, bound, field.get("of").at),
            needs=(FieldsNeed(place), ApiNeed(api)),
            formerly=contract.formerly,
            owner=contract.owner,
        )


def compile_examples(contract: Contract, root: Field) -> Iterator[Clause]:
    """Yield a clause for each place whose examples have to fit."""
    api, hosts = root.get("api").text, root.get("hosts").texts()
    for field in root.get("examples").each():
        place = read_place(field)
        of = read_part_of(field.get("of").text) if field.has("of") else PartOf()
        argument = ExamplesFit(
            api, of, field.get("holds").texts(), field.get("shows_auth").value is True
        )
        yield Clause(
            id=f"{contract.id}/examples/{_name(field, of)}",
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
