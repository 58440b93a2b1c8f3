"""The board of gates for people."""

from __future__ import annotations

from collections.abc import Iterator

from contractcheck.model.finding import Finding, Severity
from contractcheck.model.report import ExitCode, Report
from contractcheck.reports.context import RenderContext
from contractcheck.reports.gates.board import GateRow, Piece, board_of, faults_of
from contractcheck.reports.page import BOLD, CYAN, DIM, GREEN, INDENT, RED, YELLOW, Page
from contractcheck.reports.summary import many
from contractcheck.reports.text_layout import fill
from contractcheck.reports.visible import one_line, visible

_NARROWEST = 60
_COLOURS = {
    "passed": GREEN,
    "not passed": RED,
    "cannot tell": YELLOW,
    "blocked": YELLOW,
    "expired": YELLOW,
    "waits": CYAN,
}
_RED_VERDICTS = {"failed": RED, "cantTell": YELLOW}


def render(report: Report, context: RenderContext) -> str:
    """Return the gates in the order in which they can be passed, and how many are what."""
    page = Page(max(_NARROWEST, context.width), context.color, context.verbose)
    rows = board_of(report)
    if context.quiet:
        rows = tuple(row for row in rows if row.verdict.outcome.value in _RED_VERDICTS)
        if not rows and report.exit_code is ExitCode.HOLDS:
            return ""
    blocks = ["\n".join(_row(row, page)) for row in rows]
    blocks += ["\n".join(_fault(finding, page)) for finding in faults_of(report)]
    blocks.append("\n".join(fill(_words(_summary(board_of(report))), page.width, "", INDENT)))
    return "\n\n".join(blocks) + "\n"


def _row(row: GateRow, page: Page) -> Iterator[str]:
    state = page.paint(row.state, _COLOURS.get(row.state, DIM))
    head = f"{page.paint(visible(row.declared.gate), BOLD)}  declared {row.declared.declared.value}"
    yield f"{head}, observed: {state}{_verdict(row, page)}"
    says = row.clause.says.removesuffix(f": {row.declared.declared.value}")
    yield from fill(_words(says), page.width, INDENT, INDENT)
    told = (
        ("owner:", row.clause.owner),
        ("asks for:", row.declared.requirement),
        ("until:", row.declared.until),
        ("needs:", ", ".join(row.needs)),
        ("waits on:", ", ".join(row.waits_for)),
    )
    for label, text in told:
        if text:
            yield from page.labelled(label, _words(text))
    for piece in row.pieces:
        yield from _piece(piece, page)
    if not row.pieces and not row.needs:
        yield from page.labelled("evidence:", ["none"])


def _fault(finding: Finding, page: Page) -> Iterator[str]:
    """Say what is wrong about the gates as a whole, as a check tells it at length."""
    colour = RED if finding.severity is Severity.ERROR else YELLOW
    severity = page.paint(finding.severity.value, colour)
    yield f"{visible(str(finding.places[0]))}  {severity}  {finding.rule}"
    yield from fill(_words(finding.message), page.width, INDENT, INDENT)


def _verdict(row: GateRow, page: Page) -> str:
    """Say where declaration and evidence part, as the report of a check calls it."""
    outcome = row.verdict.outcome.value
    if outcome == "failed":
        return f"  {page.paint('the declaration does not hold', RED)}"
    return ""


def _piece(piece: Piece, page: Page) -> Iterator[str]:
    state = page.paint(piece.state, _COLOURS.get(piece.state, DIM))
    words = [f"{state}:", *_words(piece.clause.says)]
    if piece.needed != "needed":
        words += _words(f"({piece.needed})")
    if piece.verdict.reason and piece.state != "passed":
        words += ["\u2013", *_words(piece.verdict.reason)]
    if seen := _seen(piece):
        words += ["\u2013", *_words(seen)]
    yield from page.labelled("evidence:", words)


def _seen(piece: Piece) -> str:
    """Say where and when a piece of evidence was seen."""
    parts = []
    if piece.verdict.observed:
        age = "today" if not piece.age else f"{many(piece.age, 'day')} old"
        limit = f" of {piece.limit}" if piece.limit is not None else ""
        parts.append(f"seen {piece.verdict.observed.isoformat()}, {age}{limit}")
    if piece.verdict.seen:
        first, *more = piece.verdict.seen
        also = f" and {len(more)} more" if more else ""
        parts.append(f"{'at' if parts else 'seen at'} {first}{also}")
    return " ".join(parts)


def _summary(rows: tuple[GateRow, ...]) -> str:
    states: dict[str, int] = {}
    for row in rows:
        states[row.state] = states.get(row.state, 0) + 1
    each = ", ".join(f"{number} {state}" for state, number in states.items())
    wrong = sum(row.verdict.outcome.value == "failed" for row in rows)
    said = f"{many(len(rows), 'gate')}: {each}" if rows else "no gates"
    return f"{said} \u00b7 {many(wrong, 'declaration')} not held up" if wrong else said


def _words(text: str) -> list[str]:
    return one_line(text).split(" ") if text else []
