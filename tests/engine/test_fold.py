"""Many places of one fault are one finding."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from contractcheck.engine.fold import fold
from contractcheck.model.finding import Finding, Rule, Severity
from contractcheck.model.location import Location, Span


def finding(
    document: str, line: int, rule: str = "vocabulary/unknown-member", subject: str = "x"
) -> Finding:
    """Return a finding at a line."""
    place = Location(document, Span(line * 10, line * 10 + 3, line, 1, line, 4))
    return Finding(rule, "events/views", subject, "m", (place,), Severity.ERROR, expected="e")


def test_one_fault_in_many_places_is_one_finding() -> None:
    """Rule, clause and subject are the fault; each place is kept once."""
    folded = fold(
        [
            finding("b.md", 2),
            finding("a.md", 3),
            finding("a.md", 3),
            finding("a.md", 9, subject="y"),
        ],
        {},
    )
    assert [(one.subject, [str(p) for p in one.places]) for one in folded] == [
        ("x", ["a.md:3:1", "b.md:2:1"]),
        ("y", ["a.md:9:1"]),
    ]


def test_a_misspelling_named_by_another_finding_is_not_said_twice() -> None:
    """The finding that knows more is kept; the misspelling keeps its other places."""
    spelling = replace(
        finding("a.md", 1, "vocabulary/misspelt-name"),
        places=(finding("a.md", 1).place, finding("a.md", 7).place),
    )
    folded = fold([spelling, finding("a.md", 1, "vocabulary/member-differs")], {})
    assert [(one.rule, len(one.places)) for one in folded] == [
        ("vocabulary/member-differs", 1),
        ("vocabulary/misspelt-name", 1),
    ]


@given(
    st.lists(st.tuples(st.sampled_from("ab"), st.integers(1, 5), st.sampled_from("xyz"))),
    st.integers(),
)
def test_order_of_findings_does_not_matter(rows: list[tuple[str, int, str]], seed: int) -> None:
    """Shuffled findings fold to the same, and no place is lost."""
    findings = [finding(document, line, subject=subject) for document, line, subject in rows]
    shuffled = list(findings)
    Random(seed).shuffle(shuffled)
    assert fold(findings, {}) == fold(shuffled, {})
    places = {(one.subject, place) for one in fold(findings, {}) for place in one.places}
    assert places == {(one.subject, one.place) for one in findings}


def test_what_another_rule_says_better_is_not_said_twice() -> None:
    """A rule that is the echo of another yields to it at the same place, as its rule declares."""
    echo = Rule("k/unknown-member", Severity.ERROR, "s", "w", "f", echo_of=("superseded-name",))
    findings = [finding("a.md", 1, "k/unknown-member"), finding("a.md", 1, "k/superseded-name")]
    assert [one.rule for one in fold(findings, {echo.id: echo})] == ["k/superseded-name"]
    assert len(fold(findings, {})) == 2
