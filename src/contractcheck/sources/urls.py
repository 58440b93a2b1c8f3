"""The URLs of an API: what lies below its base, and whether a URL is of its own origin."""

from __future__ import annotations

from urllib.parse import SplitResult, urljoin, urlsplit

from contractcheck.model.configuration import ApiSource

_PORTS = {"http": 80, "https": 443}


def url_of(api: ApiSource, path: str) -> str:
    """Return the URL of a path below an API's base URL; a full URL stays."""
    if urlsplit(path).scheme:
        return path
    return urljoin(f"{api.url.rstrip('/')}/", path.lstrip("/"))


def is_own(api: ApiSource, url: str) -> bool:
    """Say whether a URL has the origin of an API, the only one that its credentials are for.

    An API without a base URL has the origin of its description.
    """
    try:
        return _origin(urlsplit(api.url or api.openapi)) == _origin(urlsplit(url))
    except ValueError:
        return False


def _origin(parts: SplitResult) -> tuple[str, str, int | None]:
    port = _PORTS.get(parts.scheme) if parts.port is None else parts.port
    return parts.scheme, (parts.hostname or "").removesuffix("."), port
