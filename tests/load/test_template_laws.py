"""Laws of templates: what goes in comes out, at its own place."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from contractcheck.adapters.schemas import read_schemas
from contractcheck.load.templates import expand_all
from contractcheck.load.validation import SchemaValidator
from contractcheck.model.data import Data, JsonValue, child
from contractcheck.readers.json_data import read_json

SHIPPED = SchemaValidator(read_schemas())
NAMES = st.from_regex(r"[a-z]{1,4}", fullmatch=True)
TEXTS = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="{}\0"), max_size=8)
VALUES: st.SearchStrategy[JsonValue] = st.recursive(
    st.none() | st.booleans() | st.integers(-99, 99) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=8,
)
BODIES = st.dictionaries(NAMES, VALUES, min_size=1, max_size=4).filter(
    lambda body: not {"use", "template"} & set(body)
)


def data(name: str, value: object) -> Data:
    """Return a value as a JSON file would bring it."""
    return read_json(name, json.dumps(value, indent=1).encode())


def pointers(value: JsonValue, pointer: str = "") -> list[str]:
    """Return the pointers of a value and of all below it."""
    members: list[tuple[str | int, JsonValue]] = (
        list(value.items())
        if isinstance(value, dict)
        else list(enumerate(value))
        if isinstance(value, list)
        else []
    )
    return [
        pointer,
        *(one for key, inner in members for one in pointers(inner, child(pointer, key))),
    ]


@given(BODIES)
def test_without_parameters_expansion_is_identity(body: dict[str, JsonValue]) -> None:
    """The contract is the body, and each of its places names the body's own place."""
    template = data("t.json", {"template": "t", "contract": body})
    (made,) = expand_all([template, data("u.json", {"use": "t"})], SHIPPED).contracts
    assert made.value == body
    for pointer in pointers(body):
        at = made.locate(pointer)
        assert at.document == "u.json"
        assert at.written == (template.locate(f"/contract{pointer}"),)


@given(VALUES.filter(lambda value: isinstance(value, list | dict)), NAMES)
def test_a_whole_value_is_taken_as_it_is(value: JsonValue, name: str) -> None:
    """A list or mapping comes out as it went in, and each of its places is the instance's."""
    of = "list" if isinstance(value, list) else "mapping"
    template = {
        "template": "t",
        "parameters": {name: {"of": of}},
        "contract": {"held": f"{{{name}}}"},
    }
    use = data("u.json", {"use": "t", "with": {name: value}})
    (made,) = expand_all([data("t.json", template), use], SHIPPED).contracts
    assert made.value == {"held": value}
    for pointer in pointers(value):
        assert made.locate(f"/held{pointer}") == use.locate(f"/with/{name}{pointer}")


@given(st.text(st.sampled_from("{}ab "), max_size=12))
def test_doubled_braces_are_braces(text: str) -> None:
    """Any text can be written in a template."""
    doubled = text.replace("{", "{{").replace("}", "}}")
    template = data("t.json", {"template": "t", "contract": {"says": doubled}})
    (made,) = expand_all([template, data("u.json", {"use": "t"})], SHIPPED).contracts
    assert made.value == {"says": text}
