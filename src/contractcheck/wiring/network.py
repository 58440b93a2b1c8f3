"""The network of a run: the client with its limits, and the threads that wait for it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace

from contractcheck.adapters.environment import DeclaredEnvironment
from contractcheck.adapters.http import HttpClient
from contractcheck.adapters.http.settings import ClientCertificate, OriginSettings
from contractcheck.adapters.http.url import same_origin
from contractcheck.load.configuration import CA, CLIENT_CERTIFICATE
from contractcheck.model.configuration import ApiSource
from contractcheck.model.location import Location
from contractcheck.model.problem import InputError, Problem, UnreadableError
from contractcheck.model.transport import MOST_AT_ONCE
from contractcheck.ports import Files, Http, OneByOne, Workers
from contractcheck.wiring.project import Project

BUDGET = 60.0
"""Seconds for all requests of a run together, unless told."""

_MOST_THREADS = 32


@contextmanager
def open_network(
    project: Project,
    live: Collection[str],
    allowed_hosts: Collection[str] = (),
    budget: float = BUDGET,
) -> Iterator[tuple[Http, Workers]]:
    """Yield the client and who waits for its answers; at the end no socket and no thread is left.

    ``live`` names the APIs that are asked; raises ``InputError`` where what is said of one of them
    cannot be used.
    """
    apis = [api for name, api in project.configuration.apis.items() if name in live]
    settings = origin_settings(apis, project.files, project.configuration.document)
    client = HttpClient(allowed_hosts, run_budget=budget, origins=settings)
    if not apis:
        with client:
            yield client, OneByOne()
        return
    # Not before somebody is asked: the pool takes a tenth of the time the program needs to start.
    from contractcheck.adapters.threads import Threads  # noqa: PLC0415

    # The client is closed first, so that nobody is waited for whose answer is not wanted any more.
    with Threads(min(MOST_AT_ONCE * len(apis), _MOST_THREADS)) as workers, client:
        yield client, workers


def origin_settings(
    apis: Collection[ApiSource], files: Files, document: str
) -> Mapping[str, OriginSettings]:
    """Return what is said of the server behind each URL; of two APIs of one server the narrower."""
    found: dict[str, OriginSettings] = {}
    problems = []
    for api in apis:
        try:
            own = _settings(api, files)
        except UnreadableError as error:
            problems.append(error.problem)
            continue
        url = next((url for url in found if same_origin(url, api.url)), api.url)
        other = found.get(url, own)
        if (own.authorities, own.client) != (other.authorities, other.client):
            message = (
                f"`{api.name}` and another API of its server differ in `{CA}` or "
                f"`{CLIENT_CERTIFICATE}`"
            )
            problems.append(Problem(Location(document), message, "say the same of both"))
        found[url] = replace(
            own,
            at_once=min(own.at_once, other.at_once),
            per_second=min((r for r in (own.per_second, other.per_second) if r), default=None),
        )
    if problems:
        raise InputError(problems)
    return found


def _settings(api: ApiSource, files: Files) -> OriginSettings:
    said = api.transport
    authorities = ""
    if said.authorities:
        authorities = files.read(said.authorities).decode("ascii", "replace")
    client = None
    if said.certificate:
        environment = DeclaredEnvironment((said.certificate, said.key))
        client = ClientCertificate(
            said.certificate,
            said.key,
            environment.get(said.certificate) or "",
            environment.get(said.key) or "",
        )
    return OriginSettings(said.concurrency, said.rate, authorities, client)
