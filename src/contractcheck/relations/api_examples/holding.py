"""Fields that examples have to hold, where the API itself leaves them free."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from contractcheck.model.api_examples import ShownData
from contractcheck.model.data import JsonValue, child
from contractcheck.model.location import Location
from contractcheck.model.near_names import nearest_name
from contractcheck.relations.api_examples.misfit import Misfit


def lacking(shown: ShownData, paths: Sequence[str], declared: Location) -> Iterator[Misfit]:
    """Yield the paths that an example lacks although it shows the field they begin with.

    What has the last name of such a path elsewhere is named as the place it stands at.
    """
    for path in paths:
        value, pointer = shown.data.value, ""
        parts = path.split(".")
        for depth, part in enumerate(parts):
            if pointer in shown.anything or not isinstance(value, dict):
                break
            if part not in value:
                stray = _stray(shown.data.value, "", parts[-1])
                if stray or (depth and pointer not in shown.partial):
                    yield _lacks(shown, path, pointer, stray, declared)
                break
            value, pointer = value[part], child(pointer, part)


def _stray(value: JsonValue, pointer: str, name: str) -> str:
    """Return the pointer of a field that is called so, in any writing."""
    if isinstance(value, dict):
        if near := nearest_name(name, value):
            return child(pointer, near)
        below = [_stray(one, child(pointer, key), name) for key, one in value.items()]
        return next((one for one in below if one), "")
    return ""


def _lacks(shown: ShownData, path: str, pointer: str, stray: str, declared: Location) -> Misfit:
    message = f"`{path}` is not in this example"
    if stray:
        shown_path = ".".join(stray.split("/")[1:])
        message += f"; `{shown_path}` stands in its place"
    at = shown.data.locate_key(stray or pointer) if stray or pointer else shown.data.locate("")
    return Misfit(
        "example-field-elsewhere", path, message, at, declared, path, stray.rpartition("/")[2]
    )
