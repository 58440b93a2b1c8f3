"""Members that hold under a condition are not used without it."""

from __future__ import annotations

import pytest

from tests.trees import found, tree


def jobs(text: str, *, section: str = "", path: str = "docs/archive.md") -> dict[str, str]:
    """Return a tree whose profile ``archive`` has a conditional member, with one document of it."""
    place = f'"{path}#{section}"' if section else path
    texts = tree(
        contractcheck_yaml="owner: maintainers",
        contracts__events_yaml=f"""
            kind: vocabulary
            id: jobs.events
            noun: event
            members: [job-started, job-stored, job-dropped]
            profiles:
              archive:
                only: [job-started]
                when: {{job-stored: a bucket is set up}}
                documents: {place}
            spelling: false
            """,
        docs__own_md="# Events\n\nEvery worker sends `job-stored`.\n",
    )
    texts[path] = text
    return texts


@pytest.mark.parametrize(
    "text",
    [
        "# A\n\n- `job-started`\n- `job-stored` once a bucket is set up\n",
        "# A\n\n- `job-stored`: the copy is there\n\n  Needs a bucket that has been set up.\n",
        "# A\n\nOnce a bucket is set up:\n\n- `job-stored`\n",
        "# A\n\n## When a bucket is set up\n\nThe worker sends `job-stored`.\n",
        "# A\n\n## `job-stored`\n\nSent only if a bucket is set up.\n",
        "# A\n\n- after a bucket is set up:\n  - `job-stored`\n",
        "# A\n\n| Event | Condition |\n| --- | --- |\n| `job-stored` | a bucket set up |\n",
        "# A\n\n| Event | Sent |\n| --- | --- |\n| `job-stored` | as soon as the bucket is set up |\n",
        "# A\n\n`job-stored` has these conditions:\n\n- a bucket is set up\n",
        "# A\n\nWithout a bucket `job-stored` is not sent.\n",
        "# A\n\n`job-stored` was sent by every worker.\n",
        "# A\n\n`job-stored` will be added to the archive.\n",
        "# A\n\n```\nemit job-stored\n```\n",
        "# A\n\n<!-- `job-stored` -->\n",
        "# A\n\n`job-stored-at` is a column, and `job-dropped` has no condition.\n",
        "# A\n\nIs `job-stored` sent?\n\nOnce a bucket is set up.\n",
        "# A\n\n## Changelog\n\n### 2024-01-02\n\n- now also sends `job-stored`\n",
    ],
)
def test_a_condition_that_stands(text: str) -> None:
    """The condition stands in the sentence, item, row, lead-in or heading; or the member is not used."""
    texts = jobs(text)
    texts["contractcheck.yaml"] += '\nhistory: ["*# Changelog"]'
    assert [rule for rule, _ in found(texts)] == []


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("# A\n\n- `job-stored`\n- once a bucket is set up\n", "- `job-stored`"),
        ("# A\n\n1. `job-started`\n2. **`job-stored`**\n", "2. **`job-stored`**"),
        (
            "# A\n\nSends `job-stored`. A bucket is set up first.\n",
            "Sends `job-stored`. A bucket is set up first.",
        ),
        (
            "# A\n\n| It | Sent |\n|---|---|\n| `job-stored` | always |\n| `job-started` | if a bucket is set up |\n",
            "| `job-stored` | always |",
        ),
        (
            "# A\n\nSends job-stored when the queue is empty.\n",
            "Sends job-stored when the queue is empty.",
        ),
        (
            "# A\n\n`job-stored` even if no bucket is set up.\n",
            "`job-stored` even if no bucket is set up.",
        ),
        ("# A\n\n## `job-stored`\n\nSent daily.\n", "## `job-stored`"),
        ("# A\n\n- Events:\n  - `job-stored`\n", "- `job-stored`"),
    ],
)
def test_a_condition_that_is_dropped(text: str, line: str) -> None:
    """A use without its condition, or under another one, is found where it stands."""
    assert found(jobs(text)) == [("vocabulary/condition-dropped", f"docs/archive.md: {line}")]


def test_only_the_documents_of_the_profile_are_bound() -> None:
    """Elsewhere the member has no condition; a section can be all that speaks for the profile."""
    text = "# A\n\n## Ours\n\n`job-stored` if a bucket is set up.\n\n## Theirs\n\n`job-stored`\n"
    assert found(jobs(text, section="Ours")) == []
    gone = found(jobs(text, section="Mine"))
    assert [rule for rule, _ in gone] == ["vocabulary/place-gone"]


def test_views_of_a_profile_speak_for_it() -> None:
    """A view of the profile needs no further entry under ``documents``."""
    texts = jobs("# A\n\n- `job-started`\n- `job-stored`\n")
    contract = texts["contracts/events.yaml"].replace("    documents: docs/archive.md\n", "")
    texts["contracts/events.yaml"] = contract + "views: [{at: docs/archive.md, profile: archive}]\n"
    assert found(texts) == [("vocabulary/condition-dropped", "docs/archive.md: - `job-stored`")]


def conditional(member: str) -> dict[str, str]:
    """Return a tree with a member that is conditional for everyone."""
    return tree(
        contractcheck_yaml="owner: maintainers",
        contracts__events_yaml=f"""
            kind: vocabulary
            id: jobs.events
            members:
              job-started:
              job-stored: {member}
            attributed: ["docs/own.md#Others"]
            """,
        docs__own_md="""
            # Events

            `job-stored` is sent where a bucket is set up.

            ## Others

            The archive says `job-stored`.
            """,
    )


def test_a_member_that_is_conditional_for_everyone() -> None:
    """``status: conditional`` with ``when`` binds every document, except where others are quoted."""
    texts = conditional("{status: conditional, when: a bucket is set up}")
    assert found(texts) == []
    texts["README.md"] = "# Jobs\n\nA worker sends `job-stored`.\n"
    assert found(texts) == [
        ("vocabulary/condition-dropped", "README.md: A worker sends `job-stored`.")
    ]


def test_a_condition_that_nobody_wrote_down() -> None:
    """A conditional member needs a ``when``, its own or that of a profile."""
    assert [rule for rule, _ in found(conditional("{status: conditional}"))] == [
        "vocabulary/condition-missing"
    ]
