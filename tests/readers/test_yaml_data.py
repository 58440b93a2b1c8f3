"""YAML: text stays as written, every place is right, and nothing broken does harm."""

from __future__ import annotations

import gc
import json
import subprocess
import sys
import tracemalloc

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from contractcheck.model.location import Location, Span
from contractcheck.model.problem import UnreadableError
from contractcheck.readers.json_data import read_json
from contractcheck.readers.yaml_data import MAX_ALIASED, MAX_BYTES, MAX_DEPTH, MAX_VALUES, read_yaml

AS_WRITTEN = [
    "no", "yes", "on", "off", "True", "FALSE", "Null", "NULL", "1.10", "12:30", "1:2:3",
    "2024-01-31", "2024-01-31T10:00:00Z", "0x1F", "0o17", "010", "1e3", "1_000", "+1", ".5",
    ".inf", ".nan", "=", "-", "-01", "00",
]  # fmt: skip


@pytest.mark.parametrize("text", AS_WRITTEN)
def test_plain_text_stays_as_written(text: str) -> None:
    """What YAML 1.1 would turn into another type is kept, as a value and as a key."""
    source = f"key: {text}\n" if text != "-" else "key: '-'\n"
    assert read_yaml("a.yaml", source.encode()).value == {"key": text}


@pytest.mark.parametrize("text", [*AS_WRITTEN, "true", "null", "~", "7"])
def test_keys_are_text(text: str) -> None:
    """A key is the text that stands there, whatever it looks like."""
    if text not in ("-", "="):
        assert read_yaml("a.yaml", f"{text}: x\n".encode()).value == {text: "x"}


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("# only a comment\n", None),
        ("0", 0),
        ("-0", 0),
        ("-12", -12),
        ("'true'", "true"),
        ('"7"', "7"),
        ("|\n  7\n", "7\n"),
        ("!!str 7", "7"),
        ("! 7", "7"),
        ("!!int 7", 7),
        ("!!float 1.50", "1.50"),
        ("!!null ''", None),
        ("[]", []),
        ("{}", {}),
        ("a:\n- b\n-\n", {"a": ["b", None]}),
        ("a: &x [1]\nb: *x\n", {"a": [1], "b": [1]}),
        ("%YAML 1.2\n---\na\n...\n", "a"),
    ],
)
def test_the_few_typed_values(source: str, value: object) -> None:
    """Plain true, false, null, nothing and decimal integers are typed; quotes make text."""
    loaded = read_yaml("a.yaml", source.encode()).value
    assert loaded == value
    assert type(loaded) is type(value)


BROKEN = {
    "a: b: c": "a.yaml:1:5: a `:` stands where no key can be",
    "a:\n\t- b": "a.yaml:2:1: a tab cannot indent",
    "a: {b: $.c[*]}": "a.yaml:1:11: `,` or `}` expected: a mapping in braces is not closed",
    "a: [*]": "a.yaml:1:6: a `*` or `&` stands where no name follows",
    "a: [1": "a.yaml:1:6: `,` or `]` expected: a list in brackets is not closed",
    "a: {b": "a.yaml:1:6: `,` or `}` expected: a mapping in braces is not closed",
    "a: 'x\nb: y": "a.yaml:1:4: this quote is never closed",
    "- a\nb: c": "a.yaml:2:1: `- ` expected: a list goes on above",
    "a: 1\n  \nb: 2\n c: 3": "a.yaml:4:3: a `:` stands where no key can be",
    "a: @x": "a.yaml:1:4: a text cannot start with `@`",
    "a: `x`": "a.yaml:1:4: a text cannot start with ```",
    'a: "\\q"': "a.yaml:1:5: this escape is unknown in double quotes",
    'a: "\\ud800"': "a.yaml:1:7: not valid YAML while parsing a quoted scalar: "
    "found invalid Unicode character escape code",
    "a: [": "a.yaml:1:5: the file ends where a value is expected",
    "a: }": "a.yaml:1:4: a value expected",
    "a: 1\nb\n": "a.yaml:2:1: this line has no `:` after its key",
    "é: 1\n😀: 2\né: 3": "a.yaml:3:1: the key `é` stands twice, first at line 1",
    "a: {x: 1, 'x': 2}": "a.yaml:1:11: the key `x` stands twice, first at line 1",
    "<<: 1": "a.yaml:1:1: merge keys (`<<`) are not used here",
    ": 1": "a.yaml:1:1: a key expected",
    "a: 1\n: 1": "a.yaml:2:1: a key expected",
    "?\n: 1": "a.yaml:1:2: a key is missing before the `:`",
    "? [a]\n: b": "a.yaml:1:3: a key must be text",
    "{a: 1}: b": "a.yaml:1:1: a key must be text",
    "&k a: b": "a.yaml:1:4: a key carries no anchor or tag",
    "a: &x y\n*x : b": "a.yaml:2:1: a key must be text, not an alias",
    "a: *x\nb: &x y": "a.yaml:1:4: the alias `*x` names no anchor above it",
    "a: &x [*x]": "a.yaml:1:8: the alias `*x` stands inside what it names",
    "a: !!python/tuple []": "a.yaml:1:4: the tag `!!python/tuple` is not used here",
    "a: !local x": "a.yaml:1:4: the tag `!local` is not used here",
    "a: !!set {x}": "a.yaml:1:4: the tag `!!set` is not used here",
    "a: !!int x": "a.yaml:1:4: this is not what its tag `!!int` says",
    "%TAG !e! tag:x,2000:\n---\na": "a.yaml:1:1: a `%TAG` directive is not used here",
    "a: b\n---\nc": "a.yaml:2:1: a second document starts here",
    "a: \0": "a.yaml:1:4: a NUL character: this is not a text file",
    "a: \x1b": "a.yaml:1:4: the invisible character U+001B is not allowed here",
    "a: x\n# \u2028b: y": "a.yaml:2:3: the invisible character U+2028 is not allowed here",
    "a: " + "9" * 5000: "a.yaml:1:4: a number of 5,000 digits",
    "[" * 100_000: f"a.yaml:1:{MAX_DEPTH + 1}: nested deeper than {MAX_DEPTH} levels",
    "- " * 100_000: f"a.yaml:1:{2 * MAX_DEPTH + 1}: nested deeper than {MAX_DEPTH} levels",
    "{a: " * 100_000: f"a.yaml:1:{4 * MAX_DEPTH + 1}: nested deeper than {MAX_DEPTH} levels",
    "? " * 100_000: "a.yaml:1:3: a key must be text",
}


@pytest.mark.parametrize("source", BROKEN, ids=range(len(BROKEN)))
def test_what_is_broken_is_said_at_its_place(source: str) -> None:
    """Each mistake ends in one plain sentence at its line and column."""
    with pytest.raises(UnreadableError) as caught:
        read_yaml("a.yaml", source.encode())
    problem = caught.value.problem
    assert f"{problem.location}: {problem.message}" == BROKEN[source]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"a: b\nc: \xff", "a.yaml:2:4: byte 0xFF is not UTF-8"),
        (b"a: \xc3\xa9\xc3", "a.yaml:1:5: byte 0xC3 is not UTF-8"),
        ("a: b".encode("utf-16"), "a.yaml:1:1: byte 0xFF is not UTF-8"),
        (
            b"x" * (MAX_BYTES + 1),
            "a.yaml:1:1: the file has 5,000,001 bytes; YAML may have 5,000,000",
        ),
    ],
)
def test_bytes_that_are_no_yaml_text(content: bytes, expected: str) -> None:
    """Encoding and size are judged before anything is parsed."""
    with pytest.raises(UnreadableError) as caught:
        read_yaml("a.yaml", content)
    assert str(caught.value).splitlines()[0] == expected


def test_a_byte_order_mark_is_skipped_and_counted() -> None:
    """Offsets count the mark's three bytes, columns do not."""
    data = read_yaml("a.yaml", b"\xef\xbb\xbfa: b\n")
    assert data.locate("/a").span == Span(6, 7, 1, 4, 1, 5)


def test_places_of_a_part_of_a_file() -> None:
    """Front matter is located in its document."""
    data = read_yaml("a.md", b"x: 1\r\ny: caf\xc3\xa9\r\n", first_line=2, first_byte=4)
    assert data.locate("/y").span == Span(13, 18, 3, 4, 3, 8)
    assert data.locate_key("/y") == Location("a.md", Span(10, 11, 3, 1, 3, 2))
    with pytest.raises(UnreadableError, match=r"a\.md:6:1"):
        read_yaml("a.md", b"x: 1\nx: 2", first_line=5, first_byte=40)


def test_where_values_and_keys_stand() -> None:
    """Spans hold what a person would mark: no anchor, tag, or trailing line break."""
    source = (
        "a: é😀\r\nb:\r\n- |\r\n  two\r\n\r\n- &x !!str 5 # c\r\n-\r\n- 'q' \r\n"
        "c: {d: [1, *x], 'e': &m\r\n {f: g}}\r\nh: *m\r\n"
    ).encode()
    places = read_yaml("a.yaml", source).find_positions()
    values = {at: source[span.start : span.end].decode() for at, span in places.values.items()}
    keys = {at: source[span.start : span.end].decode() for at, span in places.keys.items()}
    assert values == {
        "": source.decode().rstrip(),
        "/a": "é😀",
        "/b": "- |\r\n  two\r\n\r\n- &x !!str 5 # c\r\n-\r\n- 'q'",
        "/b/0": "|\r\n  two",
        "/b/1": "5",
        "/b/2": "",
        "/b/3": "'q'",
        "/c": "{d: [1, *x], 'e': &m\r\n {f: g}}",
        "/c/d": "[1, *x]",
        "/c/d/0": "1",
        "/c/d/1": "*x",
        "/c/e": "{f: g}",
        "/c/e/f": "g",
        "/h": "*m",
        "/h/f": "g",
    }
    assert keys == {
        "/a": "a", "/b": "b", "/c": "c", "/c/d": "d", "/c/e": "'e'", "/c/e/f": "f",
        "/h": "h", "/h/f": "f",
    }  # fmt: skip


def _bomb(levels: int, width: int = 9) -> bytes:
    lines = ["a0: &a0 [x]"]
    for level in range(1, levels):
        aliases = ", ".join([f"*a{level - 1}"] * width)
        lines.append(f"a{level}: &a{level} [{aliases}]")
    return "\n".join(lines).encode()


def test_an_alias_bomb_is_refused_cheaply() -> None:
    """A billion laughs end at the bound, within a few megabytes."""
    tracemalloc.start()
    with pytest.raises(UnreadableError, match=f"aliases add more than {MAX_ALIASED:,} values"):
        read_yaml("a.yaml", _bomb(40))
    assert tracemalloc.get_traced_memory()[1] < 100_000_000
    tracemalloc.stop()


def test_the_number_of_values_is_bounded() -> None:
    """A small file cannot become gigabytes of values."""
    with pytest.raises(UnreadableError, match=f"more than {MAX_VALUES:,} keys and values"):
        read_yaml("a.yaml", b"[" + b"a," * (MAX_VALUES + 1) + b"]")


def test_aliases_cannot_nest_deeper_than_brackets() -> None:
    """Depth counts through aliases, so that whoever walks the value is safe."""
    lines = [f"a0: &a0 {'[' * 40}{']' * 40}"]
    lines += [f"a{n}: &a{n} {'[' * 40}*a{n - 1}{']' * 40}" for n in range(1, 5)]
    with pytest.raises(UnreadableError, match=f"nested deeper than {MAX_DEPTH} levels"):
        read_yaml("a.yaml", "\n".join(lines).encode())


def test_the_collector_is_left_as_it_was() -> None:
    """Reading pauses the garbage collector and never leaves it off, even when it fails."""
    assert gc.isenabled()
    with pytest.raises(UnreadableError):
        read_yaml("a.yaml", b"a: [")
    assert gc.isenabled()


def test_the_parser_in_python_agrees() -> None:
    """Without libyaml the value and the places are the same."""
    source = "a: é\nb: [1, &x 'y', *x]\nc: |\n  z\nd:\n- e: f\n  g:\n"
    program = (
        "import sys; sys.modules['yaml._yaml'] = None\n"
        "from contractcheck.readers.yaml_data import read_yaml, _Parser\n"
        "assert _Parser.__module__ == 'contractcheck.readers.yaml_data'\n"
        f"data = read_yaml('a.yaml', {source.encode()!r})\n"
        "print(data.value, sorted(data.find_positions().values.items()))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    data = read_yaml("a.yaml", source.encode())
    assert ran.stdout.strip() == f"{data.value} {sorted(data.find_positions().values.items())}"


_TEXT = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp", "Cn"], exclude_characters="\ufeff"),
    max_size=12,
)
_PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | _TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_TEXT, inner, max_size=4),
    max_leaves=12,
)


@given(_PLAIN)
def test_yaml_and_json_twins_are_equal(value: object) -> None:
    """A value written as JSON is the same value read as YAML."""
    twin = json.dumps(value, ensure_ascii=False).encode()
    assert read_yaml("a.yaml", twin).value == read_json("a.json", twin).value == value


@given(_PLAIN, st.booleans(), st.sampled_from(["\n", "\r\n"]))
def test_every_place_holds_its_value(value: object, flow: bool, line_break: str) -> None:  # noqa: FBT001
    """Each span lies in the file, and the bytes at it read back as the value that stands there."""
    dumped = yaml.dump(
        value,
        Dumper=_Dumper,
        default_flow_style=flow,
        allow_unicode=True,
        width=10**6,
        sort_keys=False,
    )
    source = dumped.replace("\n", line_break).encode()
    data = read_yaml("a.yaml", source)
    assert data.value == value
    places = data.find_positions()
    assert places.values.keys() == set(_pointers(value, ""))
    for pointer, span in places.values.items():
        assert 0 <= span.start <= span.end <= len(source)
        found = _find(value, pointer)
        if not isinstance(found, list | dict):
            assert read_yaml("part", source[span.start : span.end]).value == found
    for pointer, span in places.keys.items():
        key = pointer.rpartition("/")[2].replace("~1", "/").replace("~0", "~")
        part = b"{" + source[span.start : span.end] + b" : x}"
        assert read_yaml("part", part).value == {key: "x"}


class _Dumper(yaml.SafeDumper):
    """Writes text plain only where both YAML versions read text."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - PyYAML's signature
        return True


def _write_text(dumper: yaml.SafeDumper, text: str) -> yaml.Node:
    style = None if text.isalpha() and text not in ("true", "false", "null") else '"'
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _write_text)


def _pointers(value: object, pointer: str) -> list[str]:
    members: list[tuple[str, object]] = []
    if isinstance(value, dict):
        members = [
            (str(key).replace("~", "~0").replace("/", "~1"), one) for key, one in value.items()
        ]
    elif isinstance(value, list):
        members = [(str(index), one) for index, one in enumerate(value)]
    inside = [one for key, member in members for one in _pointers(member, f"{pointer}/{key}")]
    return [pointer, *inside]


def _find(value: object, pointer: str) -> object:
    for part in pointer.split("/")[1:]:
        name = part.replace("~1", "/").replace("~0", "~")
        value = value[name] if isinstance(value, dict) else value[int(name)]  # type: ignore[index]
    return value


_YAML_BITS = st.lists(
    st.sampled_from(
        [b"a", b": ", b"- ", b"\n", b"  ", b"[", b"]", b"{", b"}", b",", b"&x ", b"*x",
         b"!!str ", b"'", b'"', b"|", b">", b"? ", b"---\n", b"...\n", b"#", b"<<", b"\\", b"%",
         b"\t", b"\r", b"\xc3\xa9"]
    ),
    max_size=30,
).map(b"".join)  # fmt: skip


@given(st.binary(max_size=60) | _YAML_BITS)
def test_any_bytes_end_in_a_value_or_a_problem(content: bytes) -> None:
    """Whatever the bytes are, they are data with places inside them, or one located problem."""
    try:
        data = read_yaml("a.yaml", content)
    except UnreadableError as error:
        span = error.problem.location.span
        assert 0 <= span.start <= span.end <= len(content)
        return
    for span in data.find_positions().values.values():
        assert 0 <= span.start <= span.end <= len(content)
