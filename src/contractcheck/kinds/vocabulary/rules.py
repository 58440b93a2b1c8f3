"""What can be wrong with a vocabulary, in the words ``explain`` shows."""

from __future__ import annotations

from contractcheck.model.finding import Rule, Severity
from contractcheck.model.rules import contradiction, member_rules, place_gone

KIND = "vocabulary"

RULES = (
    place_gone(KIND),
    contradiction(KIND),
    *member_rules(KIND, "member"),
    Rule(
        f"{KIND}/superseded-name",
        Severity.ERROR,
        "A superseded name is used in current text.",
        "Readers copy names from current text. History, attributed and denied text may keep the old name.",
        "Write the name that replaced it; where a place reports what others say, list it under `attributed`.",
        "contract   job-started: {supersedes: job-begun}\nguide.md   A worker emits `job-begun`.",
        echo_of=("contradiction",),
    ),
    Rule(
        f"{KIND}/deferred-as-live",
        Severity.ERROR,
        "A deferred name is used as if it were live.",
        "Whoever relies on it finds that nothing answers to it yet.",
        "Say that it is deferred, take it out, or declare it live.",
        "contract   job-paused: {status: deferred, until: pausing is decided, owner: core}\n"
        "guide.md   A worker emits `job-paused`.",
    ),
    Rule(
        f"{KIND}/condition-dropped",
        Severity.ERROR,
        "A member that holds only under a condition is used without it.",
        "Whoever reads the sentence alone takes it for a promise without conditions.",
        "Say the condition in the same sentence, item or row.",
        "contract   job-archived: {status: conditional, when: an archive is set up}\n"
        "guide.md   - `job-archived`",
    ),
    Rule(
        f"{KIND}/condition-missing",
        Severity.ERROR,
        "A member is conditional, and the contract does not say when it holds.",
        "A condition that nobody has written down cannot be kept.",
        "Add `when:` to the member, or to a profile.",
        "contract   job-archived: {status: conditional}",
    ),
    Rule(
        f"{KIND}/deferral-incomplete",
        Severity.ERROR,
        "A member is deferred without a reason or an owner.",
        "A deferral without a decision that ends it, and someone who makes that decision, lasts for ever.",
        "Add `until:` and `owner:` to the member.",
        "contract   job-paused: {status: deferred}",
    ),
    Rule(
        f"{KIND}/misspelt-name",
        Severity.ERROR,
        "A word is a near miss of a member.",
        "A name that is almost right is found by nobody and accepted by no registry.",
        "Use the declared spelling, or add the word to `not_misspelt`.",
        "contract   members: [job-run-started]\nguide.md   A worker emits `job-run-strated`.",
    ),
    Rule(
        f"{KIND}/count-differs",
        Severity.ERROR,
        "A number in prose is not the number of members.",
        "Numbers are forgotten when the set changes.",
        "Correct the number, or leave it out (`bound: forbid` asks for that).",
        'contract   counts: [{at: guide.md, phrase: "{count} event types"}]\n'
        "guide.md   There are five event types.",
    ),
)
