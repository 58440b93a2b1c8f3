"""Addresses of an API as documents write them: which are the API's, and what path they name.

``$BASE/widgets``, ``https://<host>/widgets``, ``:8080/widgets`` and ``/widgets?page=2`` are all ``/widgets``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

PLACEHOLDER = (
    r"""(?:\$?\{\{[^{}\n]*\}\}|\$\{[^{}\s]*\}|\$\w+|\{[\w.-]+\}|<[^\s<>/"'][^<>/"'\n]*>|%\w+%)"""
)
"""What stands for a host or a part of a path: ``$BASE``, ``${BASE}``, ``{{ base }}``, ``<base>``."""

_ADDRESS = re.compile(
    rf"(?P<scheme>https?://)?(?P<host>(?:{PLACEHOLDER}|[^/?#])*)(?P<path>.*)", re.DOTALL
)
_PORT = re.compile(rf":(?:\d*|{PLACEHOLDER})$")
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1", "0.0.0.0"})  # noqa: S104 - compared, not bound


def trimmed(target: str) -> str:
    """Return a target without the punctuation of the sentence around it."""
    target = target.rstrip(".,;:!?*_")
    while target.endswith(")") and target.count("(") < target.count(")"):
        target = target[:-1].rstrip(".,;:!?*_")
    return target


def path_of(target: str, hosts: Sequence[str]) -> str:
    """Return the path of a target, empty when it is another host's or none at all.

    Where no host is declared, that of a URL may be one of the API's description: ``//host/path``.
    """
    address = _ADDRESS.fullmatch(trimmed(target))
    if address is None:
        return ""
    is_foreign = bool(address["host"]) and not is_ours(address["host"], hosts)
    if is_foreign and (hosts or not address["scheme"]):
        return ""
    path = re.split(r"[?#]", address["path"])[0]
    if not path and address["scheme"] and not re.fullmatch(PLACEHOLDER, address["host"]):
        path = "/"
    path = re.sub(r"\{\{([^{}]*)\}\}", _variable, path)
    path = re.sub(r"<[^<>]*>", lambda match: re.sub(r"\s+", "_", match[0]), path)
    if not path.startswith("/") or not _is_route(path):
        return ""
    return f"//{address['host']}{path}" if is_foreign else path


def own_path(path: str, hosts: Sequence[str]) -> str:
    """Return a path without its host; empty where that is none of the API's own."""
    if not path.startswith("//"):
        return path
    host, _, rest = path.removeprefix("//").partition("/")
    return f"/{rest}" if hosts and is_ours(host, hosts) else ""


def is_ours(host: str, hosts: Iterable[str]) -> bool:
    """Say whether a host is the API's: a placeholder, a declared one, loopback if nothing says otherwise."""
    declared = {each.lower() for each in hosts}
    whole = host.rpartition("@")[2].lower()
    name = _PORT.sub("", whole).strip("[]")
    if re.fullmatch(PLACEHOLDER, name):
        return True
    if name in _LOOPBACK or not name:
        return not declared or any(_PORT.sub("", each) in _LOOPBACK for each in declared)
    return name in declared or whole in declared


def goes_to(host: str, hosts: Sequence[str]) -> bool:
    """Say whether a ``Host`` header, if there is one, names the API; where none is declared any does."""
    return not host or not hosts or is_ours(host, hosts)


def _variable(match: re.Match[str]) -> str:
    """Write ``{{ .ID }}`` as the variable of a path it stands for."""
    name = re.sub(r"\W+", "_", match[1]).strip("_") or "x"
    return f"{{{name}}}"


def _is_route(path: str) -> bool:
    """Say whether a text looks like a route: no spaces, no globs, no file-system path."""
    return re.fullmatch(r"/[\w{}<>:$@.~%+,=&()/-]*", path) is not None and "//" not in path
