"""Which words of a document count as a name, and which as a near miss of one."""

from __future__ import annotations

import json
import textwrap

import pytest

from tests.trees import judge

PHRASES = ("Git generator", "Cluster generator")
COMMANDS = ("config_nu", "date_format", "group-by", "load-env", "job-run-started")
LABELS = ("best effort", "host-owned", "intentionally unsupported", "Glob Patterns")


def found(of: str, members: tuple[str, ...], text: str, **keys: object) -> list[tuple[str, str]]:
    """Return rule and observed text of the findings on the names of one document."""
    contract = {"kind": "vocabulary", "id": "n", "owner": "o", "of": of, "members": list(members)}
    texts = {
        "contractcheck.yaml": "",
        "contracts/n.yaml": json.dumps(
            {**contract, **{k: v for k, v in keys.items() if v is not None}}
        ),
        "docs/a.md": textwrap.dedent(text),
    }
    return [(one.rule.rpartition("/")[2], one.observed) for one in judge(texts).findings]


def misspelt(of: str, members: tuple[str, ...], text: str, **keys: object) -> list[str]:
    """Return the near misses in a text; other writings of a member among them, unless told."""
    keys = {"spelling": True, **keys}
    return [word for rule, word in found(of, members, text, **keys) if rule == "misspelt-name"]


OTHER_WORDS = [
    ("phrase", (":scheduled", ":all"), "Use `:scheduled`. Jobs are scheduled or rescheduled."),
    ("phrase", PHRASES, "The Git generator and two git generators."),
    ("phrase", PHRASES, "# Cluster Generators\n\n# Cluster Generator\n\nA Cluster generator."),
    ("phrase", PHRASES, "- Cluster Generator: one\n\nA Cluster generator."),
    ("phrase", PHRASES, "A Cluster generator.\n\n| Cluster Generator |\n| --- |\n| x |\n"),
    ("phrase", PHRASES, "A Cluster generator: see [the Cluster Generator page](b.md)."),
    ("phrase", PHRASES, "A Cluster generator: the cluster generates, is generating, generated."),
    ("phrase", PHRASES, "A Cluster generator.\n\n```yaml\nname: cluster-generator\n```\n"),
    ("phrase", PHRASES, "A Cluster generator in `examples/cluster-generator/x.yaml`."),
    ("phrase", LABELS, "It is intentionally supported."),
    ("phrase", LABELS, "Glob Patterns hold; other glob patterns too."),
    ("identifier", COMMANDS, "Open `config.nu`, not `config_nu`."),
    ("identifier", COMMANDS, "Polars has `GroupBy`, `groupBy` and `GROUP_BY`, we have `group-by`."),
    ("identifier", COMMANDS, "We have `group-by`.\n\n```python\nframe.group_by(x)\n```\n"),
    ("identifier", COMMANDS, "| Ours | Theirs |\n| --- | --- |\n| group-by | group_by |\n"),
    ("identifier", COMMANDS, "Ein Dateiformat wie `date_format`; `Dateiformat`."),
    ("identifier", COMMANDS, "Then `job-run-started`: the job run started at noon."),
    ("code spans", ("from plist", "from json"), "Take the list from list or from bson."),
    ("code spans", ("retryable-jobs",), "They are retriable-jobs in prose."),
]


@pytest.mark.parametrize(("of", "members", "text"), OTHER_WORDS)
def test_other_words(of: str, members: tuple[str, ...], text: str) -> None:
    """Plain words, titles, inflections and names of other things are no near misses."""
    assert misspelt(of, members, text) == []


NEAR_MISSES = [
    ("phrase", LABELS, "Routing is host-ownd.", "host-ownd"),
    ("phrase", LABELS, "Routing is hots-owned.", "hots-owned"),
    ("phrase", LABELS, "best effort, or best-effort", "best-effort"),
    ("phrase", LABELS, "best effort, or besteffort", "besteffort"),
    ("phrase", LABELS, "It is best efort only.", "best efort"),
    ("phrase", LABELS, "It is *intentionaly* unsupported.", "intentionaly unsupported"),
    ("phrase", PHRASES, "The Git generator: a Git Generator is one.", "Git Generator"),
    ("identifier", COMMANDS, "Emit `job-run-strated`.", "job-run-strated"),
    ("identifier", COMMANDS, "Emit job-run-startde in prose.", "job-run-startde"),
    ("identifier", COMMANDS, "Emit `j\u043eb-run-started`.", "j\u043eb-run-started"),
    ("identifier", COMMANDS, "`group-by`; in prose group_by.", "group_by"),
    ("identifier", ("ops-security-gap",), "An `ops-securty-gap`.", "ops-securty-gap"),
    ("identifier", ("MAX_RETRIES",), "Set `MAX_RETREIS`.", "MAX_RETREIS"),
    ("route", ("/ops/jobs/forensics",), "Open /ops/jobs/forensisc now.", "/ops/jobs/forensisc"),
    ("code spans", ("retryable-jobs",), "They are `retriable-jobs`.", "retriable-jobs"),
    ("code spans", ("from json",), "Run `from jsno`.", "from jsno"),
]


@pytest.mark.parametrize(("of", "members", "text", "word"), NEAR_MISSES)
def test_near_misses(of: str, members: tuple[str, ...], text: str, word: str) -> None:
    """A slip in one word of a name is found, and so is another spelling beside the right one."""
    assert misspelt(of, members, text) == [word]


@pytest.mark.parametrize(
    ("of", "members", "text", "words"),
    [
        ("phrase", LABELS, "best effort, or best-effort", []),
        ("phrase", PHRASES, "The Git generator: a Git Generator is one.", []),
        ("identifier", COMMANDS, "`group-by`; in prose group_by.", []),
        ("identifier", COMMANDS, "A `job-run-strated`.", ["job-run-strated"]),
    ],
)
def test_only_slips_unless_told(
    of: str, members: tuple[str, ...], text: str, words: list[str]
) -> None:
    """Another case, hyphen or space is looked for where the contract asks for it."""
    assert misspelt(of, members, text, spelling=None) == words


CODE_ONLY = [
    ("code spans", "cancelled", "canceled", "A flight may be canceled.", False),
    ("code spans", "cancelled", "canceled", "The state `canceled`.", True),
    ("code spans", "cancelled", "canceled", "```elixir\ncanceled\n```\n", True),
    ("code spans", "job-ended", "job-over", "The state job-over.", False),
    ("identifier", "cancelled", "canceled", "A flight may be canceled.", False),
    ("identifier", "cancelled", "canceled", "The state `canceled`.", True),
    ("identifier", "job-ended", "job-over", "The state job-over.", True),
    ("identifier", "jobEnded", "jobOver", "The state jobOver.", True),
    ("phrase", "tile", "card widget", "A card widget.", True),
    ("phrase", "tile", "card widget", "# Card Widget", True),
    ("phrase", "tile", "Card Widget", "All card widget parts.", True),
]


@pytest.mark.parametrize(("of", "member", "old", "text", "counts"), CODE_ONLY)
def test_words_that_are_names_in_code_only(
    of: str, member: str, old: str, text: str, *, counts: bool
) -> None:
    """What the contract calls code, and a single dictionary word, is a name only in code."""
    answers = found(of, (member,), text, superseded={old: [member]})
    assert answers == ([("superseded-name", old)] if counts else [])


def test_letters_of_another_script_end_a_name() -> None:
    """A particle directly behind a name leaves it the name, exact and superseded alike."""
    text = "`load-env\ub97c` \uc0ac\uc6a9, load-env\u306f, `laod-env`"
    assert misspelt("identifier", COMMANDS, text) == ["laod-env"]
    answers = found("identifier", ("load",), "load-env\ub97c", superseded={"load-env": ["load"]})
    assert answers == [("superseded-name", "load-env")]


def test_characters_nobody_sees() -> None:
    """In prose a name with a zero-width space is the name; in code, where it is copied, it is not."""
    hidden = "host\u200b-owned"
    assert misspelt("phrase", LABELS, f"Routing is {hidden} by host-owned.") == []
    assert misspelt("identifier", ("host-owned",), f"Set `{hidden}`.") == [hidden]
    answers = found("phrase", ("ours",), f"It is {hidden}.", superseded={"host-owned": ["ours"]})
    assert answers == [("superseded-name", "host-owned")]
