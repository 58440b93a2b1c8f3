"""What a reStructuredText document says, what it does not, and where it stands."""

from __future__ import annotations

import time
from contextlib import suppress
from textwrap import dedent

import pytest

from contractcheck.model.document import Document, Fence, ListBlock, Table
from contractcheck.model.problem import UnreadableError
from contractcheck.model.stance import Role, Stance
from contractcheck.model.walk import passages
from contractcheck.readers.rst import read_rst


def read(text: str) -> Document:
    """Read an indented ``text`` as a document."""
    return read_rst("a.rst", dedent(text).lstrip("\n").encode())


def said(text: str) -> list[str]:
    """Return the visible texts of a document, in order."""
    return [" ".join(one.text.split()) for one in passages(read(text).root)]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("*one* **two** ``three`` `four`\n", ["one two three four"]),
        ("one\\ *two*\\ three \\*four\n", ["onetwothree *four"]),
        (":func:`a.b` :func:`~a.b` :doc:`the guide <x>` :unknown:`x`\n", ["a.b b the guide x"]),
        ("`a link <https://a.example>`_ and another_\n", ["a link and another"]),
        ("|v| works\n\n.. |v| replace:: version 2\n", ["version 2 works"]),
        ("a :strike:`gone` b\n", ["a b"]),
        (".. not said\n   nor this\n\nText\n", ["Text"]),
        (".. note:: One\n   two\n", ["One two"]),
        (".. unknown-thing::\n   :option: value\n\n   - said\n", ["said"]),
        (".. tabs::\n\n   .. tab:: Linux\n\n      *in* it\n", ["Linux", "in it"]),
        (".. toctree::\n   :maxdepth: 2\n\n   a\n   b\n\nText\n", ["Text"]),
        (".. autoclass:: a.B\n   :members:\n\nText\n", ["Text"]),
        (".. py:function:: open(path)\n\n   Opens it.\n", ["Opens it."]),
        (".. include:: /etc/passwd\n\nText\n", ["Text"]),
        (".. raw:: html\n\n   <b>x</b>\n\nText\n", ["Text"]),
        (".. image:: a.png\n   :alt: x\n\nText\n", ["Text"]),
        (".. _target:\n\nText [1]_\n\n.. [1] A note.\n", ["Text", "A note."]),
        ("term\n   what it is\n", ["term: what it is"]),
        (":field: what it is\n", ["field: what it is"]),
        ("-v, --verbose  say more\n-q  less\n", ["-v, --verbose: say more", "-q: less"]),
        ("| one\n| two\n", ["one", "two"]),
        ("- ", [""]),
    ],
)
def test_texts_are_said_as_pages_show_them(text: str, shown: list[str]) -> None:
    """Roles and directives that docutils does not know are shown by what they hold."""
    assert said(text) == shown


def test_sections_are_a_tree_with_their_extent() -> None:
    """Adornments decide the level; a line of marks above the title belongs to it."""
    document = read("""
        before

        =====
        First
        =====

        one

        Inner
        -----

        two

        ======
        Second
        ======
    """)
    found = [(s.title, s.level, s.span.line, s.span.end_line) for s in document.root.walk()]
    assert found[1:] == [("First", 1, 3, 12), ("Inner", 2, 9, 12), ("Second", 1, 14, 16)]


def test_history_is_given_by_patterns() -> None:
    """Roles are given to sections as in Markdown."""
    document = read_rst("a.rst", b"A\n=\n\nChanges\n-------\n\nx\n", history=["Chang*"])
    assert [s.role for s in document.root.walk()] == [Role.CURRENT, Role.CURRENT, Role.HISTORY]


TABLES = [
    """
    +-------+---------+
    | Name  | Meaning |
    +=======+=========+
    | ``a`` | one     |
    |       | two     |
    +-------+---------+
    """,
    """
    ===== =======
    Name  Meaning
    ===== =======
    ``a`` one two
    ===== =======
    """,
    """
    .. list-table::
       :header-rows: 1

       * - Name
         - Meaning
       * - ``a``
         - one two
    """,
    """
    .. csv-table::
       :header: "Name", "Meaning"

       ``a``, "one two"
    """,
]


@pytest.mark.parametrize("text", TABLES)
def test_tables_of_every_form_are_tables(text: str) -> None:
    """Header and cells are the same, each at its own place."""
    (table,) = read(text).root.blocks
    assert isinstance(table, Table)
    assert [cell.prose.text for cell in table.header] == ["Name", "Meaning"]
    assert [[cell.prose.text for cell in row] for row in table.rows] == [["a", "one two"]]
    lines = dedent(text).lstrip("\n").splitlines()
    for cell in (*table.header, *table.rows[0]):
        span = cell.prose.locate(0, 1)
        assert lines[span.line - 1][span.column - 1] == cell.prose.text[0]


def test_lists_have_labels_lead_ins_and_children() -> None:
    """A list that is set in is led in by the paragraph above; other quotes are quoted."""
    document = read("""
        Not supported:

          - writes: to disk

            - nested
          - reads

        and

          a quotation
    """)
    lead, listed, _, quoted = document.root.blocks
    assert isinstance(listed, ListBlock)
    assert [item.prose.text[: item.label] for item in listed.items] == ["writes", ""]
    assert listed.stance.stance is Stance.DENIED
    assert listed.lead_in is getattr(lead, "prose", None)
    assert listed.items[0].blocks
    (quotation,) = [one for one in passages(document.root) if one.text == "a quotation"]
    assert quotation.stance(0).stance is Stance.QUOTED
    assert quoted


def test_a_deprecated_part_is_past() -> None:
    """The directive gives its content its stance, and names itself as what does."""
    document = read("Now\n\n.. deprecated:: 2.0\n   Use that.\n\nAfter\n")
    marks = {one.text: one.stance(0) for one in passages(document.root)}
    assert str(marks["Use that."]) == "past by the directive at line 3"
    assert marks["After"].stance is Stance.AFFIRMED


@pytest.mark.parametrize(
    "text",
    [
        "Lead::\n\n    a = 1\n\n      b\n",
        ".. code-block:: python\n\n    a = 1\n\n      b\n",
        ".. code-block:: python\n   :unknown-option:\n\n    a = 1\n\n      b\n",
        ".. prompt:: python\n\n    a = 1\n\n      b\n",
    ],
)
def test_literal_blocks_are_fences_with_located_lines(text: str) -> None:
    """Each line of code knows where it stands."""
    fence = read(text).root.blocks[-1]
    assert isinstance(fence, Fence)
    assert fence.text == "a = 1\n\n  b\n"
    assert [text.encode()[one.start : one.end].decode() for one in fence.lines] == [
        "a = 1",
        "",
        "  b",
    ]
    assert fence.info == ("" if text.startswith("Lead") else "python")


def test_comments_mark_regions() -> None:
    """``.. name:start`` marks a region as its HTML twin does."""
    document = read(".. all:start\n\n- a\n\n.. all:end\n")
    assert [(one.name, one.span.line) for one in document.regions] == [("all", 1)]


def test_code_is_code() -> None:
    """Literals and roles for names are code spans, at their exact places."""
    text = "é ``a b`` and :func:`os.open` and :class:`~x.Y`\n"
    (prose,) = [one.prose for one in passages(read(text).root)]
    assert prose
    runs = [run for run, _ in prose.code_spans()]
    assert [run.text for run in runs] == ["a b", "os.open", "Y"]
    assert [text.encode()[run.span.start : run.span.end].decode() for run in runs] == [
        run.text for run in runs
    ]


@pytest.mark.parametrize(
    "text",
    [
        "- " * 3000 + "x",
        "*" * 50_000,
        "``" * 50_000,
        ".. x::\n\n" + "".join("   " * n + ".. x::\n\n" for n in range(60)),
        "| " * 20_000,
        "a\n=\n\n" * 2_000,
        "x" * 1_200_000,
    ],
    ids=lambda text: text[:9],
)
def test_odd_texts_cost_no_more_than_they_should(text: str) -> None:
    """They are read or refused in bounded time."""
    began = time.process_time()
    with suppress(UnreadableError):
        read_rst("a.rst", text.encode())
    assert time.process_time() - began < 30


def test_a_line_too_long_for_docutils_is_refused() -> None:
    """Docutils would leave the document empty, and an empty document would look like drift."""
    with pytest.raises(UnreadableError, match=r"a\.rst:2:1: the line is too long"):
        read_rst("a.rst", b"x\n" + b"y" * 1_000_001)
