"""What APIs answered is kept in files: a check without a network judges by them as by the APIs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from contractcheck.cli.main import run
from contractcheck.reports.formats import FORMATS
from fixtures.hub.names import BASE_PATH, KEY_VARIABLE
from fixtures.hub.process import new_key, running_hub
from fixtures.hub.releases import RELEASES
from fixtures.rows import ROOT, Drift, write_tree
from tests.servers import Asked, CountingServer, Said, answering
from tests.snapshot_trees import CLEAN, DRIFTED, GOOD, SNAPSHOT, Hub, Terminal, words, write

Shown = pytest.CaptureFixture[str]
TODAY = datetime.now(UTC).date()


def day(number: int) -> str:
    """Return the day so many days from now."""
    return (TODAY + timedelta(days=number)).isoformat()


@pytest.fixture
def hub() -> Hub:
    """Return what the server says."""
    return Hub()


@pytest.fixture
def server(hub: Hub) -> Iterator[CountingServer]:
    """Return a running server."""
    with answering(hub) as running:
        yield running


@pytest.fixture
def terminal(tmp_path: Path, capsys: Shown) -> Terminal:
    """Return a terminal in the clean tree."""
    return Terminal(write(tmp_path), capsys)


@pytest.fixture
def api(server: CountingServer) -> tuple[str, str]:
    """Return the option that names the server."""
    return "--api", f"hub={server.url}/api"


def verdicts(report: dict[str, Any]) -> dict[str, str]:
    """Return the outcomes of a report by clause."""
    return {clause["id"]: clause["outcome"] for clause in report["clauses"]}


def findings(report: dict[str, Any]) -> set[tuple[str, str, str]]:
    """Return clause, rule and subject of each finding."""
    return {(one["clause"], one["rule"], one["subject"]) for one in report["findings"]}


@pytest.mark.parametrize("release", sorted(RELEASES))
def test_offline_as_live(
    release: str, tmp_path: Path, capsys: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a snapshot an offline run gives every verdict and finding of the live run, in each release."""
    key, root = new_key(), ["--root", str(tmp_path / "tree")]
    write_tree(Drift("clean"), tmp_path / "tree")
    with running_hub(release, key=key) as url:
        site = url.removesuffix(BASE_PATH)
        asked = ["--api", f"inter-hub={url}", "--api", f"inter-hub-site={site}"]
        monkeypatch.setenv(KEY_VARIABLE, key)
        assert run(["snapshot", *root, *asked]) == 0
        said = capsys.readouterr()
        live_code = run(["check", *root, *asked, "--live", "--format", "json"])
        live = json.loads(capsys.readouterr().out)
    monkeypatch.delenv(KEY_VARIABLE)
    code = run(["check", *root, "--format", "json"])
    offline = json.loads(capsys.readouterr().out)
    assert said.err == ""
    assert verdicts(offline) == verdicts(live)
    assert findings(offline) == findings(live)
    assert code == live_code
    written = "".join(path.read_text() for path in (tmp_path / "tree/snapshots").rglob("*.json"))
    assert key not in written


def test_recorded_and_used(terminal: Terminal, api: tuple[str, str]) -> None:
    """Without a snapshot a clause is untested; with one it is judged, and the report says of which day."""
    assert terminal.outcome("--lane", "ci") == ("untested", 0)
    assert terminal("snapshot", *api) == 0
    assert terminal.out == f"new  {SNAPSHOT}\n1 answer recorded\n"
    report = terminal.check("--lane", "ci", "--as-of", day(3))
    assert report["snapshots"] == [{"document": SNAPSHOT, "observed": day(0), "age": 3}]
    (clause,) = [one for one in report["clauses"] if one["id"] == "app.words/views/hub"]
    assert (clause["outcome"], clause["observed"], clause["live"]) == ("passed", day(0), False)
    for name in ("terminal", "markdown"):
        terminal("check", "--format", name, "--as-of", day(3))
        assert f"as of 1 snapshot of {day(0)}, 3 days old" in terminal.out


def test_a_finding_is_in_the_file(terminal: Terminal, hub: Hub, api: tuple[str, str]) -> None:
    """What a snapshot shows wrongly is found at the line of its file."""
    hub.said = DRIFTED
    terminal("snapshot", *api)
    places = {
        (place["document"], place["line"])
        for finding in terminal.check()["findings"]
        for place in finding["places"]
    }
    lines = (terminal.root / SNAPSHOT).read_text().splitlines()
    assert (SNAPSHOT, 1 + lines.index('        "name": "word-ended",')) in places


def test_small_differences(terminal: Terminal, hub: Hub, api: tuple[str, str]) -> None:
    """What did not change leaves the file alone; what changed is a change of its lines."""
    terminal("snapshot", *api)
    path = terminal.root / SNAPSHOT
    before, written = path.read_text(), path.stat().st_mtime_ns
    assert terminal("snapshot", *api, "--verbose") == 0
    assert f"unchanged  {SNAPSHOT}" in terminal.out
    assert path.stat().st_mtime_ns == written
    hub.said = words("word-started", "word-finished", "word-added")
    assert terminal("snapshot", *api) == 0
    assert f"changed  {SNAPSHOT}" in terminal.out
    gone = set(before.splitlines()) - set(path.read_text().splitlines())
    added = set(path.read_text().splitlines()) - set(before.splitlines())
    assert len(gone) == 1  # the digest
    assert len(added) == 2


@pytest.mark.parametrize("status", [408, 425, 429, 500, 502, 503])
def test_no_answer_is_not_recorded(
    status: int, terminal: Terminal, hub: Hub, api: tuple[str, str]
) -> None:
    """What could not be asked is told, and what was recorded before stays."""
    terminal("snapshot", *api)
    before = (terminal.root / SNAPSHOT).read_bytes()
    hub.said = Said(status, b"{}", {"Retry-After": "900"})
    assert terminal("snapshot", *api, "--prune") == 4
    assert "not recorded" in terminal.err
    assert (terminal.root / SNAPSHOT).read_bytes() == before


def test_nobody_could_ask(
    terminal: Terminal, hub: Hub, api: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A refusal is no answer where no key was set, and is one where the key was refused by name."""
    monkeypatch.delenv(KEY_VARIABLE, raising=False)
    hub.said = Said(401, b"{}")
    assert terminal("snapshot", *api) == 4
    assert "is OPS_HUB_KEY set" in terminal.err
    assert not (terminal.root / SNAPSHOT).exists()


def test_a_server_that_is_down(terminal: Terminal, api: tuple[str, str]) -> None:
    """An API that is asked and does not answer is not replaced by its snapshot, which is mentioned."""
    terminal("snapshot", *api)
    report = terminal.check("--lane", "nightly", "--api", "hub=http://127.0.0.1:9/api")
    assert report["decision"]["exit_code"] == 4
    (gap,) = report["gaps"]
    assert gap["reason"] == "unreachable"
    assert f"there is a snapshot of {day(0)}" in gap["detail"]


@pytest.mark.parametrize(
    ("lane", "days", "expected"),
    [
        ("ci", 0, ("passed", 0)),
        ("ci", 7, ("passed", 0)),
        ("ci", 8, ("cantTell", 4)),
        ("ci", 700, ("cantTell", 4)),
        ("ci", -1, ("cantTell", 4)),
        ("hook", 8, ("cantTell", 0)),
    ],
)
def test_ages(
    lane: str, days: int, expected: tuple[str, int], terminal: Terminal, api: tuple[str, str]
) -> None:
    """A snapshot counts up to its limit; a day later, or before it was recorded, nobody can tell."""
    terminal("snapshot", *api)
    assert terminal.outcome("--lane", lane, "--as-of", day(days)) == expected


@pytest.mark.parametrize(
    ("of_api", "lane", "last"),
    [("3d", "7d", 3), ("2w", "7d", 7), ("2w", None, 14), (None, None, 30), ("9w", None, 63)],
)
def test_the_smaller_limit(
    of_api: str | None, lane: str | None, last: int, terminal: Terminal, api: tuple[str, str]
) -> None:
    """Of the limits that are told the smaller counts; without one thirty days."""
    told = {"snapshot_age": of_api} if of_api else {}
    limit = {"max_snapshot_age": lane} if lane else {}
    configuration = {
        "owner": "me",
        "apis": {"hub": {"url": "http://127.0.0.1:9/api", **told}},
        "lanes": {"ci": {"on_cant_tell": "fail", **limit}},
    }
    write(terminal.root, {"contractcheck.yaml": json.dumps(configuration)})
    terminal("snapshot", *api)
    assert terminal.outcome("--lane", "ci", "--as-of", day(last)) == ("passed", 0)
    assert terminal.outcome("--lane", "ci", "--as-of", day(last + 1)) == ("cantTell", 4)


@pytest.mark.parametrize(
    ("find", "replace"),
    [
        ("word-finished", "word-ended"),
        (f'"observed": "{day(0)}"', f'"observed": "{day(5)}"'),
        ('"status": 200', '"status": 404'),
        ('"snapshot": 1', '"snapshot": 2'),
        ('"sha256": "', '"sha256": "0'),
        ('"api": "hub",', '"api": "hub", "note": "looked at by hand",'),
    ],
)
def test_tampered(find: str, replace: str, terminal: Terminal, api: tuple[str, str]) -> None:
    """A snapshot that was changed by hand is a finding, and nobody can tell what rests on it."""
    terminal("snapshot", *api)
    path = terminal.root / SNAPSHOT
    path.write_text(path.read_text().replace(find, replace, 1))
    assert terminal.outcome("--lane", "ci", "--as-of", day(5)) == ("cantTell", 1)
    report = terminal.check("--lane", "hook", "--as-of", day(5))
    (gap,) = report["gaps"]
    assert (gap["reason"], gap["source"]) == ("unreadable", SNAPSHOT)
    (finding,) = report["findings"]
    assert finding["rule"] == "configuration/snapshot-changed"
    (place,) = finding["places"]
    line = path.read_text().splitlines()[place["line"] - 1]
    assert (place["document"], line.split(":")[0]) == (SNAPSHOT, '  "sha256"')


@pytest.mark.parametrize("text", ["{}", "[]", '{"snapshot": 1}'])
def test_what_is_no_snapshot(text: str, terminal: Terminal, api: tuple[str, str]) -> None:
    """Another file in the place of a snapshot is no evidence."""
    terminal("snapshot", *api)
    (terminal.root / SNAPSHOT).write_text(text)
    assert terminal.outcome("--lane", "ci") == ("cantTell", 4)


@pytest.mark.parametrize("text", ["", "{", "<<<<<<< ours\n{}\n=======\n{}\n>>>>>>> theirs\n"])
def test_what_is_left_of_a_snapshot(text: str, terminal: Terminal, api: tuple[str, str]) -> None:
    """A file that was emptied, cut off or left in a conflict is a finding in every run."""
    terminal("snapshot", *api)
    (terminal.root / SNAPSHOT).write_text(text)
    assert terminal.outcome("--lane", "ci") == ("cantTell", 1)
    (finding,) = terminal.check("--lane", "hook")["findings"]
    assert finding["rule"] == "configuration/snapshot-changed"
    assert finding["places"][0]["document"] == SNAPSHOT


def test_old_ones_are_told_once(terminal: Terminal, api: tuple[str, str]) -> None:
    """In words all that are too old since a day are one reason, with the clauses below it."""
    more = CLEAN["contracts/words.yaml"].replace("app.words", "app.more")
    write(terminal.root, {"contracts/more.yaml": more.replace("/event-types", "/other-types")})
    terminal("snapshot", *api)
    terminal("check", "--lane", "hook", "--as-of", day(9))
    told = " ".join(terminal.out.split())
    assert "cannot tell (2 clauses): stale: snapshots/hub/…" in told
    assert told.count("9 days ago") == 1


def test_line_ends_are_no_change(terminal: Terminal, api: tuple[str, str]) -> None:
    """A checkout with other line ends has the same snapshots."""
    terminal("snapshot", *api)
    path = terminal.root / SNAPSHOT
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert terminal.outcome("--lane", "ci") == ("passed", 0)


def test_what_nobody_asks_for(terminal: Terminal, api: tuple[str, str]) -> None:
    """Files of questions no contract asks are named, and deleted on request; a choice deletes none."""
    terminal("snapshot", *api)
    other = terminal.root / "snapshots/hub/gone.json"
    other.write_text((terminal.root / SNAPSHOT).read_text())
    assert terminal("snapshot", *api) == 0
    assert "asked for by no contract  snapshots/hub/gone.json" in terminal.out
    assert terminal("snapshot", *api, "--prune", "--contract", "app.*") == 0
    assert other.exists()
    assert terminal("snapshot", *api, "--prune") == 0
    assert terminal.out == "deleted  snapshots/hub/gone.json\n1 answer recorded\n"
    assert not other.exists()


def test_nothing_to_ask(tmp_path: Path, capsys: Shown) -> None:
    """Where no contract asks an API nothing is recorded, and that is said by the exit code."""
    plain = CLEAN["contracts/words.yaml"].rpartition("  - {registry")[0]
    terminal = Terminal(write(tmp_path, {"contracts/words.yaml": plain}), capsys)
    assert terminal("snapshot") == 3
    assert not (terminal.root / "snapshots").exists()


def test_another_folder(tmp_path: Path, capsys: Shown, api: tuple[str, str]) -> None:
    """The folder can be named."""
    configuration = CLEAN["contractcheck.yaml"] + "snapshots: kept/answers\n"
    terminal = Terminal(write(tmp_path, {"contractcheck.yaml": configuration}), capsys)
    assert terminal("snapshot", *api) == 0
    assert (tmp_path / "kept/answers/hub/event-types.json").is_file()
    assert terminal.outcome("--lane", "ci") == ("passed", 0)


def test_a_folder_that_leaves_the_tree(tmp_path: Path, capsys: Shown, api: tuple[str, str]) -> None:
    """A link does not lead the files elsewhere."""
    (tmp_path / "elsewhere").mkdir()
    terminal = Terminal(write(tmp_path / "tree"), capsys)
    (terminal.root / "snapshots").symlink_to(tmp_path / "elsewhere")
    assert terminal("snapshot", *api) == 2
    assert "leaves the tree" in terminal.err
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_folder_that_cannot_be_written(terminal: Terminal, api: tuple[str, str]) -> None:
    """What is in the way is told, and nothing is left half written."""
    (terminal.root / "snapshots").write_text("a file")
    assert terminal("snapshot", *api) == 2
    assert "cannot be written" in terminal.err
    assert sorted(path.name for path in terminal.root.iterdir()) == [
        "contractcheck.yaml",
        "contracts",
        "page.md",
        "snapshots",
    ]


def test_two_at_once(terminal: Terminal, api: tuple[str, str]) -> None:
    """Two runs at once leave whole files, and no others."""
    command = [
        sys.executable,
        "-m",
        "contractcheck",
        "snapshot",
        "--root",
        str(terminal.root),
        *api,
    ]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    runs = [subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) for _ in range(3)]
    assert [one.wait() for one in runs] == [0, 0, 0]
    files = [path for path in (terminal.root / "snapshots").rglob("*") if path.is_file()]
    assert [path.name for path in files] == ["event-types.json"]
    assert terminal.outcome("--lane", "ci") == ("passed", 0)


def test_killed(terminal: Terminal) -> None:
    """A run that is killed while it asks has written nothing."""
    asked, go_on = threading.Event(), threading.Event()

    def wait(_: Asked) -> Said:
        asked.set()
        go_on.wait(30)
        return GOOD

    with answering(wait) as server:
        command = [sys.executable, "-m", "contractcheck", "snapshot", "--root", str(terminal.root)]
        command += ["--api", f"hub={server.url}/api"]
        environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
        with subprocess.Popen(command, env=environment) as running:
            assert asked.wait(30)
            running.kill()
        go_on.set()
    assert not (terminal.root / "snapshots").exists()


def test_each_question_is_asked_once(
    terminal: Terminal, server: CountingServer, api: tuple[str, str]
) -> None:
    """However many clauses look at an answer, it is asked for once."""
    more = CLEAN["contracts/words.yaml"].replace("app.words", "app.more")
    write(terminal.root, {"contracts/more.yaml": more})
    assert terminal("snapshot", *api) == 0
    assert server.paths == ["/api/event-types"]


def test_equal_bytes(terminal: Terminal, hub: Hub, api: tuple[str, str], tmp_path: Path) -> None:
    """For the same day a report is the same to the byte, in any folder and order, in every format."""
    hub.said = DRIFTED
    terminal("snapshot", *api)
    said = set()
    for seed, folder in (("1", tmp_path), ("2", tmp_path / "contracts"), ("3", Path("/"))):
        environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONHASHSEED": seed}
        for name in FORMATS:
            command = [sys.executable, "-m", "contractcheck", "check", "--root", str(terminal.root)]
            command += ["--as-of", day(2), "--format", name]
            done = subprocess.run(
                command, env=environment, cwd=folder, capture_output=True, check=False
            )
            assert (done.returncode, done.stderr) == (1, b"")
            said.add((name, done.stdout))
    assert len(said) == len(FORMATS)


def test_a_key_is_needed_to_record_alone(
    terminal: Terminal,
    hub: Hub,
    server: CountingServer,
    api: tuple[str, str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Who asked is recorded by name; offline no variable has to be set."""
    monkeypatch.setenv(KEY_VARIABLE, "canary-of-the-test")
    hub.said = GOOD
    assert terminal("snapshot", *api) == 0
    assert server.asked[0].headers["authorization"] == "Bearer canary-of-the-test"
    monkeypatch.delenv(KEY_VARIABLE)
    assert terminal.outcome("--lane", "ci") == ("passed", 0)
    assert "canary" not in (terminal.root / SNAPSHOT).read_text()


def test_a_lane_depends_on_them(terminal: Terminal, api: tuple[str, str]) -> None:
    """The files that a lane depends on have the snapshots among them."""
    terminal("snapshot", *api)
    terminal("inputs")
    assert SNAPSHOT in terminal.out.splitlines()


def test_what_did_not_change_is_not_sent_again(
    terminal: Terminal, hub: Hub, server: CountingServer, api: tuple[str, str]
) -> None:
    """A server is asked with the validator it gave; what is still so is recorded as of today."""
    terminal("snapshot", *api)
    path = terminal.root / SNAPSHOT
    recorded = path.read_bytes()
    hub.said = Said(304, b"", {"ETag": '"v1"'})
    assert terminal("snapshot", *api, "--verbose") == 0
    assert server.asked[1].headers["if-none-match"] == '"v1"'
    assert f"unchanged  {SNAPSHOT}" in terminal.out
    assert path.read_bytes() == recorded


def test_no_validator_of_another_server(
    terminal: Terminal, server: CountingServer, api: tuple[str, str]
) -> None:
    """What another address said, or somebody wrote into the file, asks nobody."""
    terminal("snapshot", *api)
    path = terminal.root / SNAPSHOT
    path.write_text(path.read_text().replace("word-finished", "word-ended"))
    assert terminal("snapshot", *api) == 0
    with answering(GOOD) as other:
        assert terminal("snapshot", "--api", f"hub={other.url}/api") == 0
    assert not [one for one in (*server.asked, *other.asked) if "if-none-match" in one.headers]
    assert terminal.outcome("--lane", "ci") == ("passed", 0)


def test_dates_are_days_of_utc(terminal: Terminal, api: tuple[str, str]) -> None:
    """The day that is recorded is that of UTC."""
    terminal("snapshot", *api)
    observed = json.loads((terminal.root / SNAPSHOT).read_text())["observed"]
    assert date.fromisoformat(observed) in {TODAY, TODAY + timedelta(days=1)}
