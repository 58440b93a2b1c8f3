"""URLs as this adapter accepts them: http or https, a plain host, no credentials.

The parts are taken apart once and handed on as parts, so that no second parser can read the same
text as another host.
"""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urlsplit

from contractcheck.adapters.http.refusal import RefusedError
from contractcheck.model.evidence import GapReason

_ODD = re.compile(r"[\x00-\x20\x7f\\]")
_NAME = re.compile(r"[a-z0-9_](?:[a-z0-9_.-]{0,252}[a-z0-9_])?")
_PORTS = {"http": 80, "https": 443}
_KEPT = "%/:@!$&'()*+,;=~"

Origin = tuple[str, str, int]
"""What credentials and connections belong to: scheme, host and port."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where a request goes; ``host`` is lower case, without brackets or final dot."""

    scheme: str
    host: str
    port: int
    path: str
    query: str = ""

    @property
    def origin(self) -> Origin:
        """What credentials belong to."""
        return self.scheme, self.host, self.port

    @property
    def has_default_port(self) -> bool:
        """Whether the port goes without saying."""
        return self.port == _PORTS[self.scheme]

    @property
    def authority(self) -> str:
        """The host as URLs and the ``Host`` header write it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.has_default_port else f"{host}:{self.port}"

    @property
    def request_line(self) -> str:
        """The path with its query, as it is sent."""
        return f"{self.path}?{self.query}" if self.query else self.path

    @property
    def public(self) -> str:
        """The URL without its query, fit for reports."""
        return f"{self.scheme}://{self.authority}{self.path}"

    @property
    def full(self) -> str:
        """The whole URL, to resolve redirects against; never for reports."""
        return f"{self.scheme}://{self.authority}{self.request_line}"


def parse_url(text: str) -> Target:
    """Return the parts of a URL; raise ``RefusedError`` for one that is not accepted."""
    parts = _split(text)
    if parts.scheme not in _PORTS:
        raise RefusedError(GapReason.NOT_ALLOWED, "only http and https URLs are asked")
    if "@" in parts.netloc:
        raise RefusedError(GapReason.NOT_ALLOWED, "the URL holds credentials")
    try:
        host, port = plain_host(parts.hostname or ""), parts.port
        path = quote(parts.path or "/", safe=_KEPT)
        query = quote(parts.query, safe=_KEPT + "?")
    except ValueError:
        raise RefusedError(GapReason.NOT_ALLOWED, "the URL names no host to ask") from None
    return Target(parts.scheme, host, _PORTS[parts.scheme] if port is None else port, path, query)


def same_origin(one: str, other: str) -> bool:
    """Say whether two URLs lead to the same server; one that is not accepted leads to none."""
    try:
        return parse_url(one).origin == parse_url(other).origin
    except RefusedError:
        return False


def plain_host(host: str) -> str:
    """Return a host name or address in its one plain spelling; raise ``ValueError`` for others.

    Addresses written as one number, in octal or in hex stay names, which no allow-list names.
    """
    host = host.lower().removesuffix(".")
    if ":" in host:
        return str(ipaddress.IPv6Address(host)) if "%" not in host else _no_host()
    host = host if host.isascii() else host.encode("idna").decode()
    return host if _NAME.fullmatch(host) else _no_host()


def public_url(text: str) -> str:
    """Return a URL without credentials, query and fragment, fit for reports."""
    try:
        parts = _split(text)
        host = plain_host(parts.hostname or "")
        port = f":{parts.port}" if parts.port is not None else ""
        path = quote(parts.path, safe=_KEPT)
    except (RefusedError, ValueError):
        return "a URL that cannot be read"
    host = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{host}{port}{path}"


def _split(text: str) -> SplitResult:
    try:
        if not _ODD.search(text):
            return urlsplit(text)
    except ValueError:
        pass
    raise RefusedError(GapReason.NOT_ALLOWED, "this is not a URL") from None


def _no_host() -> str:
    message = "not a host"
    raise ValueError(message)
