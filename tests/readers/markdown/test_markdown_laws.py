"""Laws of the Markdown reader: exact places, and indifference to what a reader cannot see."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress

from hypothesis import example, given
from hypothesis import strategies as st

from contractcheck.model.document import Block, Document, ListBlock, Paragraph, Prose, Quote, Table
from contractcheck.model.problem import UnreadableError
from contractcheck.readers.markdown import read_markdown

PIECES = st.sampled_from(
    [
        "\n", "\n\n", "    ", "  ", "\t", " ", "- ", "* ", "1. ", "> ", "# ", "## ", "`", "``",
        "```\n", "~~", "*", "**", "_", "[", "]", "(/u 't')", "[x]", "[ ] ", "[x]: /u\n", "[^1]",
        "[^1]: ", "<!--", "-->", "<!-- c -->", "<br>", "<del>", "</del>", "<div>\n", "|",
        "| a | b |\n|---|---|\n", "\\", "\\|", "\r\n", "\r", "---\n", "===\n", "&amp;",
        "<http://a.b>", "word", "é", "\u00a0", "😀", "\u2028", "\f", "\u0085", "host-",
        "http://x: y", ": ", " — ", " not ", "![", ". ", "\ufeff",
    ]
)  # fmt: skip
MARKDOWN = st.lists(PIECES, max_size=30).map("".join)
WORDS = st.lists(
    st.sampled_from(
        ["alpha", "beta", "`code`", "*em*", "**strong**", "host-owned", "[a](/u)", "é"]
    ),
    min_size=1,
    max_size=8,
).map(" ".join)
OUTLINE = st.lists(
    st.one_of(
        st.tuples(st.just("heading"), st.integers(1, 2), st.lists(WORDS, min_size=1, max_size=1)),
        st.tuples(st.just("list"), st.just(0), st.lists(WORDS, min_size=1, max_size=4)),
        st.tuples(st.just("table"), st.just(0), st.lists(WORDS, min_size=2, max_size=2)),
        st.tuples(st.just("text"), st.just(0), st.lists(WORDS, min_size=1, max_size=1)),
    ),
    max_size=6,
)
Outline = list[tuple[str, int, list[str]]]


def proses(document: Document) -> Iterator[Prose]:
    """Yield headings and all prose of the blocks."""
    for section in document.root.walk():
        if section.heading:
            yield section.heading
        for block in section.blocks:
            yield from prose_of(block)


def prose_of(block: Block) -> Iterator[Prose]:
    """Yield the prose of a block and of all in it."""
    match block:
        case Paragraph():
            yield block.prose
        case Quote():
            for inner in block.blocks:
                yield from prose_of(inner)
        case ListBlock():
            for item in block.items:
                yield item.prose
                for inner in item.blocks:
                    yield from prose_of(inner)
        case Table():
            for row in (block.header, *block.rows):
                yield from (cell.prose for cell in row)


def shown(text: str) -> list[str]:
    """Return the visible texts of a document, white space folded."""
    document = read_markdown("a.md", text.encode())
    return [" ".join(prose.text.split()) for prose in proses(document)]


def write(outline: Outline, *, bullet: str = "-", loose: bool = False, setext: bool = False) -> str:
    """Write an outline as Markdown in one of many styles; text blocks part equal neighbours."""
    parts = []
    for kind, level, texts in outline:
        if kind == "heading" and setext:
            parts.append(f"{texts[0]}\n{'=-'[level - 1] * 3}")
        elif kind == "heading":
            parts.append(f"{'#' * level} {texts[0]}")
        elif kind == "list":
            parts.append(("\n\n" if loose else "\n").join(f"{bullet} {text}" for text in texts))
            parts.append("after")
        elif kind == "table":
            parts.append("| " + " | ".join(texts) + " |\n|---|---|\n| " + " | ".join(texts) + " |")
        else:
            parts.append(texts[0])
    return "\n\n".join(parts) + "\n"


@given(MARKDOWN)
@example("- `a\n  b` c\n")
@example("| a \\| b |\n|---|\n| `c\\|d` |\n")
def test_an_exact_run_is_its_bytes(text: str) -> None:
    """Decoding the bytes of an exact run gives its text, also for what is not said."""
    content = text.encode()
    document = read_markdown("a.md", content)
    for prose in (*proses(document), *document.unsaid):
        for run in prose.runs:
            if run.exact:
                assert content[run.span.start : run.span.end].decode() == run.text


@given(MARKDOWN)
def test_plain_text_is_exact(text: str) -> None:
    """Only entities, escapes and what crosses a line end stand for bytes that read otherwise."""
    plain = re.sub(r"[&\\`\ufeff<]", "", text)
    for prose in proses(read_markdown("a.md", plain.encode())):
        assert all(run.exact or run.text == " " for run in prose.said)


@given(MARKDOWN)
def test_spans_are_ordered_and_in_the_file(text: str) -> None:
    """The runs of a prose follow each other without overlap."""
    content = text.encode()
    document = read_markdown("a.md", content)
    for prose in (*proses(document), *document.unsaid):
        reached = 0
        for run in prose.runs:
            assert reached <= run.span.start <= run.span.end <= len(content)
            reached = run.span.end


@given(MARKDOWN)
def test_lines_and_columns_agree_with_bytes(text: str) -> None:
    """Line and column name the same place as the byte offset."""
    content = text.encode()
    for prose in proses(read_markdown("a.md", content)):
        for run in prose.runs:
            before = content[: run.span.start].decode().removeprefix("\ufeff")
            lines = re.split(r"\r\n|\r|\n", before)
            assert (run.span.line, run.span.column) == (len(lines), len(lines[-1]) + 1)


@given(MARKDOWN)
def test_sentences_lie_in_the_text(text: str) -> None:
    """Sentences are ordered ranges of the text, and can be located."""
    for prose in proses(read_markdown("a.md", text.encode())):
        reached = 0
        for sentence in prose.sentences:
            assert reached <= sentence.start <= sentence.end <= len(prose.text)
            prose.locate(sentence.start, sentence.end)
            reached = sentence.end


@given(st.one_of(st.text(), MARKDOWN))
def test_any_text_is_read_or_refused(text: str) -> None:
    """No text raises anything but the error for unreadable documents."""
    with suppress(UnreadableError):
        read_markdown("a.md", text.encode())


@given(MARKDOWN.filter(lambda text: "\r" not in text))
def test_line_ends_do_not_matter(text: str) -> None:
    """CRLF and lone CR read as LF does."""
    assert shown(text) == shown(text.replace("\n", "\r\n")) == shown(text.replace("\n", "\r"))


@given(OUTLINE, st.sampled_from("*+"))
def test_bullets_spacing_and_heading_style_do_not_matter(outline: Outline, bullet: str) -> None:
    """Other bullets, loose lists and setext headings show the same texts."""
    plain = write(outline)
    assert shown(plain) == shown(write(outline, bullet=bullet, loose=True, setext=True))


@given(OUTLINE)
def test_emphasis_and_padding_do_not_matter(outline: Outline) -> None:
    """Underscores for stars, no back-ticks, and padded cells show the same texts."""
    plain = write(outline)
    styled = plain.replace("*", "_").replace("| ", "|    ").replace(" |", "   |").replace("`", "")
    assert shown(plain) == shown(styled)


@given(OUTLINE)
def test_wrapping_and_indentation_do_not_matter(outline: Outline) -> None:
    """Paragraphs and items may be wrapped at any space, and blocks indented a little."""
    wrapped = [
        (kind, level, [text.replace(" ", "\n  ") for text in texts])
        if kind in ("list", "text")
        else (kind, level, texts)
        for kind, level, texts in outline
    ]
    indented = re.sub(r"(?m)^(?=\S)", "  ", write(outline))
    assert shown(write(outline)) == shown(write(wrapped)) == shown(indented)


@given(OUTLINE)
def test_comments_do_not_matter(outline: Outline) -> None:
    """Comments between blocks, between items and in text show the same texts."""
    plain = write(outline)
    between = re.sub(r"(?m)^(?=- )", "<!-- note -->\n", plain).replace("\n\n", "\n\n<!-- x -->\n\n")
    inside = plain.replace("alpha", "alpha<!-- y -->")
    assert shown(plain) == shown(between) == shown(inside)
