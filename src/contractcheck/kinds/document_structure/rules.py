"""What can be wrong with a contract of the kind ``document-structure``, in the words ``explain`` shows."""

from __future__ import annotations

from dataclasses import replace

from contractcheck.kinds.document_structure.text_rules import TEXT_RULES
from contractcheck.model.finding import Rule, Severity
from contractcheck.model.rules import contradiction, member_rules, place_gone

KIND = "document-structure"
_ERROR = Severity.ERROR

_SECTIONS = (
    Rule(
        f"{KIND}/section-missing",
        _ERROR,
        "A document lacks a declared section.",
        "Readers and programs look for what always stands there; where it is missing, nobody has said it.",
        "Add the section, or call it optional.",
        "contract   in_order: [Context, Decision, Consequences]\n"
        "adr-7.md   ## Context\n           ## Decision",
    ),
    Rule(
        f"{KIND}/section-renamed",
        _ERROR,
        "A section stands under another title.",
        "What links to it, and who looks for it by name, finds nothing.",
        "Use the declared title, or rename it in the contract and in every document.",
        "contract   in_order: [Stop Conditions]\nSKILL.md   ## Stop Criteria",
    ),
    Rule(
        f"{KIND}/section-out-of-order",
        _ERROR,
        "A section stands before or behind where it belongs.",
        "Documents of one sort are read side by side; one in another order is misread.",
        "Move it, or change the order in the contract.",
        "contract   in_order: [Context, Decision]\nadr-7.md   ## Decision\n           ## Context",
    ),
    Rule(
        f"{KIND}/section-repeated",
        _ERROR,
        "A document has a section twice.",
        "Two sections of one title are kept in step by nobody.",
        "Join them.",
        "adr-7.md   ## Context\n           ...\n           ## Context",
    ),
    Rule(
        f"{KIND}/section-empty",
        _ERROR,
        "A declared section says nothing, or only that somebody will write it.",
        "A heading with nothing below it looks like an answer and is none.",
        "Fill it, or say in it why it does not apply; `empty: allowed` lets it be.",
        "runbook.md   ## Rollback\n             TBD",
    ),
    Rule(
        f"{KIND}/section-unknown",
        _ERROR,
        "A section stands beside the declared ones where no others may.",
        "What has no place of its own is not looked for, and so not kept.",
        "Move what it says, or declare it.",
        "contract   sections: {in_order: [Context, Decision], others: refused}\n"
        "adr-7.md   ## Musings",
    ),
)

_BLOCKS = (
    Rule(
        f"{KIND}/block-missing",
        _ERROR,
        "There is no front matter, or no block of a declared sort.",
        "Programs that read it get nothing, and most say nothing about it.",
        "Add the block.",
        "contract   front_matter: {schema: {required: [name]}}\nSKILL.md   # A skill",
    ),
    Rule(
        f"{KIND}/block-count-differs",
        _ERROR,
        "There are more or fewer blocks of a sort than declared.",
        "One that was dropped or added by accident is noticed by nobody.",
        "Restore it, remove it, or change `count`.",
        "contract   fences: {tasks: {info: task, count: 10}}",
    ),
    Rule(
        f"{KIND}/block-unreadable",
        _ERROR,
        "A block of data is no YAML or JSON.",
        "Programs that read it stop there, or take it for text.",
        "Correct it; the place is where reading stopped.",
        "plan.md   ```task\n          status: [done\n          ```",
    ),
    Rule(
        f"{KIND}/schema-invalid",
        _ERROR,
        "A schema in a contract cannot be used.",
        "What is no JSON Schema holds nothing.",
        "Write it in JSON Schema 2020-12; it may refer to itself only, and patterns have no look-around.",
        "contract   front_matter: {schema: {type: objekt}}",
    ),
    Rule(
        f"{KIND}/key-missing",
        _ERROR,
        "A block of data lacks a required key.",
        "What reads the block relies on the key.",
        "Add it.",
        "contract   schema: {required: [id, status]}\nplan.md    ```task\n           id: T01\n           ```",
    ),
    Rule(
        f"{KIND}/key-unknown",
        _ERROR,
        "A block of data has a key its schema does not know.",
        "It is most often a slip, and then the right key is missing.",
        "Correct or remove it, or add it to the schema.",
        "contract   schema: {properties: {status: true}, additionalProperties: false}\n"
        "plan.md    staus: done",
    ),
    Rule(
        f"{KIND}/value-invalid",
        _ERROR,
        "A value is none of those the contract allows.",
        "Whoever sorts, filters or acts by it passes it over.",
        "Use a declared value, or declare this one.",
        "contract   fields: {status: {one_of: [Proposed, Accepted]}}\nadr-7.md   Status: Agreed",
    ),
    Rule(
        f"{KIND}/value-repeated",
        _ERROR,
        "Two blocks have the same value in a key that tells them apart.",
        "One of them is found under the other's name.",
        "Give each a value of its own.",
        "contract   fences: {tasks: {info: task, unique: id}}\nplan.md    id: T01 ... id: T01",
    ),
    Rule(
        f"{KIND}/rule-unmet",
        _ERROR,
        "Beside a block stands nothing of what its values ask for.",
        "A status without what it stands for (what is waited for, what came out) is only a word.",
        "Say it beside the block, or correct the block.",
        "contract   rules: {waits: {when: {status: wait}, needs: [{label: Blocked until}]}}\n"
        "plan.md    a task with `status: wait` and no *Blocked until*",
    ),
)

RULES = (
    replace(place_gone(KIND), echo_of=("section-missing", "section-renamed")),
    contradiction(KIND),
    *_SECTIONS,
    *_BLOCKS,
    *member_rules(KIND, "path"),
    *TEXT_RULES,
)
