"""Broken contracts, configurations, documents and arguments: each ends in a message and a code."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.packaging.trees import CONTRACT, README, ROOT, write_tree

USAGE, DRIFT, EVIDENCE_MISSING = 2, 1, 4
SECONDS = 60
HUGE = 200_000_000
SUPPORT = "contracts/support.yaml"
CONFIG = "contractcheck.yaml"


@dataclass(frozen=True)
class Broken:
    """A tree that holds with something broken in it, and how the command must end."""

    name: str
    files: Mapping[str, bytes] = field(default_factory=dict)
    prepare: Callable[[Path], object] | None = None
    arguments: tuple[str, ...] = ("check",)
    code: int = USAGE
    says: tuple[str, ...] = ()


def contract(old: str, new: str) -> dict[str, bytes]:
    """Return the contract with one place changed."""
    assert CONTRACT.count(old) == 1, old
    return {SUPPORT: CONTRACT.replace(old, new).encode()}


def home(place: str) -> dict[str, bytes]:
    """Return the contract with another home."""
    return contract("README.md#What works", place)


def sparse(path: str) -> Callable[[Path], object]:
    """Return what makes a file of 200 MB that takes no room."""

    def prepare(root: Path) -> None:
        with (root / path).open("wb") as file:
            file.truncate(HUGE)

    return prepare


def fifo(path: str) -> Callable[[Path], object]:
    """Return what replaces a file by a pipe that nobody writes to."""

    def prepare(root: Path) -> None:
        (root / path).unlink(missing_ok=True)
        os.mkfifo(root / path)

    return prepare


def link(path: str, target: str) -> Callable[[Path], object]:
    """Return what replaces a file by a link."""

    def prepare(root: Path) -> None:
        (root / path).unlink(missing_ok=True)
        (root / path).symlink_to(target)

    return prepare


BOMB = "kind: support-buckets\nid: a.b\na: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]\n"
    for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)
DEEP = "kind: support-buckets\nid: a.b\nhome: " + "[" * 20_000 + "]" * 20_000 + "\n"
DEEP_JSON = '{"kind": "vocabulary", "id": "a.b", "members": ' + "[" * 20_000 + "]" * 20_000 + "}"

CONTRACTS = [
    Broken("alias-bomb", {SUPPORT: BOMB.encode()}, says=(f"{SUPPORT}:",)),
    Broken("deep-yaml", {SUPPORT: DEEP.encode()}, says=(f"{SUPPORT}:3:",)),
    Broken(
        "deep-json",
        {"contracts/deep.json": DEEP_JSON.encode(), CONFIG: b"contracts: contracts/*\n"},
        says=("contracts/deep.json:1:",),
    ),
    Broken(
        "duplicate-key",
        contract("owner: maintainers", "owner: a\nowner: b"),
        says=(f"{SUPPORT}:4:1", "owner"),
    ),
    Broken(
        "duplicate-json-key",
        {
            "contracts/two.json": b'{\n"kind": "vocabulary",\n"kind": "vocabulary"}',
            CONFIG: b"contracts: contracts/*\n",
        },
        says=("contracts/two.json:3:1", "kind"),
    ),
    Broken("tab", contract("    files:", "\tfiles:"), says=(f"{SUPPORT}:7:1", "tab")),
    Broken("half-a-mapping", {SUPPORT: b"kind: [\n"}, says=(f"{SUPPORT}:",)),
    Broken("not-a-mapping", {SUPPORT: b"- kind: vocabulary\n"}, says=(f"{SUPPORT}:1:1",)),
    Broken("empty", {SUPPORT: b""}, says=(f"{SUPPORT}:1:1",)),
    Broken("byte-order-mark", {SUPPORT: b"\xef\xbb\xbf" + CONTRACT.encode()}, code=0),
    Broken("utf-16", {SUPPORT: CONTRACT.encode("utf-16")}, says=(f"{SUPPORT}:1", "UTF-8")),
    Broken(
        "invalid-utf-8",
        {SUPPORT: CONTRACT.encode().replace(b"g files", b"g caf\xe9")},
        says=(f"{SUPPORT}:7:", "UTF-8"),
    ),
    Broken("nul", contract("reading files", "reading\0files"), says=(f"{SUPPORT}:7:",)),
    Broken("huge", prepare=sparse(SUPPORT), says=(SUPPORT, "bytes")),
    Broken("fifo", prepare=fifo(SUPPORT), arguments=("check",), code=3),
    Broken(
        "tagged", contract("reading files", "!!python/object:os.system ls"), says=(f"{SUPPORT}:7:",)
    ),
    Broken(
        "merge-key", contract("    files:", "    <<: {a: b}\n    files:"), says=(f"{SUPPORT}:7:",)
    ),
    Broken("two-documents", contract("buckets:", "---\nbuckets:"), says=(f"{SUPPORT}:",)),
    Broken(
        "unknown-kind",
        contract("support-buckets", "support-bucket"),
        says=(f"{SUPPORT}:1:7", "`support-buckets`"),
    ),
    Broken("no-kind", contract("kind: support-buckets\n", ""), says=(f"{SUPPORT}:1:1", "kind")),
    Broken("no-id", contract("id: tool.support\n", ""), says=(f"{SUPPORT}:1:1", "id")),
    Broken(
        "no-template",
        {"contracts/use.yaml": b"use: gone\n"},
        says=("contracts/use.yaml:1:6", "gone"),
    ),
    Broken(
        "template-of-itself",
        {"contracts/t.yaml": b"template: t\ncontract: {use: t}\n", "contracts/u.yaml": b"use: t\n"},
        says=("contracts/t.yaml:2:12", "a template makes contracts"),
    ),
    Broken(
        "template-pattern",
        {
            "contracts/t.yaml": b'template: t\nparameters: {a: {pattern: "("}}\ncontract: {id: "{a}"}\n'
        },
        says=("contracts/t.yaml:2:27", "no pattern"),
    ),
    Broken(
        "template-wrote-it",
        {
            "contracts/t.yaml": b"template: t\ncontract: {kind: vocabulary, id: a.b}\n",
            "contracts/u.yaml": b"use: t\n",
        },
        says=("contracts/u.yaml:1:6: the key `members` is missing", "contracts/t.yaml:2:11"),
    ),
    Broken("bad-id", contract("id: tool.support", "id: Tool Support!"), says=(f"{SUPPORT}:2:5",)),
    Broken("no-owner", contract("owner: maintainers\n", ""), says=(f"{SUPPORT}:", "owner")),
    Broken("unknown-key", contract("buckets:", "bukets:"), says=(f"{SUPPORT}:5:1", "`buckets`")),
    Broken("wrong-type", contract("tool.support", "[tool]"), says=(f"{SUPPORT}:2:5",)),
    Broken(
        "id-twice", {"contracts/again.yaml": CONTRACT.encode()}, says=("contracts/", "tool.support")
    ),
    Broken("yaml-1.1-words", contract("reading files", "no"), code=DRIFT, says=("no",)),
    Broken(
        "within-above",
        contract("owner: maintainers\n", "owner: maintainers\nwithin: ../x/**\n"),
        says=(f"{SUPPORT}:4:9", "from the root"),
    ),
    Broken("home-above", home("../README.md"), says=(f"{SUPPORT}:4:7", "from the root")),
    Broken("home-absolute", home("/etc/passwd"), says=(f"{SUPPORT}:4:7",)),
    Broken("home-drive", home("C:/README.md"), says=(f"{SUPPORT}:4:7",)),
    Broken("home-backslash", home("'docs\\README.md'"), says=(f"{SUPPORT}:4:7",)),
    Broken("home-nul", home('"README\\0.md"'), says=(f"{SUPPORT}:4:7",)),
    Broken("home-empty", home("''"), says=(f"{SUPPORT}:4:7",)),
    Broken("home-no-document", home("'#What works'"), says=(f"{SUPPORT}:4:7",)),
    Broken("home-gone", home("GONE.md"), code=DRIFT, says=("GONE.md", "place-gone")),
    Broken(
        "proof-above",
        contract("reading folders", "{says: reading folders, proven_by: path ../../etc/passwd}"),
        says=(f"{SUPPORT}:8:49", "path inside the tree"),
    ),
    Broken(
        "unknown-api",
        contract("buckets:", 'views:\n- {registry: hub /words, select: "$[*]"}\nbuckets:'),
        says=(f"{SUPPORT}:6:14", "hub"),
    ),
]
CONFIGURATIONS = [
    Broken(
        "unknown-key",
        {CONFIG: b"contract: contracts/*.yaml\n"},
        says=(f"{CONFIG}:1:1", "`contracts`"),
    ),
    Broken("duplicate-key", {CONFIG: b"contracts: a\ncontracts: b\n"}, says=(f"{CONFIG}:2:1",)),
    Broken("not-a-mapping", {CONFIG: b"[1]\n"}, says=(f"{CONFIG}:1:1",)),
    Broken("alias-bomb", {CONFIG: BOMB.encode()}, says=(f"{CONFIG}:",)),
    Broken("deep", {CONFIG: DEEP.encode()}, says=(f"{CONFIG}:3:",)),
    Broken(
        "credentials",
        {CONFIG: b"apis: {hub: {url: 'https://u:secret@h.example'}}\n"},
        says=(f"{CONFIG}:1:", "credentials"),
    ),
    Broken(
        "file-url", {CONFIG: b"apis: {hub: {url: 'file:///etc/passwd'}}\n"}, says=(f"{CONFIG}:1:",)
    ),
    Broken("huge", prepare=sparse(CONFIG), says=(CONFIG, "bytes")),
    Broken("fifo", prepare=fifo(CONFIG), arguments=("check", "--config", CONFIG), says=(CONFIG,)),
    Broken(
        "link-out",
        prepare=link(CONFIG, "/etc/hostname"),
        arguments=("check", "--config", CONFIG),
        says=(CONFIG,),
    ),
    Broken("no-contracts", {CONFIG: b"contracts: none/*.yaml\n"}, code=3, says=("no ",)),
    Broken("contracts-above", {CONFIG: b"contracts: ../*.yaml\n"}, says=(f"{CONFIG}:1:",)),
    Broken(
        "toml",
        {"other.toml": b"[tool.contractcheck\n"},
        arguments=("check", "--config", "other.toml"),
        says=("other.toml:1:",),
    ),
    Broken(
        "toml-key",
        {"other.toml": b"[tool.contractcheck]\nlane = 1\n"},
        arguments=("check", "--config", "other.toml"),
        says=("other.toml:2:1", "`lanes`"),
    ),
    Broken("live-unknown", {CONFIG: b"lanes: {ci: {live: [hub]}}\n"}, says=(f"{CONFIG}:1:", "hub")),
]
DOCUMENTS = [
    Broken(
        "nul",
        {"README.md": README.encode().replace(b"folders", b"fol\0ders")},
        code=EVIDENCE_MISSING,
        arguments=("check", "--lane", "ci"),
        says=("README.md:8:",),
    ),
    Broken(
        "invalid-utf-8",
        {"README.md": b"\xff" + README.encode()},
        code=EVIDENCE_MISSING,
        arguments=("check", "--lane", "ci"),
        says=("README.md:1:", "UTF-8"),
    ),
    Broken(
        "invalid-utf-8-allowed",
        {"README.md": b"\xff" + README.encode()},
        code=3,
        says=("README.md:1:", "UTF-8"),
    ),
    Broken(
        "deep-quotes",
        {"README.md": b"> " * 20_000 + b"x\n" + README.encode()},
        code=EVIDENCE_MISSING,
        arguments=("check", "--lane", "ci"),
        says=("README.md",),
    ),
    Broken(
        "deep-lists",
        {"README.md": b"".join(b"  " * n + b"- x\n" for n in range(1500)) + README.encode()},
        code=EVIDENCE_MISSING,
        arguments=("check", "--lane", "ci"),
        says=("README.md",),
    ),
    Broken(
        "brackets",
        {
            "README.md": README.encode()
            + b"\n"
            + b"[" * 50_000
            + b"\n\n"
            + b"*a _b " * 20_000
            + b"\n"
        },
        code=0,
    ),
    Broken("one-line", {"README.md": README.encode() + b"\n" + b"word " * 400_000 + b"\n"}, code=0),
    Broken("byte-order-mark", {"README.md": b"\xef\xbb\xbf" + README.encode()}, code=0),
    Broken("carriage-returns", {"README.md": README.replace("\n", "\r\n").encode()}, code=0),
    Broken(
        "huge",
        prepare=sparse("README.md"),
        code=EVIDENCE_MISSING,
        arguments=("check", "--lane", "ci"),
        says=("README.md", "bytes"),
    ),
    Broken("fifo", prepare=fifo("README.md"), code=DRIFT, says=("place-gone",)),
    Broken("device", prepare=link("README.md", "/dev/zero"), code=DRIFT, says=("place-gone",)),
    Broken(
        "link-out", prepare=link("README.md", "/etc/hostname"), code=DRIFT, says=("place-gone",)
    ),
    Broken("link-round", prepare=link("README.md", "README.md"), code=DRIFT, says=("place-gone",)),
]
ARGUMENTS = [
    Broken("no-such-verb", arguments=("chek",), says=("chek",)),
    Broken("no-such-option", arguments=("check", "--lan", "x"), says=("--lane",)),
    Broken("no-such-lane", arguments=("check", "--lane", "nightly"), says=("nightly", "ci")),
    Broken(
        "no-such-contract",
        arguments=("check", "--contract", "other.*"),
        says=("other.*", "tool.support"),
    ),
    Broken("no-such-root", arguments=("check", "--root", "nowhere"), says=("nowhere",)),
    Broken("root-is-a-file", arguments=("check", "--root", "README.md"), says=("README.md",)),
    Broken(
        "no-such-config", arguments=("check", "--config", "nowhere.yaml"), says=("nowhere.yaml",)
    ),
    Broken("config-above", arguments=("check", "--config", "../x.yaml"), says=("../x.yaml",)),
    Broken("no-such-format", arguments=("check", "--format", "pdf"), says=("pdf", "terminal")),
    Broken("report-without-path", arguments=("check", "--report", "json"), says=("FORMAT=PATH",)),
    Broken("report-of-no-format", arguments=("check", "--report", "pdf=x"), says=("json",)),
    Broken(
        "report-in-no-folder",
        arguments=("check", "--report", "json=README.md/r.json"),
        says=("README.md/r.json",),
    ),
    Broken(
        "report-is-a-folder", arguments=("check", "--report", "json=contracts"), says=("contracts",)
    ),
    Broken(
        "report-is-a-device", arguments=("check", "--report", "json=/dev/full"), says=("/dev/full",)
    ),
    Broken("no-day", arguments=("check", "--as-of", "yesterday"), says=("--as-of", "2026-01-31")),
    Broken("api-without-url", arguments=("check", "--api", "hub"), says=("--api",)),
    Broken("api-no-url", arguments=("check", "--api", "hub=http://[x"), says=("--api",)),
    Broken("api-undeclared", arguments=("check", "--api", "hub=http://127.0.0.1:1"), says=("hub",)),
    Broken(
        "explain-unknown",
        arguments=("explain", "support-buckets/statement-movd"),
        says=("support-buckets/statement-moved",),
    ),
    Broken("list-unknown", arguments=("list", "--contract", "x"), says=("tool.support",)),
    Broken("inputs-lane", arguments=("inputs", "--lane", "x"), says=("ci",)),
]


def _named(prefix: str, cases: list[Broken]) -> list[object]:
    return [pytest.param(case, id=f"{prefix}-{case.name}") for case in cases]


@pytest.mark.parametrize(
    "broken",
    [
        *_named("contract", CONTRACTS),
        *_named("configuration", CONFIGURATIONS),
        *_named("document", DOCUMENTS),
        *_named("arguments", ARGUMENTS),
    ],
)
def test_every_broken_input_ends_in_a_message_and_a_code(broken: Broken, tmp_path: Path) -> None:
    """The command ends in time, with its documented code and a located message, never a traceback."""
    tree = write_tree(tmp_path / "tree")
    (tree / CONFIG).write_text(
        "contracts: contracts/*.yaml\nlanes: {ci: {on_cant_tell: fail}}\n", encoding="utf-8"
    )
    for path, content in broken.files.items():
        (tree / path).write_bytes(content)
    if broken.prepare:
        broken.prepare(tree)
    done = subprocess.run(
        [sys.executable, "-m", "contractcheck", *broken.arguments],
        cwd=tree,
        env={**_environment(), "PYTHONPATH": str(ROOT / "src"), "COLUMNS": "1000"},
        capture_output=True,
        check=False,
        timeout=SECONDS,
    )
    shown = (done.stdout + done.stderr).decode("utf-8", "replace")
    assert "Traceback" not in shown
    assert (done.returncode, [one for one in broken.says if one not in shown]) == (
        broken.code,
        [],
    ), shown[-2000:]


def _environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name not in {"CI", "FORCE_COLOR"}}
