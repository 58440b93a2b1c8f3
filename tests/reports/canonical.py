"""The four reports every format shows in its goldens, and the sources they point into."""

from __future__ import annotations

from collections.abc import Mapping

from contractcheck.model.clause import Argument, Clause
from contractcheck.model.evidence import Gap, GapReason
from contractcheck.model.finding import (
    Finding,
    Related,
    Repair,
    RepairTarget,
    Rule,
    Severity,
)
from contractcheck.model.location import FILE_START, Location, Span
from contractcheck.model.report import ExitCode, Report
from contractcheck.model.verdict import Outcome, Verdict
from contractcheck.reports.context import RenderContext

SUPPORT = "contracts/powertools.support.yaml"
HUB = "contracts/ops-hub.event-types.yaml"
TRUTH = "guides/support-truth.md"
INTAKE = "docs/intake.md"
ODD = "docs/odd.md"

SOURCES: Mapping[str, str] = {
    TRUTH: """\
# What we support

## Supported

- shell: operators work in the native `/ops/jobs` shell
- annex: the optional `/ops/jobs/oban` bridge is a read-write annex
- docs: the docs-contract lane

## Tested

- fixture: the fixture at `examples/phoenix_host`
""",
    INTAKE: """\
# Intake

## Event types

The hub knows `ops-service-observed`, `ops-endpoint-verified` and `ops-drift-detected`; \
every consumer that declares `ops-service-observed` keeps its own copy of the vocabulary.
""",
    ODD: (
        "# Odd\n\nA \x1b[31mred\x1b[0m line with \u202eevil\u202c text, a zero\u200bwidth space,"
        "\ta tab and 漢字 before <b>bold</b> words\n::error::a forged annotation\n"
    ),
    SUPPORT: """\
kind: support-buckets
id: powertools.support
home: guides/support-truth.md
buckets:
  supported:
    shell: operators work in the native `/ops/jobs` shell
    annex: the optional `/ops/jobs/oban` bridge is a read-only annex
  tested:
    docs: the docs-contract lane
    fixture: the fixture at `examples/phoenix_host`
""",
    HUB: """\
kind: vocabulary
id: ops-hub.event-types
members:
  ops-service-discovered: {supersedes: ops-service-observed}
  ops-endpoint-verified:
  ops-drift-detected:
""",
}

RULES: Mapping[str, Rule] = {
    "support-buckets/statement-moved": Rule(
        id="support-buckets/statement-moved",
        severity=Severity.ERROR,
        summary="A statement stands in another bucket than the contract says.",
        why="Readers take the bucket for the promise, so a statement that moves changes it.",
        fix="Move the statement back, or move it in the contract.",
    ),
    "boundaries/label-without-owner": Rule(
        id="boundaries/label-without-owner",
        severity=Severity.NOTE,
        summary="A label stands here that no contract owns.",
        why="Nobody notices when it changes.",
        fix="Add the label to a contract, or leave it.",
    ),
}


def locate(document: str, text: str, occurrence: int = 1) -> Location:
    """Return where ``text`` stands in one of the ``SOURCES``."""
    source, start = SOURCES[document], -1
    for _ in range(occurrence):
        start = source.index(text, start + 1)
    line, column = _line_and_column(source, start)
    end_line, end_column = _line_and_column(source, start + len(text))
    first, last = len(source[:start].encode()), len(source[: start + len(text)].encode())
    return Location(document, Span(first, last, line, column, end_line, end_column))


def _line_and_column(source: str, offset: int) -> tuple[int, int]:
    before = source[:offset]
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1


def read_source(document: str) -> tuple[str, ...] | None:
    """Return the lines of one of the ``SOURCES``."""
    source = SOURCES.get(document)
    return None if source is None else tuple(source.split("\n"))


CONTEXT = RenderContext(sources=read_source, rules=RULES)


def _clause(clause: str, kind: str, says: str, at: Location, owner: str = "") -> Clause:
    return Clause(clause, kind, says, at, Argument(), owner=owner)


SHELL = _clause(
    "powertools.support/supported/shell",
    "support-buckets",
    "operators work in the native `/ops/jobs` shell",
    locate(SUPPORT, "shell:"),
    "powertools",
)
ANNEX = _clause(
    "powertools.support/supported/annex",
    "support-buckets",
    "the optional `/ops/jobs/oban` bridge is a read-only annex",
    locate(SUPPORT, "annex:"),
    "powertools",
)
DOCS = _clause(
    "powertools.support/tested/docs",
    "support-buckets",
    "“the docs-contract lane” stands under Tested",
    locate(SUPPORT, "docs:"),
    "powertools",
)
SUPERSEDED = _clause(
    "ops-hub.event-types/superseded/ops-service-observed",
    "vocabulary",
    "`ops-service-observed` is superseded by `ops-service-discovered`",
    locate(HUB, "supersedes: ops-service-observed"),
    "ops-hub",
)
REGISTRY = _clause(
    "ops-hub.event-types/views/registry",
    "vocabulary",
    "the registry lists exactly the members",
    locate(HUB, "members:"),
    "ops-hub",
)
INERT = _clause(
    "odd/inert",
    "boundaries",
    "<script>alert(1)</script> | \x1b[2J @everyone ::error::x `` ` `` ##[error]y",
    locate(HUB, "kind: vocabulary"),
)
CLAUSES = (SHELL, ANNEX, DOCS, SUPERSEDED, REGISTRY, INERT)

MOVED = Finding(
    rule="support-buckets/statement-moved",
    clause=DOCS.id,
    subject="docs",
    message="“the docs-contract lane” stands under Supported.",
    places=(locate(TRUTH, "docs: the docs-contract lane"),),
    severity=Severity.ERROR,
    expected="Tested",
    observed="Supported",
    related=(
        Related(DOCS.at, "the contract puts it under Tested"),
        Related(locate(TRUTH, "## Tested"), "the section where it belongs"),
    ),
    repairs=(
        Repair(
            RepairTarget.DOCUMENT,
            "Move the item below “Tested”.",
            locate(TRUTH, "- docs: the docs-contract lane\n"),
        ),
        Repair(
            RepairTarget.CONTRACT,
            "Accept the move: put the statement under supported.",
            locate(SUPPORT, "  tested:\n    docs: the docs-contract lane\n"),
            "    docs: the docs-contract lane\n  tested:\n",
        ),
    ),
)
FLIPPED = Finding(
    rule="support-buckets/statement-changed-meaning",
    clause=ANNEX.id,
    subject="annex",
    message="The statement “annex” says something else: read-write instead of read-only.",
    places=(locate(TRUTH, "the optional `/ops/jobs/oban` bridge is a read-write annex"),),
    severity=Severity.ERROR,
    expected="the optional `/ops/jobs/oban` bridge is a read-only annex",
    observed="the optional `/ops/jobs/oban` bridge is a read-write annex",
    related=(Related(ANNEX.at, "the contract's wording"),),
    repairs=(
        Repair(
            RepairTarget.DOCUMENT,
            "Say what the contract says.",
            locate(TRUTH, "read-write"),
            "read-only",
        ),
    ),
)
RENAMED = Finding(
    rule="vocabulary/superseded-term",
    clause=SUPERSEDED.id,
    subject="ops-service-observed",
    message="`ops-service-observed` is used in current text: 9 places in 8 documents.",
    places=(
        locate(INTAKE, "ops-service-observed"),
        locate(INTAKE, "ops-service-observed", 2),
        *(
            Location(f"docs/consumers/{name}.md", Span(40, 60, 3, 7, 3, 27))
            for name in ("activity-core", "backup", "catalog", "discovery", "endpoint", "forensics")
        ),
        Location("README.md", Span(900, 920, 41, 12, 41, 32)),
    ),
    severity=Severity.ERROR,
    related=(
        Related(SUPERSEDED.at, "superseded here"),
        Related(
            locate(INTAKE, "ops-service-observed"),
            "shows `ops-service-observed`; changed last on 2026-01-30 in 3f2a1b9",
            "intake",
            (1, 3),
        ),
    ),
    repairs=(
        Repair(
            RepairTarget.DOCUMENT,
            "Write `ops-service-discovered`.",
            locate(INTAKE, "ops-service-observed"),
            "ops-service-discovered",
        ),
    ),
)
FORGED = Finding(
    rule="boundaries/over-claim",
    clause=INERT.id,
    subject='=HYPERLINK("http://evil.example";"click")',
    message=(
        "Text with \x1b[31mcolour\x1b[0m, \u202ereversed\u202c letters, a zero\u200bwidth space, "
        "NUL \x00 and <img src=x onerror=alert(1)> | a | table |\r\n::error file=x::forged\n"
        "@octocat see https://evil.example, **bold**, ``` fence, ##[group]x, a % and %0A, 漢字"
    ),
    places=(
        locate(ODD, "\x1b[31mred\x1b[0m line with \u202eevil\u202c text"),
        Location("docs/with space, and: 100%.md", Span(0, 5, 1, 1, 1, 6)),
    ),
    severity=Severity.WARNING,
    expected='=cmd|"/c calc"!A1',
    observed="+1 @SUM(A1) [link](javascript:alert(1)) ![i](x) <!-- c -->",
    related=(Related(INERT.at, "`owned` \x1b]8;;http://evil.example\x07here", "in|take\x1b[2J"),),
    repairs=(
        Repair(
            RepairTarget.DOCUMENT,
            "Say ``` plainly ``` @octocat.",
            locate(ODD, "<b>bold</b>"),
            "```\n::stop-commands::x\n**bold** \u2066bidi\u2069",
        ),
        Repair(
            RepairTarget.DOCUMENT,
            "Rewrite the other one.",
            Location("docs/with space, and: 100%.md", Span(0, 5, 1, 1, 1, 6)),
            "::notice::x\x1b[0m",
        ),
    ),
)
UNOWNED = Finding(
    rule="boundaries/label-without-owner",
    clause="portal/labels",
    subject="Chronicle",
    message="“Chronicle” stands here and no contract owns it.",
    places=(Location("docs/control-plane.md", FILE_START),),
    severity=Severity.NOTE,
)

UNREACHABLE = Gap(
    GapReason.UNREACHABLE, "http://127.0.0.1:8080/api/v2/event-types", "connection refused"
)
EMPTY = Report(
    version="0.1.0",
    lane="",
    as_of="2026-01-31",
    clauses=(),
    verdicts=(),
    findings=(),
    exit_code=ExitCode.NOTHING_JUDGED,
)
PASSED = Report(
    version="0.1.0",
    lane="hook",
    as_of="2026-01-31",
    clauses=CLAUSES[:5],
    verdicts=(
        *(Verdict(clause.id, Outcome.PASSED) for clause in CLAUSES[:4]),
        Verdict(REGISTRY.id, Outcome.UNTESTED, "no live source was selected"),
    ),
    findings=(),
    documents=12,
)
MIXED = Report(
    version="0.1.0",
    lane="ci",
    as_of="2026-01-31",
    clauses=CLAUSES,
    verdicts=(
        Verdict(SHELL.id, Outcome.PASSED),
        Verdict(ANNEX.id, Outcome.FAILED, "changed meaning"),
        Verdict(DOCS.id, Outcome.FAILED, "moved"),
        Verdict(SUPERSEDED.id, Outcome.FAILED, "9 mentions"),
        Verdict(REGISTRY.id, Outcome.CANT_TELL, "unreachable", live=True),
        Verdict(INERT.id, Outcome.FAILED, "<b>\x1b[1m::warning::@octocat\u2028"),
    ),
    findings=(RENAMED, FLIPPED, MOVED, FORGED, UNOWNED),
    gaps=(UNREACHABLE, UNREACHABLE, Gap(GapReason.UNREADABLE, "docs/\x07bell.md", "<b>NUL</b>")),
    documents=14,
    not_looked_at=((".rst", 14), (".adoc", 3)),
    exit_code=ExitCode.DRIFT,
)
CANNOT_TELL = Report(
    version="0.1.0",
    lane="ci",
    as_of="2026-01-31",
    clauses=CLAUSES[:5],
    verdicts=(
        *(Verdict(clause.id, Outcome.PASSED) for clause in CLAUSES[:3]),
        Verdict(SUPERSEDED.id, Outcome.INAPPLICABLE, "its gate is shut"),
        Verdict(REGISTRY.id, Outcome.CANT_TELL, str(UNREACHABLE), live=True),
    ),
    findings=(),
    gaps=(UNREACHABLE,),
    documents=12,
    exit_code=ExitCode.EVIDENCE_MISSING,
)
REPORTS: Mapping[str, Report] = {
    "empty": EMPTY,
    "passed": PASSED,
    "mixed": MIXED,
    "cannot-tell": CANNOT_TELL,
}
