"""The settings of a Compose file: ``environment`` and ``env_file`` of its services, and their secrets."""

from __future__ import annotations

from collections.abc import Iterator

from contractcheck.model.evidence import Fact
from contractcheck.model.fields import Field
from contractcheck.model.settings import (
    Given,
    SecretRead,
    SettingGiven,
    SettingsFile,
    how_given,
    is_named_like_a_secret,
)


def is_compose(root: Field) -> bool:
    """Say whether a mapping is a Compose file."""
    return isinstance(root.get("services").value, dict)


def env_files(root: Field) -> Iterator[Field]:
    """Yield the paths of the env files its services name."""
    for _, service in root.get("services").members():
        for entry in service.get("env_file").each():
            yield entry.get("path") if isinstance(entry.value, dict) else entry


def read_compose_settings(root: Field) -> Iterator[Fact]:
    """Yield what the services are given, and the secrets they read."""
    services = [service for _, service in root.get("services").members()]
    blocks = [s.get("environment") for s in services if s.has("environment")]
    yield SettingsFile((blocks[0] if blocks else root.get("services")).key_at)
    for block in blocks:
        for given in _block(block):
            yield given
            if is_named_like_a_secret(given.name):
                yield SecretRead((given.name,), f"env {given.name}", given.at)
    for service in services:
        for entry in service.get("secrets").each():
            source = entry.get("source") if isinstance(entry.value, dict) else entry
            yield SecretRead((source.text,), f"secret {source.text}", source.at)


def _block(block: Field) -> Iterator[SettingGiven]:
    if isinstance(block.value, list):
        for entry in block.each():
            name, sign, value = entry.text.partition("=")
            given, why = how_given(value) if sign else (Given.REFERENCE, "")
            yield SettingGiven(name.strip(), given, entry.at, why)
        return
    for name, field in block.members():
        given, why = how_given(None if field.value is None else field.text)
        yield SettingGiven(name, given, field.key_at, why)
