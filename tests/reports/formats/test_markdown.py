"""The step summary."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from contractcheck.model.finding import Severity
from contractcheck.model.report import REPORT_MARK, Report
from contractcheck.reports.context import RenderContext
from contractcheck.reports.formats.markdown import render
from contractcheck.reports.markdown_text import code, fenced, prose
from contractcheck.reports.visible import one_line
from tests.reports.canonical import CONTEXT, FLIPPED, MIXED, UNOWNED
from tests.reports.strategies import any_texts, contexts, reports

PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
OURS = frozenset({"bullet_list", "list_item", "heading", "paragraph", "strong"}) | frozenset(
    {"table", "thead", "tbody", "tr", "th", "td"}
)
LEAVES = frozenset({"text", "code_inline", "fence", "inline", "softbreak"})
ACTS = re.compile(r"@\w|://|www\.|(^|\s)#\d|:\w+:|\$", re.IGNORECASE)


def tokens(text: str) -> Iterator[Token]:
    """Yield every token of the page, inline ones too."""
    for token in PARSER.parse(text):
        yield token
        yield from token.children or ()


def shown(text: str) -> str:
    """Return what a reader sees of inline Markdown."""
    return "".join(token.content for token in tokens(text) if token.type in {"text", "code_inline"})


@given(reports, contexts())
def test_the_page_has_our_markup_only(report: Report, context: RenderContext) -> None:
    """No HTML, link, image or emphasis comes from a finding, and no text that hosts act on."""
    text = render(report, context)
    text.encode()
    for token in tokens(text.removeprefix(REPORT_MARK)):
        assert token.type in LEAVES or token.type.rpartition("_")[0] in OURS
        if token.type == "text":
            assert ACTS.search(token.content) is None
    assert sum(token.type == "table_open" for token in tokens(text)) == 2


@given(any_texts)
def test_prose_shows_the_text_itself(text: str) -> None:
    """Reading the Markdown gives the visible text, blanks aside."""
    assert shown(f"x {prose(text)}").rstrip() == f"x {one_line(text)}".rstrip()


@given(st.text("` a", min_size=1))
def test_a_code_span_shows_the_text_itself(text: str) -> None:
    """Back-ticks and blanks at the edges survive."""
    assert shown(f"x{code(text)}") == f"x{text}"


@given(st.lists(st.text("`~ a-"), min_size=1, max_size=4))
def test_no_line_ends_a_fence(lines: list[str]) -> None:
    """The block holds exactly its lines."""
    (block,) = PARSER.parse("\n".join(fenced(lines, "diff")))
    assert block.content == "\n".join(lines) + "\n"


@given(reports, contexts(), st.integers(0, 5000))
def test_the_limit_holds_for_any_report(report: Report, context: RenderContext, limit: int) -> None:
    """No page is longer than its limit in bytes."""
    text = render(report, replace(context, size_limit=limit))
    assert len(text.encode()) <= limit


def test_findings_are_left_out_whole_and_counted() -> None:
    """The heaviest findings stay, the page says how many of which severity are not shown."""
    findings = (UNOWNED,) * 5 + tuple(replace(FLIPPED, subject=f"{i}") for i in range(40))
    text = render(
        replace(MIXED, findings=findings), replace(CONTEXT, size_limit=6000 + len(REPORT_MARK) + 2)
    )
    kept = text.count("#### ❌ error")
    assert 0 < kept < 40
    assert text.count("```diff") == kept
    assert "#### 💡 note" not in text
    dropped = 40 - kept
    assert f"**{dropped + 5} further findings ({dropped} errors, 5 notes) are not shown:**" in text


def test_one_huge_finding_hides_no_other() -> None:
    """A finding that does not fit is left out, the next one that does is shown."""
    huge = replace(FLIPPED, message="word " * 300_000)
    text = render(replace(MIXED, findings=(huge, UNOWNED)), CONTEXT)
    assert "**1 further finding (1 error) is not shown:**" in text
    assert "#### 💡 note" in text


@pytest.mark.parametrize(
    ("severity", "mark"),
    [
        (Severity.ERROR, "❌ error"),
        (Severity.WARNING, "⚠️ warning"),
        (Severity.NOTE, "💡 note"),
    ],
)
def test_severities_have_marks(severity: Severity, mark: str) -> None:
    """Each severity has its mark and its word."""
    report = replace(MIXED, findings=(replace(UNOWNED, severity=severity),))
    assert f"#### {mark} `{UNOWNED.rule}`" in render(report, CONTEXT)


def test_findings_stand_under_their_document() -> None:
    """A document has one heading for all its findings."""
    text = render(MIXED, CONTEXT)
    assert text.count("### `guides/support-truth.md`") == 1
