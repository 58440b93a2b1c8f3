"""What can be wrong with a contract of the kind ``lifecycle``, in the words ``explain`` shows."""

from __future__ import annotations

from contractcheck.model.finding import Rule, Severity
from contractcheck.model.rules import contradiction, member_rules, place_gone

KIND = "lifecycle"

_SETS = (
    *member_rules(KIND, "name"),
    Rule(
        f"{KIND}/enumeration-differs",
        Severity.ERROR,
        "An enumeration of the outcomes leaves one out, or names something else.",
        "Readers take an enumeration for the whole set; a set that grows in one sentence is not closed.",
        "Name every outcome and no other, or say that it is a selection (`such as`).",
        "contract   outcomes: {names: [sent_now, sent_later], called: [the sink returns]}\n"
        "sink.md    The sink returns `sent_now`, `sent_later` or `not_sent`.",
    ),
    Rule(
        f"{KIND}/unknown-outcome",
        Severity.ERROR,
        "A sentence names an outcome that is none of the declared ones.",
        "A caller that waits for an outcome nobody returns waits for ever.",
        "Take it out, or declare it; a name of the same make that is no outcome goes under `not_outcomes`.",
        "contract   outcomes: {names: [sent_now, sent_later], called: [the sink returns]}\n"
        "sink.md    After a retry the sink returns `sent_again`.",
        echo_of=("unknown-member", "member-differs", "enumeration-differs"),
    ),
)

_CLAIMS = (
    Rule(
        f"{KIND}/over-claim",
        Severity.ERROR,
        "Something is claimed that the contract says is never claimed.",
        "What is said to be live is used, and what is not there yet loses what is sent to it.",
        "Take the claim back, or say that it is not so yet.",
        "contract   never: {live: {about: [the sink], doing: [submit]}}\nsink.md    The sink submits events.",
    ),
)

_GRAPH = (
    Rule(
        f"{KIND}/unknown-state",
        Severity.ERROR,
        "A transition, diagram or table names a state that the lifecycle does not have.",
        "Nothing ever gets into a state that is not there; whoever waits for it waits in vain.",
        "Write the state that is meant, or declare it where the states are owned.",
        "contract   states: [queued, running, done]\nruns.md    `queued` -> `started`",
    ),
    Rule(
        f"{KIND}/no-exit",
        Severity.ERROR,
        "Nothing leads out of a state that is not terminal.",
        "What gets there never ends, and nobody has said that this is how it should be.",
        "Allow a transition out of it, or list it under `terminal`.",
        "contract   states: {names: [queued, done], terminal: [done]}\n"
        "           transitions: {allowed: {queued: []}}",
    ),
    Rule(
        f"{KIND}/terminal-with-exit",
        Severity.ERROR,
        "A terminal state goes on to another.",
        "Reports, notifications and clean-up take a terminal state for the end.",
        "Take the transition away, or take the state out of `terminal`.",
        "contract   states: {names: [open, done], terminal: [done]}\n"
        "           transitions: {allowed: {open: [done], done: [open]}}",
    ),
    Rule(
        f"{KIND}/unreachable-state",
        Severity.ERROR,
        "No way leads from an initial state to this one.",
        "A state nobody can reach is dead code in the source and a riddle in the documents.",
        "Allow a transition to it, or take the state away.",
        "contract   states: {names: [queued, paused, done], initial: [queued], terminal: [done]}\n"
        "           transitions: {allowed: {queued: [done], paused: [done]}}",
    ),
    Rule(
        f"{KIND}/stale-without-path",
        Severity.ERROR,
        "What stays in a state too long has no allowed way to an end.",
        "Runs that hang block what waits for them, and stay active in every count.",
        "Name the `path` under `stale`, and allow each of its steps; `may stay` says that none is needed.",
        "contract   stale: {paths: {running: {after: 30 minutes, path: [failed]}}}\n"
        "           transitions: {allowed: {running: [done]}}",
    ),
)

_SHOWN = (
    Rule(
        f"{KIND}/transition-not-allowed",
        Severity.ERROR,
        "A document shows a transition that its owner does not allow.",
        "Readers build on a step that is refused when it is tried.",
        "Take it out of the document, or allow it where the transitions are owned.",
        "contract   transitions: {allowed: {queued: [running]}, views: [runs.md#States]}\n"
        "runs.md    `queued` -> `done`",
    ),
    Rule(
        f"{KIND}/transition-missing",
        Severity.ERROR,
        "A place that shows all transitions leaves an allowed one out.",
        "What a full diagram does not show is taken for forbidden.",
        "Show it, or say `shows: at most` of a place that shows some of them.",
        "contract   transitions: {allowed: {queued: [running, failed]}, views: [runs.md#States]}\n"
        "runs.md    `queued` -> `running`",
    ),
    Rule(
        f"{KIND}/end-differs",
        Severity.ERROR,
        "A diagram ends with a state that is not terminal.",
        "A reader takes it for the end, and the run goes on.",
        "Draw the end behind a terminal state, or list the state under `terminal`.",
        "contract   states: {names: [running, done], terminal: [done]}\nruns.md    running --> [*]",
    ),
    Rule(
        f"{KIND}/beginning-differs",
        Severity.ERROR,
        "A diagram begins with a state that is not initial.",
        "A reader takes it for the way in, and nothing starts there.",
        "Draw the beginning before an initial state, or list the state under `initial`.",
        "contract   states: {names: [queued, running], initial: [queued]}\nruns.md    [*] --> running",
    ),
    Rule(
        f"{KIND}/reconciliation-missing",
        Severity.ERROR,
        "A place does not say where a stale run of a state goes.",
        "Whoever finds a run that hangs has to guess what becomes of it.",
        "Say it there, in a row, an item or a sentence that names the state and its path.",
        "contract   stale: {paths: {running: {path: [failed]}}, views: [runs.md#Stale runs]}\n"
        "runs.md    ## Stale runs\n           A stale `queued` run goes to `failed`.",
    ),
    Rule(
        f"{KIND}/reconciliation-differs",
        Severity.ERROR,
        "A place says of a stale state another path or time than the contract.",
        "Operators act on the documented time and state.",
        "Say the path and time of the contract, or change them there.",
        "contract   stale: {paths: {running: {after: 30 minutes, path: [failed]}}}\n"
        "runs.md    After 60 minutes a `running` run becomes `failed`.",
    ),
)

_SAMPLES = (
    Rule(
        f"{KIND}/sample-unreadable",
        Severity.ERROR,
        "A sample is not the JSON or YAML it says it is.",
        "A sample nobody can parse is copied with its mistake, and held by no rule.",
        "Mend it; comments, closing commas and `...` for what is left out are understood.",
        'contract   samples: {counts: {in: [runs.md#Counts], flat: true}}\nruns.md    {"total": 3 "failed": 1}',
    ),
    Rule(
        f"{KIND}/sample-nested",
        Severity.ERROR,
        "A sample that is to be flat holds an object or a list.",
        "Readers of the sample nest as it does, and what counts flat keys drops theirs.",
        "Put a single value there.",
        'contract   samples: {counts: {in: [runs.md#Counts], flat: true}}\nruns.md    {"total": {"users": 3}}',
    ),
    Rule(
        f"{KIND}/sample-not-numeric",
        Severity.ERROR,
        "A sample that is to be numeric holds something else.",
        'What is added up must be a number; `"3"` and `true` are none.',
        "Put a number there.",
        'contract   samples: {counts: {in: [runs.md#Counts], numeric: true}}\nruns.md    {"total": "3"}',
    ),
    Rule(
        f"{KIND}/unregistered-key",
        Severity.ERROR,
        "A sample has a key that is not registered.",
        "What nobody has registered is dropped or refused when it arrives.",
        "Use a registered key, or register this one where the keys are owned.",
        "contract   keys: [total, failed]\n"
        '           samples: {counts: {in: [runs.md#Counts], registered: true}}\nruns.md    {"errors": 1}',
    ),
    Rule(
        f"{KIND}/forbidden-content",
        Severity.ERROR,
        "A sample carries content of a class it never may carry.",
        "Samples are copied into code; what they carry ends up stored, mailed and shown.",
        "Take it out; a reference (`body_ref`, `[redacted]`) may stand in its place.",
        "contract   samples: {notices: {in: [runs.md#Notices], never: [raw bodies, credentials]}}\n"
        'runs.md    {"run": 7, "response_body": "<html>..."}',
    ),
    Rule(
        f"{KIND}/field-missing",
        Severity.ERROR,
        "A sample, schema, migration or table lacks a required field, or a sample leaves it empty.",
        "What does not say whom it belongs to can be shown to the wrong people.",
        "Add the field, under its name or one of its declared spellings.",
        "contract   fields: {required: [workspace, initiator]}\n"
        '           samples: {contexts: {in: [runs.md#Context], requires: true}}\nruns.md    {"workspace": 4}',
    ),
)

RULES = (place_gone(KIND), contradiction(KIND), *_SETS, *_GRAPH, *_SHOWN, *_SAMPLES, *_CLAIMS)
