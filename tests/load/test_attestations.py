"""Attestations are read with every mistake at its place, and written without touching what is there."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contractcheck.adapters.schemas import read_schemas
from contractcheck.load.attestations import load_attestations
from contractcheck.load.attesting import entry_text, with_entry
from contractcheck.load.validation import SchemaValidator
from contractcheck.model.attestations import Attestation, LookedAt
from contractcheck.model.location import Location
from contractcheck.model.problem import InputError
from tests.trees import TextFiles

VALIDATOR = SchemaValidator(read_schemas())
DIGEST = f"sha256:{'0' * 64}"
WHOLE = f"""\
# Who looked at what.
- for: hub.go-live/key
  by: operator
  on: 2026-06-20
  reference: OPS-142
  expires: 4w   # then somebody looks again
  of:
    deploy/intake.env: {DIGEST}
- {{for: [hub.go-live/smoke, hub.go-live/widgets], by: lead, on: 2026-06-21, reference: "seen: all"}}
"""


def load(text: str, contracts: tuple[str, ...] = ("hub.go-live",)) -> tuple[Attestation, ...]:
    """Return the attestations of one file."""
    return load_attestations(TextFiles({"a.yaml": text}), ["a.yaml"], VALIDATOR, contracts)


def problems(text: str) -> list[str]:
    """Return place and message of every problem of one file."""
    with pytest.raises(InputError) as caught:
        load(text)
    return [f"{one.location}: {one.message}" for one in caught.value.problems]


def test_all_of_an_entry_is_read() -> None:
    """Subjects, role, day, reference, the last day and the files, each where it stands."""
    key, rest = load(WHOLE)
    assert (key.subjects, key.role, key.reference) == (("hub.go-live/key",), "operator", "OPS-142")
    assert (key.on, key.expires) == (date(2026, 6, 20), date(2026, 7, 18))
    assert [(one.path, one.digest, str(one.at)) for one in key.of] == [
        ("deploy/intake.env", DIGEST, "a.yaml:8:24")
    ]
    assert str(key.at) == "a.yaml:2:3"
    assert (rest.subjects, rest.expires) == (("hub.go-live/smoke", "hub.go-live/widgets"), None)


def test_a_file_of_comments_has_none() -> None:
    """A file that is only begun is no mistake."""
    assert load("# nobody yet\n") == ()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("on: 2026-06-20", "on: 2026-06-31", "a.yaml:4:7: there is no such day"),
        ("expires: 4w", "expires: 2026-02-30", "a.yaml:6:12: there is no such day"),
        ("expires: 4w", "expires: 2026-06-19", "a.yaml:6:12: this expires before it was given"),
        ("hub.go-live/key", "hub.go-liv/key", "a.yaml:2:8: unknown contract `hub.go-liv`"),
    ],
)
def test_a_mistake_is_told_at_its_place(old: str, new: str, said: str) -> None:
    """Days that are none, and contracts that nobody has."""
    (message,) = problems(WHOLE.replace(old, new, 1))
    assert message.startswith(said)


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("by: operator", "by: ''", "a.yaml:3:7"),
        ("  reference: OPS-142\n", "", "a.yaml:2:3"),
        ("on: 2026-06-20", "on: yesterday", "a.yaml:4:7"),
        ("expires: 4w", "expires: soon", "a.yaml:6:12"),
        ("by: operator", "by: operator\n  name: somebody", "a.yaml:4:3"),
        ("for: hub.go-live/key", "for: hub.go-live", "a.yaml:2:8"),
        (DIGEST, "sha256:12", "a.yaml:8:24"),
    ],
)
def test_what_the_schema_refuses_has_a_place(old: str, new: str, place: str) -> None:
    """Unknown keys, empty roles, a whole contract, and what is no digest."""
    assert place in {said.partition(": ")[0] for said in problems(WHOLE.replace(old, new, 1))}


def test_broken_files_are_told() -> None:
    """What is no YAML, or no list, is one located problem."""
    assert problems("- for: [")
    assert problems("for: hub.go-live/key\n")


MADE = Attestation(
    ("hub.go-live/key",), "operator", date(2026, 6, 27), "OPS-150", Location("command line")
)


@pytest.mark.parametrize(
    "before",
    [
        "",
        "# nobody yet\n",
        WHOLE,
        WHOLE.rstrip("\n"),
        WHOLE.replace("\n", "\r\n"),
        f"{WHOLE}# the end\n",
        "".join(f"  {line}\n" for line in WHOLE.splitlines()),
    ],
)
def test_an_entry_is_added_behind_what_stands_there(before: str) -> None:
    """Comments, order, indentation and line ends stay; nothing but the new entry is new."""
    after = with_entry("a.yaml", before.encode(), MADE).decode()
    assert after.startswith(before)
    assert ("\r\n" in before) == ("\r\n" in after[len(before) :])
    *kept, added = load(after)
    assert kept == list(load(before))
    assert (added.subjects, added.on, added.reference) == (MADE.subjects, MADE.on, MADE.reference)


@pytest.mark.parametrize(
    ("path", "before"),
    [("a.yaml", "[]\n"), ("a.yaml", "key: value\n"), ("a.json", ""), ("a.yaml", "- [\n")],
)
def test_what_cannot_be_added_to_is_refused(path: str, before: str) -> None:
    """A flow list, a mapping, JSON and a broken file stay as they are."""
    with pytest.raises(InputError):
        with_entry(path, before.encode(), MADE)


WORDS = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=20)


@given(WORDS, WORDS, st.dates(), st.lists(WORDS, max_size=3, unique=True))
def test_what_is_written_is_what_is_read(
    role: str, reference: str, on: date, files: list[str]
) -> None:
    """Whatever the words, an entry says the same when it is read again."""
    of = tuple(LookedAt(path, DIGEST, Location("command line")) for path in files)
    made = Attestation(("hub.go-live/a",), role, on, reference, Location("command line"), on, of)
    (read,) = load(entry_text(made))
    assert (read.role, read.reference, read.on, read.expires) == (role, reference, on, on)
    assert [one.path for one in read.of] == files
