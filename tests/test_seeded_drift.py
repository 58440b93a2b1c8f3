"""From each clean tree one thing is changed, and exactly its rule answers, at its line."""

from __future__ import annotations

import pytest

from tests.trees import found, judge, tree

CONTRACT = """
    kind: support-buckets
    id: support
    owner: maintainers
    home: guide.md
    {more}
    gate: gate
    buckets:
      supported:
        shell: operators work in the native `/ops/jobs` shell
        annex: the optional bridge is supported only as a read-only annex
        seams: "the host contract is supported when its seams are explicit"
      best-effort:
        proxies: unusual proxy setups
        hosts: hosts that diverge from the documented mount
      host-owned:
        router: the router scope in front of the mount
        retries: each job is retried at most 3 times by the host
      intentionally unsupported:
        postgres: databases other than Postgres
        writes:
          says: changing jobs through the bridge
          proven_by: job ci.yml docs
          never_claimed: {{about: [bridge], doing: [mutate], }}
"""
SECTIONS = """
    # Support

    There are four buckets: supported, best-effort, host-owned and intentionally unsupported.

    ## supported

    - operators work in the native `/ops/jobs` shell
    - the optional bridge is supported only as a read-only annex
    - the host contract is supported when its seams are explicit

    ## best-effort

    - unusual proxy setups
    - hosts that diverge from the documented mount

    ## host-owned

    - the router scope in front of the mount
    - each job is retried at most 3 times by the host

    ## intentionally unsupported

    - databases other than Postgres
    - changing jobs through the bridge

    ## Getting help

    Ask in the forum, where host-owned questions are answered too.
"""
LABELLED = """
    # Support

    - supported:
      - operators work in the native `/ops/jobs` shell
      - the optional bridge is supported only as a read-only annex
      - the host contract is supported when its seams are explicit
    - **best-effort**: unusual proxy setups; hosts that diverge from the documented mount
    - host-owned:
      - the router scope in front of the mount
      - each job is retried at most 3 times by the host
    - intentionally unsupported:
      - databases other than Postgres
      - changing jobs through the bridge
"""
SENTENCES = """
    # Support

    The following is supported:

    - operators work in the native `/ops/jobs` shell
    - the optional bridge is supported only as a read-only annex
    - the host contract is supported when its seams are explicit

    On a best-effort basis we look at

    - unusual proxy setups
    - hosts that diverge from the documented mount

    These are host-owned:

    - the router scope in front of the mount
    - each job is retried at most 3 times by the host

    What is intentionally unsupported:

    - databases other than Postgres
    - changing jobs through the bridge
"""
COLUMNS = """
    # Support

    | Statement | Bucket |
    | --- | --- |
    | operators work in the native `/ops/jobs` shell | supported |
    | the optional bridge is supported only as a read-only annex | supported |
    | the host contract is supported when its seams are explicit | supported |
    | unusual proxy setups | best-effort |
    | hosts that diverge from the documented mount | best-effort |
    | the router scope in front of the mount | host-owned |
    | each job is retried at most 3 times by the host | host-owned |
    | databases other than Postgres | intentionally unsupported |
    | changing jobs through the bridge | intentionally unsupported |
"""
WORKFLOW = """
    on: push
    jobs:
      docs:
        runs-on: ubuntu-latest
        steps:
          - run: make docs
      gate:
        needs: [docs]
        runs-on: ubuntu-latest
        steps:
          - run: echo done
"""
README = """
    # Project

    Routing is host-owned. Proxies are best-effort.
"""


def support(guide: str = SECTIONS, more: str = "other_sections: [Getting help]") -> dict[str, str]:
    """Return a clean tree of support buckets."""
    texts = tree(
        contracts__support_yaml=CONTRACT.format(more=more),
        guide_md=guide,
        README_md=README,
        ci_yml=WORKFLOW,
    )
    return {(".github/workflows/ci.yml" if p == "ci.yml" else p): t for p, t in texts.items()}


def edited(texts: dict[str, str], path: str, old: str, new: str) -> dict[str, str]:
    """Return the tree with one place changed; the place must be there once."""
    assert texts[path].count(old) == 1, f"{old!r} in {path}: {texts[path].count(old)}"
    return {**texts, path: texts[path].replace(old, new)}


@pytest.mark.parametrize("guide", [SECTIONS, LABELLED, SENTENCES, COLUMNS])
def test_the_clean_trees_are_clean(guide: str) -> None:
    """All four shapes of buckets hold the same contract."""
    assert found(support(guide)) == []


B = "support-buckets"
ANNEX = "- the optional bridge is supported only as a read-only annex\n"
GUIDE = "guide.md"
CI = ".github/workflows/ci.yml"

SECTION_DRIFT = [
    ("deleted", GUIDE, ANNEX, "", "statement-missing", "## supported"),
    (
        "commented out",
        GUIDE,
        ANNEX,
        f"<!-- {ANNEX.strip()} -->\n",
        "statement-missing",
        f"<!-- {ANNEX.strip()} -->",
    ),
    (
        "struck",
        GUIDE,
        "- databases other than Postgres",
        "- ~~databases other than Postgres~~",
        "statement-missing",
        "- ~~databases other than Postgres~~",
    ),
    (
        "negated",
        GUIDE,
        "hosts that diverge",
        "hosts that do not diverge",
        "statement-changed",
        "- hosts that do not diverge from the documented mount",
    ),
    (
        "only dropped",
        GUIDE,
        "supported only as",
        "supported as",
        "statement-changed",
        "- the optional bridge is supported as a read-only annex",
    ),
    (
        "read-write",
        GUIDE,
        "read-only annex",
        "read-write annex",
        "statement-changed",
        "- the optional bridge is supported only as a read-write annex",
    ),
    (
        "condition dropped",
        GUIDE,
        " when its seams are explicit",
        "",
        "statement-changed",
        "- the host contract is supported",
    ),
    (
        "number",
        GUIDE,
        "at most 3 times",
        "at most 5 times",
        "statement-changed",
        "- each job is retried at most 5 times by the host",
    ),
    (
        "code",
        GUIDE,
        "`/ops/jobs` shell",
        "`/ops/queue` shell",
        "statement-changed",
        "- operators work in the native `/ops/queue` shell",
    ),
    (
        "reworded",
        GUIDE,
        "unusual proxy setups",
        "uncommon proxy setups",
        "statement-reworded",
        "- uncommon proxy setups",
    ),
    (
        "added",
        GUIDE,
        "- unusual proxy setups\n",
        "- unusual proxy setups\n- old browsers\n",
        "undeclared-statement",
        "- old browsers",
    ),
    (
        "repeated",
        GUIDE,
        "- unusual proxy setups\n",
        "- unusual proxy setups\n- unusual proxy setups\n",
        "statement-repeated",
        "- unusual proxy setups",
    ),
    (
        "in two buckets",
        GUIDE,
        "- the router scope",
        "- databases other than Postgres\n- the router scope",
        "statement-repeated",
        "- databases other than Postgres",
    ),
    ("heading renamed", GUIDE, "## best-effort", "## tolerated", "bucket-renamed", "## tolerated"),
    (
        "heading misspelt",
        GUIDE,
        "## best-effort",
        "## best effort",
        "bucket-renamed",
        "## best effort",
    ),
    (
        "bucket added between",
        GUIDE,
        "## host-owned",
        "## experimental\n\n- telemetry\n\n## host-owned",
        "unknown-bucket",
        "## experimental",
    ),
    (
        "bucket added behind",
        GUIDE,
        "## Getting help",
        "## deprecated\n\n- the old shell\n\n## Getting help",
        "unknown-bucket",
        "## deprecated",
    ),
    (
        "count",
        GUIDE,
        "four buckets",
        "five buckets",
        "count-differs",
        "There are five buckets: supported, best-effort, host-owned and intentionally unsupported.",
    ),
    (
        "enumeration grown",
        GUIDE,
        "host-owned and",
        "host-owned, deprecated and",
        "enumeration-differs",
        "There are four buckets: supported, best-effort, host-owned, deprecated and intentionally unsupported.",
    ),
    (
        "enumeration shrunk",
        GUIDE,
        "best-effort, host-owned and",
        "best-effort and",
        "enumeration-differs",
        "There are four buckets: supported, best-effort and intentionally unsupported.",
    ),
    (
        "label misspelt elsewhere",
        "README.md",
        "host-owned",
        "host-ownd",
        "misspelt-name",
        "Routing is host-ownd. Proxies are best-effort.",
    ),
    (
        "over-claim elsewhere",
        "README.md",
        "Proxies",
        "The bridge mutates jobs. Proxies",
        "over-claim",
        "Routing is host-owned. The bridge mutates jobs. Proxies are best-effort.",
    ),
    ("job renamed", CI, "  docs:\n", "  documents:\n", "evidence-gone", "documents:"),
    ("job disabled", CI, "  docs:\n", "  docs:\n    if: false\n", "evidence-disabled", "docs:"),
    (
        "job may fail",
        CI,
        "  docs:\n",
        "  docs:\n    continue-on-error: true\n",
        "evidence-cannot-fail",
        "docs:",
    ),
    ("job not gating", CI, "needs: [docs]", "needs: []", "evidence-not-gating", "gate:"),
    (
        "home renamed",
        "contracts/support.yaml",
        "home: guide.md",
        "home: guide.md#Promises",
        "place-gone",
        None,
    ),
]


@pytest.mark.parametrize(
    ("path", "old", "new", "rule", "line"),
    [row[1:] for row in SECTION_DRIFT],
    ids=[row[0] for row in SECTION_DRIFT],
)
def test_drift_in_sections(path: str, old: str, new: str, rule: str, line: str | None) -> None:
    """One change in a tree with a section per bucket makes one finding."""
    texts = edited(support(), path, old, new)
    answers = found(texts)
    at = GUIDE if path == "contracts/support.yaml" else path
    assert [answer[0] for answer in answers] == [f"{B}/{rule}"]
    if line is not None:
        assert answers[0][1] == f"{at}: {line}"


def test_a_moved_statement() -> None:
    """A statement under another bucket is moved, not missing here and extra there."""
    texts = edited(support(), GUIDE, "- unusual proxy setups\n", "")
    texts = edited(texts, GUIDE, "- the router scope", "- unusual proxy setups\n- the router scope")
    assert found(texts) == [(f"{B}/statement-moved", f"{GUIDE}: - unusual proxy setups")]


def test_a_deleted_bucket_is_one_finding() -> None:
    """A bucket that is gone with its statements is one finding, not one per statement."""
    text = support()[GUIDE]
    start, end = text.index("## best-effort"), text.index("## host-owned")
    assert [rule for rule, _ in found({**support(), GUIDE: text[:start] + text[end:]})] == [
        f"{B}/bucket-missing"
    ]


SHAPE_DRIFT = [
    (
        "labelled: only dropped",
        LABELLED,
        "supported only as",
        "supported as",
        "statement-changed",
        "- the optional bridge is supported as a read-only annex",
    ),
    (
        "labelled: part of a line",
        LABELLED,
        "unusual proxy setups; ",
        "",
        "statement-missing",
        "- **best-effort**: hosts that diverge from the documented mount",
    ),
    (
        "labelled: label renamed",
        LABELLED,
        "- host-owned:",
        "- host owned:",
        "bucket-renamed",
        "- host owned:",
    ),
    (
        "labelled: added",
        LABELLED,
        "- host-owned:",
        "- experimental: telemetry\n- host-owned:",
        "unknown-bucket",
        "- experimental: telemetry",
    ),
    (
        "sentences: negated",
        SENTENCES,
        "databases other than",
        "databases not other than",
        "statement-changed",
        "- databases not other than Postgres",
    ),
    (
        "sentences: deleted",
        SENTENCES,
        "- unusual proxy setups\n",
        "",
        "statement-missing",
        "On a best-effort basis we look at",
    ),
    (
        "columns: deleted",
        COLUMNS,
        "| unusual proxy setups | best-effort |\n",
        "",
        "statement-missing",
        None,
    ),
    (
        "columns: moved",
        COLUMNS,
        "| unusual proxy setups | best-effort |",
        "| unusual proxy setups | host-owned |",
        "statement-moved",
        "| unusual proxy setups | host-owned |",
    ),
    (
        "columns: reworded",
        COLUMNS,
        "unusual proxy",
        "uncommon proxy",
        "statement-reworded",
        "| uncommon proxy setups | best-effort |",
    ),
    (
        "columns: label misspelt",
        COLUMNS,
        "| databases other than Postgres | intentionally unsupported |",
        "| databases other than Postgres | intentionaly unsupported |",
        "bucket-renamed",
        "| databases other than Postgres | intentionaly unsupported |",
    ),
]


@pytest.mark.parametrize(
    ("guide", "old", "new", "rule", "line"),
    [row[1:] for row in SHAPE_DRIFT],
    ids=[row[0] for row in SHAPE_DRIFT],
)
def test_drift_in_other_shapes(guide: str, old: str, new: str, rule: str, line: str | None) -> None:
    """One change in a labelled list, introduced lists or a table makes one finding."""
    answers = found(edited(support(guide), GUIDE, old, new))
    assert [answer[0] for answer in answers] == [f"{B}/{rule}"]
    if line is not None:
        assert answers[0][1] == f"{GUIDE}: {line}"


HARMLESS = [
    ("attributes", "## supported", "## supported {#what-we-support}"),
    ("emoji", "## best-effort", "## \U0001f6a7 best-effort"),
    ("short code", "## host-owned", "## host-owned :house:"),
    ("numbering", "## supported", "## 1. supported"),
    ("capital", "## supported", "## Supported"),
    (
        "some of them",
        "Ask in the forum",
        "Buckets such as supported and best-effort promise something. Ask in the forum",
    ),
    (
        "two by name",
        "Ask in the forum",
        "The difference between supported and best-effort is what the buckets are about. Ask in the forum",
    ),
]


@pytest.mark.parametrize(
    ("old", "new"), [row[1:] for row in HARMLESS], ids=[row[0] for row in HARMLESS]
)
def test_what_is_no_drift(old: str, new: str) -> None:
    """Attributes and ornaments of headings, and sentences about some of the buckets, are no drift."""
    text = support()[GUIDE]
    assert found({**support(), GUIDE: text.replace(old, new, 1)}) == []


def test_a_struck_table_row_is_missing_and_nothing_else() -> None:
    """A struck statement in a table is not said; what else stands in its row states nothing."""
    row = "| unusual proxy setups | best-effort |"
    answers = found(
        edited(support(COLUMNS), GUIDE, row, "| ~~unusual proxy setups~~ | best-effort |")
    )
    assert [rule for rule, _ in answers] == [f"{B}/statement-missing"]


def test_a_home_that_is_a_bucket() -> None:
    """A contract of one bucket may name its section as the home."""
    texts = tree(
        contracts__one_yaml="""
            kind: support-buckets
            id: one
            owner: maintainers
            home: guide.md#best-effort
            buckets: {best-effort: {proxies: unusual proxy setups, hosts: hosts that diverge from the documented mount}}
        """,
        guide_md=SECTIONS,
    )
    assert found(texts) == []


def test_a_listed_claim_that_holds_a_negation() -> None:
    """The ``never`` of a listed phrase denies nothing; a denial around it does."""
    texts = support()
    texts["contracts/support.yaml"] = texts["contracts/support.yaml"].replace(
        "{about: [bridge], doing: [mutate], }", "[never loses jobs]"
    )
    assert found(texts) == []
    claimed = {**texts, "README.md": "# Project\n\nThe bridge never loses jobs.\n"}
    assert [rule for rule, _ in found(claimed)] == [f"{B}/over-claim"]
    denied = {**texts, "README.md": "# Project\n\nWe do not say that it never loses jobs.\n"}
    assert found(denied) == []


def test_the_repair_of_a_statement_keeps_its_marks() -> None:
    """A statement that ends in a code span is replaced with its back-ticks, not inside of them."""
    texts = edited(support(), GUIDE, "- unusual proxy setups", "- uncommon proxy `setups`")
    (finding,) = judge(texts).findings
    repair = finding.repairs[0]
    content = texts[GUIDE].encode()
    span = repair.at.span
    mended = content[: span.start] + (repair.replacement or "").encode() + content[span.end :]
    assert b"- unusual proxy setups\n" in mended


def test_a_statement_that_left_the_buckets() -> None:
    """A statement in a declared section that is no bucket is moved, and the finding points there."""
    texts = tree(
        contractcheck_yaml="owner: maintainers",
        contracts__support_yaml="""
            kind: support-buckets
            id: jobs.support
            home: guide.md
            other_sections: [Internals]
            buckets:
              supported:
                shell: operators use the native shell
                queue: jobs wait in one queue for each tenant
              unsupported:
                windows: running on Windows hosts
            """,
        guide_md="""
            # Guide

            ## supported

            - operators use the native shell

            ## unsupported

            - running on Windows hosts

            ## Internals

            - workers poll twice a second
            - jobs wait in one queue for each tenant
            """,
    )
    (finding,) = judge(texts).findings
    assert finding.rule == "support-buckets/statement-moved"
    assert str(finding.place) == "guide.md:14:3"
    assert "stands under `Internals`, which is no bucket" in finding.message
