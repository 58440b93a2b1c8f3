"""Certificates of an authority that lives for one test run; openssl makes them."""

from __future__ import annotations

import shutil
import ssl
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

_AUTHORITY = """
[req]
distinguished_name = name
prompt = no
x509_extensions = authority
[name]
CN = Authority of the tests
[authority]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
[leaf]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = serverAuth, clientAuth
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
subjectAltName = DNS:localhost, DNS:hub.example, IP:127.0.0.1
"""


@dataclass(frozen=True)
class Certificate:
    """A certificate with its key, as PEM files."""

    certificate: Path
    key: Path


@dataclass(frozen=True)
class Authority:
    """Who vouches for servers and clients of a test."""

    folder: Path

    @property
    def certificate(self) -> Path:
        """Its own certificate."""
        return self.folder / "ca.pem"

    def issue(self, name: str) -> Certificate:
        """Return a new certificate for loopback and ``hub.example``."""
        made = Certificate(self.folder / f"{name}.pem", self.folder / f"{name}.key")
        request = self.folder / f"{name}.csr"
        subject = ("-subj", f"/CN={name}", "-keyout", str(made.key), "-out", str(request))
        _openssl("req", "-new", *_NEW_KEY, "-config", str(self.folder / "ca.cnf"), *subject)
        by = (
            "-CA",
            str(self.certificate),
            "-CAkey",
            str(self.folder / "ca.key"),
            "-CAcreateserial",
        )
        extensions = ("-extfile", str(self.folder / "ca.cnf"), "-extensions", "leaf")
        _openssl(
            *("x509", "-req", "-days", "2", "-in", str(request), "-out", str(made.certificate)),
            *by,
            *extensions,
        )
        return made

    def server(self, *, asks_for_client: bool = False) -> ssl.SSLContext:
        """Return how a server shows itself, and whether it wants to be shown a certificate, too."""
        own = self.issue("server")
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(own.certificate, own.key)
        if asks_for_client:
            context.verify_mode = ssl.CERT_REQUIRED
            context.load_verify_locations(self.certificate)
        return context


_NEW_KEY = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")


def new_authority(folder: Path) -> Authority:
    """Return an authority whose files are in a folder; without openssl the test is skipped."""
    folder.mkdir(exist_ok=True)
    (folder / "ca.cnf").write_text(_AUTHORITY, encoding="utf-8")
    files = ("-keyout", str(folder / "ca.key"), "-out", str(folder / "ca.pem"))
    _openssl("req", "-x509", *_NEW_KEY, "-days", "2", "-config", str(folder / "ca.cnf"), *files)
    return Authority(folder)


def _openssl(*arguments: str) -> None:
    program = shutil.which("openssl")
    if program is None:
        pytest.skip("openssl makes the certificates")
    subprocess.run([program, *arguments], check=True, capture_output=True)
