"""Rules that several kinds share: the same fault has the same words under each kind's name."""

from __future__ import annotations

from contractcheck.model.finding import Rule, Severity
from contractcheck.model.numbers import plural

_ERROR = Severity.ERROR
_NAMES_SAID_BETTER = ("superseded-name", "deferred-as-live")


def place_gone(kind: str) -> Rule:
    """Return the rule: a bound document, section or table is not there."""
    return Rule(
        f"{kind}/place-gone",
        _ERROR,
        "The document, section or table a clause is bound to is not there.",
        "A truth that is bound to a place nobody can find is not held by anyone.",
        "Restore the heading or file, or name the place where it stands now.",
        "contract   home: guide.md#Support\nguide.md   ## What we promise",
    )


def contradiction(kind: str) -> Rule:
    """Return the rule: a contract contradicts itself or another."""
    return Rule(
        f"{kind}/contradiction",
        _ERROR,
        "The contract contradicts itself.",
        "No document can satisfy it.",
        "Keep one of the two.",
        "contract   one truth in two places that exclude each other",
    )


def member_rules(kind: str, noun: str) -> tuple[Rule, ...]:
    """Return what can be wrong where a set shows."""
    return (
        Rule(
            f"{kind}/member-missing",
            _ERROR,
            f"A view does not show a declared {noun}.",
            "Views of one set are read as the whole set; the one that differs misleads.",
            "Show it, or take it out of the contract; the finding names which view is the odd one out.",
            "contract   members: [job-started, job-finished]\nevents.md  - `job-started`",
        ),
        Rule(
            f"{kind}/unknown-member",
            _ERROR,
            f"A view shows a {noun} the contract does not declare.",
            "Whoever relies on it relies on something nobody has promised.",
            "Remove it, or declare it.",
            "contract   members: [job-started]\n"
            "events.md  - `job-started`\n"
            "           - `job-queued`",
            echo_of=_NAMES_SAID_BETTER,
        ),
        Rule(
            f"{kind}/member-differs",
            _ERROR,
            f"A view shows a {noun} under another name.",
            "One name in one place of many is a name that will not be found.",
            "Use the declared name, or rename it in the contract and in every view.",
            "contract   members: [job-started, job-finished]\n"
            "events.md  - `job-started`\n"
            "           - `job-finishd`",
            echo_of=_NAMES_SAID_BETTER,
        ),
        Rule(
            f"{kind}/member-repeated",
            _ERROR,
            f"A view shows a {noun} twice.",
            "Two entries for one member are kept in step by nobody.",
            "Remove the copy.",
            "events.md  - `job-started`\n           - `job-started`",
        ),
        Rule(
            f"{kind}/view-differs",
            _ERROR,
            f"A view leaves out most of the declared {plural(noun)}.",
            "So many at once are seldom each forgotten: the place, the column or the shape is another one.",
            "Show them, or name the place and shape where they are shown.",
            "contract   views: [{at: events.md#Events, column: Name}]\n"
            "events.md  a table whose first column is another list",
        ),
        Rule(
            f"{kind}/view-empty",
            _ERROR,
            f"A view shows no {noun} at all.",
            "The place is there and complete, and what should stand in it is not.",
            "Fill the view, or remove it from `views`.",
            "contract   views: [events.md#Events]\nevents.md  ## Events\n           None so far.",
        ),
    )


def evidence_rules(kind: str) -> tuple[Rule, ...]:
    """Return what can be wrong with the evidence a contract names."""
    return (
        Rule(
            f"{kind}/evidence-gone",
            _ERROR,
            "The job, command or path that proves a statement is not there.",
            "A statement whose proof is gone is a claim.",
            "Restore the proof, or name what proves it now.",
            "contract   proven_by: job ci.yml docs-contract\nci.yml     jobs: {docs: ...}",
        ),
        Rule(
            f"{kind}/evidence-disabled",
            _ERROR,
            "The CI job that proves a statement never runs.",
            "A job behind `if: false` proves nothing.",
            "Enable the job, or name another proof.",
            "contract   proven_by: job ci.yml docs-contract\n"
            "ci.yml     docs-contract: {if: false, ...}",
        ),
        Rule(
            f"{kind}/evidence-cannot-fail",
            _ERROR,
            "The CI job that proves a statement may fail unnoticed.",
            "With `continue-on-error`, or `|| true` behind its commands, a red result stays green.",
            "Let the job fail the workflow.",
            "contract   proven_by: job ci.yml docs-contract\n"
            "ci.yml     docs-contract: {continue-on-error: true, ...}",
        ),
        Rule(
            f"{kind}/evidence-not-gating",
            _ERROR,
            "The gate job does not need the job that proves a statement, or passes without it.",
            "A change can be merged while the proof is red.",
            "Add the job to the gate's `needs`, and let the gate run and fail.",
            "contract   gate: release-gate\nci.yml     release-gate: {needs: [build], ...}",
        ),
        Rule(
            f"{kind}/evidence-not-singular",
            _ERROR,
            "There is a second job or path where the contract says there is one.",
            "What is called singular has one proof; with two, nobody knows which counts.",
            "Remove the second, or drop `singular`.",
            'contract   proven_by: {job: ci.yml upgrade, singular: "*upgrade*"}\n'
            "ci.yml     jobs: {upgrade: ..., upgrade-old: ...}",
        ),
    )


def observation_rules(kind: str) -> tuple[Rule, ...]:
    """Return what can be wrong with what an API lists or a registry holds."""
    return (
        Rule(
            f"{kind}/not-listed",
            _ERROR,
            "An OpenAPI description does not list a path or operation that it must list.",
            "What it does not list is not there for those who read it.",
            "Let the API list it; letter case counts.",
            "contract   openapi_lists: [/hubs]\nthe API    paths: {/widgets: ...}",
        ),
        Rule(
            f"{kind}/is-listed",
            _ERROR,
            "An OpenAPI description lists a path or operation that it must lack.",
            "Something is open that was to stay closed, or the contract is behind.",
            "Take it out of the API, or expect it.",
            "contract   openapi_lacks: [POST /hubs]\nthe API    paths: {/hubs: {post: ...}}",
        ),
        Rule(
            f"{kind}/not-held",
            _ERROR,
            "A live registry does not hold what it must hold, or less of it.",
            "What is not registered is refused.",
            "Register it, or ask for what is there.",
            "contract   registry: hub /event-types, holds: [job-started]\n"
            "the API    [{name: job-finished}]",
        ),
        Rule(
            f"{kind}/held-too",
            _ERROR,
            "A live registry holds more than exactly what it must hold.",
            "Somebody may rely on what nobody declares.",
            "Remove it, or declare it.",
            "contract   registry: hub /event-types, exactly: [job-started]\n"
            "the API    [{name: job-started}, {name: job-queued}]",
        ),
    )
