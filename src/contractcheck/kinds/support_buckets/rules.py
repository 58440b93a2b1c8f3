"""What can be wrong with support buckets, in the words ``explain`` shows."""

from __future__ import annotations

from contractcheck.model.finding import Rule, Severity
from contractcheck.model.rules import contradiction, evidence_rules, member_rules, place_gone

KIND = "support-buckets"


def _rule(what: str, summary: str, why: str, fix: str, example: str) -> Rule:
    return Rule(f"{KIND}/{what}", Severity.ERROR, summary, why, fix, example)


RULES = (
    place_gone(KIND),
    contradiction(KIND),
    _rule(
        "bucket-missing",
        "A declared bucket does not stand at its home.",
        "Readers look for the bucket by its name; without it they cannot tell what is promised.",
        "Restore the bucket, or take it out of `buckets` if it was dropped on purpose.",
        "contract   buckets: {supported: ..., best-effort: ...}\nguide.md   ## supported",
    ),
    _rule(
        "bucket-renamed",
        "A bucket stands under another name.",
        "Other pages and people use the declared label; a second spelling splits the promise in two.",
        "Use the declared label, or rename the bucket in the contract and on every surface.",
        "contract   buckets: {best-effort: ...}\nguide.md   ## best effort",
    ),
    _rule(
        "unknown-bucket",
        "A section, label or column stands among the buckets and is not declared.",
        "The set of buckets is closed: one more changes what all the others mean.",
        "Declare it under `buckets`, name it under `other_sections` if it is none, or remove it.",
        "contract   buckets: {supported: ..., best-effort: ...}\n"
        "guide.md   ## supported\n"
        "           ## experimental\n"
        "           ## best-effort",
    ),
    _rule(
        "statement-missing",
        "A declared statement stands nowhere.",
        "A promise (or a refusal) was dropped from the page. Text in a comment or struck through is not said.",
        "Say it again in its bucket, or take it out of the contract.",
        "contract   best-effort: {proxies: unusual proxy setups}\n"
        "guide.md   ## best-effort\n"
        "           <!-- - unusual proxy setups -->",
    ),
    _rule(
        "statement-moved",
        "A statement stands in another bucket than its own, or in a section that is no bucket.",
        "The same words promise something else in another bucket.",
        "Move it back, or move it in the contract if the promise really changed.",
        "contract   best-effort: {proxies: unusual proxy setups}\n"
        "guide.md   ## supported\n"
        "           - unusual proxy setups",
    ),
    _rule(
        "statement-changed",
        "A statement stands in its bucket and says something else.",
        "A negation, a quantifier such as `only`, a number, a label or a code span differs: the meaning changed.",
        "Say what the contract says, or accept the new words in the contract.",
        "contract   supported: {annex: the bridge is supported only as a read-only annex}\n"
        "guide.md   - the bridge is supported as a read-only annex",
    ),
    _rule(
        "statement-reworded",
        "A statement stands in its bucket in other words.",
        "The words differ, the marks of meaning do not; whether it still says the same is for a person to decide.",
        "Accept the new words with the one-line contract edit shown, or restore the old ones.",
        "contract   best-effort: {proxies: unusual proxy setups}\n"
        "guide.md   - uncommon proxy setups",
    ),
    _rule(
        "statement-repeated",
        "A statement stands twice, in one bucket or in two.",
        "Two copies drift apart; in two buckets they contradict each other.",
        "Remove the copy.",
        "guide.md   ## best-effort\n"
        "           - unusual proxy setups\n"
        "           ## host-owned\n"
        "           - unusual proxy setups",
    ),
    _rule(
        "undeclared-statement",
        "A bucket says something the contract does not hold.",
        "Every statement in a bucket is a promise somebody has to keep.",
        "Declare it, move it, or list the bucket under `open` if it may hold more.",
        "contract   best-effort: {proxies: unusual proxy setups}\n"
        "guide.md   - unusual proxy setups\n"
        "           - old browsers",
    ),
    _rule(
        "count-differs",
        "A number in prose is not the number of buckets.",
        "Numbers are forgotten when the set changes.",
        "Correct the number, or leave it out.",
        "contract   buckets: five of them\nREADME.md  Every promise stands in one of six buckets.",
    ),
    _rule(
        "enumeration-differs",
        "A sentence enumerates the buckets and leaves one out or adds one.",
        "A summary that enumerates a closed set is read as the whole of it.",
        "Name exactly the declared buckets.",
        "contract   buckets: {supported: ..., best-effort: ..., host-owned: ...}\n"
        "README.md  The buckets are supported and best-effort.",
    ),
    _rule(
        "misspelt-name",
        "A label is spelled in another way.",
        "A reader who searches for the label misses this place.",
        "Use the declared spelling, or add the word to `not_misspelt`.",
        "contract   buckets: {host-owned: ...}\nREADME.md  Routing is host-ownd.",
    ),
    _rule(
        "over-claim",
        "Something is claimed that the contract says is never claimed.",
        "A promise outside the support contract is still read as one. Denied, quoted and past text is not meant. "
        "A listed phrase is an error; `about` with `doing` is a warning, as the sentence may say something else.",
        "Take the claim back, qualify it, or change the contract.",
        "contract   never_claimed: {about: [bridge], doing: [mutate]}\n"
        "README.md  The bridge mutates jobs.",
    ),
    *member_rules(KIND, "bucket"),
    *evidence_rules(KIND),
)
