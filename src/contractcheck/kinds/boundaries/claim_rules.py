"""What can be wrong with what is said, claimed and cited, in the words ``explain`` shows."""

from __future__ import annotations

from contractcheck.model.finding import Rule, Severity

KIND = "boundaries"

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
        echo_of=("bound-elsewhere",),
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
        echo_of=("qualifier-dropped", "wrong-authority", "statement-denied", "statement-affirmed"),
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
        echo_of=("bound-elsewhere",),
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

CLAIM_RULES = (*_STATEMENTS, *_CLAIMS, *_AUTHORITY)
