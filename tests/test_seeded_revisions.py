"""What is deployed contains a commit: a server says its revision, and a real repository knows the rest."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from contractcheck.cli.main import run
from fixtures.hub.process import running_hub

GIT = shutil.which("git") or "git"
CONTRACT = """\
kind: readiness-gates
id: hub.go-live
owner: platform
api: hub
gates:
  fix:
    says: the fix for counting rows is deployed
    declared: passed
    evidence:
      - deployed: COMMIT
        at: {get: /version, select: $.revision}
"""
EVIDENCE = "hub.go-live/fix/evidence/1"
GATE = "hub.go-live/fix"


def git(folder: Path, *arguments: str) -> str:
    """Run Git as a maintainer would."""
    environment = {
        "PATH": os.environ["PATH"],
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
    }
    names = ("-c", "user.name=Some One", "-c", "user.email=one@example.org")
    command = [GIT, *names, "-C", str(folder), *arguments]
    answer = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return answer.stdout.strip()


def commit(folder: Path, text: str) -> str:
    """Make a commit and return it."""
    git(folder, "commit", "--quiet", "--allow-empty", "--message", text)
    return git(folder, "rev-parse", "HEAD")


@dataclass(frozen=True, slots=True)
class Repository:
    """A project of three commits, of which the second has the fix; ``beside`` never had it."""

    folder: Path
    before: str
    fix: str
    after: str
    beside: str


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """Make the project."""
    folder = tmp_path_factory.mktemp("project")
    git(folder, "init", "--quiet", "--initial-branch=main")
    before, fix, after = (commit(folder, text) for text in ("before", "fix", "after"))
    git(folder, "checkout", "--quiet", "-b", "beside", before)
    beside = commit(folder, "beside")
    git(folder, "tag", "v2", after)
    return Repository(folder, before, fix, after, beside)


@contextmanager
def serving(body: bytes, kind: str = "application/json", status: int = 200) -> Iterator[str]:
    """Yield the URL of a server that gives one answer to everything."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def check(folder: Path, url: str, contract: str, capsys: pytest.CaptureFixture[str]) -> Any:  # noqa: ANN401
    """Return the JSON report of a live check of a repository whose contract is this."""
    (folder / "contracts").mkdir(exist_ok=True)
    (folder / "contracts" / "gates.yaml").write_text(contract, encoding="utf-8")
    configuration = f"apis: {{hub: {{url: '{url}'}}}}\n"
    (folder / "contractcheck.yaml").write_text(configuration, encoding="utf-8")
    run(["check", "--root", str(folder), "--live", "--format", "json"])
    return json.loads(capsys.readouterr().out)


def outcome(report: Any, clause: str) -> tuple[str, str]:  # noqa: ANN401 - parsed JSON
    """Return outcome and reason of a clause."""
    found = next(one for one in report["clauses"] if one["id"] == clause)
    return found["outcome"], found["reason"]


def revision(text: str) -> bytes:
    """Return an answer of `/version`."""
    return json.dumps({"revision": text}).encode()


def test_a_later_revision_contains_the_commit(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    """The commit itself, a later one, a short one, and a tag pass."""
    for deployed in (repository.fix, repository.after, repository.after[:8], "v2"):
        with serving(revision(deployed)) as url:
            contract = CONTRACT.replace("COMMIT", repository.fix[:8])
            report = check(repository.folder, url, contract, capsys)
        assert outcome(report, EVIDENCE) == ("passed", "")
        assert outcome(report, GATE)[0] == "passed"
        assert report["findings"] == []


def test_an_earlier_revision_and_one_beside_do_not(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    """The gate is declared passed over what is deployed: that is the finding, with where it was seen."""
    for deployed in (repository.before, repository.beside[:10]):
        with serving(revision(deployed)) as url:
            contract = CONTRACT.replace("COMMIT", repository.fix)
            report = check(repository.folder, url, contract, capsys)
        assert outcome(report, EVIDENCE)[0] == "failed"
        (finding,) = report["findings"]
        assert finding["rule"] == "readiness-gates/over-declared"
        assert f"`{deployed}` does not contain `{repository.fix}`" in json.dumps(finding)
        assert ("contracts/gates.yaml", 10) in {
            (place["document"], place["line"]) for place in finding["related"]
        }


@pytest.mark.parametrize(
    ("body", "kind", "status", "said"),
    [
        (revision("5101eb5"), "application/json", 200, "`5101eb5` is no commit and no tag here"),
        (revision("v2-dirty"), "application/json", 200, "changes that are in no commit"),
        (revision("main"), "application/json", 200, "a branch, which moves"),
        (revision("2.4.1 (build 7)"), "application/json", 200, "none by its form"),
        (revision("--output=/tmp/x"), "application/json", 200, "none by its form"),
        (b'{"revision": null}', "application/json", 200, "finds no values"),
        (b'{"version": "2.0"}', "application/json", 200, "finds no values"),
        (b"<h1>Hub</h1>", "text/html", 200, "text/html"),
        (b"{}", "application/json", 503, "503"),
        (b"{}", "application/json", 401, "401"),
    ],
)
def test_what_names_no_commit_cannot_be_told(  # noqa: PLR0913, PLR0917 - the parts of an answer
    body: bytes,
    kind: str,
    status: int,
    said: str,
    repository: Repository,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Whatever a server says, nobody is accused of having deployed something else."""
    with serving(body, kind, status) as url:
        contract = CONTRACT.replace("COMMIT", repository.fix)
        report = check(repository.folder, url, contract, capsys)
    shown, reason = outcome(report, EVIDENCE)
    assert shown == "cantTell"
    assert said in reason
    assert [one["rule"] for one in report["findings"]] == [
        "readiness-gates/declared-without-evidence"
    ]


@pytest.mark.parametrize(
    ("body", "at"),
    [
        ("COMMIT\n", "{get: /version}"),
        ("release COMMIT of today", "{get: /version, form: 'release {revision} of today'}"),
        (
            '{"build": {"image": "hub:sha-COMMIT"}}',
            "{get: /v, select: $.build.image, form: 'hub:sha-{revision}'}",
        ),
    ],
)
def test_a_revision_stands_in_many_forms(
    body: str, at: str, repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    """A bare answer, a sentence, or the tag of an image."""
    contract = CONTRACT.replace("COMMIT", repository.fix)
    contract = contract.replace("{get: /version, select: $.revision}", at)
    with serving(body.replace("COMMIT", repository.after[:9]).encode()) as url:
        assert outcome(check(repository.folder, url, contract, capsys), EVIDENCE)[0] == "passed"
    with serving(b"release of today") as url:
        assert outcome(check(repository.folder, url, contract, capsys), EVIDENCE)[0] == "cantTell"


def test_without_history_it_cannot_be_told(
    repository: Repository, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A tree that was unpacked, and a shallow clone, say so."""
    contract = CONTRACT.replace("COMMIT", repository.fix)
    plain, shallow = tmp_path / "plain", tmp_path / "shallow"
    plain.mkdir()
    git(
        repository.folder,
        "clone",
        "--quiet",
        "--depth=1",
        f"file://{repository.folder}",
        str(shallow),
    )
    with serving(revision(repository.after)) as url:
        assert "cannot be read" in outcome(check(plain, url, contract, capsys), EVIDENCE)[1]
        shown, reason = outcome(check(shallow, url, contract, capsys), EVIDENCE)
    assert shown == "cantTell"
    assert "shallow" in reason


@pytest.mark.parametrize(
    ("release", "said"),
    [("early", "9d1f3c2"), ("current", "5101eb5"), ("drifted", "5101eb5-dirty")],
)
def test_each_release_of_the_hub_says_its_own(
    release: str, said: str, repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    """The commits of the hub are not those of this project, so nobody can tell; a hub can be given one."""
    contract = CONTRACT.replace("COMMIT", repository.fix)
    with running_hub(release) as base:
        url = base.removesuffix("/api/v2")
        assert said in outcome(check(repository.folder, url, contract, capsys), EVIDENCE)[1]
    with running_hub(release, revision=repository.after[:7]) as base:
        url = base.removesuffix("/api/v2")
        assert outcome(check(repository.folder, url, contract, capsys), EVIDENCE)[0] == "passed"


def test_not_asked_is_untested(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    """Without `--live` nothing is asked, and nothing is said of what is deployed."""
    contract = CONTRACT.replace("COMMIT", repository.fix)
    check(repository.folder, "http://127.0.0.1:9", contract, capsys)
    run(["check", "--root", str(repository.folder), "--format", "json"])
    assert outcome(json.loads(capsys.readouterr().out), EVIDENCE)[0] == "untested"
