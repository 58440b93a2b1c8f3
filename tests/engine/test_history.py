"""Which view of a fact changed last."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest

from contractcheck.cli.main import run
from contractcheck.engine.history import with_history
from contractcheck.model.evidence import Gap, GapReason
from contractcheck.model.finding import Finding, Related, Severity
from contractcheck.model.location import Location
from contractcheck.ports import Change
from tests.adapters.test_git import commit, git

AT = Location("contracts/a.yaml")


@dataclass
class History:
    """``ports.Revisions`` from a table, which keeps what it was asked."""

    changes: Mapping[str, Change]
    asked: list[str] = field(default_factory=list)

    def last_change(self, path: str, first: int, last: int) -> Change | None:
        """Return the change of a file."""
        self.asked.append(f"{path} {first}-{last}")
        return self.changes.get(path)

    def contains(self, commit: str, revision: str) -> bool | Gap:
        """Say of nothing that it contains a commit: histories of lines do not ask."""
        return Gap(GapReason.UNDECIDABLE, revision, commit)


def finding(*views: str) -> Finding:
    """Return a finding with a view in each of these documents."""
    related = (Related(Location(f"{view}.md"), "shows `x`", view, (2, 4)) for view in views)
    contract = Related(AT, "the contract: x")
    return Finding(
        "vocabulary/member-differs", "a/views/b", "x", "differs", (AT,), Severity.ERROR,
        related=(contract, *related),
    )  # fmt: skip


def on(day: int, commit_: str) -> Change:
    """Return a change on a day of January 2026."""
    return Change(commit_, datetime(2026, 1, day, tzinfo=UTC))


def notes(one: Finding, history: History) -> list[str]:
    """Return what is said of the views."""
    (told,) = with_history([one], history)
    return [related.note for related in told.related if related.view]


def test_the_last_to_change() -> None:
    """Every view says when it was changed; the latest says that it was the last."""
    history = History({"a.md": on(2, "aaaa"), "b.md": on(5, "bbbb")})
    assert notes(finding("a", "b", "c"), history) == [
        "shows `x`; changed on 2026-01-02 in aaaa",
        "shows `x`; changed last on 2026-01-05 in bbbb",
        "shows `x`",
    ]


def test_what_is_not_committed_is_later_than_any_commit() -> None:
    """A change in the working tree is the last."""
    history = History({"a.md": on(2, "aaaa"), "b.md": Change()})
    assert notes(finding("a", "b"), history)[1] == ("shows `x`; changed last, and not committed")


def test_views_that_changed_together() -> None:
    """No view is the last where two changed at once."""
    history = History({"a.md": on(2, "aaaa"), "b.md": on(2, "aaaa")})
    assert not any("last" in note for note in notes(finding("a", "b"), history))


def test_only_views_are_asked_for() -> None:
    """The contract's own line, and findings without views, cost nothing."""
    history = History({})
    assert with_history([finding()], history) == (finding(),)
    assert history.asked == []
    assert notes(finding("a"), history) == ["shows `x`"]
    assert history.asked == ["a.md 2-4"]


def test_a_run_in_a_repository(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A check of a repository tells which view of a set was changed last, and by which commit."""
    git(tmp_path, "init", "--quiet")
    (tmp_path / "contracts").mkdir()
    (tmp_path / "contracts" / "events.yaml").write_text(
        "kind: vocabulary\nid: jobs.events\nowner: core\nmembers: [job-started, job-finished]\n"
        'views: [{id: one, at: one.md#Events}, {id: two, at: "two.md#Events"}]\nspelling: false\n'
    )
    text = "# All\n\n## Other\n\nText.\n\n## Events\n\n- `job-started`\n- `job-finished`\n"
    first = commit(tmp_path, 1, one_md=text, two_md=text)
    second = commit(tmp_path, 2, two_md=text.replace("- `job-finished`\n", ""))
    commit(tmp_path, 3, one_md=text.replace("Text.", "Words."))
    assert run(["check", "--root", str(tmp_path), "--format", "json"]) == 1
    (one,) = json.loads(capsys.readouterr().out)["findings"]
    assert [(each["view"], each["note"]) for each in one["related"] if each["view"]] == [
        ("one", f"shows `job-finished`; changed on 2026-01-02 in {first}"),
        (
            "two",
            f"does not show `job-finished`; changed last on 2026-01-03 in {second}",
        ),
    ]
