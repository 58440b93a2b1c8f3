"""The stance that words, labels, lead-ins, columns and headings give."""

from __future__ import annotations

import pytest

from contractcheck.model.document import Fence, ListBlock, Paragraph, Prose, Quote, Table
from contractcheck.model.stance import Stance, StanceMark
from contractcheck.readers.markdown import read_markdown


def prose_of(text: str) -> Prose:
    """Return the prose of the paragraph that ``text`` is."""
    block = read_markdown("a.md", text.encode()).root.blocks[0]
    assert isinstance(block, Paragraph)
    return block.prose


def last_list(text: str) -> ListBlock:
    """Return the last list of ``text``."""
    *_, section = read_markdown("a.md", text.encode()).root.walk()
    block = section.blocks[-1]
    assert isinstance(block, ListBlock)
    return block


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("One. Two! Three? `four` is.", ["One.", "Two!", "Three?", "four is."]),
        ("Use e.g. This, i.e. That, vs. Other etc. More.", None),
        ("Version 1.4 by A. Smith runs.", None),
        ("See `a. B` there.", None),
        ('He said so. "Then" left.', ["He said so.", '"Then" left.']),
        ("One ends. lower goes on.", None),
        ("It reads; it writes.", ["It reads;", "it writes."]),
        ("A page — not a form.", ["A page", "not a form."]),
        ("It reads, but waits.", ["It reads,", "but waits."]),
        ("It reads, and it is safe.", ["It reads,", "and it is safe."]),
        ("hosts, keys, and gates", None),
        (
            "Use the new names rather than the old ones.",
            ["Use the new names", "rather than the old ones."],
        ),
        ("It lives here, not there.", ["It lives here,", "not there."]),
    ],
)
def test_sentences_and_clauses(text: str, parts: list[str] | None) -> None:
    """Sentences end where a new one begins, and part into clauses where a stance may change."""
    prose = prose_of(text)
    found = [prose.text[part.start : part.end] for part in prose.sentences]
    assert found == (parts or [prose.text])


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("The bridge reads.", Stance.AFFIRMED),
        ("The bridge is host-owned and best-effort.", Stance.AFFIRMED),
        ("The bridge does not write.", Stance.DENIED),
        ("The bridge doesn\u2019t write.", Stance.DENIED),
        ("Nobody writes.", Stance.DENIED),
        ("It is not only fast.", Stance.AFFIRMED),
        ("It takes no more than 5.", Stance.AFFIRMED),
        ("A no-op is `not` done.", Stance.AFFIRMED),
        ("It no longer writes.", Stance.PAST),
        ("It is not live yet.", Stance.PLANNED),
        ("It will come.", Stance.PLANNED),
        ("You will see it come.", Stance.AFFIRMED),
        ("You'll see it come.", Stance.AFFIRMED),
        ("We'll see it come.", Stance.PLANNED),
        ("It will not come.", Stance.DENIED),
        ("Kept until the hub declares it.", Stance.PLANNED),
        ("It was so.", Stance.PAST),
        ("The legacy names.", Stance.PAST),
        ("It is used to sign tokens.", Stance.AFFIRMED),
        ("Tests fail early.", Stance.AFFIRMED),
        ("The old name.", Stance.PAST),
        ("It is 3 days old.", Stance.AFFIRMED),
        ("Supported when seams are explicit.", Stance.CONDITIONAL),
        ("Used after a widget exists.", Stance.CONDITIONAL),
        ("After lunch.", Stance.AFFIRMED),
        ("It runs once per day.", Stance.AFFIRMED),
        ("Is it live?", Stance.CONDITIONAL),
        ('"It writes."', Stance.QUOTED),
        ("For example, it writes.", Stance.EXAMPLE),
        ("Five buckets: supported, and unsupported.", Stance.AFFIRMED),
        ("Writing is intentionally unsupported.", Stance.DENIED),
    ],
)
def test_words_of_a_sentence(text: str, stance: Stance) -> None:
    """Whole words of the sentence decide; code, hyphenated words and bounds do not count."""
    assert prose_of(text).sentences[0].stance.stance is stance


def test_a_clause_bounds_its_stance() -> None:
    """What one clause denies, the next may affirm."""
    stances = [
        part.stance.stance for part in prose_of("It reads, but does not write; it logs.").sentences
    ]
    assert stances == [Stance.AFFIRMED, Stance.DENIED, Stance.AFFIRMED]


def test_a_condition_at_the_beginning_holds_for_the_whole_sentence() -> None:
    """The clauses behind ``if`` depend on it too."""
    stances = {
        part.stance.stance for part in prose_of("If asked, and ready, it is on; it runs.").sentences
    }
    assert stances == {Stance.CONDITIONAL}


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("## intentionally unsupported\n\n- a", "denied by the heading at line 1"),
        ("## Non-goals\n\n### Details\n\n- a", "denied by the heading at line 1"),
        ("## Roadmap\n\n- a", "planned by the heading at line 1"),
        ("## Legacy names\n\n- a", "past by the heading at line 1"),
        ("## When to use it\n\n- a", "affirmed"),
        ("## `deprecated`\n\n- a", "affirmed"),
        ("Portal does not:\n\n- a", "denied by the lead-in at line 1"),
        ("**Not supported**\n\n- a", "denied by the lead-in at line 1"),
        ("It does not write.\n\n- a", "affirmed"),
        ("Use these rather than the old ones:\n\n- a", "affirmed"),
        ("For example:\n\n- a", "example by the lead-in at line 1"),
        ("## Stop Conditions\n\n- a", "denied by the heading at line 1"),
        ("## Common Failure Modes\n\n- a", "denied by the heading at line 1"),
        ("## Quarantined Rules\n\n- a", "denied by the heading at line 1"),
        ("Read it from these and from no other:\n\n- a", "affirmed"),
        ("## What it should not do\n\nIt should:\n\n- a", "affirmed"),
        ("## What it should not do\n\nIt should not:\n\n- a", "denied by the lead-in at line 3"),
        ("- **Never:** a", "denied by the label at line 1"),
        ("- Done when: a", "conditional by the label at line 1"),
        ("- Not yet: a", "planned by the label at line 1"),
        ("- `a`: not supported", "denied by the sentence at line 1"),
        ("- `a` — never deploys", "affirmed"),
        ("- a is deferred", "planned by the sentence at line 1"),
        ("## Unsupported\n\n- a when b", "denied by the heading at line 1"),
        ("## Unsupported\n\nOld ones:\n\n- a", "past by the lead-in at line 3"),
    ],
)
def test_stance_of_an_item(text: str, mark: str) -> None:
    """The nearest of clause, label, lead-in and headings decides, and says where it stands."""
    assert str(last_list(text).items[0].stance) == mark


def test_a_label_holds_for_nested_items() -> None:
    """What is listed under a denying label is denied."""
    outer = last_list("- does not:\n  - deploy\n- does:\n  - read\n")
    stances = []
    for item in outer.items:
        nested = item.blocks[0]
        assert isinstance(nested, ListBlock)
        stances.append(nested.items[0].stance.stance)
    assert stances == [Stance.DENIED, Stance.AFFIRMED]


def test_columns_give_their_cells_a_stance() -> None:
    """Cells below ``Early proposal`` are past; a cell's own word is nearer."""
    text = "| Early proposal | Live target |\n|---|---|\n| `a` | `b` |\n| `c` | Deferred; none |\n"
    table = read_markdown("a.md", text.encode()).root.blocks[0]
    assert isinstance(table, Table)
    assert [[cell.stance.stance for cell in row] for row in table.rows] == [
        [Stance.PAST, Stance.AFFIRMED],
        [Stance.PAST, Stance.PLANNED],
    ]


def test_fences_after_for_example_are_examples() -> None:
    """A fence has the stance of its lead-in."""
    fence = read_markdown("a.md", b"For example:\n\n```\nx\n```\n").root.blocks[1]
    assert isinstance(fence, Fence)
    assert fence.stance.stance is Stance.EXAMPLE


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("> It writes.", Stance.QUOTED),
        ("> [!NOTE]\n> It writes.", Stance.AFFIRMED),
        ("> **Note:** It writes.", Stance.AFFIRMED),
    ],
)
def test_block_quotes_are_quoted_and_notices_are_not(text: str, stance: Stance) -> None:
    """An alert or a note in a block quote speaks for the document."""
    quote = read_markdown("a.md", text.encode()).root.blocks[0]
    assert isinstance(quote, Quote)
    paragraph = quote.blocks[0]
    assert isinstance(paragraph, Paragraph)
    assert paragraph.prose.sentences[-1].stance.stance is stance


def test_a_mark_points_at_its_words() -> None:
    """The mark of a sentence stands at the clause, not at the paragraph."""
    mark = prose_of("It reads.\nIt does not write.").sentences[1].stance
    assert isinstance(mark, StanceMark)
    assert mark.at is not None
    assert (mark.at.span.line, mark.at.span.column, mark.at.span.end_column) == (2, 1, 19)
