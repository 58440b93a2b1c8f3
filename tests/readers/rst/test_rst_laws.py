"""Laws of the reStructuredText reader: exact places, and the same tree as the Markdown twin."""

from __future__ import annotations

import re
from contextlib import suppress

from hypothesis import example, given, settings
from hypothesis import strategies as st

from contractcheck.model.problem import UnreadableError
from contractcheck.model.walk import passages
from contractcheck.readers.markdown import read_markdown
from contractcheck.readers.rst import read_rst
from tests.readers.markdown.test_markdown_laws import OUTLINE, Outline, proses, write

PIECES = st.sampled_from(
    [
        "\n", "\n\n", "   ", "  ", " ", "- ", "* ", "1. ", "====\n", "----\n", "Title\n=====\n",
        "``", "`", "*", "**", "|", "|v|", "::\n", "::", ".. ", ".. note:: ", ".. code-block:: py\n",
        ".. deprecated:: 1.2\n", ".. tabs::\n\n", ".. c:start\n", ":func:`a.b`", ":doc:`t <x>`", "\\",
        ".. list-table::\n\n   * - a\n     - b\n", "+---+---+\n| a | b |\n+---+---+\n",
        "=== ===\na   b\n=== ===\nc   d\n=== ===\n", "term\n   def\n", ":field: ", "[1]_", ".. [1] ",
        "word", "é", "😀", ": ", "_", "`l <u>`_", "--opt  what\n", "\t", "\r\n", ">>> ", "| line\n",
        ".. |v| replace:: w\n", ".. include:: /etc/passwd\n", ".. raw:: html\n\n   <b>\n", " not ",
    ]
)  # fmt: skip
RST = st.lists(PIECES, max_size=30).map("".join)


@settings(deadline=None)
@given(RST)
@example("- *é* ``b``\n  c\n")
def test_an_exact_run_is_its_bytes_at_its_line_and_column(text: str) -> None:
    """Bytes, line and column of an exact run name its text, also for what is not said."""
    content = text.encode()
    with suppress(UnreadableError):
        document = read_rst("a.rst", content)
        for prose in (*proses(document), *document.unsaid):
            for run in prose.runs:
                if run.exact:
                    assert content[run.span.start : run.span.end].decode() == run.text
                assert 0 <= run.span.start <= run.span.end <= len(content)
                lines = re.split(r"\r\n|\r|\n", content[: run.span.start].decode())
                assert (run.span.line, run.span.column) == (len(lines), len(lines[-1]) + 1)


@settings(deadline=None)
@given(st.one_of(st.text(), RST))
def test_any_text_is_read_or_refused(text: str) -> None:
    """No text raises anything but the error for unreadable documents, and all can be walked."""
    with suppress(UnreadableError):
        for passage in passages(read_rst("a.rst", text.encode()).root):
            passage.locate(0, len(passage.text))


def as_rst(outline: Outline) -> str:
    """Write an outline as reStructuredText."""
    parts = []
    for kind, level, texts in outline:
        written = [re.sub(r"\[a\]\(/u\)", "`a </u>`_", text.replace("`", "``")) for text in texts]
        if kind == "heading":
            parts.append(f"{written[0]}\n{'=-'[level - 1] * (len(written[0]) + 9)}")
        elif kind == "list":
            parts += ["\n".join(f"- {text}" for text in written), "after"]
        elif kind == "table":
            row = "   * - " + "\n     - ".join(written)
            parts.append(f".. list-table::\n   :header-rows: 1\n\n{row}\n{row}")
        else:
            parts.append(written[0])
    return "\n\n".join(parts) + "\n"


def in_order(outline: Outline) -> Outline:
    """Return the outline with headings that begin at the first level: others are none in the twin."""
    first = [level for kind, level, _ in outline if kind == "heading"][:1]
    return [
        (k, level if first == [1] else 1, t) if k == "heading" else (k, level, t)
        for k, level, t in outline
    ]


@settings(deadline=None)
@given(OUTLINE.map(in_order))
def test_a_twin_in_markdown_has_the_same_tree(outline: Outline) -> None:
    """Sections, texts, kinds and stances are the same; only the places differ."""
    markdown = read_markdown("a.md", write(outline).encode())
    rst = read_rst("a.rst", as_rst(outline).encode())
    twins = [
        [
            (one.kind, one.text, one.titles, one.mark.stance, one.stance(0).stance)
            for one in passages(document.root)
        ]
        for document in (markdown, rst)
    ]
    assert twins[0] == twins[1]
