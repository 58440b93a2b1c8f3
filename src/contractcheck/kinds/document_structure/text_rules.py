"""What can be wrong with the texts of a document: paths, evidence, questions, dates, agreement."""

from __future__ import annotations

from contractcheck.model.finding import Rule, Severity

_KIND = "document-structure"
_ERROR, _WARNING = Severity.ERROR, Severity.WARNING

_PATHS = (
    Rule(
        f"{_KIND}/path-gone",
        _ERROR,
        "A document names a path that is not in the tree.",
        "Readers are sent to where nothing is.",
        "Restore the file, or name where it is now.",
        "SKILL.md   - `app/Services/RunService.php`   (the file was moved)",
        echo_of=("member-differs", "unknown-member"),
    ),
    Rule(
        f"{_KIND}/paths-too-few",
        _ERROR,
        "A document names fewer paths of a sort than declared.",
        "Evidence of that sort (tests, say) is thinner than promised.",
        "Name more of them, or lower the number.",
        'contract   paths: {evidence: {at: "#Evidence", at_least: {"**/tests/**": 3}}}',
    ),
)

_EVIDENCE = (
    Rule(
        f"{_KIND}/evidence-missing",
        _ERROR,
        "A list of required evidence lacks an item.",
        "What is not asked for is not brought.",
        "Add the item, or take it out of the contract.",
        "contract   items: {summary: Summary key proof}\nSKILL.md   a list without it",
    ),
    Rule(
        f"{_KIND}/evidence-renamed",
        _ERROR,
        "An item of required evidence stands in other words.",
        "Two names for one evidence make two readings of what is due.",
        "Use the declared words, or change them in the contract.",
        "contract   items: {summary: Summary key proof}\nSKILL.md   - Summary keys are proven.",
    ),
    Rule(
        f"{_KIND}/evidence-unknown",
        _ERROR,
        "A list of required evidence asks for more than declared.",
        "What nobody declared is kept by nobody.",
        "Remove the item, or declare it.",
        "contract   others: refused\nSKILL.md   - A screenshot.",
        echo_of=("evidence-renamed",),
    ),
    Rule(
        f"{_KIND}/not-applicable-refused",
        _ERROR,
        "An item that is always due is set to N/A, or called optional.",
        "Evidence that is always due leaves no way around it.",
        "Bring the evidence, or name the item under `not_applicable`.",
        "contract   not_applicable: [tests]\nreport.md   - Summary key proof: N/A, no counts here",
    ),
    Rule(
        f"{_KIND}/reason-missing",
        _ERROR,
        "An item is set to N/A without a reason.",
        "N/A without a reason cannot be told from forgotten.",
        "Say why it does not apply.",
        "report.md   - Tests: N/A",
    ),
)

_QUESTIONS = (
    Rule(
        f"{_KIND}/question-dropped",
        _ERROR,
        "An open question is gone, and nobody says how it was answered.",
        "A question that disappears without an answer comes back as a surprise.",
        "Ask it again, or say in the contract where it was `answered`.",
        "contract   declared: {manifest: {says: 'Is there a manifest?', owner: ops}}",
    ),
    Rule(
        f"{_KIND}/question-differs",
        _ERROR,
        "An open question stands in other words.",
        "The owner of the declared question answers another one.",
        "Ask the declared question, or change it in the contract.",
        "contract   says: Should the manifest be patched?\n"
        "plan.md    - Should the manifest be replaced?",
        echo_of=("question-dropped",),
    ),
    Rule(
        f"{_KIND}/question-answered",
        _ERROR,
        "A question that is answered is still asked.",
        "Somebody will answer it again, and otherwise.",
        "Take it off the list.",
        "contract   {says: 'Which path?', answered: decisions/0004.md}\nplan.md    - Which path?",
    ),
    Rule(
        f"{_KIND}/question-unowned",
        _WARNING,
        "Nobody owns an open question.",
        "What nobody owns is answered by whoever comes first, or never.",
        "Name an owner, in the contract or beside the question.",
        "plan.md   - Who rotates the key?",
    ),
)

_STATEMENTS = (
    Rule(
        f"{_KIND}/statement-outdated",
        _ERROR,
        "Current text repeats what a later statement has replaced.",
        "The reader cannot see that the sentence was true once.",
        "Say what holds now, or put it under its date or into the past.",
        "contract   statements: {2026-06-15: the hub has no row, 2026-06-27: the hub has a row}\n"
        "intake.md  The hub has no row.",
    ),
    Rule(
        f"{_KIND}/values-disagree",
        _ERROR,
        "Places that name one value name different ones.",
        "Whoever follows one of them waits for what the other never makes.",
        "Name the same value in all places.",
        "plan.md   an event for the widget `ready-a`, in a task that waits for the widget `end-a`",
    ),
    Rule(
        f"{_KIND}/value-missing",
        _ERROR,
        "A place does not say the value the contract looks for.",
        "What is not said cannot be compared, and readers miss it as well.",
        "Say it there, or correct the `form` or `label` in the contract.",
        "contract   fields: {status: {label: Status, one_of: [Accepted]}}\nadr-7.md   no `Status:`",
        echo_of=("section-empty", "block-missing"),
    ),
    Rule(
        f"{_KIND}/name-unlisted",
        _ERROR,
        "A text uses a name that its list does not hold.",
        "Who reads the list only (a program, most often) never learns of it.",
        "Add it to the list, or put it under `beside`.",
        "plan.md   related_repos: [hub-core]   ...   The chart lives in `hub-charts`.",
    ),
    Rule(
        f"{_KIND}/name-unused",
        _ERROR,
        "A list holds a name that the text never uses.",
        "The reader looks for what it is there for.",
        "Remove it, or say what it is for.",
        "plan.md   related_repos: [hub-core, hub-docs], and no word about `hub-docs`",
    ),
)

TEXT_RULES = (*_PATHS, *_EVIDENCE, *_QUESTIONS, *_STATEMENTS)
