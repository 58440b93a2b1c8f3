"""What can be wrong with a contract of the kind ``boundaries``, in the words ``explain`` shows."""

from __future__ import annotations

from contractcheck.kinds.boundaries.claim_rules import CLAIM_RULES, KIND
from contractcheck.model.finding import Rule, Severity
from contractcheck.model.rules import contradiction, member_rules, place_gone

_SETS = (
    *member_rules(KIND, "member"),
    Rule(
        f"{KIND}/enumeration-differs",
        Severity.ERROR,
        "An enumeration of a closed set leaves a member out, or names something else.",
        "Readers take an enumeration for the whole set; a set that grows in one sentence is not closed.",
        "Name every member and no other, or say that it is a selection (`such as`).",
        "contract   sets: {status: {exactly: [open, closed, void], called: [ticket status]}}\n"
        "guide.md   A ticket status is open or closed.",
        echo_of=("wrong-party",),
    ),
)

_PARTIES = (
    Rule(
        f"{KIND}/wrong-party",
        Severity.ERROR,
        "Something is given to another party than the contract gives it to.",
        "Who reads it asks the wrong side, or runs what is not theirs to run.",
        "Move it to its party, or change the contract.",
        "contract   parties: {ours: {exactly: [shop]}, theirs: {at_least: [carrier]}}\n"
        "guide.md   ## Ours\n"
        "           - shop\n"
        "           - carrier",
    ),
)
_LABELS = (
    Rule(
        f"{KIND}/label-missing",
        Severity.ERROR,
        "A label does not stand at a declared place.",
        "Readers who look for the label there take the case it names for one that does not exist.",
        "Write the label there, or take the place out of the contract.",
        "contract   labels: {hand-over: {at: guide.md#Hand-over, exactly_as_written: [back office]}}\n"
        "guide.md   ## Hand-over\n"
        "           Ask the shop.",
    ),
    Rule(
        f"{KIND}/label-differs",
        Severity.ERROR,
        "A label stands at its place in another case or wording.",
        "A label that is almost right in one place is taken for another one.",
        "Write it exactly as the contract does.",
        "contract   labels: {hand-over: {at: guide.md#Hand-over, exactly_as_written: [back office]}}\n"
        "guide.md   ## Hand-over\n"
        "           Back-Office",
        echo_of=("pair-differs",),
    ),
    Rule(
        f"{KIND}/misspelt-name",
        Severity.ERROR,
        "A word is a near miss of a label.",
        "A label that is almost right is found by nobody.",
        "Write it exactly as the contract does, or set `spelling: false`.",
        "contract   labels: {hand-over: {exactly_as_written: [back-office follow-up]}}\n"
        "guide.md   Leave it to the back-ofice follow-up.",
    ),
    Rule(
        f"{KIND}/pair-differs",
        Severity.ERROR,
        "A label stands beside another partner than its own.",
        "The pair says who may do what; the wrong partner promises what nobody does.",
        "Write the partner of the contract.",
        "contract   pairs: {Shop: may refund, Kiosk: read only}\nguide.md   Kiosk (may refund)",
    ),
)
_SEQUENCES = (
    Rule(
        f"{KIND}/sequence-missing",
        Severity.ERROR,
        "A sequence is not shown at its place.",
        "Whoever follows the place finds no way.",
        "Show the steps there, or name the place where they stand now.",
        "contract   sequences: {order: {steps: [pick, pack, ship], at: guide.md#Order}}\n"
        "guide.md   ## Order\n"
        "           See the handbook.",
    ),
    Rule(
        f"{KIND}/step-missing",
        Severity.ERROR,
        "A step of a sequence is missing.",
        "Who follows the sequence leaves the step out.",
        "Show the step, or take it out of the contract.",
        "contract   sequences: {order: {steps: [pick, pack, ship], at: guide.md#Order}}\n"
        "guide.md   pick -> ship",
    ),
    Rule(
        f"{KIND}/step-out-of-order",
        Severity.ERROR,
        "A step stands out of its order.",
        "Who follows the sequence does it too early or too late.",
        "Put the step where the contract has it.",
        "contract   sequences: {order: {steps: [pick, pack, ship], at: guide.md#Order}}\n"
        "guide.md   pack -> pick -> ship",
    ),
    Rule(
        f"{KIND}/step-replaced",
        Severity.ERROR,
        "Something else stands where a step should.",
        "A step under another name, or another step in its place, leads elsewhere.",
        "Write the step of the contract; an open step names one of its labels and nothing it forbids.",
        "contract   sequences: {order: {steps: [pick, pack, ship], at: guide.md#Order}}\n"
        "guide.md   pick -> wrap -> ship",
    ),
    Rule(
        f"{KIND}/step-extra",
        Severity.ERROR,
        "A step stands in a sequence that has no such step, or has it once.",
        "Who follows the sequence does more than it says.",
        "Take the step out, or declare it.",
        "contract   sequences: {order: {steps: [pick, pack, ship], at: guide.md#Order}}\n"
        "guide.md   pick -> pack -> weigh -> ship",
    ),
)
_VALUES = (
    Rule(
        f"{KIND}/value-differs",
        Severity.ERROR,
        "A value is another one than the contract has for its subject.",
        "A fact that differs at one mention is wrong at that mention, and nobody knows at which.",
        "Write the value of the contract, or change it there and everywhere.",
        "contract   values: {till: {is: 10.0.0.7, called: till}}\n"
        "guide.md   The till answers at 10.0.0.8.",
    ),
    Rule(
        f"{KIND}/value-missing",
        Severity.ERROR,
        "A value is not said at a place that must say it.",
        "Readers look there and find nothing.",
        "Say it there, or take the place out of the contract.",
        "contract   values: {till: {is: 10.0.0.7, called: till, at: guide.md#Hosts}}\n"
        "guide.md   ## Hosts\n"
        "           The till has an address.",
    ),
    Rule(
        f"{KIND}/column-missing",
        Severity.ERROR,
        "A table has the rows of a record and lacks one of its columns.",
        "What the column said is said by nobody there.",
        "Restore the column, or name its header in the view.",
        "contract   records: {hosts: {key: Host, columns: {role: Role}, ...}}\n"
        "guide.md   | Host | Owner |",
    ),
)
_APART = (
    Rule(
        f"{KIND}/urls-shared",
        Severity.ERROR,
        "One URL is called by the names of two classes that stay apart.",
        "What is reachable for one class is then reachable for the other.",
        "Give each class a URL of its own.",
        "contract   apart: {public: {called: public URL}, worker: {called: worker URL}}\n"
        "guide.md   public URL: https://shop.example\n"
        "           worker URL: https://shop.example",
    ),
    Rule(
        f"{KIND}/url-inside",
        Severity.ERROR,
        "A URL that leads to a host known only inside stands where the public looks.",
        "Readers outside cannot reach it, and learn how the inside is built.",
        "Leave it out, or write the public URL.",
        "contract   public_documents: guide.md\nguide.md   Open http://10.0.0.7:4000/ to begin.",
        echo_of=("urls-shared",),
    ),
    Rule(
        f"{KIND}/url-differs",
        Severity.ERROR,
        "A URL of a class is another one than the contract has.",
        "Who follows it reaches something else.",
        "Write the URL of the contract.",
        "contract   apart: {public: {called: public URL, urls: https://shop.example}}\n"
        "guide.md   public URL: https://shop.invalid",
    ),
)

RULES = (
    place_gone(KIND),
    contradiction(KIND),
    *_SETS,
    *_PARTIES,
    *_LABELS,
    *_SEQUENCES,
    *_VALUES,
    *_APART,
    *CLAIM_RULES,
)
