"""Whether every secret that is read is declared, and no secret stands in a file."""

from __future__ import annotations

import difflib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import cast

from contractcheck.model.case import Case, drift
from contractcheck.model.finding import Finding, Repair, RepairTarget
from contractcheck.model.no_secrets import SecretFound
from contractcheck.model.path_pattern import match_text
from contractcheck.model.place_finding import place_gone
from contractcheck.model.settings import SecretRead, SecretsDeclared, SettingsFile
from contractcheck.model.verdict import Outcome, Verdict


def judge_none(cases: Sequence[Case]) -> Iterable[Verdict | Finding]:
    """Judge that nothing found is a secret; one that stands in many places is one finding."""
    for case in cases:
        by_value: dict[str, list[SecretFound]] = defaultdict(list)
        for fact in case.facts:
            if isinstance(fact, SecretFound):
                by_value[fact.value].append(fact)
        numbers: Counter[str] = Counter()
        for facts in by_value.values():
            subject = f"{facts[0].what} in {facts[0].at.document}"
            numbers[subject] += 1
            yield _in_file(case, facts, f"{subject} ({numbers[subject]})")
        outcome = Outcome.FAILED if by_value else Outcome.PASSED
        yield Verdict(case.clause.id, outcome)


def _in_file(case: Case, facts: Sequence[SecretFound], subject: str) -> Finding:
    first = facts[0]
    described = next((one for one in facts if "`" in one.what), first)
    return drift(
        case.clause,
        "secret-in-file",
        subject=subject,
        message=f"{described.what} stands here: {first.masked}",
        places=[fact.at for fact in facts],
        expected="a name or a reference",
        observed=first.masked,
        repairs=[
            Repair(RepairTarget.DOCUMENT, "put a reference in its place, and revoke it", first.at)
        ],
    )


def judge_declared(cases: Sequence[Case]) -> Iterable[Verdict | Finding]:
    """Judge each clause: what the files read is declared, and read in a declared way."""
    for case in cases:
        if not any(isinstance(fact, SettingsFile) for fact in case.facts):
            yield place_gone(case, "no settings are read")
            yield Verdict(case.clause.id, Outcome.FAILED)
            continue
        found = list(_undeclared(case))
        yield from found
        yield Verdict(case.clause.id, Outcome.FAILED if found else Outcome.PASSED)


def _undeclared(case: Case) -> Iterator[Finding]:
    argument = cast("SecretsDeclared", case.clause.argument)
    ways = dict(argument.secrets)
    for read in (fact for fact in case.facts if isinstance(fact, SecretRead)):
        declared = next((name for name in read.names if name in ways), None)
        if declared is None and not any(name in argument.others for name in read.names):
            yield _finding(case, read, sorted(ways))
        elif declared and ways[declared] and not _comes_from(read, ways[declared]):
            yield _from_elsewhere(case, read, declared, ways[declared])


def _comes_from(read: SecretRead, ways: Sequence[str]) -> bool:
    return any(match_text(way, read.way) for way in ways)


def _finding(case: Case, read: SecretRead, declared: Sequence[str]) -> Finding:
    name = read.names[0]
    what = "all secrets are read here" if name == "*" else f"the secret `{name}` is read here"
    close = difflib.get_close_matches(name, declared, n=1, cutoff=0.8)
    hint = f"; `{close[0]}` is declared" if close else ""
    return drift(
        case.clause,
        "secret-undeclared",
        subject=name,
        message=f"{what} ({read.way}) and not declared{hint}",
        places=[read.at],
        expected=", ".join(f"`{one}`" for one in declared) or "no secret",
        observed=f"`{read.way}`",
        repairs=[
            Repair(RepairTarget.DOCUMENT, "read a declared secret, or none", read.at),
            Repair(RepairTarget.CONTRACT, f"declare `{name}` under `secrets`", case.clause.at),
        ],
    )


def _from_elsewhere(case: Case, read: SecretRead, name: str, ways: Sequence[str]) -> Finding:
    expected = " or ".join(f"`{way}`" for way in ways)
    return drift(
        case.clause,
        "secret-from-elsewhere",
        subject=name,
        message=f"the secret `{name}` comes from `{read.way}` here",
        places=[read.at],
        expected=expected,
        observed=f"`{read.way}`",
        repairs=[
            Repair(RepairTarget.DOCUMENT, f"read it from {expected}", read.at),
            Repair(RepairTarget.CONTRACT, f"add `{read.way}` to its `from`", case.clause.at),
        ],
    )
