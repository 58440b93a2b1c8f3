"""Every drift of every requirement row is found where it is, by its rule, and nothing else is."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from contractcheck.cli.main import run
from fixtures.hub.names import KEY_VARIABLE
from fixtures.hub.process import new_key, running_hub
from fixtures.rows import (
    CLEAN,
    ROOT,
    Drift,
    Expected,
    Row,
    hub_arguments,
    hub_urls,
    read_rows,
    row_named,
    write_tree,
)

ROWS = read_rows()
ROWS_AT_LEAST = 86
DRIFTS_AT_LEAST = 1463
HELD = """
P1 P2 P3 P4 P5 P6 P7 P8 P9 P10 P11 P12 H1 H2 H3 H3-gate H4 H5 H5-documents H5-served H6 H7 H7-live
H8 H9 H10 H10-evidence H11 H12 H13 H14 H15 H16 H17
V1 V2 V3 V3-live V3-surface V3-live-surface V4 V4-gate V5 V6 V7 V8 V9 V10 V10-source V11 V11-items V12
V13 V14 V15 V16 V17 V18 V19 V20 R1 R2 R3 R4 R5 R6 R7 R8 R10 R11 R12 R13
F1 F2 F3 F4 F5 F6 F7 F8 F9 F10 F12 F13 F14 F15
"""
CASES = [
    pytest.param(row, drift, id=f"{row.name}: {drift.name}")
    for row in ROWS
    for drift in (row.drift(CLEAN), *row.drifts)
]

Url = Callable[..., str]
"""Returns the base URL of a release of the hub; one that is written to has a ``use`` of its own."""


@pytest.fixture(scope="module")
def url_of() -> Iterator[Url]:
    """Return the base URL of a release of the reference hub, each started once, its key at hand."""
    with ExitStack() as stack:
        urls: dict[str, str] = {}
        key = new_key()
        stack.enter_context(pytest.MonkeyPatch.context()).setenv(KEY_VARIABLE, key)

        def url(release: str, use: str = "") -> str:
            name = f"{release} {use}"
            if name not in urls:
                urls[name] = stack.enter_context(running_hub(release, key=key))
            return urls[name]

        yield url


def arguments(row: Row, drift: Drift, tree: Path, url: Url) -> tuple[list[str], str]:
    """Return the command line of a check as JSON, and the URL of the hub it asks, if any."""
    verb, *rest = row.arguments(drift)
    command = [verb, "--root", str(tree), "--format", "json", *rest]
    release = drift.release or row.release
    base = url(release, f"{row.name} {drift.name}" if row.writes else "") if release else ""
    return [*command, *(hub_arguments(base, drift.fault, drift.writes) if base else [])], base


def said(report: dict[str, Any], base: str, fault: str = "") -> set[Expected]:
    """Return the findings of a report, places of the hub named without its address."""

    def named(place: dict[str, Any]) -> str:
        document = str(place["document"])
        for name, url in hub_urls(base, fault).items():
            if base and document.startswith(url):
                document = f"{name} {document.removeprefix(url)}"
        return f"{document}:{place['line']}"

    return {
        Expected(one["clause"], one["rule"], tuple(dict.fromkeys(map(named, one["places"]))))
        for one in report["findings"]
    }


@pytest.mark.parametrize(("row", "drift"), CASES)
def test_a_row(
    row: Row, drift: Drift, tmp_path: Path, url_of: Url, capsys: pytest.CaptureFixture[str]
) -> None:
    """The clean tree is clean; a drift makes exactly its findings and verdicts."""
    write_tree(drift, tmp_path / "tree", (*row.contracts, *row.beside))
    command, base = arguments(row, drift, tmp_path / "tree", url_of)
    code = run(command)
    report = json.loads(capsys.readouterr().out)
    undecided = {
        clause["id"]: clause["outcome"]
        for clause in report["clauses"]
        if clause["id"] in dict(drift.verdicts)
        or (clause["outcome"] in {"cantTell", "inapplicable"} and "evidence_for" not in clause)
    }
    assert said(report, base, drift.fault) == set(drift.findings)
    assert len(report["findings"]) == len(drift.findings)
    assert undecided == dict(drift.verdicts)
    assert code == drift.exit_code


def test_rows_and_drifts_do_not_get_fewer() -> None:
    """What once was caught stays in the table, under names that differ."""
    drifts = [(row.name, drift.name) for row in ROWS for drift in row.drifts]
    assert len(ROWS) >= ROWS_AT_LEAST
    assert len(drifts) >= DRIFTS_AT_LEAST
    assert len(set(drifts)) == len(drifts)
    assert set(HELD.split()) <= {row.name for row in ROWS}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_a_row_names_documents_that_are_there(row: Row) -> None:
    """The documents of a row exist, and every drift says something of it."""
    assert all((ROOT / document).is_file() for document in row.documents)
    assert all(drift.findings or drift.verdicts for drift in row.drifts)


def test_no_clause_of_a_live_row_goes_unasked(
    tmp_path: Path, url_of: Url, capsys: pytest.CaptureFixture[str]
) -> None:
    """Against the current release every promise of a live row is judged; evidence may be against a gate."""
    for row in ROWS:
        if row.release:
            write_tree(row.drift(CLEAN), tmp_path / row.name)
            run(arguments(row, row.drift(CLEAN), tmp_path / row.name, url_of)[0])
            report = json.loads(capsys.readouterr().out)
            promised = [one for one in report["clauses"] if "evidence_for" not in one]
            assert {clause["outcome"] for clause in promised} == {"passed"}


def test_each_statement_is_held(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each of the 31 statements, deleted or struck, is one finding by its own clause."""
    row = row_named("P2")
    write_tree(row.drift(CLEAN), tmp_path / "tree")
    path = tmp_path / "tree" / row.documents[0]
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    buckets = lines[: lines.index("## v1.4 forensics and runbook handoffs\n")]
    statements = [number for number, line in enumerate(buckets) if line.startswith("- ")]
    clauses = set()
    for number in statements:
        for changed in ("", f"- ~~{lines[number][2:].strip()}~~\n"):
            path.write_text(
                "".join([*lines[:number], changed, *lines[number + 1 :]]), encoding="utf-8"
            )
            command = [
                *row.arguments(row.drift(CLEAN)),
                "--root",
                str(tmp_path / "tree"),
                "--format",
                "json",
            ]
            assert run(command) == 1
            (finding,) = json.loads(capsys.readouterr().out)["findings"]
            assert finding["rule"] == "support-buckets/statement-missing"
            clauses.add(finding["clause"])
    assert len(statements) == len(clauses) == 31


def test_by_hand(tmp_path: Path) -> None:
    """The commands in the head of the table work: list, write a drifted tree, check it."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "NO_COLOR": "1"}

    def call(*command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", *command],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )

    assert "moved to another bucket" in call("fixtures.rows").stdout
    folder = str(tmp_path / "drifted")
    written = call("fixtures.rows", "P2", "moved to another bucket", folder)
    assert written.stdout == (
        f"contractcheck check --root {folder} --lane hook --contract powertools.support\n"
    )
    checked = call(*written.stdout.split())
    assert checked.returncode == 1
    assert "support-truth.md:9:3  error  support-buckets/statement-moved" in checked.stdout
    again = call("fixtures.rows", "P2", "moved to another bucket", folder)
    assert again.returncode == 2
    assert call("fixtures.rows", "P2", "no such drift", folder).returncode == 2
