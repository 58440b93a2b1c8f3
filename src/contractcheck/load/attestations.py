"""Load what people confirmed, with every mistake at its place."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from contractcheck.load.data import read_data
from contractcheck.load.nearest import did_you_mean, listing
from contractcheck.load.validation import SchemaValidator
from contractcheck.model.ages import last_day, parse_age
from contractcheck.model.attestations import Attestation, LookedAt
from contractcheck.model.data import Data
from contractcheck.model.fields import Field
from contractcheck.model.problem import InputError, Problem, UnreadableError
from contractcheck.ports import Files

_SCHEMA = "attestations"


def load_attestations(
    files: Files, paths: Sequence[str], validator: SchemaValidator, contracts: Collection[str]
) -> tuple[Attestation, ...]:
    """Return the attestations of files in their order; ``contracts`` are the ids they may be about.

    Raises ``InputError`` with the problems of all files.
    """
    problems: list[Problem] = []
    found: list[Attestation] = []
    for path in paths:
        try:
            data = read_data(files, path)
        except UnreadableError as error:
            problems.append(error.problem)
            continue
        if data.value is None:  # a file of comments
            continue
        wrong = validator.check(data, _SCHEMA)
        entries = () if wrong else Field(data, "", data.value).each()
        mistakes = [*wrong, *(one for entry in entries for one in _check(entry, contracts))]
        problems += mistakes
        if not mistakes:
            found += _attestations(data)
    if problems:
        raise InputError(problems)
    return tuple(found)


def _check(entry: Field, contracts: Collection[str]) -> Iterator[Problem]:
    for subject in entry.get("for").each():
        contract = subject.text.partition("/")[0]
        if contract not in contracts:
            message = f"unknown contract `{contract[:60]}`{did_you_mean(contract, contracts)}"
            yield Problem(subject.at, message, listing("declared", contracts))
    given = _day(entry.get("on").text)
    if given is None:
        yield Problem(entry.get("on").at, "there is no such day", "YYYY-MM-DD, in UTC")
    if entry.has("expires"):
        field = entry.get("expires")
        ends = _day(field.text)
        if ends is None and parse_age(field.text) is None:
            yield Problem(field.at, "there is no such day", "YYYY-MM-DD, or an age such as `90d`")
        elif ends and given and ends < given:
            help_ = "the last day on which it counts is not before `on`"
            yield Problem(field.at, "this expires before it was given", help_)


def _attestations(data: Data) -> Iterator[Attestation]:
    for entry in Field(data, "", data.value).each():
        given = date.fromisoformat(entry.get("on").text)
        yield Attestation(
            subjects=entry.get("for").texts(),
            role=entry.get("by").text,
            on=given,
            reference=entry.get("reference").text,
            at=entry.at,
            expires=_expires(entry, given),
            of=tuple(
                LookedAt(path, digest.text, digest.at) for path, digest in entry.get("of").members()
            ),
        )


def _expires(entry: Field, given: date) -> date | None:
    text = entry.get("expires").text
    if not text:
        return None
    days = parse_age(text)
    return date.fromisoformat(text) if days is None else last_day(given, days)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
