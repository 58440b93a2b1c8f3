"""The answers of an operation: their statuses, what they show, and what of it the server sets."""

from __future__ import annotations

from collections.abc import Iterator

from contractcheck.model.case import Case
from contractcheck.model.data import child
from contractcheck.model.finding import Finding
from contractcheck.model.operation_facts import Answered, AnswerShows, Renamed, SetByServer
from contractcheck.relations.operation_facts.look import REQUEST, Look, absent_field, fault


def check_status(case: Case, argument: Answered, look: Look) -> Iterator[Finding]:
    """Yield that an answer is not documented."""
    described, status = look.described, argument.status.upper()
    known = {one.status.upper() for one in described.answers}
    if {status, f"{status[:1]}XX"} & known:
        return
    look.absent.add((look.answer_side(argument.status), ""))
    at = described.data.locate_key(child(described.operation.pointer, "responses"))
    shown = ", ".join(one.status for one in described.answers) or "nothing"
    yield fault(
        case,
        "answer-missing",
        f"`{described.operation}` does not document the answer {argument.status}, but {shown}",
        at,
        subject=argument.status,
        expected=argument.status,
        observed=shown,
        related=described.at,
    )


def check_shown(case: Case, argument: AnswerShows, look: Look) -> Iterator[Finding] | None:
    """Return that an answer does not show a field."""
    if look.is_told_of_answer(argument.name, argument.status):
        return None
    return _shown(case, argument.name, argument.status, look)


def _shown(case: Case, name: str, status: str, look: Look) -> Iterator[Finding]:
    if look.answer_field(name, status) is None:
        body = look.described.response(status)
        yield absent_field(
            case, look, look.answer_side(status), name, body.schema if body else None
        )


def check_renamed(case: Case, argument: Renamed, look: Look) -> Iterator[Finding]:
    """Yield what is wrong with a field that is sent under one name and shown under another."""
    described = look.described
    if not look.is_told(REQUEST, argument.sent) and look.request_field(argument.sent) is None:
        body = described.request
        yield absent_field(case, look, REQUEST, argument.sent, body.schema if body else None)
    shown, old = look.answer_field(argument.shown), look.answer_field(argument.sent)
    if old is not None:
        message = f"`{described.operation}` shows `{argument.sent}`"
        look.absent.add((look.answer_side(), argument.shown))
        yield fault(
            case,
            "field-undeclared" if shown else "field-missing",
            f"{message}; by the contract it is shown as `{argument.shown}`",
            old.at,
            subject=f"answer {argument.shown}",
            expected=argument.shown,
            observed=argument.sent,
            related=described.at,
        )
    elif shown is None and not look.is_told_of_answer(argument.shown):
        yield from _shown(case, argument.shown, "", look)


def check_set_by_server(case: Case, argument: SetByServer, look: Look) -> Iterator[Finding]:
    """Yield that a field is not shown, or that a client may send it."""
    described = look.described
    sent = look.request_field(argument.name)
    if sent is not None:
        message = f"`{described.operation}` takes `{argument.name}` in its request"
        yield fault(
            case,
            "field-sent",
            f"{message}; by the contract the server sets it",
            sent.at,
            subject=argument.name,
            observed=argument.name,
            related=described.at,
        )
    if not look.is_told_of_answer(argument.name):
        yield from _shown(case, argument.name, "", look)
