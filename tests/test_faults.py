"""Every fault a server can have, what a check says of it, and how it ends: through the command line.

The expectations were written from what each fault is, before they were seen. A registry that answers 200 with an
empty list to everything is judged by that answer; a probe is not, because of its control.
"""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from contractcheck.cli.main import run
from fixtures.hub.faults import FAULTS, FLAPPING
from fixtures.hub.process import running_hub
from tests.leftovers import nothing_left

BASE = "/api/v2"
KEY = "canary-key-of-the-faults"
ENOUGH = 30.0
"""Seconds that are more than any fault takes which ends by itself; not waited for."""

TREE = {
    "contractcheck.yaml": (
        "owner: me\n"
        'apis: {hub: {url: "http://127.0.0.1:9", identities: {ops: {bearer: FAULTS_HUB_KEY}}}}\n'
        "lanes:\n"
        "  strict: {live: [hub], on_cant_tell: fail}\n"
        "  lenient: {live: [hub], on_cant_tell: allow}\n"
    ),
    "contracts/types.yaml": (
        "kind: vocabulary\nid: hub.types\nmembers: [clicked, viewed]\nviews:\n"
        "  - {id: registry, registry: hub /event-types,"
        """ select: '$.data[?@.name == "clicked" || @.name == "viewed"].name'}\n"""
        "  - page.md\n"
    ),
    "contracts/asked.yaml": (
        "kind: api-surface\nid: hub.asked\napi: hub\nprobes:\n"
        "  listed: {get: /event-types, as: ops, passes: 200, fails: {404: not there}}\n"
        "  guarded: {get: /hubs, passes: 401, fails: {200: not guarded, 404: not there}}\n"
    ),
    "contracts/described.yaml": (
        "kind: api-surface\nid: hub.described\napi: hub\npaths: {at_least: [/event-types]}\n"
    ),
    "page.md": "# Types\n\n- `clicked`\n- `viewed`\n",
}
CLAUSE = "hub.types/views/registry"


@dataclass(frozen=True)
class Fault:
    """What is said of a faulty server: verdict, words of the reason, exit code of the strict lane, of the lenient."""

    name: str
    verdict: str
    words: str = ""
    strict: int = 4
    lenient: int = 0
    budget: float = ENOUGH


TOO_LARGE = "the body is larger than 20000000 bytes"
ROWS = (
    Fault(
        "slow", "cantTell", "timed out: … (the run's 1 seconds for requests are spent)", budget=1
    ),
    Fault(
        "slow-body",
        "cantTell",
        "timed out: … (the run's 1 seconds for requests are spent)",
        budget=1,
    ),
    Fault(
        "endless", "cantTell", "timed out: … (the run's 1 seconds for requests are spent)", budget=1
    ),
    Fault("endless", "cantTell", f"unreadable: … ({TOO_LARGE})"),
    Fault("huge", "cantTell", f"unreadable: … ({TOO_LARGE})"),
    Fault("gzip-bomb", "cantTell", f"unreadable: … ({TOO_LARGE})"),
    Fault("truncated", "cantTell", "unreadable: … (the answer breaks off or is not HTTP)"),
    Fault("wrong-type", "cantTell", "unreadable: … (image/svg+xml))"),
    Fault("html-error", "cantTell", "unreadable: … (status 502)"),
    Fault("html-as-success", "cantTell", "unreadable: … (text/html))"),
    Fault("invalid-json", "cantTell", "unreadable: … (application/json))"),
    Fault("429", "cantTell", "rate limited: … (status 429; to be asked again after 1 second)"),
    Fault(
        "429",
        "cantTell",
        "rate limited: … (status 429; to be asked again after 1 second)",
        budget=0.5,
    ),
    Fault("500", "cantTell", "unreadable: … (status 500)"),
    Fault("503", "cantTell", "unreadable: … (status 503; to be asked again after 1 second)"),
    Fault(
        "redirect-to-another-host",
        "cantTell",
        "host not allowed: … (redirected: `other-host.example` is not among the allowed hosts)",
    ),
    Fault("redirect-circle", "cantTell", "unreachable: … (redirected more than 5 times)"),
    Fault("401-for-all", "cantTell", "blocked: … (status 401)"),
    Fault("200-for-all", "failed", strict=1, lenient=1),
    Fault(FLAPPING, "passed", strict=0),
)


CANT_TELL = ("cantTell", "cantTell", "cantTell")
ASKED: Mapping[str, tuple[str, str, str]] = {
    "slow": CANT_TELL,
    "slow-body": CANT_TELL,
    "endless": CANT_TELL,
    "huge": CANT_TELL,
    "gzip-bomb": CANT_TELL,
    "truncated": CANT_TELL,
    "wrong-type": CANT_TELL,
    "html-error": CANT_TELL,
    "html-as-success": CANT_TELL,
    "invalid-json": CANT_TELL,
    "429": CANT_TELL,
    "500": CANT_TELL,
    "503": CANT_TELL,
    "redirect-to-another-host": CANT_TELL,
    "redirect-circle": CANT_TELL,
    "401-for-all": CANT_TELL,
    "200-for-all": CANT_TELL,
}
"""Verdicts on a probe that passes with 200, on one that passes with 401, and on the API's description.

A server that says the same to everything says it to a path that cannot exist, so that neither probe can be told.
"""


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the root of a hub that runs for this module, its key in the environment.

    It was asked once before, so that no time is taken for what a program imports but once.
    """
    with pytest.MonkeyPatch.context() as patch, running_hub("current", key=KEY) as url:
        patch.setenv("FAULTS_HUB_KEY", KEY)
        warm = written(tmp_path_factory.mktemp("warm"))
        assert check(warm, url, "strict", ENOUGH, "hub.*")[0] == 0
        yield url.removesuffix(BASE)


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """Return a folder with the tree."""
    return written(tmp_path)


def written(folder: Path) -> Path:
    """Write the tree."""
    for path, text in TREE.items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


def check(
    tree: Path, url: str, lane: str, budget: float, *contracts: str
) -> tuple[int, dict[str, Any]]:
    """Run the check as the command does; exit code and JSON report."""
    report = tree / "report.json"
    arguments = ["check", "--root", str(tree), "--lane", lane, "--api", f"hub={url}"]
    arguments += ["--http-budget", str(budget), "--report", f"json={report}", "--quiet"]
    for contract in contracts or ("hub.types",):
        arguments += ["--contract", contract]
    code = run(arguments)
    return code, json.loads(report.read_text("utf-8"))


def clause_of(report: dict[str, Any]) -> dict[str, Any]:
    """Return what is said of the clause on the registry."""
    found: dict[str, Any] = next(one for one in report["clauses"] if one["id"] == CLAUSE)
    return found


@pytest.mark.parametrize("lane", ["strict", "lenient"])
@pytest.mark.parametrize("fault", ROWS, ids=lambda fault: f"{fault.name}, {fault.budget:g} s")
def test_a_fault_has_its_verdict_reason_and_exit_code(
    hub: str, tree: Path, fault: Fault, lane: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A dead or odd server is neither a green product nor a broken one; and nothing is left of the run."""
    url = f"{hub}/faults/{fault.name}{BASE}"
    with nothing_left():
        began = time.monotonic()
        code, report = check(tree, url, lane, fault.budget)
        took = time.monotonic() - began
    clause = clause_of(report)
    assert clause["outcome"] == fault.verdict
    before, _, after = fault.words.partition("…")
    assert clause["reason"].startswith(before), clause["reason"]
    assert clause["reason"].endswith(after), clause["reason"]
    assert code == (fault.strict if lane == "strict" else fault.lenient)
    assert took < fault.budget + 1
    assert KEY not in json.dumps(report) + "".join(capsys.readouterr())


@pytest.mark.parametrize("fault", ASKED)
def test_a_fault_is_no_verdict_on_what_is_asked(hub: str, tree: Path, fault: str) -> None:
    """Probes and the API's description: each cannot be told, the strict lane ends with 4, in time."""
    budget = 1.0 if fault in {"slow", "slow-body", "endless"} else ENOUGH
    with nothing_left():
        began = time.monotonic()
        code, report = check(
            tree, f"{hub}/faults/{fault}{BASE}", "strict", budget, "hub.asked", "hub.described"
        )
        took = time.monotonic() - began
    found = {one["id"]: one["outcome"] for one in report["clauses"]}
    probes = (found["hub.asked/probes/listed"], found["hub.asked/probes/guarded"])
    described = {found[one] for one in found if one.startswith("hub.described/")}
    assert ((*probes, *described), code) == (ASKED[fault], 4)
    assert took < budget + 1


@pytest.mark.parametrize("contract", ["hub.asked", "hub.described"])
def test_what_is_asked_of_a_server_without_fault(hub: str, tree: Path, contract: str) -> None:
    """The same contracts pass where nothing is wrong, so that it is the fault that is told."""
    assert check(tree, f"{hub}{BASE}", "strict", ENOUGH, contract)[0] == 0


def test_every_fault_of_the_hub_has_a_row() -> None:
    """A fault that is added to the hub is added here."""
    assert {fault.name for fault in ROWS} == {*FAULTS, FLAPPING}
    assert set(ASKED) == set(FAULTS)


@pytest.mark.parametrize(("lane", "expected"), [("strict", 4), ("lenient", 0)])
def test_a_server_that_is_not_there_cannot_be_told(tree: Path, lane: str, expected: int) -> None:
    """Nobody listens: unreachable, after three attempts."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with nothing_left():
        code, report = check(tree, f"http://127.0.0.1:{port}", lane, ENOUGH)
    clause = clause_of(report)
    assert (code, clause["outcome"]) == (expected, "cantTell")
    assert clause["reason"].startswith("unreachable: ")


def test_documents_are_judged_whatever_the_server_does(hub: str, tree: Path) -> None:
    """Drift in a document is told beside a server that cannot be."""
    (tree / "page.md").write_text("# Types\n\n- `clicked`\n", encoding="utf-8")
    code, report = check(tree, f"{hub}/faults/slow{BASE}", "strict", 1)
    assert code == 1
    assert [one["places"][0]["document"] for one in report["findings"]] == ["page.md"]
    assert clause_of(report)["outcome"] == "cantTell"


def test_many_questions_to_a_slow_server_share_the_budget(hub: str, tree: Path) -> None:
    """A hundred views of it end when one does, with the same words."""
    views = "".join(
        f"  - {{id: v{number}, registry: 'hub /event-types?page={number}', select: '$.data[*].name'}}\n"
        for number in range(100)
    )
    contract = tree / "contracts" / "types.yaml"
    contract.write_text(TREE["contracts/types.yaml"] + views, encoding="utf-8")
    with nothing_left():
        began = time.monotonic()
        code, report = check(tree, f"{hub}/faults/slow{BASE}", "strict", 1)
        took = time.monotonic() - began
    assert code == 4
    assert took < 2
    reasons = {
        one["reason"].partition(": ")[0] for one in report["clauses"] if "/views/v" in one["id"]
    }
    assert reasons == {"timed out"}


@pytest.mark.parametrize("written", ["0", "-1", "nan", "inf", "soon", ""])
def test_a_budget_that_is_no_time_is_wrong_use(
    tree: Path, written: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By option or by environment; an empty variable counts as not set."""
    assert run(["check", "--root", str(tree), "--http-budget", written]) == 2
    monkeypatch.setenv("CONTRACTCHECK_HTTP_BUDGET", written)
    assert run(["check", "--root", str(tree)]) == (2 if written else 0)


def test_the_budget_of_the_environment_counts(
    hub: str, tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a CI job sets once holds for every run."""
    monkeypatch.setenv("CONTRACTCHECK_HTTP_BUDGET", "0.5")
    arguments = ["check", "--root", str(tree), "--lane", "strict", "--report"]
    url = f"hub={hub}/faults/slow{BASE}"
    assert run([*arguments, f"json={tree / 'r.json'}", "--api", url]) == 4
    report = json.loads((tree / "r.json").read_text("utf-8"))
    assert "0.5 seconds" in clause_of(report)["reason"]


def test_a_run_that_waits_for_a_server_can_be_interrupted(hub: str, tree: Path) -> None:
    """Whoever presses Ctrl-C is not kept until the deadline."""
    # A job in the background inherits that SIGINT is ignored; here it counts wherever the tests run.
    heard = "import signal, runpy; signal.signal(signal.SIGINT, signal.default_int_handler); "
    start = f"{heard}runpy.run_module('contractcheck', run_name='__main__', alter_sys=True)"
    command = [sys.executable, "-c", start, "check", "--root", str(tree), "--live"]
    asking = subprocess.Popen(
        [*command, "--api", f"hub={hub}/faults/slow{BASE}"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    with asking:
        time.sleep(2)
        began = time.monotonic()
        asking.send_signal(signal.SIGINT)
        asking.communicate(timeout=ENOUGH)
    assert asking.returncode == 130
    assert time.monotonic() - began < 5
