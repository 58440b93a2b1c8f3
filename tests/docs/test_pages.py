"""What the pages show is so: files load, commands end as said and print what is shown."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from contractcheck.adapters.schemas import read_schemas
from contractcheck.load.attestations import load_attestations
from contractcheck.load.validation import SchemaValidator
from contractcheck.wiring.kinds import KINDS
from contractcheck.wiring.project import load_project
from tests.docs.playing import ROOT, fences, pages, play
from tests.trees import TextFiles

PAGES = [pytest.param(page, id=page.relative_to(ROOT).as_posix()) for page in pages()]
CONFIGURATION = """\
owner: maintainers
apis:
  inter-hub: {url: "http://127.0.0.1:9/api/v2", identities: {reader: {bearer: INTER_HUB_KEY}}}
  inter-hub-staging: {openapi: api.yaml}
"""
FOREIGN = ("jobs", "on", "repos")
"""Top keys of what other programs read: workflows and the configuration of pre-commit."""

_LINK = re.compile(r"\]\((?!https?:)([^)#\s]+)")


@pytest.mark.parametrize("page", PAGES)
def test_commands_end_and_print_as_shown(page: Path) -> None:
    """Played in a small tree, a page stays as it is: `make golden` would change nothing."""
    assert play(page) == page.read_text("utf-8")


def test_pages_with_commands_are_played() -> None:
    """There are commands of ours in the pages; fewer would mean that fences are not found."""
    lines = [line for page in pages() for fence in fences(page) for line in fence.commands]
    assert sum(line.startswith("contractcheck ") for line in lines) > 10


@pytest.mark.parametrize("page", PAGES)
def test_every_yaml_block_loads(page: Path) -> None:
    """A block of YAML is a contract, a configuration, attestations, or for another program; ours load.

    Templates and their instances load together.
    """
    templates = {
        f"contracts/{number}.yaml": fence.text
        for number, fence in enumerate(fences(page))
        if fence.info == "yaml" and fence.text.startswith(("template:", "use:"))
    }
    uses = [text for text in templates.values() if text.startswith("use:")]
    assert len(load_project(TextFiles(templates)).contracts) >= len(uses)
    for fence in fences(page):
        if fence.info != "yaml" or fence.text in templates.values():
            continue
        top = yaml.safe_load(fence.text)
        if isinstance(top, list):
            contracts = {str(one["for"]).partition("/")[0] for one in top}
            files = TextFiles({"attestations.yaml": fence.text})
            validator = SchemaValidator(read_schemas())
            assert load_attestations(files, ["attestations.yaml"], validator, contracts)
            continue
        if any(key in top or (key == "on" and True in top) for key in FOREIGN):
            continue
        if "kind" in top:
            assert top["kind"] in KINDS
            texts = {"contracts/one.yaml": fence.text, "contractcheck.yaml": CONFIGURATION}
            assert len(load_project(TextFiles(texts)).contracts) == 1
        else:
            load_project(TextFiles({"contractcheck.yaml": fence.text}))


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page: Path) -> None:
    """Every relative link of a page names a file of the tree."""
    gone = [
        link
        for link in _LINK.findall(page.read_text("utf-8"))
        if not (page.parent / link).resolve().exists()
    ]
    assert gone == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_page_with_a_full_example(kind: str) -> None:
    """The page of a kind shows a contract of the kind, and the page on contracts leads to it."""
    page = ROOT / "docs" / "reference" / "kinds" / f"{kind}.md"
    assert page.read_text("utf-8").startswith(f"# `{kind}`\n")
    shown = {yaml.safe_load(f.text).get("kind") for f in fences(page) if f.info == "yaml"}
    assert kind in shown
    assert f"(kinds/{kind}.md)" in (page.parents[1] / "contracts.md").read_text("utf-8")


def test_no_page_shows_a_kind_that_is_not_there() -> None:
    """There are as many pages of kinds as kinds."""
    folder = ROOT / "docs" / "reference" / "kinds"
    assert {page.stem for page in folder.iterdir()} == set(KINDS)


def test_every_decision_is_seen_in_the_code() -> None:
    """Each record ends with the files in which it shows, and they are there."""
    records = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    assert len(records) > 4
    for record in records:
        seen = re.search(r"^Seen in: (.+)$", record.read_text("utf-8"), re.MULTILINE)
        assert seen, record.name
        for path in re.findall(r"`([^`]+)`", seen[1]):
            assert (ROOT / path).exists(), (record.name, path)
