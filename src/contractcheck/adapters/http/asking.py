"""One question under way: its redirects, its attempts, and when it is given up.

Imported only when the first request is made.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from http import HTTPStatus
from urllib.parse import urljoin

from contractcheck.adapters.http.address import AllowedHosts
from contractcheck.adapters.http.budget import Budget
from contractcheck.adapters.http.exchange import Redirect, exchange
from contractcheck.adapters.http.lines import Lines
from contractcheck.adapters.http.pace import Pace
from contractcheck.adapters.http.refusal import Deadline, RefusedError, StaleError
from contractcheck.adapters.http.routes import Routes
from contractcheck.adapters.http.settings import NO_SETTINGS, READS, OriginSettings
from contractcheck.adapters.http.url import Origin, Target, parse_url
from contractcheck.model.evidence import GapReason
from contractcheck.model.retry_after import retry_after
from contractcheck.ports import Request, Response

_MOST_REDIRECTS = 5
_WAITS = (0.5, 1.0)
"""The longest waits between attempts, in seconds; chance shortens them, so that clients part."""
_ATTEMPTS = len(_WAITS) + 1
_TRY_AGAIN = frozenset(
    {
        HTTPStatus.TOO_MANY_REQUESTS,
        HTTPStatus.BAD_GATEWAY,
        HTTPStatus.SERVICE_UNAVAILABLE,
        HTTPStatus.GATEWAY_TIMEOUT,
    }
)
_HARMLESS = frozenset({"accept", "accept-language", "user-agent"})
"""The only headers that follow a redirect to another origin: any other may be a credential."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one request may take; ``budget`` is that of all."""

    budget: Budget
    connect_timeout: float
    request_deadline: float
    body: int


class Network:
    """What the requests of a run share: connections, routes, and the pace of each origin."""

    def __init__(
        self,
        allowed: AllowedHosts,
        limits: Limits,
        settings: Mapping[Origin, OriginSettings],
        jitter: Callable[[], float],
    ) -> None:
        """Open nothing yet."""
        self.allowed = allowed
        self.limits = limits
        self.jitter = jitter
        self.lines = Lines(limits.connect_timeout)
        self.routes = Routes(settings)
        self._settings = settings
        self._paces: dict[Origin, Pace] = {}
        self._lock = threading.Lock()

    def pace(self, origin: Origin) -> Pace:
        """Return the one pace of an origin."""
        with self._lock:
            if origin not in self._paces:
                settings = self._settings.get(origin, NO_SETTINGS)
                self._paces[origin] = Pace(settings.at_once, settings.per_second)
            return self._paces[origin]

    def close(self) -> None:
        """Close every connection and end every wait."""
        with self._lock:
            paces = list(self._paces.values())
        for pace in paces:
            pace.close()
        self.lines.close()


@dataclass(slots=True)
class Asking:
    """One question on its way; its deadline begins with its first turn, not while it queues."""

    network: Network
    request: Request
    deadline: Deadline | None = field(default=None)

    def answer(self, target: Target, location: str | None = None) -> Response:
        """Return the answer behind all redirects; raise ``RefusedError`` where there is none.

        ``location`` is where the target is known to redirect: then it is not asked again.
        """
        known = None if location is None else Redirect(location)
        came_from: Target | None = None
        for _ in range(_MOST_REDIRECTS + 1):
            self.network.allowed.check(target, came_from)
            if came_from and came_from.origin != target.origin:
                kept = tuple(pair for pair in self.request.headers if pair[0] in _HARMLESS)
                self.request = replace(self.request, headers=kept)
            answer, known = known or self._persist(target), None
            if isinstance(answer, Response):
                return answer
            came_from, target = target, _redirected(target, answer.location)
        words = f"redirected more than {_MOST_REDIRECTS} times"
        raise RefusedError(GapReason.UNREACHABLE, words)

    def _persist(self, target: Target) -> Response | Redirect:
        """Ask up to three times, where asking again can do no harm."""
        pace = self.network.pace(target.origin)
        outcome: Response | Redirect | RefusedError | None = None
        for attempt in range(_ATTEMPTS):
            try:
                outcome = self._take_turn(pace, target)
            except RefusedError as refused:
                # An earlier answer says more than the failure of a later attempt.
                outcome = outcome if isinstance(outcome, Response) else refused
            wait = self._wait(outcome, attempt, pace)
            if wait is None:
                break
            pace.wait(wait)
        if isinstance(outcome, RefusedError):
            raise pace.give_up(outcome) if outcome.unsent else outcome
        assert outcome is not None  # noqa: S101 - there is at least one attempt
        return outcome

    def _wait(
        self, outcome: Response | Redirect | RefusedError, attempt: int, pace: Pace
    ) -> float | None:
        """Return the seconds until the next attempt; nothing where this one counts."""
        if not self._may_repeat(outcome) or self.deadline is None:
            return None
        asked = retry_after(outcome.headers) if isinstance(outcome, Response) else None
        limited = isinstance(outcome, Response) and outcome.status == HTTPStatus.TOO_MANY_REQUESTS
        rest = asked.wait(datetime.now(UTC)) if asked and limited else 0.0
        if asked and not self.deadline.allows(rest):
            words = f"status 429; to be asked again {asked}"
            raise pace.give_up(RefusedError(GapReason.RATE_LIMITED, words))
        if attempt + 1 == _ATTEMPTS:
            return None
        wait = max(asked.wait(datetime.now(UTC)) if asked else 0.0, self._backoff(attempt))
        if not self.deadline.allows(wait):
            return None
        pace.rest(rest)
        return wait

    def _backoff(self, attempt: int) -> float:
        return self.network.jitter() * _WAITS[attempt]

    def _may_repeat(self, outcome: Response | Redirect | RefusedError) -> bool:
        """Say whether asking again is safe and may help."""
        if isinstance(outcome, RefusedError):
            return outcome.unsent
        return (
            isinstance(outcome, Response) and outcome.status in _TRY_AGAIN and self._is_repeatable
        )

    @property
    def _is_repeatable(self) -> bool:
        """Whether a second copy of the request changes nothing."""
        named = {name for name, _ in self.request.headers}
        return self.request.method in READS or "idempotency-key" in named

    def _take_turn(self, pace: Pace, target: Target) -> Response | Redirect:
        limits = self.network.limits
        pace.enter(self.deadline or limits.budget.deadline())
        try:
            if self.deadline is None:
                self.deadline = limits.budget.deadline_within(limits.request_deadline)
            return self._ask(target, self.deadline)
        finally:
            pace.leave()

    def _ask(self, target: Target, deadline: Deadline) -> Response | Redirect:
        """Ask on a kept connection, or on a new one where none is kept or it turns out closed.

        What must not be repeated goes on a new one: whether a kept one still leads anywhere shows
        only after sending.
        """
        lines, route = self.network.lines, self.network.routes.to(target)
        sent = _with_headers_of_transport(self.request, target)
        fresh = not self._is_repeatable
        while True:
            line = lines.lease(route, deadline, fresh=fresh)
            try:
                return exchange(line, target, sent, self.network.limits.body)
            except StaleError:
                fresh = True
            finally:
                lines.give_back(line)


def _with_headers_of_transport(request: Request, target: Target) -> Request:
    whole = {
        "host": target.authority,
        "accept": "*/*",
        "user-agent": "contractcheck",
        **dict(request.headers),
        "accept-encoding": "gzip",
    }
    if request.body or request.method not in READS:
        whole["content-length"] = str(len(request.body))
    follow = request.follow_redirects and request.method in READS
    return replace(request, headers=tuple(whole.items()), follow_redirects=follow)


def _redirected(target: Target, location: str) -> Target:
    try:
        following = urljoin(target.full, location)
    except ValueError:
        following = ""
    try:
        return parse_url(following)
    except RefusedError as refused:
        raise RefusedError(refused.reason, f"redirected: {refused.detail}") from None
