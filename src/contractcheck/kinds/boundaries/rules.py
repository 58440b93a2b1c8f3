"""What can be wrong with a contract of the kind ``boundaries``, in the words ``explain`` shows."""

from __future__ import annotations

from contractcheck.model.finding import Rule, Severity
from contractcheck.model.rules import contradiction, member_rules, place_gone

KIND = "boundaries"

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
        "A label stands beside another partner than its own, or at a declared place beside none.",
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
_STATEMENTS = (
    Rule(
        f"{KIND}/statement-missing",
        Severity.ERROR,
        "What must be said at a place is not said there.",
        "Readers rely on it being written down. Text in a comment or struck through is not said.",
        "Say it again, or take it out of the contract.",
        "contract   says: {route: login keeps the route}\nguide.md   <!-- Login keeps the route. -->",
    ),
    Rule(
        f"{KIND}/statement-denied",
        Severity.ERROR,
        "What must be said is denied, planned, past or quoted at its place.",
        "The words are there, and a reader learns the contrary.",
        "Affirm it, or declare it `denied` in the contract.",
        "contract   says: {route: login keeps the route}\nguide.md   Login does not keep the route.",
    ),
    Rule(
        f"{KIND}/statement-affirmed",
        Severity.ERROR,
        "What must be denied is claimed at its place.",
        "A refusal that lost its `not` is a promise.",
        "Deny it again, or take `denied` out of the contract.",
        "contract   says: {console: {says: become a console, denied: true}}\n"
        "guide.md   Portal should:\n"
        "           - become a console",
    ),
    Rule(
        f"{KIND}/statement-changed",
        Severity.ERROR,
        "A statement stands at its place and says something else.",
        "A quantifier such as `only`, a condition, a number or a code span differs: the meaning changed.",
        "Say what the contract says, or accept the new words in the contract.",
        "contract   says: {gate: proposal is the only gate}\nguide.md   Proposal is a gate.",
    ),
    Rule(
        f"{KIND}/statement-reworded",
        Severity.ERROR,
        "A statement stands at its place in other words.",
        "The marks of meaning are the same; whether it still says the same is for a person to decide.",
        "Accept the new words with the one-line contract edit shown, or restore the old ones.",
        "contract   says: {gate: proposal is the only gate}\nguide.md   Proposal is the only door.",
    ),
)
_CLAIMS = (
    Rule(
        f"{KIND}/over-claim",
        Severity.ERROR,
        "Something is claimed that the contract says is never claimed.",
        "A promise outside the contract is still read as one. Denied, quoted, past and planned text is not "
        "meant. A listed phrase is an error; who does or is what is a warning, for a sentence has many ways.",
        "Take the claim back, say that it is not so, or change the contract.",
        "contract   never: {writes: {about: [bridge], doing: [mutate]}}\n"
        "guide.md   Jobs can be mutated through the bridge.",
    ),
    Rule(
        f"{KIND}/qualifier-dropped",
        Severity.ERROR,
        "A claim stands without its qualifier, or with the contrary of it.",
        "Support under a condition is another promise than support.",
        "Say the qualifier with it, or accept another one under `only_with`.",
        "contract   qualified: {bridge: {about: [bridge], being: [supported], only_with: [read-only]}}\n"
        "guide.md   The bridge is supported.",
    ),
    Rule(
        f"{KIND}/deed-of-others",
        Severity.WARNING,
        "We are the subject of a verb that belongs to others.",
        "Who says `we restart it` is asked to restart it.",
        "Say who does it, or take the verb out of `never`.",
        "contract   may: {tools: {we: [Portal], to: [Penpot], never: [restart]}}\n"
        "guide.md   Portal restarts Penpot.",
    ),
    Rule(
        f"{KIND}/avoided-word",
        Severity.WARNING,
        "A word is used that these documents avoid.",
        "A word of another layer makes readers think in its terms.",
        "Say it in the words of the product, or take the word out of `avoid`.",
        "contract   avoid: {stack: [pod, namespace]}\nguide.md   Open the pod of your session.",
    ),
)
_AUTHORITY = (
    Rule(
        f"{KIND}/wrong-authority",
        Severity.ERROR,
        "Something is cited as proof or truth that is none.",
        "A reader who trusts it looks at the wrong place.",
        "Cite one of the sources, or declare it one.",
        "contract   authority: {proof: {sources: [warehouse], not: [catalogue], being: [proof]}}\n"
        "guide.md   The catalogue is proof of a run.",
    ),
    Rule(
        f"{KIND}/source-missing",
        Severity.ERROR,
        "A list of sources leaves one out.",
        "A source that is not listed is not looked at.",
        "List it again, or take it out of `sources`.",
        "contract   authority: {proof: {sources: [warehouse, graph], at: guide.md#Proof}}\n"
        "guide.md   - warehouse",
    ),
    Rule(
        f"{KIND}/unknown-source",
        Severity.ERROR,
        "Something stands among the sources and is none.",
        "Whoever reads the list trusts it like the others.",
        "Take it out of the list, or declare it under `sources`.",
        "contract   authority: {proof: {sources: [warehouse], at: guide.md#Proof}}\n"
        "guide.md   - warehouse\n"
        "           - catalogue",
        echo_of=("wrong-authority",),
    ),
    Rule(
        f"{KIND}/bound-elsewhere",
        Severity.ERROR,
        "A consumer is bound to another source than the declared one.",
        "Two screens that read two sources show two truths.",
        "Bind it to the declared source, or declare the other.",
        "contract   authority: {live: {sources: [events, snapshot], consumers: {map: snapshot}}}\n"
        "guide.md   The map reads `events`.",
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
    *_STATEMENTS,
    *_CLAIMS,
    *_AUTHORITY,
)
