"""Read a file of plain data by what its name ends with."""

from __future__ import annotations

from contractcheck.model.data import Data
from contractcheck.model.location import Location
from contractcheck.model.problem import Problem, UnreadableError
from contractcheck.ports import Files
from contractcheck.readers.json_data import read_json
from contractcheck.readers.yaml_data import MAX_BYTES, read_yaml

YAML_SUFFIXES = (".yaml", ".yml")


def read_data(files: Files, path: str) -> Data:
    """Return the located data of a YAML or JSON file; raise ``UnreadableError`` for all else."""
    if path.endswith(YAML_SUFFIXES):
        return read_yaml(path, files.read(path))
    if path.endswith(".json"):
        return read_json(path, files.read(path), limit=MAX_BYTES)
    message = "this is neither YAML nor JSON by its name"
    raise UnreadableError(Problem(Location(path), message, "let it end with .yaml, .yml or .json"))
