"""Which hosts may be asked, and which addresses a name may stand for.

A name is looked up once per connection, what comes back is checked, and the connection goes to
exactly those addresses: an answer of the DNS that changes in between changes nothing.
"""

from __future__ import annotations

import ipaddress
import queue
import socket
import threading
from collections.abc import Collection
from urllib.parse import urlsplit

from contractcheck.adapters.http.refusal import Deadline, RefusedError
from contractcheck.adapters.http.url import Target, plain_host
from contractcheck.model.evidence import GapReason
from contractcheck.model.location import Location
from contractcheck.model.problem import InputError, Problem

_Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_METADATA = frozenset(map(ipaddress.ip_address, ("fd00:ec2::254", "100.100.100.200")))
"""Metadata services of clouds that are not link-local: they hand out credentials."""


class AllowedHosts:
    """The hosts that trusted configuration allows; loopback is allowed without being named."""

    def __init__(self, entries: Collection[str]) -> None:
        """Read ``host`` and ``host:port`` entries; raise ``InputError`` with all others."""
        self._allowed: set[tuple[str, int | None]] = set()
        problems = []
        for entry in entries:
            try:
                self._allowed.add(_entry(entry))
            except ValueError:
                message = f"`{entry}` is no host: write `host` or `host:port`"
                problems.append(Problem(Location("allowed hosts"), message))
        if problems:
            raise InputError(problems)

    def check(self, target: Target, came_from: Target | None = None) -> None:
        """Raise ``RefusedError`` unless ``target`` may be asked, by itself or after a redirect.

        A redirect reaches loopback only from loopback: no server may send us to our neighbours.
        """
        named = {(target.host, None), (target.host, target.port)} & self._allowed
        near = is_loopback_host(target.host)
        if named or (near and (came_from is None or is_loopback_host(came_from.host))):
            return
        words = f"`{target.authority}` is not among the allowed hosts"
        words = f"redirected: {words}" if came_from else words
        raise RefusedError(GapReason.NOT_ALLOWED, words)


def is_loopback_host(host: str) -> bool:
    """Say whether a host of a URL is this machine by its name or address."""
    address = _literal(host)
    return host == "localhost" if address is None else _plain(address).is_loopback


def check_literal(host: str) -> None:
    """Raise ``RefusedError`` for a host that is written as an address that is never asked."""
    address = _literal(host)
    if address is not None:
        _check(host, address)


def addresses(host: str, port: int, deadline: Deadline) -> list[str]:
    """Return the checked addresses of ``host``, each once; raise ``RefusedError`` for none."""
    literal = _literal(host)
    found = [literal] if literal else _look_up(host, port, deadline)
    for address in found:
        _check(host, address)
    return list(dict.fromkeys(str(address) for address in found))


def _check(host: str, address: _Address) -> None:
    plain = _plain(address)
    if _is_refused(plain) or (host == "localhost" and not plain.is_loopback):
        words = f"`{host}` stands for an address that is never asked"
        raise RefusedError(GapReason.NOT_ALLOWED, words)


def _entry(text: str) -> tuple[str, int | None]:
    bare_ipv6 = text.count(":") > 1 and not text.startswith("[")
    parts = urlsplit(f"//[{text}]" if bare_ipv6 else f"//{text}")
    if parts.path or parts.query or parts.fragment or "@" in text:
        raise ValueError(text)
    return plain_host(parts.hostname or ""), parts.port


def _literal(host: str) -> _Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def _plain(address: _Address) -> _Address:
    """Unwrap IPv4 addresses that are written as IPv6."""
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or address


def _is_refused(address: _Address) -> bool:
    odd = address.is_link_local or address.is_multicast or address.is_unspecified
    future = address.version == 4 and address.is_reserved  # noqa: PLR2004 - class E
    return odd or future or address in _METADATA


def _look_up(host: str, port: int, deadline: Deadline) -> list[_Address]:
    """Ask the system's resolver, which knows no timeout, from a thread that can be left behind."""
    answers: queue.SimpleQueue[list[_Address] | OSError] = queue.SimpleQueue()

    def ask() -> None:
        try:
            rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            answers.put([ipaddress.ip_address(row[4][0]) for row in rows])
        except OSError as error:
            answers.put(error)
        except ValueError as error:
            answers.put(OSError(str(error)))

    asking = threading.Thread(target=ask, name="contractcheck-dns", daemon=True)
    asking.start()
    try:
        answer = answers.get(timeout=deadline.left())
    except queue.Empty:
        raise RefusedError(GapReason.TIMED_OUT, f"looking up `{host}`") from None
    asking.join()
    if isinstance(answer, OSError) or not answer:
        words = f"`{host}` is not in the DNS"
        raise RefusedError(GapReason.UNREACHABLE, words, unsent=True)
    return answer
