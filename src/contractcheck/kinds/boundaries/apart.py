"""Classes of URLs that stay apart, and the documents in which no inside URL stands."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from contractcheck.kinds.boundaries.contract import Boundaries
from contractcheck.model.addresses import NoInsideUrl, UrlClass, UrlsApart, same_url
from contractcheck.model.clause import Clause
from contractcheck.model.finding import Finding
from contractcheck.model.place import Place
from contractcheck.model.units import UnitsNeed

_SCHEME = ("://",)


def clauses(boundaries: Boundaries) -> Iterator[Clause]:
    """Yield that the classes share no URL, and that public documents hold none from inside."""
    field = boundaries.root.get("apart")
    classes = _classes(boundaries)
    if not classes:
        return
    yield boundaries.clause(
        "apart",
        f"{', '.join(one.called[0] for one in classes)} stay apart",
        field,
        UrlsApart(classes),
        tuple(UnitsNeed(place, words=_SCHEME) for place in boundaries.everywhere),
    )
    public = boundaries.root.get("public_documents")
    inside = [one for one in classes if one.inside]
    if public.value is not None:
        hosts = tuple(host for one in inside for host in one.hosts)
        urls = tuple(url for one in inside for url in one.urls)
        yield boundaries.clause(
            "apart/public-documents",
            f"no inside URL stands in {', '.join(public.texts())}",
            public,
            NoInsideUrl(hosts, urls),
            tuple(UnitsNeed(Place(one), words=_SCHEME) for one in public.texts()),
        )


def contradictions(boundaries: Boundaries) -> Iterator[Finding]:
    """Yield URLs that two classes have."""
    fields = dict(boundaries.root.get("apart").members())
    for one, other in combinations(_classes(boundaries), 2):
        for url in sorted({same_url(u) for u in one.urls} & {same_url(u) for u in other.urls}):
            message = f"`{url}` belongs to `{one.name}` and to `{other.name}`"
            yield from boundaries.contradiction("apart", fields[other.name], url, message)


def _classes(boundaries: Boundaries) -> tuple[UrlClass, ...]:
    return tuple(
        UrlClass(
            name,
            field.get("called").texts() or (f"{name} URL",),
            field.get("urls").texts(),
            field.get("inside").value is True,
            field.get("hosts").texts(),
        )
        for name, field in boundaries.root.get("apart").members()
    )
