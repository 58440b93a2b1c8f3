"""The three parts of a finding, before any format."""

from __future__ import annotations

from dataclasses import replace

from contractcheck.model.finding import Rule, Severity
from contractcheck.reports.context import RenderContext
from contractcheck.reports.parts import FIRST_PLACES, Fix, tell
from tests.reports.canonical import ANNEX, CONTEXT, DOCS, FLIPPED, MIXED, MOVED, RENAMED, UNOWNED


def test_many_places_are_counted_after_the_first() -> None:
    """Five further places are shown and the rest is counted; all are shown if verbose."""
    short, long = (
        next(parts for parts in tell(MIXED, context) if parts.finding is RENAMED)
        for context in (CONTEXT, replace(CONTEXT, verbose=True))
    )
    assert (len(short.further), short.more) == (FIRST_PLACES, 3)
    assert (len(long.further), long.more) == (8, 0)


def test_the_line_of_the_contract_is_told_once() -> None:
    """What the clause says and where stands apart from the other related places."""
    parts = next(parts for parts in tell(MIXED, CONTEXT) if parts.finding is MOVED)
    assert (parts.says, parts.stated_at) == (DOCS.says, DOCS.at)
    assert [related.note for related in parts.related] == ["the section where it belongs"]


def test_a_finding_without_its_clause_keeps_all_related_places() -> None:
    """A clause that is not in the report leaves the related places as they are."""
    report = replace(MIXED, clauses=(), findings=(FLIPPED,))
    parts = next(tell(report, CONTEXT))
    assert parts.stated_at is None
    assert [related.at for related in parts.related] == [ANNEX.at]


def test_a_replacement_is_shown_in_its_line() -> None:
    """With the source a repair is a diff, without it the replacement alone."""
    report = replace(MIXED, findings=(FLIPPED,))
    (shown,), (told,) = (next(tell(report, c)).fixes for c in (CONTEXT, RenderContext()))
    assert shown.diff is not None
    assert shown.diff.added == (
        "- annex: the optional `/ops/jobs/oban` bridge is a read-only annex",
    )
    assert (shown.replacement, told.diff, told.replacement) == (None, None, "read-only")


def test_the_rule_says_what_to_do_where_no_repair_is_known() -> None:
    """A finding without repairs has the fix of its rule, if the rule has one."""
    rule = Rule(UNOWNED.rule, Severity.NOTE, "", "", "Add the label.")
    report = replace(MIXED, findings=(UNOWNED,))
    assert next(tell(report, RenderContext(rules={rule.id: rule}))).fixes == (
        Fix("Add the label."),
    )
    assert next(tell(report, RenderContext())).fixes == ()
