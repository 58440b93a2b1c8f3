"""Reports with any text in them, and contexts to render them in."""

from __future__ import annotations

from typing import TypeVar

from hypothesis import strategies as st

from contractcheck.model.clause import Argument, Clause
from contractcheck.model.evidence import Gap, GapReason
from contractcheck.model.finding import Finding, Related, Repair, RepairTarget, Rule, Severity
from contractcheck.model.location import FILE_START, Location, Span
from contractcheck.model.report import ExitCode, Report
from contractcheck.model.verdict import Outcome, Verdict
from contractcheck.reports.context import RenderContext

_T = TypeVar("_T")

NASTY = (
    "\x1b[31m", "\x1b]8;;http://e.example\x07", "\x00", "\r", "\n", "\r\n", "\t", "\x85", "\u2028",
    "\u202e", "\u2066", "\u200b", "\ufeff", "\U000e0041", "::error::x", "::stop-commands::t",
    "##[error]x", "##vso[task.x]", "%0A", "%", ",", "=", ":", "|", "\\", "`", "```", "~~~", "*",
    "_", "<b>", "</details>", "<!--", "-->", "&lt;", "[a](b)", "![a](b)", "[a]: b", "@octocat",
    "#1", "http://e.example", "www.e.example", "a@e.example", ":tada:", "$x$", "# ", "- ", "1. ",
    "> ", "    ", "---", "=cmd()", "漢字",
    "\u3000", "\xa0", "\u0600", "e\u0301", "👩\u200d💻", '"', "{", "}", " ", "a", "b c",
)  # fmt: skip
words = st.sampled_from(NASTY) | st.text(max_size=4)
texts = st.lists(words, max_size=8).map("".join)
any_texts = st.lists(words | st.just("\ud800"), max_size=8).map("".join)
"""Texts that may hold a lone surrogate, as a JSON answer of a server can."""


@st.composite
def spans(draw: st.DrawFn) -> Span:
    """Draw a span of one or more lines, sometimes of a whole file."""
    if draw(st.booleans()):
        return FILE_START
    line, column, start = (draw(st.integers(1, 6)) for _ in range(3))
    more, length = draw(st.integers(0, 2)), draw(st.integers(0, 9))
    end_column = draw(st.integers(1, 9)) if more else column + length
    return Span(start, start + length, line, column, line + more, end_column)


def tuples(
    of: st.SearchStrategy[_T], least: int = 0, most: int = 3
) -> st.SearchStrategy[tuple[_T, ...]]:
    """Draw short tuples."""
    return st.lists(of, min_size=least, max_size=most).map(tuple)


documents = st.sampled_from(("a.md", "b/c d.md", "https://e.example/x")) | texts.map("d".__add__)
locations = st.builds(Location, documents, spans())
repairs = st.builds(
    Repair, st.sampled_from(RepairTarget), any_texts, locations, st.none() | any_texts
)
findings = st.builds(
    Finding,
    rule=st.just("kind/rule") | texts.map("r".__add__),
    clause=st.just("c") | texts,
    subject=texts,
    message=any_texts,
    places=tuples(locations, least=1, most=9),
    severity=st.sampled_from(Severity),
    expected=any_texts,
    observed=any_texts,
    related=tuples(st.builds(Related, locations, any_texts, any_texts)),
    repairs=tuples(repairs, most=2),
)
clauses = st.builds(
    Clause, st.just("c") | texts, texts, any_texts, locations, st.just(Argument()), owner=any_texts
)
verdicts = st.builds(
    Verdict, st.just("c") | texts, st.sampled_from(Outcome), any_texts, st.booleans()
)
reports = st.builds(
    Report,
    version=texts,
    lane=texts,
    as_of=texts,
    clauses=st.lists(clauses, max_size=3, unique_by=lambda clause: clause.id).map(tuple),
    verdicts=tuples(verdicts),
    findings=tuples(findings, most=4),
    gaps=tuples(st.builds(Gap, st.sampled_from(GapReason), texts, any_texts)),
    documents=st.integers(0, 99),
    not_looked_at=tuples(st.tuples(texts, st.integers(1, 9))),
    exit_code=st.sampled_from(ExitCode),
)
rules = st.builds(Rule, st.just("kind/rule"), st.sampled_from(Severity), texts, texts, texts)


@st.composite
def contexts(draw: st.DrawFn, *, color: bool = False) -> RenderContext:
    """Draw a context whose documents have arbitrary lines, or cannot be had."""
    lines = draw(st.none() | tuples(texts, most=6))
    return RenderContext(
        sources=lambda _: lines,
        color=color,
        width=draw(st.integers(60, 120)),
        verbose=draw(st.booleans()),
        rules={"kind/rule": draw(rules)} if draw(st.booleans()) else {},
    )
