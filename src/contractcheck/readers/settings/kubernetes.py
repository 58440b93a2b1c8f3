"""The settings that Kubernetes objects give to containers: ``env``, ``envFrom``, ConfigMaps and Secrets.

Where there are workloads, only what reaches a container is given. Without any, ConfigMaps and Secrets
give what they hold.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from contractcheck.model.evidence import Fact
from contractcheck.model.fields import Field
from contractcheck.model.location import Location
from contractcheck.model.settings import (
    Given,
    SecretRead,
    SettingGiven,
    SettingsFile,
    how_given,
    is_named_like_a_secret,
)

_PODS = (
    ("spec", "template", "spec"),
    ("spec", "jobTemplate", "spec", "template", "spec"),
    ("spec",),
)
_SECRET, _MAP = "Secret", "ConfigMap"


@dataclass(frozen=True, slots=True)
class _Store:
    """What a ConfigMap or Secret holds."""

    entries: tuple[tuple[str, Given, Location, str], ...]


def is_kubernetes(root: Field) -> bool:
    """Say whether a mapping is a Kubernetes object."""
    return root.has("apiVersion") and root.has("kind")


def read_kubernetes_settings(roots: Sequence[Field]) -> Iterator[Fact]:
    """Yield what the objects of all files together give to their containers, and the secrets read."""
    objects = [one for root in roots for one in _objects(root)]
    stores = {
        (one.get("kind").text, one.get("metadata").get("name").text): _store(one)
        for one in objects
        if one.get("kind").text in {_SECRET, _MAP}
    }
    containers = [each for one in objects for each in _containers(one)]
    if not containers:
        yield SettingsFile(_where(objects))
        for store in stores.values():
            yield from (
                SettingGiven(name, given, at, why) for name, given, at, why in store.entries
            )
        return
    first = next((c for c in containers if c.has("env") or c.has("envFrom")), containers[0])
    blocks = [first.get("env"), first.get("envFrom"), first]
    yield SettingsFile(next(block for block in blocks if block.value is not None).key_at)
    for container in containers:
        for entry in container.get("env").each():
            yield from _entry(entry, stores)
        for entry in container.get("envFrom").each():
            yield from _all_of(entry, stores)


def _objects(root: Field) -> Iterator[Field]:
    if root.get("kind").text.endswith("List") and isinstance(root.get("items").value, list):
        yield from root.get("items").each()
    else:
        yield root


def _where(objects: Sequence[Field]) -> Location:
    blocks = [one.get(key) for one in objects for key in ("data", "stringData") if one.has(key)]
    return blocks[0].key_at if blocks else objects[0].get("kind").key_at


def _store(one: Field) -> _Store:
    entries = []
    for block in ("data", "stringData"):
        if isinstance(one.get(block).value, dict):
            for name, field in one.get(block).members():
                given, why = how_given(None if field.value is None else field.text)
                entries.append((name, given, field.key_at, why))
    return _Store(tuple(entries))


def _containers(one: Field) -> Iterator[Field]:
    for path in _PODS:
        pod = one
        for part in path:
            pod = pod.get(part)
        if isinstance(pod.get("containers").value, list):
            yield from pod.get("initContainers").each()
            yield from pod.get("containers").each()
            return


_Stores = dict[tuple[str, str], _Store]


def _entry(entry: Field, stores: _Stores) -> Iterator[Fact]:
    name, source = entry.get("name").text, entry.get("valueFrom")
    if not isinstance(source.value, dict):
        place = entry.get("value").key_at if entry.has("value") else entry.get("name").at
        given, why = how_given(entry.get("value").text or None)
        yield SettingGiven(name, given, place, why)
        if is_named_like_a_secret(name) and given is not Given.EMPTY:
            yield SecretRead((name,), f"env {name}", place)
        return
    for kind, key in ((_SECRET, "secretKeyRef"), (_MAP, "configMapKeyRef")):
        if source.has(key):
            ref = source.get(key)
            holder, member = ref.get("name").text, ref.get("key").text
            yield _referred(name, entry, stores.get((kind, holder)), (kind, holder, member))
            if kind == _SECRET:
                way = f"secretKeyRef {holder}/{member}"
                yield SecretRead((name, member), way, ref.get("key").key_at)
            return
    yield SettingGiven(name, Given.REFERENCE, entry.get("name").at)


def _referred(
    name: str, entry: Field, store: _Store | None, ref: tuple[str, str, str]
) -> SettingGiven:
    """Return a setting that is read from a store: as good as what the store holds, if that is in sight."""
    kind, holder, member = ref
    if store is None:
        return SettingGiven(name, Given.REFERENCE, entry.get("name").at)
    for key, given, at, why in store.entries:
        if key == member:
            here = at if given is Given.EMPTY else entry.get("name").at
            return SettingGiven(name, given, here, why)
    why = f"the {kind} `{holder}` has no `{member}`"
    return SettingGiven(name, Given.EMPTY, entry.get("name").at, why)


def _all_of(entry: Field, stores: _Stores) -> Iterator[Fact]:
    prefix = entry.get("prefix").text
    for kind, key in ((_SECRET, "secretRef"), (_MAP, "configMapRef")):
        if not entry.has(key):
            continue
        holder = entry.get(key).get("name")
        store = stores.get((kind, holder.text))
        if store is None:
            yield SettingsFile(entry.get(key).key_at, open_to=f"the {kind} `{holder.text}`")
        for name, given, at, why in store.entries if store else ():
            yield SettingGiven(f"{prefix}{name}", given, at, why)
            if kind == _SECRET:
                yield SecretRead((f"{prefix}{name}", name), f"secretRef {holder.text}/{name}", at)
        if store is None and kind == _SECRET:
            yield SecretRead((holder.text,), f"secretRef {holder.text}", holder.at)
