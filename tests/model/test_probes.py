"""What a probe means for any answer: redirects compared as URLs, bodies in any order, the control as a law."""

from __future__ import annotations

import json
from random import Random
from urllib.parse import quote, urljoin

from hypothesis import given
from hypothesis import strategies as st

from contractcheck.model.data import Data, JsonValue, Positions
from contractcheck.model.probes import Answer, AnswerIs, BodyWanted, ProbeNeed
from contractcheck.relations.probes.faults import Meaning
from contractcheck.relations.probes.reading import meaning_of

ASKED = "http://hub.example/a/b"
SEGMENT = st.text("abcXYZ019-_.~ äß", min_size=1, max_size=6).filter(lambda one: set(one) != {"."})
PATHS = st.lists(SEGMENT, min_size=1, max_size=3).map(
    lambda parts: "/" + "/".join(map(quote, parts))
)
JSON: st.SearchStrategy[JsonValue] = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text("ab", max_size=2),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text("ab", max_size=1), inner),
    max_leaves=4,
)


def redirected(location: str, wanted: str) -> bool:
    """Say whether a redirect leads where it has to."""
    answer = Answer("a", 302, (("location", location),), url=ASKED)
    return not meaning_of(answer, AnswerIs((302,), redirects_to=wanted), Meaning()).faults


@given(PATHS, PATHS)
def test_a_target_is_the_same_however_it_is_written(path: str, other: str) -> None:
    """Relative and whole, with dots, a query or a fragment, it is one target; another path is another."""
    whole = urljoin(ASKED, path)
    for written in (
        path,
        whole,
        f"/x/..{path}",
        f"{path}?a=b",
        f"{path}#top",
        whole.upper()[:4] + whole[4:],
    ):
        assert redirected(written, path)
        assert redirected(written, whole)
    assert redirected(path, other) == (path == other)


def selected(values: list[JsonValue]) -> Answer:
    """Return an answer in which these values are selected."""
    data = Data(ASKED, None, lambda: Positions({}, {}))
    pairs = tuple((f"/{index}", value) for index, value in enumerate(values))
    return Answer(ASKED, 200, (), data, "", ASKED, pairs)


def holds(values: list[JsonValue], body: BodyWanted) -> bool:
    """Say whether the selected values are those wanted."""
    meaning = meaning_of(selected(values), AnswerIs((200,), body=body), Meaning())
    return not meaning.faults and not meaning.unknown


@given(
    st.lists(JSON.filter(lambda one: not isinstance(one, list)), min_size=1, max_size=4),
    st.randoms(),
)
def test_values_are_equal_in_any_order(values: list[JsonValue], random: Random) -> None:
    """What is selected equals itself in any order, holds each part of itself, and nothing else."""
    mixed = list(values)
    random.shuffle(mixed)
    assert holds(values, BodyWanted("$", equals=json.dumps(mixed)))
    assert not holds(values, BodyWanted("$", equals=json.dumps([*mixed, "another"])))
    assert holds(values, BodyWanted("$", holds=json.dumps(mixed[:1])))
    assert not holds(values, BodyWanted("$", holds=json.dumps(["another"])))
    number = len(values)
    assert holds(values, BodyWanted("$", at_least=number, at_most=number))
    assert not holds(values, BodyWanted("$", at_least=number + 1))
    assert not holds(values, BodyWanted("$", at_most=number - 1))


@given(
    st.integers(100, 599),
    st.sets(st.integers(100, 599)),
    st.dictionaries(st.integers(100, 599), st.just("x")),
)
def test_a_status_means_what_is_written_or_nothing(
    status: int, passes: set[int], fails: dict[int, str]
) -> None:
    """What fails has a fault, what passes has none, and of all else nothing is told."""
    wanted = AnswerIs(tuple(sorted(passes)), tuple(sorted(fails.items())))
    meaning = meaning_of(Answer(ASKED, status), wanted, Meaning())
    assert bool(meaning.faults) == (status in fails)
    assert bool(meaning.unknown) == (status not in fails and status not in passes)


@given(
    st.dictionaries(st.text("abc", min_size=1, max_size=3), st.text("xyz", min_size=1, max_size=3))
)
def test_no_value_of_a_query_is_shown(parameters: dict[str, str]) -> None:
    """The question as it is shown has the names of its parameters alone."""
    query = "&".join(f"{name}={value}" for name, value in parameters.items())
    shown = ProbeNeed("hub", f"/path?{query}").shown
    assert not any(f"={value}" in shown for value in parameters.values())
    assert all(f"{name}=…" in shown for name in parameters)
