"""Laws of the MDX reader: exact places, whatever components are wrapped around what."""

from __future__ import annotations

import re
from contextlib import suppress

from hypothesis import example, given
from hypothesis import strategies as st

from contractcheck.model.problem import UnreadableError
from contractcheck.readers.markdown import read_markdown
from contractcheck.readers.mdx import read_mdx
from tests.readers.markdown.test_markdown_laws import OUTLINE, Outline, proses, write

PIECES = st.sampled_from(
    [
        "\n", "\n\n", "    ", " ", "- ", "1. ", "> ", "# ", "`", "```\n", "~~~\n", "*", "|", "\\",
        "\r\n", "<", ">", "/>", "</", "<A", "<b>", "</b>", "<A>\n", "</A>\n", "<></>", " a='", " b={",
        "{", "}", "{x}", "{/*", "*/}", "{/* c */}", "{' '}", '"', "'", "${", "import a from 'a'\n",
        "export const a = ", "(", ")", ":::note\n", ":::\n", "<!--", "-->", "word", "é", "😀", ": ",
        "---\n", "| a |\n|---|\n", "<script>", "</script>", "//", "<del>", " not ",
    ]
)  # fmt: skip
MDX = st.lists(PIECES, max_size=30).map("".join)


@given(MDX)
@example("- a {x\n  y} b\n")
@example("<A\n  b='é'\n/> c\n")
def test_an_exact_run_is_its_bytes_at_its_line_and_column(text: str) -> None:
    """Bytes, line and column of an exact run name its text, also for what is not said."""
    content = text.encode()
    with suppress(UnreadableError):
        document = read_mdx("a.mdx", content)
        for prose in (*proses(document), *document.unsaid):
            for run in prose.runs:
                if run.exact:
                    assert content[run.span.start : run.span.end].decode() == run.text
                lines = re.split(r"\r\n|\r|\n", content[: run.span.start].decode())
                assert (run.span.line, run.span.column) == (len(lines), len(lines[-1]) + 1)


@given(MDX)
def test_spans_are_ordered_and_in_the_file(text: str) -> None:
    """The runs of a prose follow each other without overlap."""
    content = text.encode()
    with suppress(UnreadableError):
        for prose in proses(read_mdx("a.mdx", content)):
            reached = 0
            for run in prose.runs:
                assert reached <= run.span.start <= run.span.end <= len(content)
                reached = run.span.end


@given(st.one_of(st.text(), MDX))
@example(">>:::note\n>>")
def test_any_text_is_read_or_refused(text: str) -> None:
    """No text raises anything but the error for unreadable documents."""
    with suppress(UnreadableError):
        read_mdx("a.mdx", text.encode())


def shown(text: str) -> list[str]:
    """Return the visible texts of an MDX document, white space folded."""
    return [" ".join(prose.text.split()) for prose in proses(read_mdx("a.mdx", text.encode()))]


@given(OUTLINE)
def test_markdown_without_components_reads_the_same(outline: Outline) -> None:
    """An outline has the same tree in both readers."""
    content = write(outline).encode()
    assert read_mdx("a.md", content).root == read_markdown("a.md", content).root


@given(OUTLINE, st.integers(0, 9))
def test_an_element_around_it_does_not_matter(outline: Outline, width: int) -> None:
    """Whatever stands in an element, set in or not, shows the same texts."""
    plain = write(outline)
    inside = re.sub(r"(?m)^(?=.)", " " * width, plain)
    assert shown(plain) == shown(f"<Tab label='x'>\n\n{inside}\n</Tab>\n")


@given(OUTLINE)
def test_comments_imports_and_components_do_not_matter(outline: Outline) -> None:
    """Imports before it, comments and components between blocks and in text show the same texts."""
    plain = write(outline)
    between = plain.replace("\n\n", "\n\n{/* x */}\n\n<Ad here='y' />\n\n")
    inside = plain.replace("alpha", "alpha{/* y */}").replace("beta", "<Mark of={1}>beta</Mark>")
    imported = f"import A from 'a'\nexport const b = {{\n\n}}\n\n{plain}"
    assert shown(plain) == shown(between) == shown(inside) == shown(imported)
