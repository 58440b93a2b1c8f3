"""What a command line says of the outside: addresses of APIs, hosts that may be asked, the day."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, TypeVar
from urllib.parse import urlsplit

import click

from contractcheck.adapters.clock import utc_today
from contractcheck.cli.options import Seconds
from contractcheck.cli.say import say
from contractcheck.model.verdict import Verdict
from contractcheck.wiring.network import BUDGET

_F = TypeVar("_F", bound=Callable[..., Any])


def network_options(function: _F) -> _F:
    """Add ``--api``, ``--allow-host`` and ``--http-budget``."""
    function = click.option(
        "--http-budget",
        type=Seconds(),
        default=BUDGET,
        show_default=f"{BUDGET:g}",
        envvar="CONTRACTCHECK_HTTP_BUDGET",
        metavar="SECONDS",
        help="What all requests of the run may take together (also: CONTRACTCHECK_HTTP_BUDGET).",
    )(function)
    function = click.option(
        "--allow-host",
        "hosts",
        multiple=True,
        metavar="HOST[:PORT]",
        help="Allow a host (also: CONTRACTCHECK_ALLOWED_HOSTS, comma-separated). Loopback always is.",
    )(function)
    return click.option(
        "--api", "apis", multiple=True, metavar="NAME=URL", help="Ask an API at this URL instead."
    )(function)


def writing_option(function: _F) -> _F:
    """Add ``--allow-writes``."""
    return click.option(
        "--allow-writes",
        "writes",
        multiple=True,
        metavar="HOST[:PORT]",
        help="Let smokes write to this host, where the configuration marks its API `writable: true`.",
    )(function)


def writable_hosts(writes: Iterable[str]) -> tuple[str, ...]:
    """Return the hosts of ``--allow-writes`` in small letters."""
    for text in writes:
        if _host(f"http://{text}") != text or text.split() != [text]:
            message = f"--allow-writes takes HOST or HOST:PORT, not {text!r}"
            raise click.UsageError(message)
    return tuple(text.lower() for text in writes)


def say_left(verdicts: Iterable[Verdict]) -> None:
    """Say on standard error what the smokes of a run left on servers, whatever else is printed."""
    for verdict in verdicts:
        for said in verdict.left:
            say(f"{verdict.clause}: {said}", err=True)


def day_option(function: _F) -> _F:
    """Add ``--as-of``."""
    return click.option(
        "--as-of", metavar="DATE", help="Judge as of this day (YYYY-MM-DD, UTC) instead of today."
    )(function)


def api_urls(apis: Iterable[str]) -> dict[str, str]:
    """Return the URLs of ``--api`` by the names of the APIs."""
    return dict(_pair(text) for text in apis)


def allowed_hosts(hosts: Iterable[str], apis: Iterable[str]) -> tuple[str, ...]:
    """Return the hosts that options and environment allow; those of ``--api`` are among them."""
    named = os.environ.get("CONTRACTCHECK_ALLOWED_HOSTS", "").split(",")
    allowed = (*hosts, *(part.strip() for part in named), *(_host(_pair(t)[1]) for t in apis))
    return tuple(host for host in allowed if host)


def day_of(text: str | None) -> date:
    """Return the day of ``--as-of``; without one the UTC day of this machine."""
    if text is None:
        return utc_today()
    try:
        return date.fromisoformat(text)
    except ValueError:
        message = f"--as-of takes a day such as 2026-01-31, not {text!r}"
        raise click.UsageError(message) from None


def _pair(text: str) -> tuple[str, str]:
    name, _, url = text.partition("=")
    if not name or _host(url) is None:
        message = f"--api takes NAME=URL with an http or https URL, and {name!r} has none"
        raise click.UsageError(message)
    return name, url


def _host(url: str) -> str | None:
    """Return ``host`` or ``host:port`` of a URL; nothing where it is none or holds credentials."""
    try:
        parts = urlsplit(url)
        known = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
    except ValueError:
        return None
    return parts.netloc if known and parts.username is None else None
