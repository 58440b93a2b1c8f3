"""The body of a request: its fields and its content types."""

from __future__ import annotations

from collections.abc import Iterator

from contractcheck.model.case import Case
from contractcheck.model.finding import Finding
from contractcheck.model.operation_facts import BodyIs, NoOtherField, RequestHas
from contractcheck.relations.operation_facts.look import REQUEST, Look, absent_field, fault


def check(case: Case, argument: RequestHas, look: Look) -> Iterator[Finding] | None:
    """Return what is wrong with one field; ``None`` where the body is known to be missing."""
    if look.is_told(REQUEST, argument.name):
        return None
    return _check(case, argument, look)


def _check(case: Case, argument: RequestHas, look: Look) -> Iterator[Finding]:
    described, name = look.described, argument.name
    if described.request is None:
        look.absent.add((REQUEST, ""))
        message = f"`{described.operation}` takes no body; by the contract one with `{name}`"
        yield fault(case, "body-differs", message, described.at, subject="body")
        return
    found = described.request.schema.at_path(name)
    if found is None:
        yield absent_field(case, look, REQUEST, name, described.request.schema)
    elif found.schema.read_only:
        look.absent.add((REQUEST, name))
        message = f"`{name}` of `{described.operation}` is read only: it cannot be sent"
        at = found.schema.place_of("readOnly")
        yield fault(case, "field-missing", message, at, subject=f"{REQUEST} {name}", expected=name)
    elif found.required is not argument.required:
        said = "required" if found.required else "optional"
        wanted = "required" if argument.required else "optional"
        message = f"`{name}` of `{described.operation}` is {said}; by the contract it is {wanted}"
        yield fault(
            case,
            "field-differs",
            message,
            found.at,
            subject=name,
            expected=wanted,
            observed=said,
            related=described.at,
        )


def check_others(case: Case, argument: NoOtherField, look: Look) -> Iterator[Finding] | None:
    """Return the fields the contract does not name: those that are required, or all of them."""
    return None if look.is_told(REQUEST, "") else _others(case, argument, look)


def _others(case: Case, argument: NoOtherField, look: Look) -> Iterator[Finding]:
    described = look.described
    known = {name.partition(".")[0] for name in argument.known}
    known |= {*look.renamed.values(), *look.server}
    for one in described.request_fields():
        if one.name in known or not (one.required or argument.exactly):
            continue
        verb = "requires" if one.required else "takes"
        message = f"`{described.operation}` {verb} `{one.name}`, which the contract does not name"
        yield fault(
            case,
            "field-undeclared",
            message,
            one.at,
            subject=one.name,
            observed=one.name,
            related=described.at,
        )


def check_body(case: Case, argument: BodyIs, look: Look) -> Iterator[Finding] | None:
    """Return what is wrong with the content types of the body."""
    return None if look.is_told(REQUEST, "") else _body(case, argument, look)


def _body(case: Case, argument: BodyIs, look: Look) -> Iterator[Finding]:
    described = look.described
    found = {_plain(body.media): body for body in described.bodies}
    wanted = {_plain(media) for media in argument.media}
    extra = [body for media, body in found.items() if media not in wanted]
    if not extra and wanted <= {*found}:
        return
    at = described.at
    if extra:
        at = described.data.locate_key(extra[0].pointer)
    elif found:
        at = described.data.locate_key(next(iter(found.values())).pointer.rpartition("/")[0])
    shown, expected = ", ".join(found) or "no body", ", ".join(sorted(wanted)) or "no body"
    yield fault(
        case,
        "body-differs",
        f"`{described.operation}` takes {shown}; by the contract {expected}",
        at,
        subject="body",
        expected=expected,
        observed=shown,
        related=described.at,
    )


def _plain(media: str) -> str:
    return media.partition(";")[0].strip().lower()
