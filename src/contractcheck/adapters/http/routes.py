"""The way to an origin: straight or through a proxy, and by what both sides prove themselves.

Imported only when the first request is made.
"""

from __future__ import annotations

import os
import ssl
import threading
from collections.abc import Mapping
from dataclasses import dataclass

import httpcore

from contractcheck.adapters.http.address import check_literal, is_loopback_host
from contractcheck.adapters.http.proxies import ProxyUrl, proxy_for
from contractcheck.adapters.http.refusal import RefusedError
from contractcheck.adapters.http.settings import NO_SETTINGS, ClientCertificate, OriginSettings
from contractcheck.adapters.http.url import Origin, Target
from contractcheck.model.evidence import GapReason


@dataclass(frozen=True, slots=True)
class Route:
    """How every target of one origin is reached."""

    origin: Origin
    tls: ssl.SSLContext | None = None
    proxy: httpcore.Proxy | None = None


class Routes:
    """The routes of a run, each made once."""

    def __init__(self, settings: Mapping[Origin, OriginSettings]) -> None:
        """Keep what is said of some origins."""
        self._settings = settings
        self._made: dict[Origin, Route] = {}
        self._default: ssl.SSLContext | None = None
        self._lock = threading.Lock()

    def to(self, target: Target) -> Route:
        """Return the route to a target; raise ``RefusedError`` where there is none."""
        with self._lock:
            if target.origin not in self._made:
                self._made[target.origin] = self._make(target)
            return self._made[target.origin]

    def _make(self, target: Target) -> Route:
        settings = self._settings.get(target.origin, NO_SETTINGS)
        tls = self._tls(settings) if target.scheme == "https" else None
        found = None if is_loopback_host(target.host) else proxy_for(target, os.environ)
        if found is None:
            return Route(target.origin, tls)
        # The proxy looks names up for us; an address that is never asked is refused all the same.
        check_literal(target.host)
        return Route(target.origin, tls, self._proxy(found))

    def _proxy(self, found: ProxyUrl) -> httpcore.Proxy:
        tls = self._public() if found.scheme == "https" else None
        url = httpcore.URL(
            scheme=found.scheme.encode(), host=found.host.encode(), port=found.port, target=b"/"
        )
        return httpcore.Proxy(url, found.credentials, ssl_context=tls)

    def _tls(self, settings: OriginSettings) -> ssl.SSLContext:
        if not settings.authorities and settings.client is None:
            return self._public()
        # What the environment trusts is decided outside the tree, and comes first.
        private = settings.authorities and not _is_trust_named()
        context = _private(settings.authorities) if private else _default_context()
        if settings.client:
            _show(context, settings.client)
        return context

    def _public(self) -> ssl.SSLContext:
        self._default = self._default or _default_context()
        return self._default


def _is_trust_named() -> bool:
    return bool(os.environ.get("SSL_CERT_FILE") or os.environ.get("SSL_CERT_DIR"))


def _default_context() -> ssl.SSLContext:
    """Trust what the system trusts and certifi lists; what the environment names instead of both."""
    if _is_trust_named():
        return ssl.create_default_context()  # OpenSSL reads the two variables
    return httpcore.default_ssl_context()


def _private(authorities: str) -> ssl.SSLContext:
    try:
        return ssl.create_default_context(cadata=authorities)
    except (ssl.SSLError, ValueError):
        words = "the file of `ca` holds no certificate that can be read"
        raise RefusedError(GapReason.NOT_LOOKED, words) from None


def _show(context: ssl.SSLContext, client: ClientCertificate) -> None:
    """Load the certificate that proves who asks; a key that wants a pass phrase is not asked for one."""
    for variable, path in ((client.variable, client.path), (client.key_variable, client.key_path)):
        if not path:
            words = f"the environment variable {variable} is not set, so nobody can prove who asks"
            raise RefusedError(GapReason.NO_CREDENTIAL, words)
    try:
        context.load_cert_chain(client.path, client.key_path, password=lambda: b"")
    except (OSError, ValueError):
        names = f"{client.variable} and {client.key_variable}"
        words = f"the files that {names} name are no certificate with its key"
        raise RefusedError(GapReason.NO_CREDENTIAL, words) from None
