"""Names that must not be used as if they were current, and members that must be spelled right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from contractcheck.model.arguments import NotCurrent, NotYet, Spelled
from contractcheck.model.case import Case, drift
from contractcheck.model.finding import Finding, Repair, RepairTarget
from contractcheck.model.folding import fold
from contractcheck.model.near_index import is_spelt
from contractcheck.model.needs import Mention, MentionKind
from contractcheck.model.sections import stands_at
from contractcheck.model.stance import Role, Stance
from contractcheck.model.verdict import Outcome, Verdict

_OLD_NAME_IS_RIGHT = frozenset({Stance.DENIED, Stance.PAST, Stance.QUOTED})
_NAME_IS_NOT_LIVE = _OLD_NAME_IS_RIGHT | {Stance.PLANNED, Stance.CONDITIONAL}


def judge(cases: Sequence[Case]) -> Iterable[Verdict | Finding]:
    """Judge each name on its own; all its wrong mentions are one finding."""
    for case in cases:
        found = list(_judge(case))
        yield from found
        yield Verdict(case.clause.id, Outcome.FAILED if found else Outcome.PASSED)


def _judge(case: Case) -> Iterator[Finding]:
    argument = case.clause.argument
    mentions = [fact for fact in case.facts if isinstance(fact, Mention)]
    current = [m for m in mentions if m.value.role is not Role.HISTORY]
    if isinstance(argument, Spelled):
        yield from _misspelt(case, current)
    elif isinstance(argument, NotCurrent):
        yield from _superseded(case, argument, _exactly(current, argument.term))
    elif isinstance(argument, NotYet):
        yield from _deferred(case, argument, _exactly(current, argument.term))


def _exactly(mentions: Sequence[Mention], term: str) -> list[Mention]:
    """Return the mentions of one term; all names of a vocabulary are looked for together."""
    return [m for m in mentions if m.term == term and _names(m, term)]


def _names(mention: Mention, term: str) -> bool:
    """Say whether a mention is the term, letter case aside: ``ops evidence`` is plain words, no `ops-evidence`."""
    exact = mention.kind in {MentionKind.EXACT, MentionKind.LOOKALIKE}
    return exact or fold(mention.value.text).lower() == fold(term).lower()


def _superseded(case: Case, argument: NotCurrent, mentions: Sequence[Mention]) -> Iterator[Finding]:
    wrong = [
        mention
        for mention in mentions
        if mention.value.stance.stance not in _OLD_NAME_IS_RIGHT
        and not stands_at(mention.value.at.document, mention.sections, argument.attributed)
    ]
    if not wrong:
        return
    names = _listing(argument.replacements)
    only = argument.replacements[0] if len(argument.replacements) == 1 else None
    yield drift(
        case.clause,
        "superseded-name",
        subject=argument.term,
        message=f"`{argument.term}` is superseded" + (f"; now it is {names}" if names else ""),
        places=[mention.value.at for mention in wrong],
        expected=" or ".join(argument.replacements),
        observed=argument.term,
        repairs=[
            Repair(
                RepairTarget.DOCUMENT,
                f"write {names}" if names else "take it out",
                wrong[0].value.at,
                only,
            ),
            Repair(
                RepairTarget.CONTRACT,
                "where this place reports what others say, name it under `attributed`",
                case.clause.at,
            ),
        ],
    )


def _deferred(case: Case, argument: NotYet, mentions: Sequence[Mention]) -> Iterator[Finding]:
    wrong = [
        mention
        for mention in mentions
        if mention.value.stance.stance not in _NAME_IS_NOT_LIVE
        and not stands_at(mention.value.at.document, mention.sections, argument.attributed)
    ]
    if not wrong:
        return
    until = f" until {argument.until}" if argument.until else ""
    yield drift(
        case.clause,
        "deferred-as-live",
        subject=argument.term,
        message=f"`{argument.term}` is used as if it were live; it is deferred{until}",
        places=[mention.value.at for mention in wrong],
        observed=argument.term,
        repairs=[
            Repair(
                RepairTarget.DOCUMENT,
                f"say that it is deferred{until}, or take it out",
                wrong[0].value.at,
            ),
            Repair(RepairTarget.CONTRACT, "declare it live: remove its `status`", case.clause.at),
        ],
    )


def _misspelt(case: Case, mentions: Sequence[Mention]) -> Iterator[Finding]:
    argument = case.clause.argument
    members = argument.members if isinstance(argument, Spelled) else ()
    mentions = [m for m in mentions if m.term in members]
    exact = {
        (m.value.at.document, m.term)
        for m in mentions
        if m.kind is MentionKind.EXACT and is_spelt(m.value.text, m.term)
    }
    wrong: dict[tuple[str, str], list[Mention]] = {}
    for mention in mentions:
        if mention.kind is MentionKind.EXACT:
            continue
        known = (mention.value.at.document, mention.term) in exact
        if mention.kind is MentionKind.VARIANT and not known:
            continue
        wrong.setdefault((mention.term, mention.value.text), []).append(mention)
    for (member, shown), group in sorted(wrong.items()):
        yield _as_finding(case, member, shown, group)


def _as_finding(case: Case, member: str, shown: str, group: Sequence[Mention]) -> Finding:
    places = [mention.value.at for mention in group]
    other = f"declare that `{shown}` is another name: add it to `not_misspelt`"
    return drift(
        case.clause,
        "misspelt-name",
        subject=f"{member}: {shown}",
        message=f"`{shown}` stands here; the contract spells it `{member}`{_oddity(group[0])}",
        places=places,
        expected=member,
        observed=shown,
        repairs=[
            Repair(RepairTarget.DOCUMENT, "use the declared spelling", places[0], member),
            Repair(RepairTarget.CONTRACT, other, case.clause.at),
        ],
    )


def _oddity(mention: Mention) -> str:
    """Return what makes a name that looks right another one."""
    if mention.kind is not MentionKind.LOOKALIKE:
        return ""
    foreign = any(letter.isalpha() and not letter.isascii() for letter in mention.value.text)
    return f" (it holds {'letters of another script' if foreign else 'characters nobody sees'})"


def _listing(replacements: Sequence[str]) -> str:
    quoted = [f"`{name}`" for name in replacements]
    return (
        quoted[0]
        if len(quoted) == 1
        else ", ".join(quoted[:-1]) + f" or {quoted[-1]}"
        if quoted
        else ""
    )
