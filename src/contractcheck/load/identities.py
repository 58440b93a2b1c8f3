"""The identities of an API in the configuration: what each is, and what is wrong with one."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from contractcheck.load.nearest import did_you_mean, listing
from contractcheck.model.data import Data, pointer_of
from contractcheck.model.identities import (
    NOBODY,
    Basic,
    Bearer,
    Identity,
    KeyHeader,
    TokenExchange,
)
from contractcheck.model.problem import Problem
from contractcheck.readers.json_path import compile_path

_STANDARD = "$.access_token"
"""Where RFC 6749 puts a token."""

_VARIABLE = re.compile(r"[A-Z][A-Z0-9_]*")


def read_identity(said: Mapping[str, Any]) -> Identity:
    """Return the identity that a checked entry of the configuration declares."""
    if "bearer" in said:
        return Bearer(str(said["bearer"]))
    if "header" in said:
        return KeyHeader(str(said["header"]["name"]), str(said["header"]["value"]))
    if "basic" in said:
        return Basic(str(said["basic"]["user"]), str(said["basic"]["password"]))
    return _exchange(said["exchange"])


def _exchange(said: Mapping[str, Any]) -> TokenExchange:
    sent: Mapping[str, Any] = said.get("form", said.get("body", {}))
    variables = {key: str(value["variable"]) for key, value in sent.items() if _is_variable(value)}
    literal = {key: value for key, value in sent.items() if key not in variables}
    return TokenExchange(
        post=str(said["post"]),
        select=str(said.get("select", _STANDARD)),
        by=str(said.get("as", NOBODY)),
        body=json.dumps(literal),
        filled=tuple(variables.items()),
        is_form="form" in said,
    )


def check_identities(data: Data, api: str, said: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield what is wrong with the identities of an API, beyond what the schema sees."""
    identities: Mapping[str, Any] = said.get("identities", {})
    for name, identity in identities.items():
        place = ("apis", api, "identities", name)
        if name == NOBODY:
            at = data.locate_key(pointer_of(place))
            yield Problem(at, f"`{NOBODY}` proves nothing and is always there", "name it otherwise")
        if "exchange" not in identity:
            continue
        pointer = pointer_of((*place, "exchange"))
        if "url" not in said:
            message = "a token is asked for below the URL, and the API has no `url`"
            yield Problem(data.locate(pointer), message, "add the `url`")
        yield from _check_exchange(data, pointer, identity["exchange"])
        yield from _check_asking(data, pointer, name, identities)


def _check_exchange(data: Data, pointer: str, said: Mapping[str, Any]) -> Iterator[Problem]:
    for key in ("body", "form"):
        for name, value in said.get(key, {}).items():
            if _is_variable(value) and not _VARIABLE.fullmatch(str(value["variable"])):
                at = data.locate(f"{pointer}{pointer_of((key, name, 'variable'))}")
                message = "this is not the name of an environment variable"
                yield Problem(at, message, "capitals, digits and `_`: `CLIENT_SECRET`")
    try:
        compile_path(str(said.get("select", _STANDARD)))
    except ValueError as error:
        yield Problem(data.locate(f"{pointer}/select"), f"not an RFC 9535 JSONPath: {error}")


def _check_asking(
    data: Data, pointer: str, name: str, identities: Mapping[str, Any]
) -> Iterator[Problem]:
    """Yield that the identity behind an exchange is not declared, or waits for the exchange itself."""
    asking, seen = name, [name]
    while "exchange" in identities.get(asking, {}):
        asking = str(identities[asking]["exchange"].get("as", NOBODY))
        if asking in seen:
            message = f"the identity waits for its own token: {' -> '.join((*seen, asking))}"
            yield Problem(data.locate(f"{pointer}/as"), message, "name one that has a secret")
            return
        seen.append(asking)
    first = seen[1]
    if first != NOBODY and first not in identities:
        known = [NOBODY, *identities]
        message = f"unknown identity `{first[:60]}`{did_you_mean(first, known)}"
        yield Problem(data.locate(f"{pointer}/as"), message, listing("declared", known))


def _is_variable(value: object) -> bool:
    return isinstance(value, dict) and set(value) == {"variable"}
