"""Ask the hub something and keep whatever it answers, errors and redirects included."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

if TYPE_CHECKING:
    from email.message import Message

KEY = "key-of-the-tests"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: `body` is parsed JSON, or None when there was none."""

    status: int
    headers: "Message[str, str]"
    body: Any


class _StayHere(HTTPRedirectHandler):
    def redirect_request(self, *_asked: object, **_more: object) -> None:
        """Follow nothing: the redirect itself is the answer."""


_OPENER = build_opener(ProxyHandler({}), _StayHere())


def ask(
    url: str,
    *,
    method: str = "GET",
    key: str | None = None,
    data: bytes | None = None,
    headers: Mapping[str, str] | None = None,
) -> Answer:
    """Send one request; a body is sent as JSON."""
    sent = {"Content-Type": "application/json"} if data is not None else {}
    sent |= {"Authorization": f"Bearer {key}"} if key is not None else {}
    sent |= headers or {}
    request = Request(url, data=data, headers=sent, method=method)  # noqa: S310 - loopback
    try:
        with _OPENER.open(request, timeout=10) as answer:
            return _kept(answer.status, answer.headers, answer.read())
    except HTTPError as error:
        with error:
            return _kept(error.code, error.headers, error.read())


def paths(url: str, method: str | None = None) -> dict[str, Any]:
    """Return the documented paths, or only those with a method."""
    documented: dict[str, Any] = ask(f"{url}/openapi.json").body["paths"]
    return {path: item for path, item in documented.items() if method is None or method in item}


def rows(url: str, path: str) -> list[dict[str, Any]]:
    """Return a whole list, asked for with a key."""
    answer = ask(url + path, key=KEY)
    assert answer.status == 200
    assert answer.body["meta"] == {"page": 1, "perPage": 100, "total": len(answer.body["data"])}
    found: list[dict[str, Any]] = answer.body["data"]
    return found


def _kept(status: int, headers: "Message[str, str]", body: bytes) -> Answer:
    return Answer(status, headers, json.loads(body) if body else None)
