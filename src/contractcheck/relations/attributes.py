"""One thing described alike in every view; an attribute that differs names the odd one out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import cast

from contractcheck.model.attributes import Attribute, AttributesAre, AttributeShown, depth_of
from contractcheck.model.case import Case, drift
from contractcheck.model.evidence import Value
from contractcheck.model.finding import Finding, Related, Repair, RepairTarget
from contractcheck.model.folding import fold
from contractcheck.model.location import Location
from contractcheck.model.needs import PlaceFound
from contractcheck.model.place_finding import is_there, place_gone
from contractcheck.model.verdict import Outcome, Verdict
from contractcheck.model.views import Shown, lines_of, view_name, weigh

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_PLACEHOLDER = re.compile(r"<\s*([^<>]+?)\s*>")
_NOTE = re.compile(r"\s+\(|(?P<listed>[,;]\s|\s+/\s)|[:.]\s|\s+-\s|\s+(?P<joined>or|and)\s")
"""What parts a value from a remark behind it."""
_TOKEN = re.compile(r"[\w*.:/-]*\w\*?")
_SIGNS = re.compile(r"[^\W\d_]+|\d+")


@dataclass(frozen=True, slots=True)
class _Difference:
    """What one view shows of an attribute otherwise than the contract; nothing where it leaves it out."""

    attribute: Attribute
    case: Case
    at: Location
    observed: str = ""


def judge(cases: Sequence[Case]) -> Iterable[Verdict | Finding]:
    """Judge all views of one thing together, so that one attribute that differs is one finding."""
    differences: list[_Difference] = []
    for case in cases:
        if not is_there(case):
            yield place_gone(case)
            yield Verdict(case.clause.id, Outcome.FAILED, "the place is gone")
            continue
        attributes = _argument(case).attributes
        if not any(_shown(case, attribute) for attribute in attributes):
            yield _empty(case)
            yield Verdict(case.clause.id, Outcome.FAILED)
            continue
        own = _as_one([one for attribute in attributes for one in _differences(case, attribute)])
        differences += own
        yield Verdict(case.clause.id, Outcome.FAILED if own else Outcome.PASSED)
    groups: dict[str, list[_Difference]] = {}
    for difference in differences:
        groups.setdefault(difference.attribute.name, []).append(difference)
    for group in groups.values():
        yield _finding(group, cases)


def _argument(case: Case) -> AttributesAre:
    return cast("AttributesAre", case.clause.argument)


def _where(case: Case) -> Location:
    return next(fact.at for fact in case.facts if isinstance(fact, PlaceFound))


def _shown(case: Case, attribute: Attribute) -> list[Value]:
    """Return the values a view shows of an attribute: those that stand least deep in its data."""
    found = [
        (min(depths), fact.value)
        for fact in case.facts
        if isinstance(fact, AttributeShown)
        and (depths := [d for w in attribute.labels if (d := depth_of(fact.label, w)) is not None])
    ]
    least = min((depth for depth, _ in found), default=0)
    return [value for depth, value in found if depth == least]


def _differences(case: Case, attribute: Attribute) -> Iterator[_Difference]:
    values = _shown(case, attribute)
    if not values and not _argument(case).partial:
        yield _Difference(attribute, case, _where(case))
    wrong = [value for value in values if not agrees(value, attribute)]
    if wrong:
        yield _Difference(attribute, case, wrong[0].at, wrong[0].text)


def _as_one(differences: Sequence[_Difference]) -> list[_Difference]:
    """Return the differences, those of a whole branch that a view leaves out as one: its name is gone."""
    found, told = [], set()
    for one in differences:
        branch = one.attribute.name.rpartition(".")[0]
        below = [each for each in _argument(one.case).attributes if _is_below(each, branch)]
        missing = {each.attribute for each in differences if not each.observed}
        if branch and len(below) > 1 and missing >= {*below}:
            if branch not in told:
                found.append(_Difference(Attribute(branch, at=one.attribute.at), one.case, one.at))
            told.add(branch)
        else:
            found.append(one)
    return found


def _is_below(attribute: Attribute, branch: str) -> bool:
    return bool(branch) and attribute.name.startswith(f"{branch}.")


def agrees(value: Value, attribute: Attribute) -> bool:
    """Say whether a value is the declared one; in a document a remark may follow it."""
    if not attribute.writings:
        return bool(value.text.strip())
    held = _PLACEHOLDER.fullmatch(value.text)
    if held and attribute.others:
        return _names(held[1], attribute)
    if value.code:
        return any(_bare(value.text) == _bare(one) for one in attribute.writings)
    text = _bare(fold(value.text))
    writings = sorted((_bare(fold(one)) for one in attribute.writings), key=len, reverse=True)
    said = any(text == one or _is_remark(text, one, writings) for one in writings)
    # Case at the start is folded for words; `r2` is not `R2`.
    formed = [one[:1] for one in attribute.writings if _form(one)]
    return said and (not formed or value.text[:1] in formed or "://" in value.text)


def _names(placeholder: str, attribute: Attribute) -> bool:
    """Say whether a placeholder such as ``<NAME-id>`` names the declared thing and no longer name."""
    names = sorted({*attribute.writings, *attribute.others}, key=len, reverse=True)
    first = next((one for one in names if re.search(rf"\b{re.escape(one)}\b", placeholder)), "")
    return first in attribute.writings


def _bare(text: str) -> str:
    """Return an address without its scheme: a host is the same with and without one."""
    return _SCHEME.sub("", text, count=1).rstrip("/") if "://" in text else text


def _is_remark(text: str, writing: str, writings: Sequence[str]) -> bool:
    """Say whether a text is the value and a remark: no second value of the same form, none that joins it."""
    if not text.startswith(writing):
        return False
    rest = text[len(writing) :]
    begins = _NOTE.match(rest)
    if begins is None:
        return False
    known = {form for one in writings if (form := _form(one))}
    tokens = _TOKEN.findall(rest[begins.end() :])
    if len(tokens) == 1 and (
        begins["joined"] or (begins["listed"] and _case(tokens[0]) == _case(writing))
    ):
        return tokens[0] in writings
    return not any(_form(one) in known and one not in writings for one in tokens)


def _case(text: str) -> tuple[bool, bool]:
    return text.islower(), text.isupper()


def _form(text: str) -> str:
    """Return the form of a value that has one of its own: ``S2`` is of the form of ``S1``."""
    form = _SIGNS.sub(lambda match: "0" if match[0].isdigit() else "a", text)
    return "" if form == "a" or " " in form else form


def _empty(case: Case) -> Finding:
    at = _where(case)
    return drift(
        case.clause,
        "view-empty",
        subject=case.clause.id,
        message="this view shows none of the declared attributes",
        places=[at],
        repairs=[
            Repair(RepairTarget.DOCUMENT, "show them here", at),
            Repair(RepairTarget.CONTRACT, "name the place where they are shown", case.clause.at),
        ],
    )


def _finding(group: Sequence[_Difference], cases: Sequence[Case]) -> Finding:
    first = next((one for one in group if one.observed), group[0])
    name, clause = first.attribute.name, first.case.clause
    expected = next(iter(first.attribute.writings), "")
    views = [view for case in cases if (view := _view(case, first.attribute, group, expected))]
    weighed = weigh(expected, views)
    said = (
        f"`{first.observed}` stands here as {name}; the contract has `{expected}`"
        if first.observed
        else f"the {name} is not shown here; the contract has `{expected}`"
        if expected
        else f"the {name} is not shown here"
    )
    places = [first.at, *(one.at for one in group if one is not first)]
    declared = first.attribute.at
    replacement = expected if first.observed and not _SCHEME.match(first.observed) else None
    return drift(
        clause,
        "value-differs" if first.observed else "value-missing",
        subject=name,
        message="; ".join(part for part in (said, weighed.note) if part),
        places=[declared, *places] if weighed.outvoted and declared else places,
        expected=expected,
        observed=first.observed,
        related=(
            *([Related(declared, f"the {name} is declared here")] if declared else []),
            *weighed.related,
        ),
        repairs=[
            Repair(RepairTarget.DOCUMENT, f"show `{expected or name}`", first.at, replacement),
            Repair(
                RepairTarget.CONTRACT, f"change the {name} of the contract", declared or clause.at
            ),
        ],
    )


def _view(
    case: Case, attribute: Attribute, group: Sequence[_Difference], expected: str
) -> Shown | None:
    """Return what one view shows of an attribute, if it has to show it."""
    if not is_there(case) or attribute not in _argument(case).attributes:
        return None
    own = next((one for one in group if one.case is case), None)
    values = _shown(case, attribute)
    if own is None and not values:
        return None
    at = own.at if own else values[0].at
    voice = own.observed if own else expected
    says = f"shows `{voice}`" if voice else f"does not show the {attribute.name}"
    return Shown(view_name(case.clause.id), at, says, voice, lines_of([*case.facts, *values]))
