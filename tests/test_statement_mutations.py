"""Each of the shipped statements, edited in every way that breaks it: one finding, the right rule, the line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from contractcheck.ports import Overlay
from contractcheck.wiring.project import choose
from tests.test_harmless_edits import ROOT, project
from tests.test_harmless_edits import drift as findings_of

GUIDE = "fixtures/powertools/guides/support-truth.md"
TEXT = (ROOT / GUIDE).read_text(encoding="utf-8")
BUCKETS = ("supported", "tested", "best-effort", "host-owned", "intentionally unsupported")


def statements() -> list[tuple[str, str]]:
    """Return bucket and line of every statement of the guide."""
    found, bucket = [], ""
    for line in TEXT.splitlines():
        if line.startswith("## "):
            bucket = line[3:]
        elif line.startswith("- ") and bucket in BUCKETS:
            found.append((bucket, line))
    return found


STATEMENTS = statements()
IDS = [f"{bucket}: {line[2:40]}" for bucket, line in STATEMENTS]


def answers(text: str) -> list[tuple[str, str]]:
    """Return rule and line text of what is found in a changed guide, claims that a move makes aside."""
    lines = text.splitlines()
    found = []
    changed = Overlay(project().files, {GUIDE: text.encode()})
    for finding in findings_of(choose(project(), ["powertools.support"]), changed):
        match = re.match(
            r"(?P<document>[^:]+):(?P<line>\d+):\d+ support-buckets/(?P<rule>[\w-]+):", finding
        )
        if match and match["rule"] != "over-claim":
            assert match["document"] == GUIDE
            found.append((match["rule"], lines[int(match["line"]) - 1]))
    return found


def test_there_are_31_statements() -> None:
    """The guide holds 8, 6, 5, 8 and 4 statements."""
    counts = [sum(bucket == one for one, _ in STATEMENTS) for bucket in BUCKETS]
    assert counts == [8, 6, 5, 8, 4]
    assert Path(GUIDE).suffix == ".md"
    assert project().contracts


@pytest.mark.parametrize(("bucket", "line"), STATEMENTS, ids=IDS)
def test_deleted(bucket: str, line: str) -> None:
    """A statement that is gone is missing from its bucket."""
    assert answers(TEXT.replace(f"{line}\n", "")) == [("statement-missing", f"## {bucket}")]


@pytest.mark.parametrize(("bucket", "line"), STATEMENTS, ids=IDS)
def test_commented_out_and_struck(bucket: str, line: str) -> None:
    """A statement in a comment or struck through is not said, and the finding stands where it is."""
    del bucket
    comment = f"<!-- {line} -->"
    assert answers(TEXT.replace(line, comment)) == [("statement-missing", comment)]
    struck = f"- ~~{line[2:]}~~"
    assert answers(TEXT.replace(line, struck)) == [("statement-missing", struck)]


@pytest.mark.parametrize(("bucket", "line"), STATEMENTS, ids=IDS)
def test_moved_and_copied(bucket: str, line: str) -> None:
    """A statement in another bucket is moved; one in two buckets, or twice in one, is repeated."""
    for other in BUCKETS:
        copied = TEXT.replace(f"## {other}\n\n", f"## {other}\n\n{line}\n")
        assert answers(copied) == [("statement-repeated", line)]
        if other != bucket:
            moved = TEXT.replace(f"{line}\n", "").replace(
                f"## {other}\n\n", f"## {other}\n\n{line}\n"
            )
            assert answers(moved) == [("statement-moved", line)]


@pytest.mark.parametrize(("bucket", "line"), STATEMENTS, ids=IDS)
def test_negated(bucket: str, line: str) -> None:
    """A negation that slips in changes the meaning."""
    del bucket
    words = line.split(" ")
    for place in (2, len(words)):
        changed = " ".join([*words[:place], "not", *words[place:]])
        assert answers(TEXT.replace(line, changed)) == [("statement-changed", changed)]


@pytest.mark.parametrize(("bucket", "line"), STATEMENTS, ids=IDS)
def test_one_word_less_or_other(bucket: str, line: str) -> None:
    """Whatever single word is dropped or replaced, the statement is changed, reworded or missing."""
    words = line.split(" ")
    for place in range(1, len(words)):
        for new in ([], ["otherwise"]):
            changed = " ".join([*words[:place], *new, *words[place + 1 :]])
            if changed.strip() == "-" or changed == line:
                continue
            found = answers(TEXT.replace(line, changed))
            rules = {rule for rule, _ in found}
            one = len(found) == 1 and rules <= {"statement-changed", "statement-reworded"}
            two = rules == {"statement-missing", "undeclared-statement"}
            assert one or two, (bucket, changed, found)
