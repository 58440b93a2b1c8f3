"""The files of snapshots: readable names that no two questions share, on any file system."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contractcheck.sources.questions import Question
from contractcheck.sources.snapshot_names import snapshot_name, snapshot_path

PLAIN = [
    (Question("hub", "/event-types"), "event-types.json"),
    (Question("hub", "event-types"), "event-types.json"),
    (Question("hub", "/v2/event-types"), "v2--event-types.json"),
    (Question("hub", "/openapi.json"), "openapi.json.json"),
    (Question("hub", "/openapi"), "openapi.json"),
    (Question("hub", "/progress?event_type=a_b&limit=20"), "progress@event_type=a_b,limit=20.json"),
    (Question("hub", "/hubs", "HEAD", "nobody"), "hubs~head~as-nobody.json"),
    (Question("hub", "/hubs", identity="ops"), "hubs~as-ops.json"),
    (Question("hub", "/hubs", follow_redirects=False), "hubs~not-followed.json"),
]
DIGESTED = [
    (Question("hub", "/Hubs"), "hubs"),
    (Question("hub", "/"), "root"),
    (Question("hub", "/progress/"), "progress"),
    (Question("hub", "/con"), "con"),
    (Question("hub", "/aux.json"), "aux.json"),
    (Question("hub", "/a--b"), "a--b"),
    (Question("hub", "/hubs~as-ops"), "hubs-as-ops"),
    (Question("hub", "/../../etc"), "etc"),
    (Question("hub", "/hubs/{id}"), "hubs---id"),
    (Question("hub", "/search?q=a+b"), "search-q-a-b"),
    (Question("hub", "/hubs", headers=(("Accept", "text/html"),)), "hubs"),
    (Question("hub", "https://docs.example/openapi.json"), "docs.example--openapi.json"),
    (Question("hub", "/" + "x" * 300), "x" * 20),
    (Question("hub", "/hubs?page=2&api_key=abc123"), "hubs"),
    (Question("hub", "/hubs?access_token=abc123"), "hubs"),
]
PARTS = st.sampled_from(["a", "A", "b-c", "b--c", "con", "x.json", "x", "", "..", "ä", "a b", "~"])
PATHS = st.builds(
    lambda parts, query: "/" + "/".join(parts) + (f"?{query}" if query else ""),
    st.lists(PARTS, min_size=1, max_size=3),
    st.sampled_from(["", "a=b", "a=b&c=d", "a=b,c=d", "A=b", "q=%20"]),
)
QUESTIONS = st.builds(
    Question,
    st.just("hub"),
    PATHS,
    st.sampled_from(["GET", "HEAD", "OPTIONS"]),
    st.sampled_from(["", "ops", "Ops", "nobody"]),
    st.sampled_from([(), (("Accept", "text/html"),)]),
    st.booleans(),
)


@pytest.mark.parametrize(("question", "name"), PLAIN)
def test_plain_names(question: Question, name: str) -> None:
    """What is asked plainly is read from the name."""
    assert snapshot_name(question) == name


@pytest.mark.parametrize(("question", "begins"), DIGESTED)
def test_names_with_a_digest(question: Question, begins: str) -> None:
    """What no plain name tells apart is begun readably, and told apart by a digest."""
    name = snapshot_name(question)
    assert re.fullmatch(rf"{re.escape(begins)}.*~[0-9a-f]{{8}}\.json", name)
    assert len(name) < 130


@given(QUESTIONS)
def test_safe_on_every_file_system(question: Question) -> None:
    """A name has no sign, word or end that a file system refuses, and leaves its folder nowhere."""
    folder, api, name = snapshot_path("snapshots", question).split("/")
    assert (folder, api) == ("snapshots", "hub")
    assert re.fullmatch(r"[a-z0-9_.@=,~-]+\.json", name)
    assert not re.match(r"(?:con|prn|aux|nul|com\d|lpt\d)\.|\.", name)


@given(st.lists(QUESTIONS, max_size=20))
def test_no_two_questions_share_a_name(questions: list[Question]) -> None:
    """Different questions have names that differ by more than case."""
    names = {snapshot_name(one).casefold() for one in questions}
    assert len(names) == len(set(questions))


def test_an_api_with_capitals() -> None:
    """The folder of an API is told apart like a name."""
    assert snapshot_path("kept", Question("hub", "/x")) == "kept/hub/x.json"
    assert re.fullmatch(
        r"kept/hub~[0-9a-f]{8}/x\.json", snapshot_path("kept", Question("Hub", "/x"))
    )
