"""Findings in files that a program writes."""

from __future__ import annotations

import pytest

from contractcheck.engine.generated import NOTE
from contractcheck.model.finding import Repair, RepairTarget
from tests.trees import judge, tree


def repairs(generated: str) -> tuple[Repair, ...]:
    """Return the repairs of the one finding of a tree, some files of which are generated."""
    texts = tree(
        contractcheck_yaml=f"owner: maintainers\ngenerated: [{generated}]",
        contracts__events_yaml="""
            kind: vocabulary
            id: jobs.events
            members: [job-started, job-finished]
            views: [docs/api.md#Events]
            """,
        docs__api_md="# API\n\n## Events\n\n- `job-started`\n- `job-ended`\n",
    )
    (finding,) = judge(texts).findings
    return finding.repairs


def test_a_generated_file_is_not_edited_by_hand() -> None:
    """The repair of the document says where to make it and offers no text; that of the contract stays."""
    document, contract = repairs("docs/api.md")
    assert document.description.endswith(f"({NOTE})")
    assert document.replacement is None
    assert contract.target is RepairTarget.CONTRACT
    assert NOTE not in contract.description


@pytest.mark.parametrize("generated", ["docs/other.md", "contracts/**"])
def test_other_files_are(generated: str) -> None:
    """A finding elsewhere has its repair as it was."""
    document, _ = repairs(generated)
    assert (document.description, document.replacement) == ("use the declared name", "job-finished")
