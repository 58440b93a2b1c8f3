"""What time alone turns red is said with the first day on which it does."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.servers import answering
from tests.snapshot_trees import CLAUSE, GOOD, SNAPSHOT, Terminal, write

TODAY = datetime.now(UTC).date()
GATES = """\
kind: readiness-gates
id: app.go-live
api: hub
gates:
  registered:
    says: the words are registered
    requirement: the registry knows them
    declared: passed
    evidence:
      - {registry: hub /event-types, select: "$.data[*].name", at_least: 2, age: 2d}
  signed:
    says: somebody signed
    requirement: an operator looked at it
    declared: passed
    evidence: confirmed by operator
  agreed:
    says: the owners agreed
    requirement: an owner looked at it within two weeks
    declared: passed
    evidence: [{confirmed_by: owner, age: 2w}]
"""


def day(number: int) -> str:
    """Return the day so many days from now."""
    return (TODAY + timedelta(days=number)).isoformat()


def attestations() -> Mapping[str, str]:
    """Return the file in which an operator confirmed one gate until a day, and an owner another."""
    signed = {"for": "app.go-live/signed", "by": "operator", "on": day(-1), "expires": day(4)}
    agreed = {"for": "app.go-live/agreed", "by": "owner", "on": day(-2)}
    reference = {"reference": "OPS-1"}
    return {"attestations.yaml": json.dumps([{**signed, **reference}, {**agreed, **reference}])}


@pytest.fixture
def terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Terminal:
    """Return a terminal in a tree whose snapshot is of today."""
    made = Terminal(write(tmp_path), capsys)
    with answering(GOOD) as server:
        assert made("snapshot", "--api", f"hub={server.url}/api") == 0
    return made


def told(terminal: Terminal, *arguments: str) -> tuple[int, dict[str, Any]]:
    """Return exit code and answer of a forecast as JSON."""
    code = terminal("forecast", "--format", "json", *arguments)
    answer: dict[str, Any] = json.loads(terminal.out)
    return code, answer


def when(answer: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """Return day, clause and new outcome of each turn."""
    return [(turn["day"], turn["clause"], turn["to"]) for turn in answer["turns"]]


@pytest.mark.parametrize(("days", "code"), [(7, 0), (8, 1), (3000, 1)])
def test_a_snapshot_turns_a_day_after_its_limit(days: int, code: int, terminal: Terminal) -> None:
    """With seven days a clause turns on the eighth, as a check of that day says."""
    found, answer = told(terminal, "--lane", "ci", "--days", str(days))
    assert found == code
    assert when(answer) == ([(day(8), CLAUSE, "cantTell")] if code else [])
    assert answer["red"] == code
    assert (answer["as_of"], answer["until"]) == (day(0), day(days))
    assert terminal.outcome("--lane", "ci", "--as-of", day(7)) == ("passed", 0)
    assert terminal.outcome("--lane", "ci", "--as-of", day(8)) == ("cantTell", 4)


def test_what_a_lane_allows_is_not_red(terminal: Terminal) -> None:
    """A lane that allows what cannot be told does not turn red; the turn is told nevertheless."""
    code, answer = told(terminal, "--lane", "hook", "--days", "30")
    assert code == 0
    assert when(answer) == [(day(8), CLAUSE, "cantTell")]
    assert answer["turns"][0]["red"] is False


def test_in_words(terminal: Terminal) -> None:
    """The text says day, clause and reason, and when the first turns."""
    assert terminal("forecast", "--lane", "ci") == 1
    assert terminal.out == (
        f"{day(8)}  red  {CLAUSE}  passed → cannot tell: stale: {SNAPSHOT} "
        f"(recorded on {day(0)}, 8 days ago; 7 are allowed)\n"
        f"1 clause turns red until {day(30)}, the first on {day(8)} (exit 1)\n"
    )
    assert terminal("forecast", "--lane", "ci", "--days", "7") == 0
    assert terminal.out == f"time alone turns nothing red until {day(7)}\n"
    assert terminal("forecast", "--lane", "ci", "--quiet", "--days", "7") == 0
    assert terminal.out == ""


def test_what_is_red_already_does_not_turn_red(terminal: Terminal) -> None:
    """A clause that fails today and cannot be told later is red on both days: time changes nothing."""
    write(terminal.root, {"page.md": "# App\n\n## Words\n\n- `word-started`\n- `word-ended`\n"})
    contract = "contracts/more.yaml"
    registry = "{registry: hub /event-types, select: '$.data[*].name', id: hub}"
    write(
        terminal.root,
        {contract: f"kind: vocabulary\nid: app.more\nmembers: [x-y]\nviews: [{registry}]\n"},
    )
    _, answer = told(terminal, "--lane", "ci", "--contract", "app.more")
    assert [(turn["from"], turn["red"]) for turn in answer["turns"]] == [("failed", False)]
    assert answer["red"] == 0


def test_many_that_turn_for_one_reason_are_one_line(terminal: Terminal) -> None:
    """One snapshot that gets too old is said once, with how many clauses rest on it; verbose names all."""
    registry = "{registry: hub /event-types, select: '$.data[*].name', id: hub}"
    for number in range(5):
        text = f"kind: vocabulary\nid: more.{number}\nmembers: [word-started, word-finished]\nviews: [{registry}]\n"
        write(terminal.root, {f"contracts/{number}.yaml": text})
    assert terminal("forecast", "--lane", "ci") == 1
    assert "6 clauses turn red" in terminal.out
    (line,) = [one for one in terminal.out.splitlines() if "stale" in one]
    assert " and 3 more  passed → cannot tell" in line
    assert terminal("forecast", "--lane", "ci", "--verbose") == 1
    assert terminal.out.count("stale") == 6


def test_from_another_day(terminal: Terminal) -> None:
    """What cannot be told already is counted, and turns no more."""
    assert terminal("forecast", "--lane", "ci", "--as-of", day(9)) == 0
    assert f"1 clause cannot be told already on {day(9)}" in terminal.out
    code, answer = told(terminal, "--lane", "ci", "--as-of", day(-3))
    assert code == 1
    assert when(answer) == [(day(0), CLAUSE, "passed"), (day(8), CLAUSE, "cantTell")]


def test_evidence_ages(terminal: Terminal) -> None:
    """A gate turns when its evidence is too old or expires, each on its own day, in their order."""
    write(terminal.root, {"contracts/gates.yaml": GATES, **attestations()})
    assert terminal("check", "--lane", "ci") == 0, terminal.err
    code, answer = told(terminal, "--lane", "ci")
    assert code == 1
    assert [turn[:2] for turn in when(answer)] == [
        (day(3), "app.go-live/registered"),
        (day(5), "app.go-live/signed"),
        (day(8), CLAUSE),
        (day(13), "app.go-live/agreed"),
    ]
    for turned, clause, outcome in when(answer):
        for shift, expected in ((-1, "passed"), (0, outcome)):
            as_of = (datetime.fromisoformat(turned) + timedelta(days=shift)).date().isoformat()
            report = terminal.check("--lane", "ci", "--as-of", as_of)
            (found,) = [one for one in report["clauses"] if one["id"] == clause]
            assert found["outcome"] == expected


def test_nothing_that_ages(terminal: Terminal) -> None:
    """Documents do not age."""
    (terminal.root / SNAPSHOT).unlink()
    assert told(terminal, "--lane", "ci", "--days", "3660")[1]["turns"] == []


@pytest.mark.parametrize("days", ["0", "-1", "x", "100000"])
def test_days_that_are_none(days: str, terminal: Terminal) -> None:
    """What is no number of days is wrong use."""
    assert terminal("forecast", "--days", days) == 2


def test_no_server_is_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A lane with live APIs is forecast by what was recorded."""
    made = Terminal(write(tmp_path), capsys)
    with answering(GOOD) as server:
        url = f"{server.url}/api"
        text = (made.root / "contractcheck.yaml").read_text()
        write(made.root, {"contractcheck.yaml": text.replace("http://127.0.0.1:9/api", url)})
        made("snapshot")
        asked = len(server.asked)
        assert asked == 1
        assert made("forecast", "--lane", "nightly", "--days", "31") == 1
        assert len(server.asked) == asked
