"""Proxies as the environment names them; their credentials stand in no report."""

from __future__ import annotations

import base64
import ipaddress
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import unquote_to_bytes, urlsplit

from contractcheck.adapters.http.refusal import RefusedError
from contractcheck.adapters.http.url import Target, plain_host
from contractcheck.model.evidence import GapReason

_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class ProxyUrl:
    """Where a proxy is, and what it wants to be told."""

    scheme: str
    host: str
    port: int
    credentials: tuple[bytes, bytes] | None = field(default=None, repr=False)


def proxy_for(target: Target, environment: Mapping[str, str]) -> ProxyUrl | None:
    """Return the proxy for a target; raise ``RefusedError`` for one that cannot be used.

    Lower case comes first. ``HTTP_PROXY`` is no proxy in a CGI program: a request can set it.
    """
    if any(_is_named(target, entry) for entry in _excepted(environment)):
        return None
    own = f"{target.scheme}_proxy"
    unsafe = {"HTTP_PROXY"} if "REQUEST_METHOD" in environment else set()
    names = (name for name in (own, own.upper(), "all_proxy", "ALL_PROXY") if name not in unsafe)
    name = next((name for name in names if environment.get(name)), None)
    return _read(name, environment[name]) if name else None


def proxy_secrets(environment: Mapping[str, str]) -> tuple[str, ...]:
    """Return what proxies are told as passwords, plain and as it is sent, to be hidden everywhere."""
    found: list[str] = []
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        for text in filter(None, map(environment.get, (name, name.upper()))):
            with suppress(RefusedError):
                if credentials := _read(name, text).credentials:
                    sent = base64.b64encode(b":".join(credentials)).decode("ascii")
                    found += (credentials[1].decode("utf-8", "replace"), sent)
    return tuple(dict.fromkeys(found))


def _read(name: str, text: str) -> ProxyUrl:
    with suppress(ValueError):
        parts = urlsplit(text if "://" in text else f"http://{text}")
        if parts.scheme in _PORTS:
            host = plain_host(parts.hostname or "")
            port = _PORTS[parts.scheme] if parts.port is None else parts.port
            return ProxyUrl(parts.scheme, host, port, _credentials(parts.username, parts.password))
    words = f"{name} names no http or https proxy"
    raise RefusedError(GapReason.NOT_LOOKED, words)


def _credentials(user: str | None, password: str | None) -> tuple[bytes, bytes] | None:
    if user is None:
        return None
    return unquote_to_bytes(user), unquote_to_bytes(password or "")


def _excepted(environment: Mapping[str, str]) -> Iterator[str]:
    text = environment.get("no_proxy") or environment.get("NO_PROXY") or ""
    for entry in text.replace(",", " ").split():
        yield entry.lower()


def _is_named(target: Target, entry: str) -> bool:
    """Say whether an entry of ``NO_PROXY`` means a target: ``*``, a domain, an address, a network."""
    if entry == "*":
        return True
    with suppress(ValueError):
        return ipaddress.ip_address(target.host) in ipaddress.ip_network(entry, strict=False)
    host, _, port = entry.rpartition(":")
    if host and port.isdecimal() and (":" not in host or host.startswith("[")):
        if int(port) != target.port:
            return False
        entry = host
    name = entry.strip("[]").removeprefix("*").removeprefix(".")
    return bool(name) and (target.host == name or target.host.endswith(f".{name}"))
