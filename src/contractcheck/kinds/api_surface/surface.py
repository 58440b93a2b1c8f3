"""The operations an API has and lacks, who may call them, and which of them change something."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from contractcheck.model.clause import Argument, Clause
from contractcheck.model.fields import Field, read_place, slug
from contractcheck.model.needs import ApiNeed, OperationsNeed
from contractcheck.model.read_contract import ReadContract
from contractcheck.model.surface import (
    NothingElse,
    OnlyMutations,
    OnlyOpen,
    OperationLacking,
    OperationsShown,
    OperationThere,
    OwnRequestSchemas,
)

_EVERYTHING = ("/**",)


@dataclass(frozen=True, slots=True)
class Surface(ReadContract):
    """A contract of this kind, about one of the APIs that it holds for."""

    api: str
    is_first: bool = True

    def says_of(self, path: str, says: str, field: Field, argument: Argument) -> Clause:
        """Return a clause on this API; on further ones its name stands behind the clause's id."""
        path = path if self.is_first else f"{path}@{self.api}"
        group = self.api if isinstance(argument, OperationThere | NothingElse) else ""
        return self.clause(path, says, field, argument, (ApiNeed(self.api),), group=group)

    def named(self) -> tuple[str, ...]:
        """Return the operations and paths that the contract says the API has."""
        operations = (name for name, _ in self.root.get("operations").members())
        return (*operations, *(field.text for field in paths_of(self.root)))


def paths_of(root: Field) -> list[Field]:
    """Return the paths the API must have."""
    paths = root.get("paths")
    if isinstance(paths.value, dict):
        return [*paths.get("exactly").each(), *paths.get("at_least").each()]
    return list(paths.each())


def compile_surface(surface: Surface) -> Iterator[Clause]:
    """Yield the clauses on the operations of one API as a whole."""
    root, api = surface.root, surface.api
    for name, field in root.get("operations").members():
        says = f"`{name}` is an operation of {api}"
        yield surface.says_of(f"operations/{slug(name)}", says, field, OperationThere(name))
    for field in paths_of(root):
        says = f"`{field.text}` is a path of {api}"
        yield surface.says_of(f"paths{field.text}", says, field, OperationThere(field.text))
    yield from _closed(surface)
    for field in root.get("lacks").each():
        says = f"`{field.text}` is not in {api}"
        path = f"lacks/{slug(field.text).removeprefix('/')}"
        yield surface.says_of(path, says, field, OperationLacking(field.text))
    yield from _rules_for_all(surface)


def _closed(surface: Surface) -> Iterator[Clause]:
    lacks = surface.root.get("lacks").texts()
    exactly, scope = surface.root.get("paths").get("exactly"), surface.root.get("scope")
    if exactly.value is not None:
        named = tuple(field.text for field in exactly.each())
        says = f"{surface.api} has no path but the {len(named)} named"
        yield surface.says_of("paths", says, exactly, NothingElse(_EVERYTHING, named, lacks))
    if scope.value is not None:
        says = f"each operation of {surface.api} in {', '.join(scope.texts())} is named"
        closed = NothingElse(scope.texts(), surface.named(), lacks)
        yield surface.says_of("scope", says, scope, closed)


def _rules_for_all(surface: Surface) -> Iterator[Clause]:
    root, api = surface.root, surface.api
    if root.has("open"):
        field = root.get("open").get("only")
        says = f"without credentials {_listed(field)} may be called in {api}, and nothing else"
        yield surface.says_of("open", says, field, OnlyOpen(field.texts(), surface.named()))
    if root.has("mutations"):
        field = root.get("mutations").get("only")
        reads = root.get("mutations").get("reads").texts()
        says = f"only {_listed(field)} changes something in {api}"
        yield surface.says_of("mutations", says, field, OnlyMutations(field.texts(), reads))
    own = root.get("own_request_schemas")
    if own.value is not None and own.value is not False:
        named = () if own.value is True else own.texts()
        says = "a request that changes something has a schema of its own"
        yield surface.says_of("own-request-schemas", says, own, OwnRequestSchemas(named))


def _listed(field: Field) -> str:
    return " and ".join(f"`{text}`" for text in field.texts()) or "nothing"


def compile_documented(surface: Surface) -> Iterator[Clause]:
    """Yield the clause that what the API has is documented."""
    root = surface.root
    if not root.has("documented_in"):
        return
    scope, hosts = root.get("scope").texts(), root.get("hosts").texts()
    field = root.get("documented_in")
    needs = tuple(OperationsNeed(read_place(each), hosts) for each in field.each())
    shown = " or ".join(f"`{need.place}`" for need in needs)
    argument = OperationsShown(scope, tuple(name for name in surface.named() if " " in name))
    says = f"each operation of {surface.api} is documented at {shown}"
    yield surface.clause("documented-in", says, field, argument, (*needs, ApiNeed(surface.api)))
