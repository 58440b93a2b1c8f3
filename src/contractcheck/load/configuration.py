"""Load the configuration of a tree, with every mistake at its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from contractcheck.load.data import read_data
from contractcheck.load.identities import check_identities, read_identity
from contractcheck.load.nearest import did_you_mean, listing
from contractcheck.load.toml_table import read_toml_table
from contractcheck.load.validation import SchemaValidator
from contractcheck.model.ages import parse_age
from contractcheck.model.configuration import ApiSource, Configuration, Lane, OnCantTell
from contractcheck.model.data import Data, pointer_of
from contractcheck.model.location import Location
from contractcheck.model.problem import InputError, Problem, UnreadableError
from contractcheck.model.transport import MOST_AT_ONCE, Transport
from contractcheck.ports import Files

NAMES = ("contractcheck.yaml", "contractcheck.yml")
PYPROJECT = "pyproject.toml"
CA = "ca"
CLIENT_CERTIFICATE = "client_certificate"
TABLE = ("tool", "contractcheck")
_SCHEMA = "contractcheck"
_CREDENTIALS = re.compile(r"//[^/?#]*@")
_PATH_BELOW = re.compile(r"/(?!/)")
_NO_URL = re.compile(r"[\s\\<>\"{}|^`]")


def load_configuration(
    files: Files, validator: SchemaValidator, path: str | None = None
) -> Configuration:
    """Return the configuration of ``path``, or of the file a tree may have, or the defaults.

    Raises ``InputError`` with every problem found.
    """
    try:
        data = _read(files, path)
    except UnreadableError as error:
        raise InputError([error.problem]) from None
    if data is None:
        return Configuration()
    problems = validator.check(data, _SCHEMA) or [
        *_check_urls(data),
        *_check_identities(data),
        *_check_lanes(data),
    ]
    if problems:
        raise InputError(problems)
    return _configuration(data)


def _read(files: Files, path: str | None) -> Data | None:
    if path is None:
        found = [name for name in NAMES if files.exists(name)]
        if len(found) > 1:
            message, help_ = f"{found[0]} is there too", "keep one of the two"
            raise UnreadableError(Problem(Location(found[1]), message, help_))
        if not found and not files.exists(PYPROJECT):
            return None
        name = found[0] if found else PYPROJECT
    else:
        name = path
    if not name.endswith(".toml"):
        return _empty_as_mapping(read_data(files, name))
    data = read_toml_table(name, files.read(name), TABLE)
    if data is None and path is not None:
        message = f"the file has no table [{'.'.join(TABLE)}]"
        raise UnreadableError(Problem(Location(name), message))
    return data


def _empty_as_mapping(data: Data) -> Data:
    """Take a file of comments for one that sets nothing."""
    return Data(data.document, {}, data.find_positions) if data.value is None else data


def _check_urls(data: Data) -> Iterator[Problem]:
    for name, api in _mapping(_mapping(data.value).get("apis")).items():
        for key in ("url", "openapi"):
            if message := _refuse_url(str(api.get(key, "")), is_base=key == "url"):
                at = data.locate(pointer_of(("apis", name, key)))
                yield Problem(
                    at, message, "a URL like https://hub.example/api/v2; secrets by `identities`"
                )
        if "url" not in api and _PATH_BELOW.match(str(api.get("openapi", ""))):
            at = data.locate(pointer_of(("apis", name, "openapi")))
            yield Problem(at, "a path below the URL, and the API has no `url`", "add the `url`")


def _refuse_url(url: str, *, is_base: bool) -> str:
    """Say what is wrong with a URL, never quoting it: it may hold a secret."""
    if not url or (not is_base and "://" not in url and not url.startswith("//")):
        return ""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return "this is not a URL"
    checks = (
        (parts.scheme not in ("http", "https"), "a URL must begin with http:// or https://"),
        ("@" in parts.netloc or bool(_CREDENTIALS.search(url)), "a URL must not carry credentials"),
        (not host or bool(_NO_URL.search(url)) or not url.isprintable(), "this is not a URL"),
        (is_base and bool(parts.query or parts.fragment), "an API's URL has no `?` or `#` part"),
    )
    return next((message for is_wrong, message in checks if is_wrong), "")


def _check_identities(data: Data) -> Iterator[Problem]:
    for name, api in _mapping(_mapping(data.value).get("apis")).items():
        yield from check_identities(data, name, api)


def _check_lanes(data: Data) -> Iterator[Problem]:
    value = _mapping(data.value)
    apis = _mapping(value.get("apis"))
    for name, lane in _mapping(value.get("lanes")).items():
        for index, api in enumerate(_texts(lane.get("live"))):
            if api not in apis:
                message = f"unknown API `{api[:60]}`{did_you_mean(api, apis)}"
                help_ = listing("declared below `apis`", apis) or "declare it below `apis`"
                yield Problem(
                    data.locate(pointer_of(("lanes", name, "live", index))), message, help_
                )


def _configuration(data: Data) -> Configuration:
    value, default = _mapping(data.value), Configuration()
    documents = _mapping(value.get("documents"))
    apis, lanes = _mapping(value.get("apis")), _mapping(value.get("lanes"))
    return Configuration(
        document=data.document,
        contracts=_texts(value.get("contracts"), default.contracts),
        include=_texts(documents.get("include"), default.include),
        exclude=_texts(documents.get("exclude"), default.exclude),
        history=_texts(value.get("history")),
        generated=_texts(value.get("generated")),
        owner=str(value.get("owner", "")),
        apis={name: _api(name, api) for name, api in apis.items()},
        lanes={name: _lane(name, lane) for name, lane in lanes.items()},
        attestations=_texts(value.get("attestations"), default.attestations),
        snapshots=str(value.get("snapshots", default.snapshots)).strip("/"),
    )


def _api(name: str, api: Mapping[str, Any]) -> ApiSource:
    identities = _mapping(api.get("identities"))
    return ApiSource(
        name=name,
        url=str(api.get("url", "")).rstrip("/"),
        openapi=str(api.get("openapi", "")),
        base_paths=tuple(path.rstrip("/") for path in _texts(api.get("base_paths"))),
        identities={who: read_identity(one) for who, one in identities.items()},
        snapshot_age=parse_age(str(api.get("snapshot_age", ""))),
        writable=bool(api.get("writable", False)),
        transport=_transport(api),
    )


def _transport(api: Mapping[str, Any]) -> Transport:
    certificate = _mapping(api.get(CLIENT_CERTIFICATE))
    return Transport(
        concurrency=int(api.get("concurrency", MOST_AT_ONCE)),
        rate=float(api["rate"]) if "rate" in api else None,
        authorities=str(api.get(CA, "")).removeprefix("./"),
        certificate=str(certificate.get("certificate", "")),
        key=str(certificate.get("key", "")),
    )


def _lane(name: str, lane: Mapping[str, Any]) -> Lane:
    return Lane(
        name=name,
        live=_texts(lane.get("live")),
        on_cant_tell=OnCantTell(lane["on_cant_tell"]) if "on_cant_tell" in lane else None,
        contracts=_texts(lane.get("contracts")),
        max_snapshot_age=parse_age(str(lane.get("max_snapshot_age", ""))),
        gates_without_evidence=OnCantTell(lane.get("gates_without_evidence", "fail")),
    )


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _texts(value: object, default: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Return one text or a list of texts as a tuple; the schema has seen to the rest."""
    if value is None:
        return default
    return tuple(str(one) for one in value) if isinstance(value, list) else (str(value),)
