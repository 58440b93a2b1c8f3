"""Which specification a description follows, and what that allows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from contractcheck.model.api import METHODS
from contractcheck.model.data import Data, JsonValue
from contractcheck.model.problem import Problem, UnreadableError

_READ = re.compile(r"3\.[0-2](\.\d+)?(-.*)?", re.DOTALL)
_QUERY = "QUERY"
_SINCE_3_0 = frozenset({"TRACE"})
_SWAGGER = "2.0"


@dataclass(frozen=True, slots=True)
class Version:
    """A version with the keys of path items that are methods, and the method each is."""

    text: str
    methods: Mapping[str, str]

    @property
    def is_swagger(self) -> bool:
        """Whether the base path is told by ``basePath`` and not by ``servers``."""
        return self.text == _SWAGGER

    @property
    def needs_paths(self) -> bool:
        """Whether a description without paths is none; later ones may tell of webhooks alone."""
        return self.text.startswith(("2.", "3.0"))

    @property
    def knows_more_methods(self) -> bool:
        """Whether methods without a key of their own stand below ``additionalOperations``."""
        return self.text.startswith("3.2")


def read_version(data: Data, root: dict[str, JsonValue]) -> Version:
    """Return the version; raise ``UnreadableError`` for those that are not read."""
    version, swagger = root.get("openapi"), root.get("swagger")
    if isinstance(version, str) and _READ.fullmatch(version):
        left_out = frozenset() if version.startswith("3.2") else frozenset({_QUERY})
        return Version(version, _keys(left_out))
    if "openapi" not in root and str(swagger) == _SWAGGER:
        return Version(_SWAGGER, _keys(_SINCE_3_0 | {_QUERY}))
    if "openapi" in root:
        found, at = f"`openapi` is `{version}`", "/openapi"
    elif "swagger" in root:
        found, at = f"this is Swagger `{swagger}`", "/swagger"
    else:
        found, at = "there is no `openapi` key", ""
    message = f"{found}; OpenAPI 3.0, 3.1 and 3.2 and Swagger 2.0 are read"
    raise UnreadableError(Problem(data.locate_key(at), message))


def _keys(left_out: frozenset[str]) -> dict[str, str]:
    return {method.lower(): method for method in METHODS if method not in left_out}
