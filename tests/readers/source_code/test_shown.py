"""What a symbol of a source file shows, in many languages, and where that cannot be told."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contractcheck.model.evidence import Gap, GapReason, Value
from contractcheck.model.needs import PlaceFound, PlaceGone
from contractcheck.model.source_code import SourceNeed, SourceRow, SourceShape
from contractcheck.readers.source_code import find_tests, read_source, select_shown


def shown(path: str, text: str, of: str, shape: str) -> object:
    """Return members as a sentence, rows as ``key: values``, or why nothing can be told."""
    file = read_source(path, textwrap.dedent(text).encode())
    answer = select_shown(file, SourceNeed(path, of, SourceShape(shape)))
    if isinstance(answer, Gap):
        assert answer.reason is GapReason.UNDECIDABLE
        return f"cannot tell: {answer.detail.partition(': ')[2]}"
    if isinstance(answer[0], PlaceGone):
        return f"gone, nearest {answer[0].nearest or 'none'}"
    assert isinstance(answer[0], PlaceFound)
    for fact in answer:
        if isinstance(fact, Value) and shape == "strings":
            span = fact.at.span
            written = file.source.text.encode()[span.start : span.end].decode()
            assert written == fact.text or written.isidentifier()
    values = " ".join(fact.text for fact in answer if isinstance(fact, Value))
    rows = [
        f"{row.key.text}: {' '.join(value.text for value in row.values)}".strip()
        for row in answer
        if isinstance(row, SourceRow)
    ]
    return "; ".join(rows) or values


PHP = """
<?php
namespace App\\Runs;
/** Not `const OLD = 'old'`. */
final class Keys {
    public const TOTAL = 'total'; // 'comment'
    public const FAILED = "failed";
    private const BASE = [self::TOTAL];
    protected $casts = ['status' => Status::class, 'done' => 'bool'];
    public static function all(): array { return [self::TOTAL, Keys::FAILED]; }
    public static function more(): array { return [...self::BASE, 'more']; }
    public static function merged(): array { return array_merge(self::BASE, ['more']); }
    public static function made(): array { return array_map(fn ($k) => "$k", self::BASE); }
    public function label(): string { if ($this->x) { return 'a'; } return 'b'; }
    public static function other(): array { return [Other::X]; }
}
enum Status: string {
    case Queued = 'queued';
    case Done = 'done';
    const FIRST = self::Queued;
    public function text(): string { return match ($this) { self::Queued => 'waits', default => 'x' }; }
    public static function next(): array {
        return [self::Queued->value => [self::Done->value], 'done' => []];
    }
}
"""
PYTHON = '''
from typing import Final, Literal
class Status(StrEnum):
    """Not "old"."""
    QUEUED = "queued"  # "comment"
    DONE = "done"
    def label(self):
        title = "label"
        return title
class Choice(TextChoices):
    QUEUED = "queued", "Is queued"
NAMES: Final[frozenset[str]] = frozenset({"a", "b"})
PAIR = "a", "b"
STATE = Literal[
    "a",
    "b",
]
type Kind = "a" | "b"
NEXT = {"queued": ["done"], "done": []}
def all_of():
    return [Status.QUEUED, Status.DONE]
def two(x):
    if x:
        return ["a"]
    return ["b"]
def computed():
    return sorted(NAMES)
TWICE = ["a"]
TWICE = ["b"]
LOOP = [*LOOP]
'''
TYPESCRIPT = """
export const STATES = ["queued", 'done', `open`] as const;
export type State = (typeof STATES)[number];
export enum Level { Low = "low", High = "high" }
enum Bare { Low, High, }
type Union =
  | "a"
  | "b"
const labels: Record<State, string> = { queued: "Waits", "done": "Ended" };
const next: Record<State, State[]> = { queued: ["done"], done: [] } as const satisfies X;
interface Row { id: string; name?: string }
class K { static readonly A = "a"; private x = "x"; all(): string[] { return [K.A, "z"]; } }
const arrow = (): string[] => ["a", "b"];
const wrapped = Object.freeze(new Set<string>(["a", "b"]));
const filtered = STATES.filter((one) => one !== "open");
const mixed = [`a${STATES}`];
const config = { run: { states: ["a"] }, states: ["z"] };
"""
CASES = [
    ("a.php", PHP, "Keys::all()", "strings", "total failed"),
    ("a.php", PHP, "App\\Runs\\Keys::all", "names", "TOTAL FAILED"),
    (
        "a.php",
        PHP,
        "Keys",
        "strings",
        "total failed",
    ),
    ("a.php", PHP, "Keys::more", "strings", "total more"),
    ("a.php", PHP, "Keys::merged", "strings", "total more"),
    ("a.php", PHP, "Keys::made", "strings", "cannot tell: it is computed by `array_map`"),
    ("a.php", PHP, "Keys::label", "strings", "cannot tell: it returns at 2 places"),
    (
        "a.php",
        PHP,
        "Keys::other",
        "strings",
        "cannot tell: what `X` stands for is not said in this file",
    ),
    ("a.php", PHP, "Keys::other", "names", "X"),
    ("a.php", PHP, "Keys::casts", "keys", "status done"),
    ("a.php", PHP, "Status", "strings", "queued done"),
    ("a.php", PHP, "Status", "names", "Queued Done"),
    ("a.php", PHP, "Status::next", "rows", "queued: done; done:"),
    ("a.php", PHP, "Keys::al", "strings", "gone, nearest all"),
    ("a.php", PHP, "Kays::all", "strings", "gone, nearest none"),
    ("a.php", PHP, "Nothing", "strings", "gone, nearest none"),
    ("a.py", PYTHON, "Status", "strings", "queued done"),
    ("a.py", PYTHON, "Choice", "strings", "queued"),
    ("a.py", PYTHON, "NAMES", "auto", "a b"),
    ("a.py", PYTHON, "PAIR", "auto", "a b"),
    ("a.py", PYTHON, "STATE", "auto", "a b"),
    ("a.py", PYTHON, "Kind", "auto", "a b"),
    ("a.py", PYTHON, "NEXT", "keys", "queued done"),
    ("a.py", PYTHON, "NEXT", "rows", "queued: done; done:"),
    ("a.py", PYTHON, "all_of", "strings", "queued done"),
    ("a.py", PYTHON, "two", "auto", "cannot tell: it returns at 2 places"),
    ("a.py", PYTHON, "computed", "auto", "cannot tell: it is computed by `sorted`"),
    ("a.py", PYTHON, "TWICE", "auto", "cannot tell: it is declared 2 times"),
    ("a.ts", TYPESCRIPT, "STATES", "auto", "queued done open"),
    ("a.ts", TYPESCRIPT, "Level", "auto", "low high"),
    ("a.ts", TYPESCRIPT, "Level", "names", "Low High"),
    ("a.ts", TYPESCRIPT, "Bare", "auto", "Low High"),
    ("a.ts", TYPESCRIPT, "Union", "auto", "a b"),
    ("a.ts", TYPESCRIPT, "labels", "keys", "queued done"),
    ("a.ts", TYPESCRIPT, "labels", "strings", "Waits Ended"),
    ("a.ts", TYPESCRIPT, "next", "rows", "queued: done; done:"),
    ("a.ts", TYPESCRIPT, "Row", "keys", "id name"),
    ("a.ts", TYPESCRIPT, "K", "auto", "a"),
    ("a.ts", TYPESCRIPT, "K.all", "auto", "a z"),
    ("a.ts", TYPESCRIPT, "arrow", "auto", "a b"),
    ("a.ts", TYPESCRIPT, "wrapped", "auto", "a b"),
    ("a.ts", TYPESCRIPT, "filtered", "auto", "cannot tell: it is computed by `filter`"),
    ("a.ts", TYPESCRIPT, "mixed", "auto", "cannot tell: it is computed"),
    ("a.ts", TYPESCRIPT, "config.run.states", "auto", "a"),
    (
        "a.go",
        'type Status string\nconst (\n\tQueued Status = "queued"\n\tDone Status = "done"\n)\n',
        "Status",
        "auto",
        "queued done",
    ),
    ("a.go", "type S int\nconst (\n\tA S = iota\n\tB\n)\n", "S", "auto", "A B"),
    (
        "a.go",
        'package run\nvar Next = map[S][]S{\n\tA: {B},\n}\nconst A = "a"\nconst B = "b"\n',
        "run.Next",
        "rows",
        "a: b",
    ),
    (
        "a.go",
        'func (s Svc) Names() []string {\n\treturn []string{"a", "b"}\n}\n',
        "Names",
        "auto",
        "a b",
    ),
    ("a.rb", "class Run\n  STATES = %w[a b].freeze\nend\n", "Run::STATES", "auto", "a b"),
    ("a.rb", "STATES = %i[a b]\n", "STATES", "auto", "a b"),
    ("a.rb", "MAP = {a: 'x', \"b\" => :c}.freeze\n", "MAP", "keys", "a b"),
    (
        "a.rb",
        "class R\n  A = 'a'\n  def self.all\n    [A, 'b']\n  end\nend\n",
        "R.all",
        "auto",
        "a b",
    ),
    (
        "a.ex",
        "defmodule A.B do\n  @all [:a, :b]\n  def all, do: @all\nend\n",
        "A.B.all/0",
        "auto",
        "a b",
    ),
    ("a.ex", "defmodule A.B do\n  @all ~w(a b)a\nend\n", "@all", "auto", "a b"),
    (
        "a.ex",
        "defmodule A do\n  def next do\n    %{a: [:b], b: []}\n  end\nend\n",
        "A.next",
        "rows",
        "a: b; b:",
    ),
    (
        "a.java",
        'enum S { A("a"), B("b"); private final String v; S(String v) { this.v = v; } }',
        "S",
        "auto",
        "a b",
    ),
    ("a.java", "enum S { A, @Deprecated B { void f() {} }; }", "S", "auto", "A B"),
    (
        "a.java",
        'class K { static final Set<String> ALL = Set.of("a", "b"); }',
        "K.ALL",
        "auto",
        "a b",
    ),
    ("a.kt", 'enum class S(val v: String) {\n  A("a"),\n  B("b");\n}\n', "S", "auto", "a b"),
    ("a.kt", 'val M = mapOf("a" to listOf("b"), "b" to emptyList())', "M", "rows", "a: b; b:"),
    ("a.cs", 'enum S { [Foo("x")] A = 1, B }', "S", "auto", "A B"),
    ("a.cs", 'static class K { public const string A = "a"; }', "K", "auto", "a"),
    ("a.rs", 'enum S { #[serde(rename = "x")] A, B(u8), C { why: u8 } }', "S", "auto", "A B C"),
    ("a.rs", 'impl S { fn all() -> Vec<&str> { vec!["a", "b"] } }', "S::all", "auto", "a b"),
    ("a.ex", "defmodule A do\n  @type s :: :a | :b\nend\n", "s", "auto", "a b"),
    ("a.ex", "schema do\n  field :s, Ecto.Enum, values: [:a, :b]\nend\n", "values", "auto", "a b"),
    ("a.rb", "class R\n  enum s: { a: 0, b: 1 }\nend\n", "s", "keys", "a b"),
    ("a.proto", "enum S { A = 0; B = 1; }", "S", "auto", "A B"),
    ("a.graphql", "enum S {\n  A\n  B\n}", "S", "auto", "A B"),
    ("a.dart", "const all = <String>['a', 'b'];", "all", "auto", "a b"),
    ("a.c", 'static const char *names[] = { "a", "b" };', "names", "auto", "a b"),
    ("a.cpp", "enum class S : int { A, B = 3, };", "S", "auto", "A B"),
    ("a.py", "X = ('a'\n     'b', 'c')\n", "X", "auto", "cannot tell: it is computed"),
    (
        "a.py",
        "__all__ = ['a']\n__all__ += ['b']\n",
        "__all__",
        "auto",
        "cannot tell: it is changed here after it was set",
    ),
    (
        "a.php",
        "<?php class A { private $k = ['a']; function f() { $this->k[] = 'b'; } }",
        "A::k",
        "auto",
        "cannot tell: it is changed here after it was set",
    ),
    ("a.swift", 'enum S: String { case a = "x", b = "y" }', "S", "auto", "x y"),
]


@pytest.mark.parametrize(
    ("path", "text", "of", "shape", "expected"),
    CASES,
    ids=[f"{path} {of} {shape}" for path, _, of, shape, _ in CASES],
)
def test_what_is_shown(path: str, text: str, of: str, shape: str, expected: str) -> None:
    """Members are those a reader of the source would name, or it is said why that cannot be told."""
    assert shown(path, text, of, shape) == expected


PIECES = st.sampled_from(
    [
        *(
            "<?php ",
            "class A",
            "enum A",
            "def A",
            "function A",
            "A = ",
            "A: ",
            "const A",
            "type A = ",
        ),
        *("[", "]", "{", "}", "(", ")", ",", ";", "=>", "->", "::", "...", "*", "|", "+", "<", ">"),
        *("'a'", '"b', "`", "%w[", "case ", "return ", "@", "#[", "do", "end", "\n", "\n    ", "1"),
        *("A", "B", ".", ":", "=", "iota", "as", "new ", "it(", "test ", "skip", "it('x', "),
    ]
)


@given(
    path=st.sampled_from(["a.php", "a.py", "a.ts", "a.ex", "a.go", "a.java", "a.blade.php"]),
    pieces=st.lists(PIECES, max_size=40),
    shape=st.sampled_from(SourceShape),
)
def test_broken_source_ends_in_an_answer(path: str, pieces: list[str], shape: SourceShape) -> None:
    """Whatever a file holds, a symbol of it shows members, is gone, or cannot be told."""
    file = read_source(path, "".join(pieces).encode())
    answer = select_shown(file, SourceNeed(path, "A", shape))
    assert isinstance(answer, Gap) or answer
    assert all(test.title is not None for test in find_tests(file))
