"""The path prefixes of ``servers`` or ``basePath``: what stands between the host and the paths of a description."""

from __future__ import annotations

import posixpath
import re
from typing import Any

from contractcheck.model.data import Data, JsonValue, child
from contractcheck.model.problem import Problem, UnreadableError

_HOST = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]*:)?//[^/?#]*")
_VARIABLE = re.compile(r"\{([^{}]+)\}")


def base_paths(data: Data, owner: dict[str, JsonValue], pointer: str) -> tuple[str, ...]:
    """Return the path part of each server URL of ``owner``, each once, without trailing slash.

    Empty where ``owner`` has no servers. Raises ``UnreadableError`` where they are malformed.
    """
    servers, at = owner.get("servers", []), child(pointer, "servers")
    if not isinstance(servers, list):
        raise _unreadable(data, at, "`servers` is not a list")
    found = [_path(data, server, child(at, index)) for index, server in enumerate(servers)]
    return tuple(dict.fromkeys(found))


def base_path(data: Data, root: dict[str, JsonValue]) -> tuple[str, ...]:
    """Return the ``basePath`` of a Swagger description; its host and schemes are no part of it."""
    path = root.get("basePath", "/")
    if not isinstance(path, str) or not path.startswith("/"):
        message, advice = "`basePath` is no path that begins with `/`", "write `basePath: /v1`"
        raise UnreadableError(Problem(data.locate("/basePath"), message, advice))
    return (posixpath.normpath(path).lstrip("/") and _absolute(path, "/"),)


def hosts(root: dict[str, JsonValue]) -> tuple[str, ...]:
    """Return the hosts of ``servers``, or the ``host`` of a Swagger description, each once."""
    if isinstance(host := root.get("host"), str):
        return (host.lower(),)
    servers = root.get("servers")
    urls = (
        _filled(str(server["url"]), server.get("variables"))
        for server in (servers if isinstance(servers, list) else ())
        if isinstance(server, dict) and isinstance(server.get("url"), str)
    )
    found = (_HOST.match(url) for url in urls)
    return tuple(dict.fromkeys(one[0].partition("//")[2].lower() for one in found if one))


def _path(data: Data, server: JsonValue, pointer: str) -> str:
    if not isinstance(server, dict) or not isinstance(server.get("url"), str):
        raise _unreadable(data, pointer, "a server without a `url` text")
    url = _filled(str(server["url"]), server.get("variables"))
    return _absolute(_without_host(url), _folder_of(data.document)).rstrip("/")


def _filled(url: str, variables: Any) -> str:  # noqa: ANN401 - any JSON may stand here
    def default(match: re.Match[str]) -> str:
        known = variables.get(match[1]) if isinstance(variables, dict) else None
        value = known.get("default") if isinstance(known, dict) else None
        return match[0] if value is None else str(value)

    return _VARIABLE.sub(default, url)


def _without_host(url: str) -> str:
    """Cut scheme, host, query and fragment; a URL that is a host alone is the root."""
    host = _HOST.match(url)
    path = re.split(r"[?#]", url[host.end() :] if host else url, maxsplit=1)[0]
    return path or "/" if host else path


def _folder_of(document: str) -> str:
    """Return what a relative server URL counts from; the root where no URL is known."""
    return posixpath.dirname(_without_host(document)) if _HOST.match(document) else "/"


def _absolute(path: str, folder: str) -> str:
    joined = posixpath.normpath(posixpath.join("/", folder, path))
    return "/" + joined.lstrip("/")


def _unreadable(data: Data, pointer: str, message: str) -> UnreadableError:
    return UnreadableError(Problem(data.locate(pointer), message, "write `servers: [{url: /v1}]`"))
