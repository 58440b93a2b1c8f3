"""Path templates: when two are the same, what they accept, and what a base leaves."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contractcheck.model.path_template import (
    has_variables,
    same_template,
    strip_base,
    template_accepts,
)

NAMES = st.from_regex(r"[a-z_][a-z0-9_]{0,6}", fullmatch=True)
LITERALS = st.from_regex(r"[A-Za-z0-9._-]{1,8}", fullmatch=True)
STYLES = st.sampled_from(("{%s}", ":%s", "<%s>"))
SEGMENTS = st.one_of(st.tuples(st.just("literal"), LITERALS), st.tuples(STYLES, NAMES))
SHAPES = st.lists(SEGMENTS, min_size=1, max_size=6)


def spell(shape: list[tuple[str, str]], style: str = "", name: str = "") -> str:
    """Write a template; ``style`` and ``name`` replace those of every variable."""
    return "".join(
        "/" + (text if kind == "literal" else (style or kind) % (name or text))
        for kind, text in shape
    )


@given(SHAPES, STYLES, NAMES)
def test_variables_equal_whatever_their_style_and_name(
    shape: list[tuple[str, str]], style: str, name: str
) -> None:
    """Respelling every variable keeps a template the same."""
    assert same_template(spell(shape), spell(shape, style, name))
    assert same_template(spell(shape) + "/", spell(shape, style, name))


@given(SHAPES, SHAPES)
def test_sameness_is_symmetric(left: list[tuple[str, str]], right: list[tuple[str, str]]) -> None:
    """The order of the two templates does not matter."""
    assert same_template(spell(left), spell(right)) == same_template(spell(right), spell(left))


@given(SHAPES, LITERALS)
def test_a_filled_template_is_accepted(shape: list[tuple[str, str]], value: str) -> None:
    """Putting any text for the variables gives a path that the template accepts."""
    filled = "".join("/" + (text if kind == "literal" else value) for kind, text in shape)
    assert template_accepts(spell(shape), filled)
    assert template_accepts(spell(shape), filled + "/?page=2#top")


@given(SHAPES, LITERALS)
def test_another_length_is_never_accepted(shape: list[tuple[str, str]], extra: str) -> None:
    """A variable never spans segments."""
    assert not template_accepts(spell(shape), f"{spell(shape)}/{extra}")


@given(SHAPES, st.lists(LITERALS, min_size=1, max_size=3))
def test_a_base_put_before_is_stripped(shape: list[tuple[str, str]], base: list[str]) -> None:
    """Stripping undoes putting a base before a path."""
    prefix = "/" + "/".join(base)
    assert strip_base(prefix + spell(shape), (prefix,)) == spell(shape)


@given(st.text(alphabet="/{}<>:ab%2.", max_size=30), st.text(alphabet="/{}<>:ab%2.", max_size=30))
def test_odd_text_never_fails(left: str, right: str) -> None:
    """Whatever the texts are, there is an answer, and a text is the same as itself."""
    assert same_template(left, left)
    template_accepts(left, right)
    strip_base(left, (right,))


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("/widgets/{id}", "/widgets/:widget_id", True),
        ("/widgets/<int:id>", "/widgets/{id}", True),
        ("/reports/{id}.json", "/reports/{name}.json", True),
        ("/reports/{id}.json", "/reports/{id}", False),
        ("/widgets/{id}:cancel", "/widgets/{x}:cancel", True),
        ("/widgets/{id}:cancel", "/widgets/{id}", False),
        ("/Hubs", "/hubs", False),
        ("/widgets/{id}", "/widgets/mine", False),
        ("/", "", True),
        ("/a//b", "/a/{x}/b", False),
    ],
)
def test_same_template(left: str, right: str, same: bool) -> None:  # noqa: FBT001
    """Literal text decides, variables do not."""
    assert same_template(left, right) is same


@pytest.mark.parametrize(
    ("template", "path", "accepted"),
    [
        ("/widgets/{id}", "/widgets/42", True),
        ("/widgets/{id}", "/widgets/42?full=true", True),
        ("/widgets/{id}", "/widgets/", False),
        ("/widgets/{id}", "/widgets", False),
        ("/widgets/{id}", "/widgets/42/parts", False),
        ("/widgets/mine", "/widgets/{id}", False),
        ("/reports/{id}.json", "/reports/7.json", True),
        ("/reports/{id}.json", "/reports/.json", False),
        ("/range/{a}-{b}", "/range/1-2", True),
        ("/range/{a}-{b}", "/range/1-", False),
        ("/a b", "/a%20b", True),
    ],
)
def test_template_accepts(template: str, path: str, accepted: bool) -> None:  # noqa: FBT001
    """A variable takes one or more characters of its segment."""
    assert template_accepts(template, path) is accepted


@pytest.mark.parametrize(
    ("path", "bases", "stripped"),
    [
        ("/api/v2/hubs", ("/api/v2",), "/hubs"),
        ("/api/v2", ("/api/v2",), "/"),
        ("/api/v20/hubs", ("/api/v2",), "/api/v20/hubs"),
        ("/api/v2/hubs/", ("/api/v2",), "/hubs/"),
        ("/api/v2/hubs", ("", "/api", "/api/v2"), "/hubs"),
        ("/acme/v1/x", ("/{tenant}/v1",), "/x"),
        ("/hubs", ("",), "/hubs"),
    ],
)
def test_strip_base(path: str, bases: tuple[str, ...], stripped: str) -> None:
    """The longest base goes, and only whole segments of it."""
    assert strip_base(path, bases) == stripped


def test_variables_are_noticed() -> None:
    """A template differs from a concrete path by its variables."""
    assert has_variables("/a/:b")
    assert not has_variables("/a/b:c")


def test_many_variables_in_one_segment_end() -> None:
    """A pattern that would make a backtracking matcher hang is answered at once."""
    began = time.monotonic()
    assert not template_accepts("/" + "{x}a" * 2_000 + "{x}b", "/" + "a" * 20_000)
    assert time.monotonic() - began < 30
