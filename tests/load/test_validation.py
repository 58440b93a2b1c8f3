"""Every mistake is said in plain words at its own line and column."""

from __future__ import annotations

from typing import Any

import pytest

from contractcheck.adapters.schemas import read_schemas
from contractcheck.load.validation import SchemaValidator
from contractcheck.model.data import JsonValue
from contractcheck.readers.yaml_data import read_yaml

COMMON: dict[str, Any] = read_schemas()["common"]["$defs"]  # type: ignore[index,call-overload,assignment]
SHAPE_NAMES: list[str] = COMMON["shape"]["enum"]
PLACE_TEXT = COMMON["place_text"]["description"]
KEYS = "valid here: buckets, evidence, flag, formerly, id, kind, level, owner, secret, title, views"
PLACE = "Where to look: documents, a section, and the shape of what stands there."
SHAPES = "choose " + ", ".join(SHAPE_NAMES[:-1]) + f" or {SHAPE_NAMES[-1]}"

MISTAKES = {
    "beckets: {a: b}": ["3:1: unknown key `beckets`; did you mean `buckets`?", KEYS],
    "zzz: 1\nyyy: 2": ["3:1: unknown key `zzz`", KEYS, "4:1: unknown key `yyy`", KEYS],
    "buckets: []": ["3:10: expected a mapping, found a list", "Texts by bucket."],
    "buckets: {}": ["3:10: this mapping is empty", "Texts by bucket."],
    "buckets: {A: x}": ["3:11: `A` cannot be a key here", "Small letters and spaces."],
    "buckets: {a: [x, {}]}": [
        "3:18: expected text, found a mapping",
        "A text. A whole number is taken as it is written; quote everything else that is not text.",
    ],
    "buckets: {a: {b: c}}": [
        "3:14: expected text or a list of texts, found a mapping",
        "One text, or a list of texts.",
    ],
    "buckets: {a: true}": [
        "3:14: expected text or a list of texts, found `true`",
        "One text, or a list of texts.",
    ],
    "buckets: {a: [x, y, x]}": [
        "3:21: `x` stands twice in this list, first at line 3",
        "remove one of them",
    ],
    "buckets: {a: []}": ["3:14: this list is empty", "One text, or a list of texts."],
    "title: true": ["3:8: expected text, found `true`", "put it in quotes if it is meant as text"],
    "title:": ["3:7: expected text, found nothing", "What this contract is called in reports."],
    "title: ''": ["3:8: this text is empty", "What this contract is called in reports."],
    "views: []": ["3:8: this list is empty"],
    "views: [1]": [
        "3:9: expected a place `DOCUMENT#Heading#Heading` or a mapping with `at`, found `1`",
        PLACE,
    ],
    "views:\n- as: listt\n  colum: x": [
        "4:3: the key `at` is missing",
        PLACE_TEXT,
        "4:7: `listt` is not one of the choices here; did you mean `list`?",
        SHAPES,
        "5:3: unknown key `colum`; did you mean `column`?",
        "valid here: as, at, column, markers, select",
    ],
    "views: [{at: a.md, select: events}]": [
        "3:28: `events` does not have the form asked for here",
        "A JSONPath (RFC 9535) into data, front matter or a data fence: `$.events[*].name`.",
    ],
    "secret: hunter2": ["3:9: this value does not have the form asked for here"],
    "secret: 7": [
        "3:9: expected text, found this value",
        "put it in quotes if it is meant as text",
    ],
    "level: 0": ["3:8: this must be at least 1"],
    "level: 6": ["3:8: this must be at most 5"],
    "level: '5'": ["3:8: expected a whole number, found `5`"],
    "flag: yes": ["3:7: expected true or false, found `yes`"],
    "evidence: 5": [
        "3:11: expected a text, a mapping with `get` or a mapping with `job`, found `5`",
    ],
    "evidence: {get: 5}": [
        "3:17: expected text, found `5`",
        "put it in quotes if it is meant as text",
    ],
    "evidence: {get: x, pases: 200}": [
        "3:20: unknown key `pases`; did you mean `passes`?",
        "valid here: get, passes",
    ],
    "evidence: {jobb: x}": [
        "3:11: the key `job` is missing",
        "3:12: unknown key `jobb`; did you mean `job`?",
        "valid here: job",
    ],
    "evidence: {nothing: x}": [
        "3:11: a mapping has none of the forms possible here",
        "possible: a text, a mapping with `get` or a mapping with `job`",
    ],
    f"title: [{'x' * 500}]": [
        "3:8: expected text, found a list",
        "What this contract is called in reports.",
    ],
}


@pytest.mark.parametrize("lines", MISTAKES, ids=range(len(MISTAKES)))
def test_mistakes(validator: SchemaValidator, lines: str) -> None:
    """Each mistake has its place, its sentence, and what would be right."""
    data = read_yaml("a.yaml", f"kind: demo\nid: x\n{lines}\n".encode())
    said = "\n".join(str(problem) for problem in validator.check(data, "demo")).splitlines()
    assert [line.strip().removeprefix("a.yaml:") for line in said] == MISTAKES[lines]


def test_a_missing_key_is_said_at_its_parent(validator: SchemaValidator) -> None:
    """What is not there is shown where it belongs, with what it is for."""
    said = [str(one) for one in validator.check(read_yaml("a.yaml", b"\nkind: demo\n"), "demo")]
    assert said[0].startswith("a.yaml:2:1: the key `id` is missing\n    Lower-case letters and ")


def test_all_mistakes_are_said_in_order(validator: SchemaValidator) -> None:
    """One run shows everything, in the order of the file."""
    data = read_yaml("a.yaml", b"kind: demmo\nid: A\nbuckets: {a: []}\nlevl: 1\nviews: 3\n")
    said = [str(one).split(": ")[0] for one in validator.check(data, "demo")]
    assert said == ["a.yaml:1:7", "a.yaml:2:5", "a.yaml:3:14", "a.yaml:4:1", "a.yaml:5:8"]


def test_what_is_right_is_not_mentioned(validator: SchemaValidator) -> None:
    """A correct file has no problems."""
    source = (
        b"kind: demo\nid: 7\nviews: [a.md, a.md#B#C, 'a.md # B',\n"
        b"  {at: a.md, as: table column, column: 2}]\n"
        b"buckets: {a: x, b: [y, 1]}\nevidence: {get: /x, passes: 401}\n"
    )
    assert validator.check(read_yaml("a.yaml", source), "demo") == []


def test_nothing_is_fetched() -> None:
    """A reference to anything but our own schemas fails at once, without the network."""
    schema: JsonValue = {"$ref": "http://127.0.0.1:9/other.schema.json"}
    with pytest.raises(Exception, match="not present in a registry"):
        SchemaValidator({"a": schema}).check(read_yaml("a.yaml", b"x"), "a")


def test_huge_values_end_in_a_short_message(validator: SchemaValidator) -> None:
    """A message never carries the whole value."""
    data = read_yaml("a.yaml", b"kind: demo\nid: " + b"A" * 100_000 + b"\n")
    (problem,) = validator.check(data, "demo")
    assert len(problem.message) < 120
