"""The client: what may be asked, within which limits, and each question asked once."""

from __future__ import annotations

import random
import re
import threading
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from dataclasses import replace
from types import TracebackType
from typing import TYPE_CHECKING, Self

from contractcheck.adapters.http.address import AllowedHosts
from contractcheck.adapters.http.answers import Answers
from contractcheck.adapters.http.budget import Budget
from contractcheck.adapters.http.refusal import RefusedError
from contractcheck.adapters.http.settings import READS, OriginSettings, is_redirect
from contractcheck.adapters.http.url import Origin, parse_url, public_url
from contractcheck.model.evidence import Gap, GapReason
from contractcheck.model.location import Location
from contractcheck.model.problem import InputError, Problem
from contractcheck.ports import Request, Response

if TYPE_CHECKING:
    from contractcheck.adapters.http.asking import Asking, Network

_KEPT_BYTES = 32_000_000
_OURS = frozenset({"host", "accept-encoding", "connection", "content-length", "transfer-encoding"})
_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_VALUE = re.compile(r"(?:[\x21-\x7e\x80-\xff](?:[\x20\t-\x7e\x80-\xff]*[\x21-\x7e\x80-\xff])?)?")


class HttpClient:
    """An ``Http`` on httpcore, the transport of httpx, which is imported with the first request.

    ``allowed_hosts`` are ``host`` or ``host:port``; loopback needs no entry. ``request_deadline``
    bounds a request as a whole, redirects and attempts included, ``run_budget`` the time in which
    any is under way, in seconds; ``body_limit`` counts bytes after decompression. ``origins`` has
    what is said of the servers of some URLs; ``jitter`` gives numbers from 0 to 1. Questions may
    come from any thread; equal ones that only read get the same answer.
    """

    def __init__(  # noqa: PLR0913 - one parameter per limit
        self,
        allowed_hosts: Collection[str] = (),
        *,
        connect_timeout: float = 5.0,
        request_deadline: float = 15.0,
        run_budget: float = 60.0,
        body_limit: int = 20_000_000,
        origins: Mapping[str, OriginSettings] | None = None,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        """Keep the limits; nothing is opened before the first request."""
        self._allowed = AllowedHosts(allowed_hosts)
        self._budget = Budget(run_budget)
        self._limits = (connect_timeout, request_deadline, body_limit)
        self._origins = _by_origin(origins or {})
        self._jitter = jitter
        self._answers = Answers(_KEPT_BYTES)
        self._network: Network | None = None
        self._closed = False
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
        """Forget the answers and close every connection; whoever still waits is told so."""
        self._answers.clear()
        with self._lock:
            self._closed = True
            network, self._network = self._network, None
        if network:
            network.close()

    def send(self, request: Request) -> Response | Gap:
        """Return the answer, whatever its status, or why there is none.

        Raises ``InputError`` where httpcore is not installed.
        """
        sent = {name.lower(): value for name, value in request.headers}
        question = replace(request, headers=tuple(sorted(sent.items())))
        if question.method not in READS or sent.get("cache-control") == "no-cache":
            return self._ask(question)
        # Who follows redirects and who does not ask the same, unless there is one.
        here = self._answers.get(replace(question, follow_redirects=False), self._ask)
        if isinstance(here, Gap) or not (request.follow_redirects and is_redirect(here)):
            return here
        return self._answers.get(question, lambda one: self._ask(one, here.headers["location"]))

    def _ask(self, request: Request, location: str | None = None) -> Response | Gap:
        try:
            target = parse_url(request.url)
            checked = _sendable(request)
            # Before the transport is imported: what is not allowed costs nothing.
            self._allowed.check(target)
            asking, network = self._transport()
            with self._budget:
                return asking(network, checked).answer(target, location)
        except RefusedError as refused:
            return Gap(refused.reason, public_url(request.url), refused.detail)

    def _transport(self) -> tuple[type[Asking], Network]:
        """Return what asks, imported and made with the first request."""
        try:
            from contractcheck.adapters.http.asking import Asking, Limits, Network  # noqa: PLC0415
        except ImportError:
            raise InputError([_not_installed()]) from None
        with self._lock:
            if self._closed:
                raise RefusedError(GapReason.NOT_LOOKED, "the run was ended")
            if self._network is None:
                connect, whole, body = self._limits
                limits = Limits(self._budget, connect, whole, body)
                self._network = Network(self._allowed, limits, self._origins, self._jitter)
            return Asking, self._network


def _by_origin(settings: Mapping[str, OriginSettings]) -> dict[Origin, OriginSettings]:
    found = {}
    for url, one in settings.items():
        with suppress(RefusedError):  # such a URL is never asked
            found[parse_url(url).origin] = one
    return found


def _sendable(request: Request) -> Request:
    """Drop the headers that are ours to set; refuse by name what would break the request."""
    if not _NAME.fullmatch(request.method):
        raise RefusedError(GapReason.NOT_LOOKED, "the method is none")
    for name, value in request.headers:
        if not _NAME.fullmatch(name):
            raise RefusedError(GapReason.NOT_LOOKED, "a header has a name that no header may")
        if not _VALUE.fullmatch(value):
            words = f"the value for the header `{name}` holds characters that no header may"
            raise RefusedError(GapReason.NOT_LOOKED, words)
    kept = tuple((name, value) for name, value in request.headers if name not in _OURS)
    return replace(request, headers=kept)


def _not_installed() -> Problem:
    message = "looking at live sources needs packages that are not installed"
    return Problem(Location("live sources"), message, "pip install contractcheck[live]")
