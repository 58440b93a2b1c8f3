"""Buckets and their statements: every label there, every statement in its bucket, and nothing else.

One group holds the clause of the buckets (first) and one clause per statement.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from contractcheck.model.arguments import BucketsAre, StatementStands
from contractcheck.model.assignment import LOOSE, Assignment, Text, assign
from contractcheck.model.case import Case, verdicts
from contractcheck.model.evidence import Value
from contractcheck.model.finding import Finding
from contractcheck.model.folding import fold
from contractcheck.model.likeness import likeness
from contractcheck.model.needs import BucketFound, OtherSection, PlaceFound, StatementFound, Unsaid
from contractcheck.model.place_finding import place_gone
from contractcheck.model.verdict import Outcome, Verdict
from contractcheck.relations.buckets import findings as say
from contractcheck.relations.buckets.labels import Labels, match_labels


@dataclass(frozen=True, slots=True)
class Stand:
    """A found statement with the bucket it stands in; ``bucket`` is empty in an unknown one."""

    bucket: str
    found: StatementFound


def judge(cases: Sequence[Case]) -> Iterable[Verdict | Finding]:
    """Judge the buckets and the statements of one view."""
    head, statements = cases[0], cases[1:]
    facts = head.facts
    home = next((fact for fact in facts if isinstance(fact, PlaceFound)), None)
    buckets = [fact for fact in facts if isinstance(fact, BucketFound)]
    if home is None or not any(bucket.label for bucket in buckets):
        named_at = cast("BucketsAre", head.clause.argument).home_at
        yield place_gone(head, "no bucket stands there" if home else "", named_at)
        yield from verdicts(cases, Outcome.FAILED, "the place is gone")
        return
    argument = cast("BucketsAre", head.clause.argument)
    labels = match_labels(argument, buckets, _declared(statements))
    unsaid = tuple(fact for fact in facts if isinstance(fact, Unsaid))
    others = tuple(fact for fact in facts if isinstance(fact, OtherSection))
    view = _View(argument, labels, unsaid, others)
    stands = [Stand(label, one) for label, bucket in labels.standing for one in bucket.statements]
    found = [Text(stand.bucket, stand.found.value.text, stand.found.loose) for stand in stands]
    assignment = assign(_declared(statements), found)
    strays = _strays(statements, stands, assignment, labels)
    own = [
        *_label_findings(head, labels, home, strays),
        *_extra(head, statements, stands, assignment),
    ]
    yield from own
    yield Verdict(head.clause.id, Outcome.FAILED if own else Outcome.PASSED)
    yield from _judge_statements(statements, stands, assignment, view)


@dataclass(frozen=True, slots=True)
class _View:
    argument: BucketsAre
    labels: Labels
    unsaid: tuple[Unsaid, ...]
    others: tuple[OtherSection, ...]

    def elsewhere(self, text: str) -> tuple[str, Value, float] | None:
        """Return the declared section that is no bucket where a text stands, the text there, its likeness."""
        found = [
            (1.0 if fold(one.value.text) == fold(text) else likeness(one.value.text, text), number)
            for number, one in enumerate(self._outside)
        ]
        score, number = max(found, default=(0.0, 0), key=lambda pair: (pair[0], -pair[1]))
        if score < LOOSE:
            return None
        value = self._outside[number].value
        title = next(o.title.text for o in self.others if self._outside[number] in o.statements)
        return title, value, score

    @property
    def _outside(self) -> list[StatementFound]:
        return [one for other in self.others for one in other.statements]

    def hidden(self, text: str) -> Unsaid | None:
        """Return where the text is written without being said."""
        wanted = fold(text)
        return next((fact for fact in self.unsaid if wanted in fold(fact.value.text)), None)


def _declared(statements: Sequence[Case]) -> list[Text]:
    arguments = [cast("StatementStands", case.clause.argument) for case in statements]
    return [Text(argument.bucket, argument.text) for argument in arguments]


def _strays(
    statements: Sequence[Case], stands: Sequence[Stand], assignment: Assignment, labels: Labels
) -> dict[str, list[Value]]:
    """Return the statements of missing buckets that stand in others: only their heading is gone."""
    strays: dict[str, list[Value]] = {}
    for pair in assignment.pairs:
        bucket = _bucket(statements[pair.declared])
        if bucket in labels.missing:
            strays.setdefault(bucket, []).append(stands[pair.found].found.value)
    return strays


def _label_findings(
    head: Case, labels: Labels, home: PlaceFound, strays: Mapping[str, Sequence[Value]]
) -> Iterator[Finding]:
    for label, bucket in labels.renamed:
        yield say.bucket_renamed(head.clause, label, bucket)
    for label in labels.missing:
        yield say.bucket_missing(head.clause, label, home, strays.get(label, ()))
    for bucket in labels.unknown:
        yield say.unknown_bucket(head.clause, bucket)


def _extra(
    head: Case, statements: Sequence[Case], stands: Sequence[Stand], assignment: Assignment
) -> Iterator[Finding]:
    open_ = cast("BucketsAre", head.clause.argument).open_
    for index in assignment.extra:
        stand = stands[index]
        neighbours = [case.clause for case in statements if _bucket(case) == stand.bucket]
        if stand.bucket and stand.bucket not in open_ and statements:
            at = (neighbours or [head.clause])[-1].at
            yield say.undeclared_statement(head.clause, stand.found.value, stand.bucket, at)


def _judge_statements(
    cases: Sequence[Case], stands: Sequence[Stand], assignment: Assignment, view: _View
) -> Iterator[Verdict | Finding]:
    failed = {
        index: f"its bucket `{_bucket(case)}` is gone"
        for index, case in enumerate(cases)
        if _bucket(case) in view.labels.missing
    }
    for index, finding in _differences(cases, stands, assignment, view):
        failed[index] = "see its finding"
        yield finding
    for index in assignment.missing:
        statement = cast("StatementStands", cases[index].clause.argument)
        if statement.bucket not in view.labels.missing:
            failed[index] = "see its finding"
            title = view.labels.title(statement.bucket)
            if elsewhere := view.elsewhere(statement.text):
                shown, value, score = elsewhere
                yield say.statement_left(cases[index].clause, value, shown, title, score)
                continue
            yield say.statement_missing(cases[index].clause, title, view.hidden(statement.text))
    for index, case in enumerate(cases):
        outcome = Outcome.FAILED if index in failed else Outcome.PASSED
        yield Verdict(case.clause.id, outcome, failed.get(index, ""))


def _differences(
    cases: Sequence[Case], stands: Sequence[Stand], assignment: Assignment, view: _View
) -> Iterator[tuple[int, Finding]]:
    for pair in assignment.pairs:
        clause, stand = cases[pair.declared].clause, stands[pair.found]
        statement = cast("StatementStands", clause.argument)
        if statement.bucket in view.labels.missing:
            continue
        if stand.bucket != statement.bucket:
            title = view.labels.title(statement.bucket)
            shown = stand.bucket or view.labels.unknown_title(stand.found)
            moved = say.statement_moved(clause, stand.found.value, shown, title, pair.score)
            yield pair.declared, moved
        elif not pair.equal:
            labels = view.argument.labels
            yield (
                pair.declared,
                say.statement_differs(clause, stand.found.value, labels, pair.score),
            )
    for pair in assignment.copies:
        clause, stand = cases[pair.declared].clause, stands[pair.found]
        first = next(p for p in assignment.pairs if p.declared == pair.declared)
        stands_first = stands[first.found].found.value
        yield (
            pair.declared,
            say.statement_repeated(clause, stand.found.value, stand.bucket, stands_first),
        )


def _bucket(case: Case) -> str:
    return cast("StatementStands", case.clause.argument).bucket
