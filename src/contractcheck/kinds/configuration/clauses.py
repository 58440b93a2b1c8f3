"""``configuration``: which settings a program needs, and that no secret stands in a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from contractcheck.kinds.configuration.built_in import compile_built_in
from contractcheck.kinds.configuration.rules import KIND, RULES
from contractcheck.model.case import drift
from contractcheck.model.clause import Argument, Clause, Need
from contractcheck.model.contract import Contract, Reference
from contractcheck.model.fields import Field, read_place
from contractcheck.model.finding import Finding, Related
from contractcheck.model.location import Location
from contractcheck.model.no_secrets import BUILT_IN
from contractcheck.model.settings import (
    NamesNeed,
    SecretsDeclared,
    SettingDocumented,
    SettingProvided,
    SettingsNeed,
)

__all__ = ["RULES", "compile", "lint", "references"]


def compile(contract: Contract) -> Iterator[Clause]:  # noqa: A001 - the architecture's word
    """Yield the clauses of the contract: documented, provided, and secrets that are declared."""
    if contract.id == BUILT_IN:
        yield from compile_built_in(contract)
        return
    root = Field(contract.data, "", contract.data.value)
    groups = list(_groups(root))
    names = tuple(name for _, members in groups for name in members)
    for at, members in groups:
        label = members[0] if len(members) == 1 else f"any-of-{members[0]}"
        shown = " or ".join(f"`{name}`" for name in members)
        for field in root.get("documented_in").each():
            place = read_place(field)
            yield _clause(
                contract,
                f"documented/{label}/{place}",
                f"{shown} is named as needed at `{place}`",
                at,
                SettingDocumented(members),
                NamesNeed(place, names),
            )
        for field in root.get("provided_by").each():
            yield _clause(
                contract,
                f"provided/{label}/{field.text}",
                f"{shown} is given by `{field.text}`",
                at,
                SettingProvided(members),
                SettingsNeed(field.text),
            )
    yield from _secrets(contract, root, names)


def _secrets(contract: Contract, root: Field, names: Sequence[str]) -> Iterator[Clause]:
    if not root.has("secrets"):
        return
    secret = declared_secrets(root)
    others = tuple(name for name in names if name not in secret)
    argument = SecretsDeclared(tuple(secret.items()), others)
    files = (*root.get("provided_by").each(), *root.get("read_by").each())
    for pattern, at in {field.text: field.at for field in files}.items():
        says = f"`{pattern}` reads no secret but the declared ones"
        yield _clause(contract, f"secrets/{pattern}", says, at, argument, SettingsNeed(pattern))


def declared_secrets(root: Field) -> dict[str, tuple[str, ...]]:
    """Return the names of the secrets a contract declares, each with the ways it may come."""
    found = {name: () for name, field in root.get("needs").members() if _is_secret(field)}
    ways = {name: field.get("from").texts() for name, field in root.get("secrets").members()}
    return {**found, **ways}


def _is_secret(field: Field) -> bool:
    return field.get("secret").value is True


def _groups(root: Field) -> Iterator[tuple[Location, tuple[str, ...]]]:
    """Yield the names that are needed, each alone, then those of which one is."""
    for name, field in root.get("needs").members():
        yield field.key_at, (name,)
    for field in _alternatives(root):
        yield field.at, field.texts()


def _alternatives(root: Field) -> Iterator[Field]:
    return root.get("any_of").each()


def _clause(  # noqa: PLR0913, PLR0917 - the parts of a clause
    contract: Contract, id_: str, says: str, at: Location, argument: Argument, need: Need
) -> Clause:
    return Clause(
        id=f"{contract.id}/{id_}",
        kind=KIND,
        says=says,
        at=at,
        argument=argument,
        needs=(need,),
        owner=contract.owner,
    )


def lint(contract: Contract, _peers: Sequence[Contract]) -> Iterable[Finding]:
    """Yield names that are both needed in any case and one of several that will do."""
    root = Field(contract.data, "", contract.data.value)
    needed = {name: field.key_at for name, field in root.get("needs").members()}
    clauses = {clause.id: clause for clause in compile(contract)}
    for alternatives in _alternatives(root):
        for field in alternatives.each():
            clause = next((c for c in clauses.values() if c.at == needed.get(field.text)), None)
            if clause is not None:
                yield drift(
                    clause,
                    "contradiction",
                    subject=field.text,
                    message=f"`{field.text}` is needed, and one of several that will do",
                    places=[field.at],
                    related=[Related(needed[field.text], "needed here")],
                )


def references(_contract: Contract) -> Iterable[Reference]:
    """Yield the names that must resolve."""
    return ()
