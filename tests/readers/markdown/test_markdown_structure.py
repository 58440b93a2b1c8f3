"""Sections, blocks, labels, regions and front matter of Markdown documents."""

from __future__ import annotations

import pytest

from contractcheck.model.document import (
    Document,
    Fence,
    Item,
    ListBlock,
    Paragraph,
    Quote,
    RunKind,
    Table,
)
from contractcheck.model.problem import UnreadableError
from contractcheck.model.stance import Role
from contractcheck.readers.markdown import read_markdown


def read(text: str) -> Document:
    """Read ``text`` as a document."""
    return read_markdown("a.md", text.encode())


def first(text: str) -> Paragraph | ListBlock | Table | Fence | Quote:
    """Return the first block of ``text``."""
    return read(text).root.blocks[0]


def items(text: str) -> tuple[Item, ...]:
    """Return the items of the list that ``text`` begins with."""
    block = first(text)
    assert isinstance(block, ListBlock)
    return block.items


def source(text: str, start: int, end: int) -> str:
    """Return the text between two byte offsets."""
    return text.encode()[start:end].decode()


def test_sections_are_a_tree_by_heading_level() -> None:
    """ATX and setext headings nest alike, and the root carries what stands before them."""
    root = read("before\n\n# A\n\nx\n\n### B\n\nC\n-\n\n# D\n").root
    assert [(s.level, s.title) for s in root.walk()] == [
        (0, ""),
        (1, "A"),
        (3, "B"),
        (2, "C"),
        (1, "D"),
    ]
    assert [section.title for section in root.sections] == ["A", "D"]
    assert len(root.blocks) == 1


def test_a_section_ends_at_its_last_line_with_text() -> None:
    """A section covers its heading and its subsections, without the blank lines behind."""
    text = "# A\n\nx\n\n## B\n\ny\n\n\n# C\n"
    a, c = read(text).root.sections
    assert source(text, a.span.start, a.span.end) == "# A\n\nx\n\n## B\n\ny"
    assert source(text, c.span.start, c.span.end) == "# C"


def test_headings_in_quotes_and_items_are_paragraphs() -> None:
    """Only headings of the document itself make sections."""
    root = read("> # Quoted\n\n- # Listed\n").root
    assert not root.sections
    quote, block = root.blocks
    assert isinstance(quote, Quote)
    assert isinstance(block, ListBlock)
    assert block.items[0].prose.text == "Listed"


@pytest.mark.parametrize(
    ("text", "visible"),
    [
        ("plain", "plain"),
        ("*em* and **strong** and ***both***", "em and strong and both"),
        ("`code` and ``a`b``", "code and a`b"),
        ("[text](http://a 'title') end", "text end"),
        ("[text][ref] [ref][] [ref] end\n\n[ref]: /u", "text ref ref end"),
        ("<http://a.b>", "http://a.b"),
        (r"a \* b \q &amp; &copy;", r"a * b \q & ©"),
        ("two\nlines", "two lines"),
        ("hard  \nbreak\\\nend", "hard break end"),
        ("host-\nowned", "host-owned"),
        ("pre-\nand post-work", "pre- and post-work"),
        ("a -\nb", "a - b"),
        ("one<br>two<br/>\nthree", "one two three"),
        ("a <!-- hidden --> b", "a b"),
        ("<!-- hidden --> text *here*", "text here"),
        ("a ~~struck~~ b", "a b"),
        ("a <del>struck</del> b <s>c</s>", "a b"),
        ("<kbd>Ctrl</kbd> key", "Ctrl key"),
        ("![alt](i.png) text", "text"),
        ("foot[^1] note\n\n[^1]: content", "foot note"),
        ("a_b_c 2 * 3 * 4 **open", "a_b_c 2 * 3 * 4 **open"),
    ],
)
def test_visible_text(text: str, visible: str) -> None:
    """Prose holds what a reader of the page sees, and nothing else."""
    block = first(text)
    assert isinstance(block, Paragraph)
    assert block.prose.text == visible


def test_runs_know_their_kind_link_and_place() -> None:
    """Code spans, links, struck text and images are runs at their own bytes."""
    text = "é *see* [the `x` page](/u) ~~old~~ ![alt](i)"
    block = first(text)
    assert isinstance(block, Paragraph)
    found = [
        (run.kind, run.text, run.link, source(text, run.span.start, run.span.end))
        for run in block.prose.runs
        if run.text.strip()
    ]
    assert found == [
        (RunKind.TEXT, "é ", "", "é "),
        (RunKind.TEXT, "see", "", "see"),
        (RunKind.TEXT, "the ", "/u", "the "),
        (RunKind.CODE, "x", "/u", "x"),
        (RunKind.TEXT, " page", "/u", " page"),
        (RunKind.STRUCK, "old", "", "old"),
        (RunKind.IMAGE, "alt", "", "alt"),
    ]


@pytest.mark.parametrize(
    "text",
    ["- one\n- two", "* one\n\n* two", "+ one\n+ two", "1. one\n2. two", "- [ ] one\n- [x] two"],
)
def test_items(text: str) -> None:
    """Bullets, numbers, task boxes, loose and tight lists give the same items."""
    assert [(item.prose.text, item.blocks) for item in items(text)] == [("one", ()), ("two", ())]


def test_an_item_keeps_its_further_blocks() -> None:
    """The first paragraph is the item's text; nested lists and paragraphs are its blocks."""
    text = "- one\n  more\n\n  second\n\n  - nested\n- two\n"
    one, _ = items(text)
    assert one.prose.text == "one more"
    assert source(text, one.span.start, one.span.end) == "- one\n  more\n\n  second\n\n  - nested"
    paragraph, nested = one.blocks
    assert isinstance(paragraph, Paragraph)
    assert isinstance(nested, ListBlock)
    assert nested.lead_in == paragraph.prose


def test_an_item_without_text_has_empty_prose() -> None:
    """An item that begins with a fence says nothing itself."""
    (item,) = items("- ```\n  x\n  ```\n")
    assert item.prose.text == ""
    assert isinstance(item.blocks[0], Fence)


@pytest.mark.parametrize(
    ("text", "label", "body"),
    [
        ("- label: text", "label", "text"),
        ("- **label:** text", "label", "text"),
        ("- **label**: text", "label", "text"),
        ("- **label** — text", "label", "text"),
        ("- *label* \u2013 text", "label", "text"),
        ("- `code`: text", "code", "text"),
        ("- `code` — text", "code", "text"),
        ("- **`code`** - text", "code", "text"),
        ("- [linked](/u) — text", "linked", "text"),
        ("- label:\n  - nested", "label", ""),
        ("- plain — text", "", ""),
        ("- see http://a.b:80/c", "", ""),
        ("- One. Two: three", "", ""),
        ("- a plain label of more than six words: text", "", ""),
        ("- `a: b` text", "", ""),
        ("- **bold** text without a label", "", ""),
        ("- 12:30 is a time", "", ""),
    ],
)
def test_labels(text: str, label: str, body: str) -> None:
    """A label needs a colon, or marks and a dash; URLs, times and sentences have none."""
    item = items(text)[0]
    assert item.prose.text[: item.label] == label
    assert (item.prose.text[item.body :] if item.label else "") == body


def test_lead_in_is_the_paragraph_directly_before() -> None:
    """A list, table or fence knows the paragraph before it, and none across a rule or a heading."""
    blocks = read(
        "Lead:\n\n- a\n\nTable:\n\n| a |\n|---|\n\nCode:\n\n```\n```\n\nx\n\n---\n\n- b\n"
    ).root
    found = [
        block.lead_in for block in blocks.blocks if isinstance(block, ListBlock | Table | Fence)
    ]
    assert [prose.text if prose else None for prose in found] == ["Lead:", "Table:", "Code:", None]


def test_table_cells_are_found_in_their_rows() -> None:
    """Cells keep their bytes; short rows are filled, long ones cut, bars may be escaped."""
    text = "> a | b\n> --|--\n> `x\\|y` | *two* \\| three |\n> short\n> 1 | 2 | 3\n"
    quote = first(text)
    assert isinstance(quote, Quote)
    table = quote.blocks[0]
    assert isinstance(table, Table)
    rows = [[cell.prose.text for cell in row] for row in (table.header, *table.rows)]
    assert rows == [["a", "b"], ["x|y", "two | three"], ["short", ""], ["1", "2"]]
    runs = table.rows[0][1].prose.runs
    assert [source(text, run.span.start, run.span.end) for run in runs] == ["two", " ", "| three"]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("```sh\na\n b\n```\n", ["a", " b"]),
        ("  ~~~\n  a\n\n   b\n  ~~~", ["a", "", " b"]),
        ("    a\n\n      b\n", ["a", "", "  b"]),
        ("> ```\n> a\n> ```\n", ["a"]),
        ("```\nnever closed", ["never closed"]),
    ],
)
def test_fences_locate_their_lines(text: str, lines: list[str]) -> None:
    """Each line of a fenced or indented block is found at its bytes."""
    block = first(text)
    fence = block.blocks[0] if isinstance(block, Quote) else block
    assert isinstance(fence, Fence)
    assert fence.text.removesuffix("\n").split("\n") == lines
    assert [source(text, span.start, span.end) for span in fence.lines] == lines


def test_comments_and_struck_text_are_unsaid() -> None:
    """What is commented out or struck is no part of the tree, but is found in ``unsaid``."""
    document = read("- one\n<!--\n- two\n# Three\n-->\n- four ~~five~~ <!-- six -->\n")
    (block,) = document.root.blocks
    assert isinstance(block, ListBlock)
    assert [item.prose.text for item in block.items] == ["one", "four"]
    unsaid = [(prose.runs[0].text, prose.span.line) for prose in document.unsaid]
    assert unsaid == [("- two", 3), ("# Three", 4), ("five", 6), ("six", 6)]


def test_an_unclosed_comment_hides_the_rest() -> None:
    """Browsers show nothing behind a comment that is never closed."""
    document = read("said\n\n<!-- hidden\n\n# Heading\n")
    assert not document.root.sections
    assert [prose.runs[0].text for prose in document.unsaid] == ["hidden", "# Heading"]


def test_html_blocks_are_passed_over_but_markdown_between_tags_is_read() -> None:
    """Only what CommonMark reads as Markdown is said."""
    text = "<details>\n<summary>raw</summary>\n\ninside\n\n</details>\n"
    assert [b.prose.text for b in read(text).root.blocks if isinstance(b, Paragraph)] == ["inside"]


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("<!-- toc:start -->", "<!-- toc:end -->"),
        ("<!-- BEGIN toc -->", "<!-- END toc -->"),
        ("<!-- toc begin -->", "<!-- toc end -->"),
        ("<!--start: toc-->", "<!--end: toc-->"),
    ],
)
def test_markers_bound_regions(start: str, end: str) -> None:
    """The usual spellings of markers give a region without the markers."""
    text = f"a\n\n{start}\n- b\n{end}\n"
    (region,) = read(text).regions
    assert (region.name, source(text, region.span.start, region.span.end)) == ("toc", "\n- b\n")


def test_a_marker_without_its_partner_bounds_nothing() -> None:
    """A lost end marker must not swallow the document."""
    assert not read("<!-- toc:start -->\n- a\n\n<!-- other:end -->\n").regions


def test_front_matter_is_data_and_no_text() -> None:
    """The block is read as YAML at its own lines, and the document begins behind it."""
    document = read("---\nid: X-1\n---\n# T\n")
    assert document.front_matter is not None
    assert document.front_matter.value == {"id": "X-1"}
    assert document.front_matter.locate("/id").span.line == 2
    assert document.root.sections[0].heading is not None
    assert document.root.sections[0].heading.span.line == 4


@pytest.mark.parametrize("text", ["---\n{\n---\nx\n", "---\nnever closed\n\nx\n"])
def test_broken_front_matter_is_none(text: str) -> None:
    """What is no YAML, or never closed, gives no data."""
    assert read(text).front_matter is None


def test_footnotes_that_are_used_are_the_last_blocks() -> None:
    """A footnote is read where the page shows it; one that nothing refers to is unsaid."""
    document = read("a[^1]\n\n[^1]: used\n\n[^2]: unused\n\n# B\n")
    texts = [b.prose.text for b in document.root.blocks if isinstance(b, Paragraph)]
    assert texts == ["a", "used"]
    assert [prose.runs[0].text for prose in document.unsaid] == ["unused"]


def test_roles_come_from_the_file_and_from_titles() -> None:
    """A matching section and all in it have the role of its pattern."""
    text = "# A\n\n## Implementation Log\n\n### 2026-01-01 x\n\n## List\n"
    document = read_markdown(
        "a.md", text.encode(), history=["Implementation Log"], generated=["Li*"]
    )
    assert [section.role for section in document.root.walk()] == [
        Role.CURRENT,
        Role.CURRENT,
        Role.HISTORY,
        Role.HISTORY,
        Role.GENERATED,
    ]
    whole = read_markdown("a.md", text.encode(), role=Role.GENERATED)
    assert {section.role for section in whole.root.walk()} == {Role.GENERATED}


@pytest.mark.parametrize(
    ("content", "line", "column"), [(b"a\r\nb\xff", 2, 2), (b"\xef\xbb\xbfx\0", 1, 2)]
)
def test_what_is_no_text_is_refused_where_it_breaks(content: bytes, line: int, column: int) -> None:
    """Invalid UTF-8 and NUL bytes are named with their place."""
    with pytest.raises(UnreadableError) as caught:
        read_markdown("a.md", content)
    span = caught.value.problem.location.span
    assert (span.line, span.column) == (line, column)


@pytest.mark.parametrize("text", ["[" * 10_000, "![" * 5_000, "> " * 30 + "- " * 10])
def test_deep_nesting_ends(text: str) -> None:
    """Brackets however many, and blocks as deep as anybody writes them, are read."""
    read(text + "x")


@pytest.mark.parametrize("text", [">" * 10_000, "- " * 5_000])
def test_blocks_nested_too_deeply_are_refused(text: str) -> None:
    """A document is not read where the parser would pass over the rest of it."""
    with pytest.raises(UnreadableError, match="nested too deeply"):
        read(f"{text}x\n\n# Heading\n")


def test_a_byte_order_mark_is_no_text() -> None:
    """Columns count from behind the mark, bytes from the start of the file."""
    document = read_markdown("a.md", b"\xef\xbb\xbf# T\n")
    heading = document.root.sections[0].heading
    assert heading is not None
    assert (heading.span.start, heading.span.column) == (5, 3)
