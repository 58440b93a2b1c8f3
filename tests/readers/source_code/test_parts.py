"""Parts of source files: side by side they are the file, and their places are exact."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contractcheck.model.problem import UnreadableError
from contractcheck.model.source_code import PartKind
from contractcheck.readers.source_code import read_source
from contractcheck.readers.source_code.lexing import MAX_BYTES, MAX_LINE

NAMES = ["a.php", "a.blade.php", "a.py", "a.ts", "a.ex", "a.rb", "a.go", "a.rs", "a.kt", "a.html"]
PIECES = st.sampled_from(
    [
        *("<?php ", "?>", "{{ ", " }}", "{{-- ", " --}}", "@php", "@endphp", "@if(", ")", "'", '"'),
        *('"""', "\\", "#{", "${", "}", "{", "//", "/*", "*/", "#", "\n", "\r\n", "\r", "é", "\0"),
        *("\U0001d6fc", "\ufeff", "x", " ", "`", "%w[", "]", "<!--", "-->", ":a", "~s("),
        *("<script>", "</script>"),
    ]
)


def kinds(path: str, text: str) -> dict[str, str]:
    """Return the text of each kind of a file, stripped."""
    file = read_source(path, text.encode())
    by_kind: dict[str, list[str]] = {}
    for part in file.parts:
        by_kind.setdefault(part.kind.value, []).append(file.source.text[part.start : part.end])
    return {kind: " ".join("".join(texts).split()) for kind, texts in by_kind.items()}


@given(path=st.sampled_from(NAMES), pieces=st.lists(PIECES, max_size=30))
def test_parts_side_by_side_are_the_file(path: str, pieces: list[str]) -> None:
    """Whatever a file holds, its parts follow each other without gap or overlap."""
    text = "".join(pieces)
    file = read_source(path, text.encode())
    assert "".join(file.source.text[p.start : p.end] for p in file.parts) == file.source.text
    assert all(
        one.kind is not two.kind for one, two in zip(file.parts, file.parts[1:], strict=False)
    )


@given(path=st.sampled_from(NAMES), pieces=st.lists(PIECES, max_size=30))
def test_line_ends_change_no_part(path: str, pieces: list[str]) -> None:
    """A file with the line ends of Windows has the same parts."""
    text = "".join(piece for piece in pieces if "\r" not in piece)
    assert kinds(path, text) == kinds(path, text.replace("\n", "\r\n"))


@pytest.mark.parametrize(
    ("path", "text", "comment", "string"),
    [
        ("a.php", "<?php /** d */ a(); // c\n # h\n b('s');", "/** d */// c# h", "'s'"),
        ("a.py", 'def f():\n    """d"""\n    return "s"  # c\n', '"""d"""# c', '"s"'),
        ("a.ts", "/* c */ f(`s`); // l\n", "/* c */// l", "`s`"),
        ("a.ex", 'f("s") # c\n', "# c", '"s"'),
        ("a.go", 'f("s") // c\n', "// c", '"s"'),
    ],
)
def test_comments_and_strings_are_told_apart(
    path: str, text: str, comment: str, string: str
) -> None:
    """Documentation is a comment; a literal is a string."""
    found = kinds(path, text)
    assert "".join(found["comment"].split()) == "".join(comment.split())
    assert found["string"] == string


def test_a_template_has_code_comments_and_text() -> None:
    """In a Blade template only what PHP runs is code."""
    text = """
    <p title="Http::shown()">Http::text()</p> {{-- Http::hidden() --}} <!-- Http::html() -->
    {{ Http::echo() }} {!! Http::raw() !!} @if (Http::asked("(")) @endif
    @php Http::block(); @endphp <x-row :count="Http::bound()" /> a@b.example(Http::mail())
    """
    found = kinds("a.blade.php", text)
    for name in ("echo", "raw", "asked", "block", "bound"):
        assert f"Http::{name}(" in found["code"]
    for name in ("hidden", "html"):
        assert f"Http::{name}(" in found["comment"]
    for name in ("shown", "text", "mail"):
        assert f"Http::{name}(" in found["text"]


@pytest.mark.parametrize(
    ("path", "content", "message"),
    [
        ("a.unheard", b"x", "no lexer knows files like `a.unheard`"),
        ("a.py", b"\xff", "byte 0xFF is not UTF-8"),
        ("a.py", b"x\n" * MAX_BYTES, "2,000,000 bytes"),
        ("a.js", b"x" * (MAX_LINE + 1), "a line has 50,001 characters"),
    ],
)
def test_what_cannot_be_read_is_said(path: str, content: bytes, message: str) -> None:
    """A file of no known kind, one that is no text and one without bounds are refused."""
    with pytest.raises(UnreadableError, match=message.replace("(", "\\(")):
        read_source(path, content)


def test_symbols_are_apart_from_strings() -> None:
    """An atom is a name for who looks at code, and a text for who collects values."""
    assert kinds("a.ex", ":queued")[PartKind.SYMBOL.value] == ":queued"
