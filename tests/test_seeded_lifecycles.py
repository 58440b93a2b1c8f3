"""Lifecycles in small trees: what a place shows, what its owner allows, and what is not judged."""

from __future__ import annotations

import textwrap

import pytest

from contractcheck.model.problem import InputError
from tests.trees import found, judge, tree

VIEW = "views: [{at: docs/tickets.md#Steps, shows: at most}]"
STALE = f"{VIEW}\n    stale: "
CONTRACT = """
    kind: lifecycle
    id: tickets
    owner: support
    states: {names: [open, in_progress, done, void], initial: open, terminal: [done, void]}
    transitions:
      allowed: {open: [in_progress, void], in_progress: [open, done]}
      views: [{at: docs/tickets.md#Steps, shows: at most}]
"""
ALLOWED = "`open` -> `in_progress`"


def steps(text: str, contract: str = CONTRACT) -> list[str]:
    """Return the rules that answer to a text under the heading *Steps*."""
    document = f"# Tickets\n\n## Steps\n\n{textwrap.dedent(text)}\n"
    made = tree(contracts__tickets_yaml=contract)
    return [rule.partition("/")[2] for rule, _ in found({**made, "docs/tickets.md": document})]


@pytest.mark.parametrize(
    "text",
    [
        f"{ALLOWED}\n\n- `done` -> `open`: somebody asks again",
        f"{ALLOWED}\n\n1. open → in progress\n2. done → open",
        "A ticket goes open => done when nobody looks.",
        "open -> in_progress -> done -> open",
        "`open` → `void`, `done`",
        "in_progress <-> done",
        "done <- open",
        "In Progress --> Void (nobody came)",
        "open --(forgotten)--> done",
        "| From | To |\n| --- | --- |\n| open | in_progress |\n| done | open |",
        "| Current state | Next state | By |\n| --- | --- | --- |\n| in progress | open, void | me |",
        "| State | May become |\n| --- | --- |\n| `open` | `in_progress`<br>`done` |",
        "|  | open | in_progress | done |\n| --- | --- | --- | --- |\n| open |  | ✓ |  |\n| done | ✓ |  |  |",
        "| from / to | open | done |\n| --- | --- | --- |\n| open | - | x |\n| done | - | - |",
        "```mermaid\nstateDiagram-v2\n  open --> in_progress: taken\n  done --> open\n```",
        '```mermaid\nstateDiagram-v2\n  state "in progress" as wip\n  open --> wip\n  wip --> void\n```',
        "```mermaid\nstateDiagram-v2\n  state c <<choice>>\n  open --> c\n  c --> in_progress\n  c --> done\n```",
        "```mermaid\nflowchart LR\n  a[open] -->|taken| b(in progress) --> c[done]\n  c --> a\n```",
        "```plantuml\n@startuml\nopen --> in_progress : taken\ndone -up-> open\n@enduml\n```",
        "```dot\ndigraph { open -> in_progress -> done -> open; }\n```",
        "```mermaid\nstateDiagram-v2\n  s1 : open\n  s2 : done\n  s1 --> s2\n```",
        "- 📝 open → 👀 in progress\n- ✅ done → 📝 open",
        "| Status | Next |\n| --- | --- |\n| open | in_progress<br>done |",
        "```text\nopen -> in_progress -> done\ndone -> open\n```",
        "```yaml\nopen: [in_progress, done]\nin_progress: done\n```",
        '```json\n[{"from": "open", "to": "in_progress"}, {"from": "done", "to": "open"}]\n```',
    ],
)
def test_a_step_that_is_not_allowed_is_found(text: str) -> None:
    """In whatever way a place shows steps, one that is not allowed is found, once."""
    assert steps(text) == ["transition-not-allowed"]


@pytest.mark.parametrize(
    "text",
    [
        "`open` -> `in_progress`, `void`\n\nA closed ticket becomes open again when somebody asks.",
        "`open` -> `in_progress`. It never goes `done` -> `open`.",
        f"{ALLOWED}\n\nNot allowed:\n\n- `done` -> `open`\n- `void` -> `open`",
        f"{ALLOWED}\n\n~~`done` -> `open`~~",
        f"{ALLOWED}\n\n<!-- `done` -> `open` -->",
        f"{ALLOWED}\n\nLater `done` -> `open` will be possible.",
        f"{ALLOWED}\n\nThe report goes inbox -> archive after that.",
        f"{ALLOWED}\n\n```php\n$map = ['done' => 'open'];\n```",
        "`open` -> `open` when it is edited; `open` -> `void`",
        "```mermaid\nstateDiagram-v2\n  open --> void\n  note left of open\n   done --> open\n  end note\n```",
        "```mermaid\nstateDiagram-v2\n  [*] --> open\n  %% done --> open\n  note left of open: no --> way\n```",
        "| From | To |\n| --- | --- |\n| open | in_progress |\n| done | none |\n| void | — |",
    ],
)
def test_what_is_not_a_step_is_not_judged(text: str) -> None:
    """Denied, planned, struck and quoted steps, other subjects, prose and code make no finding."""
    assert steps(text) == []


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("`open` -> `closed`", "unknown-state"),
        ("```mermaid\nstateDiagram-v2\n  open --> in_progres\n```", "unknown-state"),
        (
            "```mermaid\nstateDiagram-v2\n  [*] --> in_progress\n  in_progress --> done\n```",
            "beginning-differs",
        ),
        (
            "```mermaid\nstateDiagram-v2\n  open --> in_progress\n  in_progress --> [*]\n```",
            "end-differs",
        ),
    ],
)
def test_unknown_states_and_other_ends_are_found(text: str, rule: str) -> None:
    """A state that is none, and a diagram that begins or ends elsewhere, are said as that."""
    assert steps(text) == [rule]


@pytest.mark.parametrize(
    ("old", "new", "rules"),
    [
        ("in_progress: [open, done]", "in_progress: []", ["no-exit", "unreachable-state"]),
        (
            "in_progress: [open, done]",
            "in_progress: [open, done], done: [open]",
            ["terminal-with-exit"],
        ),
        ("open: [in_progress, void]", "open: [in_progress]", ["unreachable-state"]),
        ("[open, done]", "[open, done, closed]", ["unknown-state"]),
        ("initial: open", "initial: fresh", ["unknown-state"]),
        (
            VIEW,
            f"{STALE}{{paths: {{open: {{path: void}}}}}}",
            ["stale-without-path"],
        ),
        (
            VIEW,
            f"{STALE}{{paths: {{open: may stay, in_progress: {{path: void}}}}}}",
            ["stale-without-path"],
        ),
    ],
)
def test_a_lifecycle_that_contradicts_itself(old: str, new: str, rules: list[str]) -> None:
    """Dead ends, ends that go on, states nobody reaches and stale states without a path are the contract's."""
    assert CONTRACT.count(old) == 1
    answers = steps(ALLOWED, CONTRACT.replace(old, new))
    assert [rule for rule in answers if rule != "transition-not-allowed"] == rules


def test_a_step_left_out_counts_where_all_are_shown() -> None:
    """`exactly` asks for every step, beside the others from the same state."""
    exact = CONTRACT.replace(", shows: at most", "")
    assert steps("open -> in_progress, void\n\nin_progress -> open, done", exact) == []
    assert steps("open -> in_progress\n\nin_progress -> open, done", exact) == [
        "transition-missing"
    ]
    assert steps("open -> in_progres, void\n\nin_progress -> open, done", exact) == [
        "unknown-state"
    ]


SAMPLES = """
    kind: lifecycle
    id: samples
    owner: support
    keys: [total, failed]
    samples:
      counts: {in: [docs/a.md#Counts], flat: true, numeric: true, registered: true}
      events:
        in: [docs/a.md#Events]
        requires: {tenant: [tenant_id, tenant]}
        never: [raw bodies, headers, credentials, url queries, tokens, stack traces, provider errors]
        never_keys: [debug_*]
"""


def samples(counts: str = '{"total": 1}', event: str = '"a": 1', lead: str = "") -> list[str]:
    """Return the rules that answer to a sample of counts, and to a member of a sample event."""
    document = (
        f"# A\n\n## Counts\n\n{lead}\n\n```json\n{counts}\n```\n\n"
        f'## Events\n\n```json\n{{"tenant": 1, {event}}}\n```\n'
    )
    made = {**tree(contracts__samples_yaml=SAMPLES), "docs/a.md": document}
    return [rule.partition("/")[2] for rule, _ in found(made)]


@pytest.mark.parametrize(
    ("counts", "rules"),
    [
        ('{"total": 1, "failed": 0.5}', []),
        ('{"total": 1, ...}', []),
        ('{\n  // so far\n  "total": ...,\n}', []),
        ('{"total": <n>}', []),
        ('{"total": "1"}', ["sample-not-numeric"]),
        ('{"total": null}', ["sample-not-numeric"]),
        ('{"total": {"a": 1}}', ["sample-nested"]),
        ('{"totals": 1}', ["unregistered-key"]),
        ("[1, 2]", ["sample-nested", "unregistered-key", "unregistered-key"]),
        ('{"total": 1', ["sample-unreadable"] * 3),
    ],
)
def test_counts_are_flat_numbers_under_registered_keys(counts: str, rules: list[str]) -> None:
    """Ellipses and comments of an example are overlooked; what cannot be read says so."""
    assert sorted(set(samples(counts))) == sorted(set(rules))


def test_a_sample_shown_as_wrong_is_right() -> None:
    """Under *not like this* a sample may hold anything."""
    wrong = '{"users": {"total": "many"}}'
    assert samples(wrong, lead="Not like this:") == []
    assert samples(wrong, lead="Like this:") != []


@pytest.mark.parametrize(
    "event",
    [
        '"responseBody": "id=1"',
        '"x": "<!doctype html><p>no</p>"',
        '"x": "{\\"id\\": 1}"',
        '"Authorization": "none of yours"',
        '"x": "X-Request-Id: 4"',
        '"db_password": "hunter22"',
        '"x": "password=hunter22"',
        '"x": "https://a.example/b?c=d"',
        '"x": "Traceback (most recent call last)"',
        '"x": "cURL error 28: timed out"',
        '"x": "Zm9vYmFyMTIzNDU2Nzg5MGFiY2RlZmdo"',
        '"debug_dump": "all of it"',
        '"x": {"y": [{"session_token": "abc-def"}]}',
    ],
)
def test_content_that_never_stands_in_a_sample(event: str) -> None:
    """A key of a class, or a value that looks like it, is found however deep it stands."""
    assert samples(event=event) == ["forbidden-content"]


@pytest.mark.parametrize(
    "event",
    [
        '"body_ref": "blob/7"',
        '"token_count": 7',
        '"has_headers": true',
        '"secret_name": "platform/ops/runtime"',
        '"password": "[redacted]"',
        '"headers": {}',
        '"trace_id": "7f1c2f0e-5b7e-4d35-9d6a-6c0d8f6f2b11"',
        '"x": "https://a.example/widgets/ops-endpoint-gitea-registry-production"',
        '"x": "Why? Because the host: is not there."',
        '"x": "See #4 at noon (local time)."',
        '"x": "conditional-access-policy-for-administrators-2026"',
    ],
)
def test_references_numbers_and_redacted_values_carry_nothing(event: str) -> None:
    """What only names, counts or covers such content may stand there."""
    assert samples(event=event) == []


def test_a_required_field_has_a_value() -> None:
    """A field counts under each of its spellings, and not where it is empty."""
    made = tree(contracts__samples_yaml=SAMPLES)
    for field, rules in (
        ('"tenantId": 3', []),
        ('"tenant": null', ["lifecycle/field-missing"]),
        ('"owner": {"tenant": 3}', ["lifecycle/field-missing"]),
    ):
        text = f'# A\n\n## Counts\n\n```json\n{{"total": 1}}\n```\n\n## Events\n\n```json\n{{{field}}}\n```\n'
        assert [rule for rule, _ in found({**made, "docs/a.md": text})] == rules


OWNED = """
    kind: lifecycle
    id: owned
    owner: support
    states:
      from: {source: app/state.py, of: State, as: strings}
      initial: open
      terminal: done
      views: [docs/a.md#States]
    transitions: {from: {source: app/state.py, of: ALLOWED}, views: [docs/a.md#Steps]}
"""
SOURCE = """
    from enum import Enum

    class State(Enum):
        OPEN = "open"
        DONE = "done"

    ALLOWED = {
        "open": ["done"],
        "done": [],
    }
"""
PAGE = "# A\n\n## States\n\n- `open`\n- `done`\n\n## Steps\n\n`open` -> `done`\n"


@pytest.mark.parametrize(
    ("file", "old", "new", "answers"),
    [
        ("app/state.py", "", "", []),
        (
            "app/state.py",
            '"done": []',
            '"done": ["open"]',
            ["terminal-with-exit", "transition-missing"],
        ),
        ("app/state.py", "ALLOWED", "STEPS", ["place-gone"]),
        ("docs/a.md", "- `done`\n", "", ["member-missing"]),
        ("docs/a.md", "`open` -> `done`", "`done` -> `open`", ["transition-not-allowed"]),
        ("docs/a.md", "## Steps", "## Ways", ["place-gone"]),
    ],
)
def test_the_source_owns_the_lifecycle(file: str, old: str, new: str, answers: list[str]) -> None:
    """States and transitions are read from the source; documents and the contract are held against it."""
    texts = {**tree(contracts__owned_yaml=OWNED, app__state_py=SOURCE), "docs/a.md": PAGE}
    texts[file] = texts[file].replace(old, new) if old else texts[file]
    assert [rule.partition("/")[2] for rule, _ in found(texts)] == answers


@pytest.mark.parametrize("key", ["from", "views"])
@pytest.mark.parametrize("group", ["states", "outcomes", "keys"])
def test_an_api_that_is_not_declared_is_refused_at_its_line(group: str, key: str) -> None:
    """A registry of an API that the configuration does not have is a mistake of the contract."""
    view = "{registry: shpo /states, select: '$[*]'}"
    entry = f"from: {view}" if key == "from" else f"names: [placed]\n  views: [{view}]"
    texts = {
        "contractcheck.yaml": "contracts: [c.yaml]\napis: {shop: {url: http://127.0.0.1:1}}\n",
        "c.yaml": f"kind: lifecycle\nid: orders\nowner: us\n{group}:\n  {entry}\n",
    }
    with pytest.raises(InputError) as error:
        judge(texts)
    (problem,) = error.value.problems
    assert (problem.location.document, problem.location.span.line) == (
        "c.yaml",
        5 if key == "from" else 6,
    )
    assert "unknown api `shpo`; did you mean `shop`?" in problem.message


@pytest.mark.parametrize("between", ["<br>", " / ", ", ", " or "])
def test_states_of_another_owner_are_told_apart_in_a_cell(between: str) -> None:
    """Who reads the page does not know the states of a source file; a line break parts them all the same."""
    page = f"# Tickets\n\n## Steps\n\n| From | To |\n| --- | --- |\n| open | done{between}void |\n"
    texts = {
        "contracts/c.yaml": """
            kind: lifecycle
            id: tickets
            owner: support
            states: {from: {source: app/state.py, of: State}, terminal: [done, void]}
            transitions:
              from: {source: app/state.py, of: ALLOWED}
              views: ["docs/tickets.md#Steps"]
        """,
        "app/state.py": "class State:\n    OPEN = 'open'\n    DONE = 'done'\n    VOID = 'void'\n\n"
        "ALLOWED = {'open': ['done', 'void'], 'done': [], 'void': []}\n",
    }
    assert found({**texts, "docs/tickets.md": page}) == []
    rules = [rule for rule, _ in found({**texts, "docs/tickets.md": page.replace("void", "lost")})]
    assert rules[0].startswith("lifecycle/")


def test_what_hangs_is_held_without_transitions() -> None:
    """A contract may say where a stale ticket goes and leave the steps to somebody else."""
    contract = """
        kind: lifecycle
        id: tickets
        owner: support
        states: [open, void]
        stale: {paths: {open: {path: void}}, views: ["docs/tickets.md#Steps"]}
    """
    assert steps("An `open` ticket that hangs becomes `void`.", contract) == []
    assert steps("Nothing hangs.", contract) == ["reconciliation-missing"]


def test_a_beginning_that_is_no_state_is_one_finding() -> None:
    """Where nothing begins nothing is reached: that is said once, at the beginning."""
    contract = CONTRACT.replace("initial: open", "initial: opn")
    assert steps(ALLOWED, contract) == ["unknown-state"]


def test_a_text_may_name_a_state_as_often_as_it_likes() -> None:
    """Said twice in sentences is no fault; twice in a list it is."""
    texts = tree(
        contracts__c_yaml="""
            kind: lifecycle
            id: tickets
            owner: support
            states: {names: [open, void], views: [{at: docs/t.md, as: code spans}]}
        """
    )
    said = "# T\n\nA ticket is `open` or `void`.\n\nWhat is `open` can be closed.\n"
    listed = "# T\n\n- `open`\n- `void`\n- `open`\n"
    assert found({**texts, "docs/t.md": said}) == []
    assert [rule for rule, _ in found({**texts, "docs/t.md": listed})] == [
        "lifecycle/member-repeated"
    ]
