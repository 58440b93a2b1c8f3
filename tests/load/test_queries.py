"""JSONPath queries of contracts are read when the contracts are."""

from __future__ import annotations

import pytest

from contractcheck.model.problem import InputError
from tests.test_seeded_vocabulary_drift import vocabulary
from tests.trees import judge


@pytest.mark.parametrize("query", ["$.events[", "$..[?", "$.events[?@.a = 1]", "$[?nofunction(@)]"])
def test_a_malformed_query_is_a_located_problem(query: str) -> None:
    """A query that cannot be read stops the run at its line and column."""
    texts = vocabulary()
    texts["contracts/events.yaml"] = texts["contracts/events.yaml"].replace(
        '"$.events"', f"'{query}'"
    )
    with pytest.raises(InputError) as caught:
        judge(texts)
    (problem,) = caught.value.problems
    assert str(problem.location) == "contracts/events.yaml:24:33"
    assert problem.message.startswith(f"`{query}` is no JSONPath")


def test_a_section_lost_to_a_comment_is_a_located_problem() -> None:
    """An unquoted place with ` # ` would silently mean the whole document, so it is refused."""
    texts = vocabulary()
    texts["contracts/events.yaml"] = texts["contracts/events.yaml"].replace(
        "- docs/events.md#All events", "- docs/events.md # All events"
    )
    with pytest.raises(InputError) as caught:
        judge(texts)
    (problem,) = caught.value.problems
    assert "docs/events.md#All events" in problem.help


def test_a_comment_behind_two_spaces_is_a_comment() -> None:
    """A comment set off as YAML style guides ask is no lost section."""
    texts = vocabulary()
    texts["contracts/events.yaml"] = texts["contracts/events.yaml"].replace(
        "- docs/events.md#All events", "- docs/events.md#All events  # the list"
    )
    assert judge(texts).findings == ()
