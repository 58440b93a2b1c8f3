"""Who may call an operation."""

from __future__ import annotations

from collections.abc import Iterator

from contractcheck.model.api_operation import Scheme
from contractcheck.model.case import Case
from contractcheck.model.finding import Finding
from contractcheck.model.operation_facts import Asked, AuthIs
from contractcheck.relations.operation_facts.look import Look, fault


def check(case: Case, argument: AuthIs, look: Look) -> Iterator[Finding]:
    """Yield what is wrong with the credentials an operation asks for."""
    described = look.described
    security = described.security
    asked = _asked(security.is_guarded, bool(security.schemes))
    at = described.data.locate_key(security.pointer)
    if asked is not argument.asked and (asked, argument.asked) != (Asked.OPTIONAL, Asked.NONE):
        rule = "operation-guarded" if security.is_guarded else "operation-open"
        shown = {Asked.NONE: "asks for no credentials"}.get(asked, f"credentials are {asked.value}")
        message = (
            f"`{described.operation}`: {shown}; by the contract they are {argument.asked.value}"
        )
        yield fault(
            case,
            rule,
            message,
            at,
            subject=str(described.operation),
            expected=argument.asked.value,
            observed=asked.value,
            related=described.at,
        )
        return
    if argument.schemes:
        yield from _schemes(case, argument, look)


def _asked(guarded: bool, named: bool) -> Asked:  # noqa: FBT001 - both are told apart by name below
    if guarded:
        return Asked.REQUIRED
    return Asked.OPTIONAL if named else Asked.NONE


def _schemes(case: Case, argument: AuthIs, look: Look) -> Iterator[Finding]:
    described = look.described
    security = described.security
    wanted = [name for name, _ in argument.schemes]
    lacking = [name for name in wanted if not any(_is(one, name) for one in security.schemes)]
    others = [
        each
        for each in security.alternatives
        if not any(_is(one, name) for one in each for name in wanted)
    ]
    at = described.data.locate_key(security.pointer)
    shown = " or ".join(" and ".join(map(_shown, each)) for each in security.alternatives)
    if lacking or others:
        expected = " or ".join(wanted)
        message = f"`{described.operation}` takes {shown}; by the contract {expected}"
        yield fault(
            case,
            "auth-differs",
            message,
            at,
            subject=str(described.operation),
            expected=expected,
            observed=shown,
            related=described.at,
        )
        return
    for name, scopes in argument.schemes:
        found = {scope for one in security.schemes if _is(one, name) for scope in one.scopes}
        if scopes and found != {*scopes}:
            message = (
                f"`{described.operation}` asks for {_listed(found)} by {name}; "
                f"by the contract for {_listed({*scopes})}"
            )
            yield fault(
                case,
                "auth-differs",
                message,
                at,
                subject=f"{described.operation} {name}",
                expected=_listed({*scopes}),
                observed=_listed(found),
                related=described.at,
            )


def _is(scheme: Scheme, name: str) -> bool:
    return name == scheme.name or name.lower() == scheme.type.lower()


def _shown(scheme: Scheme) -> str:
    return scheme.type or scheme.name


def _listed(scopes: set[str]) -> str:
    return ", ".join(f"`{scope}`" for scope in sorted(scopes)) or "no scope"
