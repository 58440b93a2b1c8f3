"""What proves who asks an API: the headers of an identity, or why it cannot ask.

Credentials go to the origin of their API and to no other, and their values are in no message.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterable
from http import HTTPStatus
from urllib.parse import urlencode

from contractcheck.model.configuration import ApiSource
from contractcheck.model.evidence import Gap, GapReason
from contractcheck.model.identities import (
    NOBODY,
    Basic,
    Bearer,
    Identity,
    KeyHeader,
    TokenExchange,
)
from contractcheck.model.problem import UnreadableError
from contractcheck.ports import Request, Response
from contractcheck.readers.json_data import read_json
from contractcheck.readers.json_path import select_pointers
from contractcheck.sources.urls import is_own, url_of
from contractcheck.sources.world import World

Headers = tuple[tuple[str, str], ...]

_SENDABLE = re.compile(r"[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?")
"""What a value of a header may be made of (RFC 9110, 5.5), as far as all servers agree on it."""

_GIVEN = range(200, 300)
_REFUSALS: dict[int, GapReason] = {
    HTTPStatus.BAD_REQUEST: GapReason.BLOCKED,  # what OAuth says to credentials it does not know
    HTTPStatus.UNAUTHORIZED: GapReason.BLOCKED,
    HTTPStatus.FORBIDDEN: GapReason.BLOCKED,
    HTTPStatus.TOO_MANY_REQUESTS: GapReason.RATE_LIMITED,
}
"""What a server that gives no token means; any other answer is none."""


def credentials_for(world: World, api: ApiSource, url: str, identity: str) -> Headers | Gap:
    """Return the headers with which an identity asks for a URL; a gap where it cannot.

    Without a name the first identity asks whose variables are set, else nobody.
    """
    if identity == NOBODY:
        return ()
    if not is_own(api, url):
        why = "it is sent to the origin of the API and to no other"
        return Gap(GapReason.NOT_ALLOWED, f"{api.name} as {identity}", why) if identity else ()
    name = identity or next((one for one in api.identities if _is_set(world, api, one)), NOBODY)
    return _headers(world, api, name)


def _is_set(world: World, api: ApiSource, name: str) -> bool:
    """Say whether all variables of an identity are set, and of the one behind an exchange."""
    identity = api.identities.get(name, Identity())
    behind = not isinstance(identity, TokenExchange) or _is_set(world, api, identity.by)
    return behind and all(world.environment.get(one) for one in identity.variables)


def _headers(world: World, api: ApiSource, name: str) -> Headers | Gap:
    if name == NOBODY:
        return ()
    source = f"{api.name} as {name}"
    identity = api.identities[name]
    missing = [one for one in identity.variables if not world.environment.get(one)]
    if missing:
        return Gap(GapReason.NO_CREDENTIAL, source, f"{_named(missing)} not set or empty")
    odd = [one for one in identity.variables if not _may_be_sent(world, one)]
    if odd and not isinstance(identity, TokenExchange):
        why = f"{', '.join(odd)} holds characters, such as a line break, that no header may hold"
        return Gap(GapReason.NO_CREDENTIAL, source, why)
    if isinstance(identity, TokenExchange):
        return _exchanged(world, api, name, identity)
    return _shown(world, identity)


def _shown(world: World, identity: Identity) -> Headers:
    if isinstance(identity, Bearer):
        return (("Authorization", f"Bearer {_value(world, identity.token)}"),)
    if isinstance(identity, KeyHeader):
        return ((identity.name, _value(world, identity.value)),)
    if isinstance(identity, Basic):
        pair = f"{_value(world, identity.user)}:{_value(world, identity.password)}"
        encoded = base64.b64encode(pair.encode()).decode()
        world.watch.learn(encoded)
        return (("Authorization", f"Basic {encoded}"),)
    return ()


def _exchanged(world: World, api: ApiSource, name: str, identity: TokenExchange) -> Headers | Gap:
    """Return the header with the token that the API gives, which is asked for once in a run."""
    with world.tokens.lock:
        key = (api.name, name)
        if key not in world.tokens.held:
            world.tokens.held[key] = _exchange(world, api, name, identity)
        token = world.tokens.held[key]
    return token if isinstance(token, Gap) else (("Authorization", f"Bearer {token}"),)


def _exchange(world: World, api: ApiSource, name: str, identity: TokenExchange) -> str | Gap:
    source = f"{api.name} as {name}"
    proof = _headers(world, api, identity.by)
    if isinstance(proof, Gap):
        return proof
    sent = json.loads(identity.body) | {
        key: _value(world, variable) for key, variable in identity.filled
    }
    encoded = urlencode(sent, doseq=True) if identity.is_form else json.dumps(sent)
    kind = "application/x-www-form-urlencoded" if identity.is_form else "application/json"
    headers = (("Accept", "application/json"), ("Content-Type", kind), *proof)
    url = url_of(api, identity.post)
    answer = world.http.send(
        Request(url, "POST", headers, encoded.encode(), follow_redirects=False, secret_answer=True)
    )
    if isinstance(answer, Gap):
        return answer
    if answer.status not in _GIVEN:
        reason = _REFUSALS.get(answer.status, GapReason.UNREADABLE)
        return Gap(reason, source, f"the token exchange was answered with {answer.status}")
    return _token(world, source, identity, answer)


def _token(world: World, source: str, identity: TokenExchange, answer: Response) -> str | Gap:
    """Return the token in an answer; nothing of an answer without one is quoted."""
    try:
        found = [value for _, value in select_pointers(read_json("", answer.body), identity.select)]
    except UnreadableError:
        return Gap(GapReason.UNREADABLE, source, "the answer to the token exchange is no JSON")
    token = found[0] if len(found) == 1 else None
    if not isinstance(token, str) or not _SENDABLE.fullmatch(token):
        why = f"`{identity.select}` finds no token in the answer to the token exchange"
        return Gap(GapReason.UNREADABLE, source, why)
    world.watch.learn(token)
    return token


def _value(world: World, variable: str) -> str:
    return world.environment.get(variable) or ""


def _may_be_sent(world: World, variable: str) -> bool:
    return bool(_SENDABLE.fullmatch(_value(world, variable)))


def _named(variables: Iterable[str]) -> str:
    names = list(variables)
    if len(names) == 1:
        return f"the environment variable {names[0]} is"
    return f"the environment variables {', '.join(names)} are"
