"""Seeded drift in MDX documents: components around what a contract holds hide nothing and add nothing."""

from __future__ import annotations

import pytest

from tests.test_seeded_drift import edited
from tests.trees import found, tree

VOCABULARY = """
    kind: vocabulary
    id: checks
    owner: maintainers
    noun: check
    members: [probe-started, probe-failed, probe-silenced]
    views:
      - docs/**/*.mdx#Events
      - {at: docs/checks.mdx#As a table, column: Name}
      - {at: docs/checks.mdx, markers: all}
"""
SUPPORT = """
    kind: support-buckets
    id: support
    owner: maintainers
    home: docs/support.mdx
    buckets:
      supported:
        local: probes that run on one machine
        remote: probes over the public network
      unsupported:
        writes: "probes that change what they look at"
"""
CHECKS = """
    ---
    title: Checks
    ---
    import Tabs from '@theme/Tabs'
    import { Badge } from '../components'

    export const names = ['probe-forgotten', `probe-${1}`]

    # Checks {#checks}

    ## Events

    <Tabs groupId="how" names={["probe-paused"]}>
      <TabItem value="all">
        - `probe-started` <Badge text="probe-new" />
        - `probe-failed`
        {/* - `probe-dropped` */}
        - `probe-silenced` {names.length > 1 ? 'probe-many' : ''}
      </TabItem>
    </Tabs>

    ## As a table

    | Name | Meaning |
    | --- | --- |
    | `probe-started` | <Icon name="play | pause" /> it runs |
    | `probe-failed` | {icons.failed || 'x'} it ran |
    | `probe-silenced` | nobody hears of it |

    ## Marked

    {/* all:start */}
    - `probe-started`
    - `probe-failed` again
    - `probe-silenced` again
    {/* all:end */}
"""
PAGE = """
    <Card title="unsupported: nothing">

    # Support

    <div className="columns">
    ## Supported

    - probes that run on <Tooltip tip={1}>one machine</Tooltip>
    - probes over the{' '}
      <b>public network</b>
    </div>

    ## Unsupported

    :::danger[Do not ask]

    - probes that change what they look at

    :::

    </Card>
"""


def mdx(**changes: str) -> dict[str, str]:
    """Return the clean tree."""
    return tree(
        contracts__checks_yaml=VOCABULARY,
        contracts__support_yaml=SUPPORT,
        docs__checks_mdx=CHECKS,
        docs__support_mdx=PAGE,
        **changes,
    )


def test_a_clean_tree_is_clean() -> None:
    """Imports, props, expressions and comments name nothing."""
    assert found(mdx()) == []


@pytest.mark.parametrize(
    ("old", "new", "rule", "line"),
    [
        ("- `probe-failed`\n    ", "    ", "member-missing", "## Events"),
        ("- `probe-failed`\n", "- {/* `probe-failed` */}\n", "member-missing", "## Events"),
        ("- `probe-failed`\n", "- `probe-faild`\n", "member-differs", "- `probe-faild`"),
        (
            "    {/* - `probe-dropped` */}",
            "    - `probe-dropped`",
            "unknown-member",
            "- `probe-dropped`",
        ),
        ("| `probe-failed` |", "| `probe-fail` |", "member-differs", "| `probe-fail` | {icons.failed || 'x'} it ran |"),
        ("## As a table", "## As table", "place-gone", "## As table"),
        ("- `probe-failed` again", "", "member-missing", "---"),
    ],
)  # fmt: skip
def test_drift_in_a_vocabulary_is_found_in_components(
    old: str, new: str, rule: str, line: str
) -> None:
    """What differs is found where it stands, whatever stands around it."""
    drifted = edited(mdx(), "docs/checks.mdx", old, new)
    assert [(one, at.partition(": ")[2]) for one, at in found(drifted)] == [
        (f"vocabulary/{rule}", line)
    ]


@pytest.mark.parametrize(
    ("old", "new", "rule", "line"),
    [
        (
            "- probes that change what they look at\n",
            "",
            "statement-missing",
            "## Unsupported",
        ),
        (
            "{1}>one machine<",
            "{1}>two machines<",
            "statement-reworded",
            "- probes that run on <Tooltip tip={1}>two machines</Tooltip>",
        ),
        ("## Unsupported", "## Not yet supported", "bucket-renamed", "## Not yet supported"),
        (
            ">one machine<",
            ">{/* one machine */}<",
            "statement-reworded",
            "- probes that run on <Tooltip tip={1}>{/* one machine */}</Tooltip>",
        ),
    ],
)
def test_drift_in_buckets_is_found_in_components(old: str, new: str, rule: str, line: str) -> None:
    """A statement inside elements is held as it is elsewhere."""
    drifted = edited(mdx(), "docs/support.mdx", old, new)
    assert [(one, at.partition(": ")[2]) for one, at in found(drifted)] == [
        (f"support-buckets/{rule}", line)
    ]
