"""What maintainers write in good order makes no finding; what differs in the same notation does."""

from __future__ import annotations

import pytest

from contractcheck.model.secrets import find_secrets
from tests.trees import found, tree

PATHS = """
    kind: document-structure
    id: paths
    owner: maintainers
    documents: docs/page.SUFFIX
    paths:
      named: {at: "#Files"}
"""


def with_paths(text: str, suffix: str = "md") -> dict[str, str]:
    """Return a tree whose page says this below `Files`, beside one path that is there."""
    title = "Files\n=====" if suffix == "rst" else "# Files"
    page = f"{title}\n\nSee ``src/app.py``.\n\n{text}\n"
    files = tree(contracts__paths_yaml=PATHS.replace("SUFFIX", suffix))
    return files | {f"docs/page.{suffix}": page, "src/app.py": "", "src/io/read.py": ""}


@pytest.mark.parametrize(
    "text",
    [
        "Tags look like `vX.Y.Z`, `v2.x` and `v2.0.0-rc.1`.",
        "Fixes go to `release/v2.0.x` and `1.4.x`.",
        "Call it through `lodging.contrib.fixtures`.",
    ],
)
def test_versions_and_modules_are_no_paths(text: str) -> None:
    """A version, its branch and a module by its dotted name need not be in the tree."""
    assert found(with_paths(text)) == []


@pytest.mark.parametrize("name", ["src/v2.py", "app.config.js", "src/io/write.py", "a.b.yaml"])
def test_files_with_dots_are_paths(name: str) -> None:
    """A file whose name has dots or a digit of a version is a path all the same."""
    line = f"It is `{name}`."
    assert found(with_paths(line)) == [("document-structure/path-gone", f"docs/page.md: {line}")]


def test_named_links_of_rst_lead_where_their_target_says() -> None:
    """A link by name is judged by its target: an address and another section are no paths."""
    text = "Ask the `PHP client`_, read Files_, or see `the code`_.\n\n"
    text += ".. _`PHP client`: https://php.example/\n.. _`the code`: ../src/io/write.py"
    rule, place = (
        "document-structure/path-gone",
        "docs/page.rst: Ask the `PHP client`_, read Files_",
    )
    assert found(with_paths(text, "rst")) == [(rule, f"{place}, or see `the code`_.")]


TABLE = """
    kind: boundaries
    id: brokers
    owner: maintainers
    records:
      brokers:
        key: Name
        noun: broker
        columns: {status: Status}
        rows: {Redis: [Stable], Kafka: [Experimental]}
        views: [docs/brokers.rst]
    values:
      release: {is: 5.5, phrase: "Version {value} runs on", at: docs/brokers.rst}
"""
BROKERS = """
    Brokers
    =======

    .. sidebar:: Requirements
        :subtitle: Version 5.5 runs on:

        - one machine

    +-----------+--------------+
    | **Name**  | **Status**   |
    +-----------+--------------+
    | *Redis*   | Stable       |
    +-----------+--------------+
    | *Kafka*   | Experimental |
    +-----------+--------------+
"""


def test_a_drawn_header_and_a_subtitle_of_rst_are_read() -> None:
    """A first row that is strong throughout heads its table; a subtitle is said like a title."""
    clean = tree(contracts__brokers_yaml=TABLE, docs__brokers_rst=BROKERS)
    assert found(clean) == []
    drifted = dict(clean)
    page = clean["docs/brokers.rst"]
    drifted["docs/brokers.rst"] = page.replace("Version 5.5", "Version 5.6").replace(
        "| Stable ", "| Broken "
    )
    assert [rule for rule, _ in found(drifted)] == [
        "boundaries/value-differs",
        "boundaries/value-differs",
    ]


KINDS = """
    kind: vocabulary
    id: kinds
    owner: maintainers
    noun: kind
    members: [HelmRelease, task_routes]
"""


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("Install the `HelmReleases` or several HelmReleases.", []),
        ("Below `helmReleases:` they are listed.", []),
        ("Install the `HelmReleas`.", ["vocabulary/misspelt-name"]),
        ("Set `task_routess`.", ["vocabulary/misspelt-name"]),
    ],
)
def test_several_of_a_type_are_no_misspelling(text: str, rules: list[str]) -> None:
    """The plural of a name in camel case is that name; a further letter elsewhere is a slip."""
    files = tree(contracts__kinds_yaml=KINDS) | {"page.md": f"# Page\n\nA HelmRelease. {text}\n"}
    assert [rule for rule, _ in found(files)] == rules


SAYS = """
    kind: boundaries
    id: promises
    owner: maintainers
    home: page.md
    says:
      latest: Only the latest release is maintained
"""


@pytest.mark.parametrize(
    ("title", "rules"),
    [
        ("Support for previous versions", []),
        ("Compatibility with older clients", []),
        ("Previous versions", ["boundaries/statement-denied"]),
        ("Formerly: support for them", ["boundaries/statement-denied"]),
    ],
)
def test_support_for_what_is_past_is_of_today(title: str, rules: list[str]) -> None:
    """A heading about support for earlier versions heads what is so today."""
    page = f"# Page\n\n## {title}\n\nOnly the latest release is maintained.\n"
    files = tree(contracts__says_yaml=SAYS) | {"page.md": page}
    assert [rule for rule, _ in found(files)] == rules


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("docker run -e APP_MASTER_KEY='MASTER_KEY' app", 0),
        ("APP_MASTER_KEY=aSampleMasterKey9", 1),
        ("url parse 'http://user123:pass567@www.example.com/x'", 0),
        ("redis://ops:Tk39fQ@cache.internal:6379/0", 1),
    ],
)
def test_the_end_of_a_name_and_a_host_of_nobody_are_no_secrets(text: str, number: int) -> None:
    """A value that repeats its name stands for one; nobody has the hosts kept for documentation."""
    assert len(find_secrets(text, ["APP_MASTER_KEY"])) == number


SETTINGS = """
    kind: configuration
    id: settings
    owner: maintainers
    needs: [LAST_EXIT_CODE]
    documented_in: page.md
"""


@pytest.mark.parametrize(
    ("name", "rules"),
    [
        ("$env.LAST_EXIT_CODE", []),
        ("process.env.LAST_EXIT_CODE", []),
        ("os.environ.LAST_EXIT_CODE", []),
        ("$config.LAST_EXIT_CODE", ["configuration/setting-undocumented"]),
    ],
)
def test_settings_by_their_way_to_be_read(name: str, rules: list[str]) -> None:
    """A setting is named too by what reads it from the environment."""
    files = tree(contracts__settings_yaml=SETTINGS) | {
        "page.md": f"# Page\n\n## `{name}`\n\nIt is.\n"
    }
    assert [rule for rule, _ in found(files)] == rules


PLATFORMS = """
    kind: boundaries
    id: platforms
    owner: maintainers
    sets:
      platforms: {exactly: [amd64, arm64, riscv], of: identifier, views: ["page.md#Platforms"]}
"""


def test_another_mark_in_a_list_ends_no_set() -> None:
    """Lists that stand together with other marks are read as the one list a reader sees."""
    page = "# Page\n\n## Platforms\n\n- `amd64`\n* `arm64`\n- `riscv`\n"
    assert found(tree(contracts__platforms_yaml=PLATFORMS) | {"page.md": page}) == []


AMOUNTS = """
    kind: boundaries
    id: limits
    owner: maintainers
    within: page.md
    values:
      payload: {is: 100MB, phrase: "payload limit of {value}", at: page.md}
      key: {is: 16 bytes, phrase: "at least {value}", at: page.md}
      timeout: {is: 30s, called: request timeout}
"""
LIMITS = "# Limits\n\nThe payload limit of 100MB stays. Keys have at least 16 bytes.\n\n"
TIMES = "The request timeout is 30s. A retry waits 5s.\n"


@pytest.mark.parametrize(
    ("old", "new"),
    [("100MB", "50MB"), ("100MB", "1 GB"), ("16 bytes", "8 bytes"), ("30s", "45s"), ("30s", "2m")],
)
def test_another_amount_is_found_where_it_stands(old: str, new: str) -> None:
    """An amount differs by its number or its unit, at the line that says it."""
    files = tree(contracts__limits_yaml=AMOUNTS) | {"page.md": LIMITS + TIMES}
    assert found(files) == []
    drifted = files | {"page.md": (LIMITS + TIMES).replace(old, new)}
    line = next(one for one in drifted["page.md"].splitlines() if new in one)
    assert found(drifted) == [("boundaries/value-differs", f"page.md: {line}")]


RULES = """
    kind: boundaries
    id: ranking
    owner: maintainers
    within: page.md
    sets:
      rules: {exactly: [words, typo, proximity, exactness], called: [ranking rules]}
"""


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("The ranking rules weigh words, proximity, exactness, and more.", 0),
        ("The ranking rules weigh words, typo and many others.", 0),
        ("The ranking rules are words, proximity and exactness.", 1),
        ("The ranking rules are words, typo, proximity, exactness and moreover.", 1),
    ],
)
def test_an_enumeration_that_says_there_is_more(text: str, number: int) -> None:
    """Who ends with *and more* names some members; without it all are enumerated."""
    files = tree(contracts__ranking_yaml=RULES) | {"page.md": f"# Page\n\n{text}\n"}
    assert len(found(files)) == number


OLD_NAMES = """
    kind: vocabulary
    id: options
    owner: maintainers
    noun: option
    members: {APP_DUMP_DIR: {supersedes: APP_DUMPS_DIR}}
"""


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("`APP_DUMPS_DIR` is the former name of `APP_DUMP_DIR`.", 0),
        ("An earlier spelling is `APP_DUMPS_DIR`.", 0),
        ("Set `APP_DUMPS_DIR` before you start.", 1),
    ],
)
def test_a_former_name_that_is_said_to_be_one(text: str, number: int) -> None:
    """What is called a former name is told of the past, not used."""
    files = tree(contracts__options_yaml=OLD_NAMES) | {"page.md": f"# Page\n\n{text}\n"}
    assert len(found(files)) == number
