"""What one answer comes to: it holds, it has faults, or it tells nothing."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from urllib.parse import unquote, urljoin, urlsplit

from contractcheck.model.data import JsonValue
from contractcheck.model.evidence import GapReason
from contractcheck.model.location import Location
from contractcheck.model.probes import Answer, AnswerIs, BodyWanted, HeaderWanted
from contractcheck.relations.probes.faults import Fault, Meaning, key_of

HIDDEN = "…"
"""What a snapshot records in the place of a header that may be secret."""
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?")
_PORTS = {"http": 80, "https": 443}
_BLOCKED = (401, 403)
_RATE_LIMITED = 429
_REDIRECTS = range(300, 400)
_BROKEN = range(500, 600)


def meaning_of(answer: Answer, wanted: AnswerIs, of_schema: Meaning) -> Meaning:
    """Return what an answer comes to by the words of the contract, its schema already looked at."""
    for status, words in wanted.fails:
        if answer.status == status:
            message = f"was answered with {status}: {words}"
            passing = " or ".join(map(str, wanted.passes))
            fault = Fault("probe-failed", f"status {status}", message, passing, str(status))
            return Meaning((fault,))
    if answer.status not in wanted.passes:
        return _no_meaning(answer, wanted)
    faults = [*_headers(answer, wanted.headers), *_redirect(answer, wanted.redirects_to)]
    untold = Meaning()
    hidden = [one.name for one in wanted.headers if one.value and answer.header(one.name) == HIDDEN]
    if hidden:
        faults = [fault for fault in faults if fault.subject not in hidden]
        why = f"the value of `{hidden[0]}` was not recorded: it may be secret"
        untold = Meaning(unknown=why, gap=GapReason.NO_EVIDENCE)
    if wanted.body or wanted.schema:
        faults += of_schema.faults
        told = of_schema if of_schema.unknown else _untold(answer, wanted.body)
        untold = told if told.unknown else untold
    if wanted.body and not untold.unknown:
        faults += _body(answer, wanted.body)
    return Meaning(tuple(faults)) if faults else untold


def _untold(answer: Answer, wanted: BodyWanted | None) -> Meaning:
    """Return why a body tells nothing, where it is that."""
    if answer.data is None:
        why = f"data is wanted in the body, and {answer.why_no_data}"
        return Meaning(unknown=why, gap=GapReason.UNREADABLE)
    if wanted and _is_empty(answer, wanted):
        why = f"no evidence: `{wanted.select}` selects nothing"
        return Meaning(unknown=why, gap=GapReason.NO_EVIDENCE)
    return Meaning()


def _no_meaning(answer: Answer, wanted: AnswerIs) -> Meaning:
    """Return why a status tells nothing."""
    status = answer.status
    instead = f"{status} where {' or '.join(map(str, wanted.passes))} is wanted"
    if status in _BLOCKED:
        return Meaning(unknown=f"blocked: {instead}", gap=GapReason.BLOCKED)
    if status == _RATE_LIMITED:
        return Meaning(unknown=f"rate limited: {instead}", gap=GapReason.RATE_LIMITED)
    if status in _BROKEN:
        return Meaning(unknown=f"the server failed: {instead}", gap=GapReason.UNREACHABLE)
    if status in _REDIRECTS:
        target = _shown(_joined(answer.url, answer.header("location") or ""))
        why = f"it redirects to {target} ({status}), which is not followed"
    else:
        why = f"the contract gives no meaning to the status {status}"
    return Meaning(unknown=why, gap=GapReason.NO_EVIDENCE)


def _headers(answer: Answer, wanted: Sequence[HeaderWanted]) -> Iterator[Fault]:
    for one in wanted:
        value = answer.header(one.name)
        expected = f"{one.name}: {one.value}" if one.value else one.name
        if value is None and one.is_present:
            message = f"came without the header `{one.name}`"
            yield Fault("probe-header-differs", one.name, message, expected, "no such header")
        elif value is not None and not one.is_present:
            message = f"came with the header `{one.name}`, which must not be there"
            yield Fault("probe-header-differs", one.name, message, "no such header", one.name)
        elif value is not None and one.value and not _same_value(value, one.value):
            message = f"came with another value for `{one.name}` than `{one.value}`"
            yield Fault("probe-header-differs", one.name, message, expected, "another value")


def _same_value(value: str, wanted: str) -> bool:
    """Compare values of a header; parameters (``; charset=utf-8``) count where they are wanted."""
    value = value if ";" in wanted else value.partition(";")[0]
    return " ".join(value.split()) == " ".join(wanted.split())


def _redirect(answer: Answer, wanted: str) -> Iterator[Fault]:
    if not wanted:
        return
    location = answer.header("location")
    if location is None:
        message = f"was answered with {answer.status} and leads nowhere: there is no `Location`"
        yield Fault("probe-redirect-differs", "redirect", message, wanted, "no target")
        return
    target = _joined(answer.url, location)
    if not _same_target(target, _joined(answer.url, wanted), wanted):
        message = f"leads to {_shown(target)} and not to {_shown(wanted)}"
        yield Fault("probe-redirect-differs", "redirect", message, _shown(wanted), _shown(target))


def _joined(base: str, reference: str) -> str:
    """Return the URL that a reference means; one that cannot be read as it is."""
    try:
        return urljoin(base, reference)
    except ValueError:
        return reference


def _same_target(target: str, wanted: str, written: str) -> bool:
    """Compare URLs; query and fragment count where the contract writes one."""
    try:
        ours, theirs = _plain(target), _plain(wanted)
    except ValueError:
        return False
    has_query, has_fragment = "?" in written.partition("#")[0], "#" in written
    return (
        ours[:2] == theirs[:2]
        and (not has_query or ours[2] == theirs[2])
        and (not has_fragment or ours[3] == theirs[3])
    )


def _plain(url: str) -> tuple[tuple[str, str, int | None], str, str, str]:
    parts = urlsplit(url)
    port = _PORTS.get(parts.scheme) if parts.port is None else parts.port
    host = (parts.hostname or "").removesuffix(".")
    return (parts.scheme, host, port), unquote(parts.path or "/"), parts.query, parts.fragment


def _shown(url: str) -> str:
    """Return a URL without what may be secret in it."""
    bare = url.partition("#")[0].partition("?")[0]
    scheme, mark, rest = bare.partition("://")
    authority, slash, path = rest.partition("/")
    return f"{scheme}{mark}{authority.rpartition('@')[2]}{slash}{path}" if mark else bare


def _is_empty(answer: Answer, wanted: BodyWanted) -> bool:
    """Say whether nothing is selected where something is wanted: that is no evidence either way."""
    wants_none = wanted.equals == "[]" or (wanted.at_least == 0 and not wanted.equals)
    return not answer.selected and not (wants_none and not wanted.holds)


def _body(answer: Answer, wanted: BodyWanted) -> Iterator[Fault]:
    number = len(answer.selected)
    if number < wanted.at_least or number > (number if wanted.at_most is None else wanted.at_most):
        bound = (
            f"at least {wanted.at_least}"
            if number < wanted.at_least
            else f"at most {wanted.at_most}"
        )
        message = f"has {number} at `{wanted.select}`; the contract wants {bound}"
        yield Fault("probe-body-differs", "number", message, bound, str(number), _places(answer))
    values = [value for _, value in answer.selected]
    if wanted.equals and not _same_values(values, _listed(wanted.equals, values)):
        message = f"has another value at `{wanted.select}` than the contract wants"
        yield Fault(
            "probe-body-differs", "value", message, wanted.equals, "another value", _places(answer)
        )
    if wanted.holds:
        kept = {key_of(value) for value in values}
        lacking = [one for one in _listed(wanted.holds, values) if key_of(one) not in kept]
        if lacking:
            names = ", ".join(f"`{_text(one)}`" for one in lacking)
            message = f"lacks {names} at `{wanted.select}`"
            expected = ", ".join(map(_text, lacking))
            yield Fault(
                "probe-body-differs",
                f"lacks {expected}",
                message,
                expected,
                "not there",
                _places(answer),
            )


def _listed(text: str, values: Sequence[JsonValue]) -> list[JsonValue]:
    """Return the wanted values, a number that YAML keeps as it is written as the one it means here."""
    wanted = json.loads(text)
    broken = [value for value in values if isinstance(value, float)]
    return [_meant(one, broken) for one in (wanted if isinstance(wanted, list) else [wanted])]


def _meant(wanted: JsonValue, numbers: Sequence[float]) -> JsonValue:
    if isinstance(wanted, str) and _NUMBER.fullmatch(wanted) and float(wanted) in numbers:
        return float(wanted)
    return wanted


def _same_values(one: Sequence[JsonValue], other: Sequence[JsonValue]) -> bool:
    """Compare values in any order."""
    return sorted(map(key_of, one)) == sorted(map(key_of, other))


def _text(value: JsonValue) -> str:
    return value if isinstance(value, str) else json.dumps(value)


def _places(answer: Answer) -> tuple[Location, ...]:
    data = answer.data
    if data is None:
        return ()
    return tuple(data.locate(pointer) for pointer, _ in answer.selected[:1])
