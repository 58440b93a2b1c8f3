"""Classes of URLs that stay apart, and which hosts are only inside."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from contractcheck.model.clause import Argument

_URL = re.compile(r"[a-z][a-z0-9+.-]*://[^\s<>()`\"'|]*[^\s<>()`\"'|.,;:!?\]}]", re.IGNORECASE)
_INSIDE = (".local", ".internal", ".localhost", ".lan", ".intranet", ".home.arpa", ".cluster.local")


@dataclass(frozen=True, slots=True)
class UrlClass:
    """A class of URLs: what it is ``called``, ``urls`` that belong to it, and whether it is only inside."""

    name: str
    called: tuple[str, ...]
    urls: tuple[str, ...] = ()
    inside: bool = False
    hosts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class UrlsApart(Argument):
    """No URL belongs to two classes; one of a class that is not inside has a public host."""

    classes: tuple[UrlClass, ...]


@dataclass(frozen=True, slots=True)
class NoInsideUrl(Argument):
    """No URL with a host that is only inside stands in these documents, and none of ``urls``."""

    hosts: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()


def find_urls(text: str) -> list[tuple[int, int]]:
    """Return where URLs stand in a text."""
    return [match.span() for match in _URL.finditer(text)]


def same_url(url: str) -> str:
    """Return the URL as it is compared: scheme and host in lower case, default port and last slash gone."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return url.lower()
    default = {"http": 80, "https": 443}.get(parts.scheme.lower())
    host = (parts.hostname or "").lower() + (f":{port}" if port and port != default else "")
    query = f"?{parts.query}" if parts.query else ""
    return f"{parts.scheme.lower()}://{host}{parts.path.rstrip('/')}{query}"


def is_inside(url: str, hosts: tuple[str, ...] = ()) -> bool:
    """Say whether a URL leads to a host that only the inside knows: loopback, private, ``.internal``."""
    try:
        host = (urlsplit(url).hostname or "").lower()
    except ValueError:
        return False
    if any(host == one.lower() or host.endswith(f".{one.lower().lstrip('*.')}") for one in hosts):
        return True
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host == "localhost" or host.endswith(_INSIDE)
    return address.is_private or address.is_loopback or address.is_link_local
