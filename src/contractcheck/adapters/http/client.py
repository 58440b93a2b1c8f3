"""The client: allow-list, budgets, redirects by hand, and each question asked once."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Collection, Mapping
from dataclasses import replace
from types import TracebackType
from typing import Self
from urllib.parse import urljoin

from contractcheck.adapters.http.address import AllowedHosts
from contractcheck.adapters.http.refusal import Deadline, RefusedError
from contractcheck.adapters.http.url import Target, parse_url, public_url
from contractcheck.model.evidence import Gap, GapReason
from contractcheck.model.location import Location
from contractcheck.model.problem import InputError, Problem
from contractcheck.ports import Request, Response

_MOST_REDIRECTS = 5
_OURS = frozenset({"host", "accept-encoding", "connection", "content-length", "transfer-encoding"})
_HARMLESS = frozenset({"accept", "accept-language", "user-agent"})
"""The only headers that follow a redirect to another origin: any other may be a credential."""

_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_VALUE = re.compile(r"(?:[\x21-\x7e\x80-\xff](?:[\x20\t-\x7e\x80-\xff]*[\x21-\x7e\x80-\xff])?)?")

_READS = frozenset({"GET", "HEAD", "OPTIONS"})
"""Methods that change nothing (RFC 9110, 9.2.1), so that an equal question has the same answer."""


class HttpClient:
    """An ``Http`` on httpcore, the transport of httpx, which is imported with the first request.

    ``allowed_hosts`` are ``host`` or ``host:port``; loopback needs no entry. ``request_deadline``
    bounds a request as a whole, redirects included, ``run_budget`` all of them, in seconds;
    ``body_limit`` counts bytes after decompression. Proxies and ``.netrc`` are not looked at.
    Equal questions get the first answer again. Requests go one after the other, from any thread.
    """

    def __init__(
        self,
        allowed_hosts: Collection[str] = (),
        *,
        connect_timeout: float = 5.0,
        request_deadline: float = 15.0,
        run_budget: float = 60.0,
        body_limit: int = 20_000_000,
    ) -> None:
        """Keep the limits; nothing is opened before the first request."""
        self._allowed = AllowedHosts(allowed_hosts)
        self._connect_timeout = connect_timeout
        self._request_deadline = request_deadline
        self._budget = self._left = run_budget
        self._body_limit = body_limit
        self._answers: dict[Request, Response | Gap] = {}
        self._lock = threading.Lock()

    def __enter__(self) -> Self:
        """Return the client itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the client."""
        self.close()

    def close(self) -> None:
        """Forget the answers; connections end with their requests and none is open."""
        with self._lock:
            self._answers.clear()

    def send(self, request: Request) -> Response | Gap:
        """Return the answer, whatever its status, or why there is none.

        Raises ``InputError`` where httpcore is not installed.
        """
        sent = {name.lower(): value for name, value in request.headers}
        question = replace(request, headers=tuple(sorted(sent.items())))
        with self._lock:
            if question.method not in _READS:
                return self._ask(question)
            if question not in self._answers:
                self._answers[question] = self._ask(question)
            return self._answers[question]

    def _ask(self, request: Request) -> Response | Gap:
        began = time.monotonic()
        try:
            target = parse_url(request.url)
            sent = replace(request, headers=tuple(_sendable(dict(request.headers)).items()))
            return self._follow(target, sent, self._deadline(began))
        except RefusedError as refused:
            return Gap(refused.reason, public_url(request.url), refused.detail)
        finally:
            self._left -= time.monotonic() - began

    def _deadline(self, began: float) -> Deadline:
        if self._left < self._request_deadline:
            words = f"the run's {self._budget:g} seconds for requests are spent"
            return Deadline(began + self._left, words)
        words = f"no complete answer within {self._request_deadline:g} seconds"
        return Deadline(began + self._request_deadline, words)

    def _follow(self, target: Target, request: Request, deadline: Deadline) -> Response | Gap:
        came_from: Target | None = None
        for _ in range(_MOST_REDIRECTS + 1):
            self._allowed.check(target, came_from)
            if came_from and came_from.origin != target.origin:
                kept = tuple(pair for pair in request.headers if pair[0] in _HARMLESS)
                request = replace(request, headers=kept)
            answer = self._exchange(target, request, deadline)
            if isinstance(answer, Response):
                return answer
            came_from, target = target, _redirected(target, answer)
        words = f"redirected more than {_MOST_REDIRECTS} times"
        raise RefusedError(GapReason.UNREACHABLE, words)

    def _exchange(self, target: Target, request: Request, deadline: Deadline) -> Response | str:
        """Ask once; the text is where a redirect leads."""
        try:
            from contractcheck.adapters.http.exchange import Limits, exchange  # noqa: PLC0415
        except ImportError:
            raise InputError([_not_installed()]) from None
        whole = {
            "host": target.authority,
            "accept": "*/*",
            "user-agent": "contractcheck",
            **dict(request.headers),
            "accept-encoding": "gzip",
            "connection": "close",
            **({"content-length": str(len(request.body))} if request.body else {}),
        }
        sent = replace(request, headers=tuple(whole.items()))
        answer = exchange(target, sent, Limits(deadline, self._connect_timeout, self._body_limit))
        return answer if isinstance(answer, Response) else answer.location


def _redirected(target: Target, location: str) -> Target:
    try:
        following = urljoin(target.full, location)
    except ValueError:
        following = ""
    try:
        return parse_url(following)
    except RefusedError as refused:
        raise RefusedError(refused.reason, f"redirected: {refused.detail}") from None


def _sendable(headers: Mapping[str, str]) -> dict[str, str]:
    """Drop the headers that are ours to set; refuse by name what would break the request."""
    for name, value in headers.items():
        if not _NAME.fullmatch(name):
            raise RefusedError(GapReason.NOT_LOOKED, "a header has a name that no header may")
        if not _VALUE.fullmatch(value):
            words = f"the value for the header `{name}` holds characters that no header may"
            raise RefusedError(GapReason.NOT_LOOKED, words)
    return {name: value for name, value in headers.items() if name not in _OURS}


def _not_installed() -> Problem:
    message = "looking at live sources needs packages that are not installed"
    return Problem(Location("live sources"), message, "pip install contractcheck[live]")
