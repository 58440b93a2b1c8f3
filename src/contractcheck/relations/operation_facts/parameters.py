"""The parameters of an operation."""

from __future__ import annotations

from collections.abc import Iterator

from contractcheck.model.api_operation import Parameter
from contractcheck.model.case import Case
from contractcheck.model.data import child
from contractcheck.model.finding import Finding
from contractcheck.model.operation_facts import NoOtherParameter, ParameterIs
from contractcheck.relations.operation_facts.look import Look, fault

_FOR_ALL = frozenset({"path", "header", "cookie"})
"""Where parameters stand that nobody lists with those of a query: the path names its own."""


def check(case: Case, argument: ParameterIs, look: Look) -> Iterator[Finding]:
    """Yield what is wrong with one parameter."""
    described, name = look.described, argument.name
    same = [one for one in described.readable if _is_called(one, name)]
    if not any(argument.place in {"", one.place} for one in same):
        same = [one for one in described.parameters if _is_called(one, name)]
    found = next((one for one in same if argument.place in {"", one.place}), None)
    if found is None and same:
        message = f"`{described.operation}` has `{name}` in {same[0].place}"
        at = described.data.locate_key(child(same[0].pointer, "in"))
        message += f"; by the contract it is in {argument.place}"
        yield fault(
            case,
            "parameter-differs",
            message,
            at,
            subject=name,
            expected=argument.place,
            observed=same[0].place,
            related=described.at,
        )
    elif found is None:
        yield _missing(case, argument, look)
    elif argument.required is not None and argument.required is not found.required:
        said = "required" if found.required else "optional"
        wanted = "required" if argument.required else "optional"
        message = f"the parameter `{name}` of `{described.operation}` is {said}"
        yield fault(
            case,
            "parameter-differs",
            f"{message}; by the contract it is {wanted}",
            found.place_of("required"),
            subject=name,
            expected=wanted,
            observed=said,
            related=described.at,
        )


def _is_called(one: Parameter, name: str) -> bool:
    return one.name == name or (one.place == "header" and one.name.lower() == name.lower())


def _missing(case: Case, argument: ParameterIs, look: Look) -> Finding:
    described, name = look.described, argument.name
    look.absent.add(("parameter", name))
    among = {one.name: one for one in described.parameters}
    near = look.nearest(name, among)
    at = among[near].at if near else described.at
    listed = child(described.operation.pointer, "parameters")
    if not near and described.parameters:
        at = described.data.locate_key(listed)
    message = f"`{described.operation}` has no parameter `{name}`"
    message += f"; the nearest is `{near}`" if near else ""
    return fault(
        case,
        "parameter-missing",
        message,
        at,
        subject=name,
        expected=name,
        observed=near,
        related=described.at,
    )


def check_others(case: Case, argument: NoOtherParameter, look: Look) -> Iterator[Finding]:
    """Yield the parameters that a caller must give and the contract does not name."""
    described = look.described
    known = {name.lower() for name in (*argument.known, *look.fields)}
    told = {
        look.nearest(name, (one.name for one in described.parameters)) for _, name in look.absent
    }
    for one in described.parameters:
        if one.name.lower() in known or one.name in told or one.place == "path":
            continue
        if one.required:
            message = f"`{described.operation}` requires a parameter `{one.name}`"
            yield fault(
                case,
                "parameter-undeclared",
                f"{message}, which the contract does not name",
                one.place_of("required"),
                subject=one.name,
                observed=one.name,
                related=described.at,
            )
