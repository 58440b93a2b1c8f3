"""Members that hold only under a condition, in a profile or for everyone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from contractcheck.kinds.vocabulary.contract import Vocabulary, base_of
from contractcheck.model.clause import Clause
from contractcheck.model.conditions import OnlyWhen, UsesNeed
from contractcheck.model.contract import Reference
from contractcheck.model.fields import Field, everywhere, read_place, read_view
from contractcheck.model.location import Location
from contractcheck.model.needs import MembersNeed
from contractcheck.model.observed import VerdictNeed
from contractcheck.model.place import Place
from contractcheck.model.verdict_evidence import observed_of


def conditions(vocabulary: Vocabulary) -> Iterator[Clause]:
    """Yield a clause for each condition: wherever the member is used, the condition stands."""
    contract = vocabulary.contract
    terms: dict[str, tuple[str, ...]] = {}
    for profile, name, _ in vocabulary.conditions():
        terms[profile] = (*terms.get(profile, ()), name)
    for profile, name, field in vocabulary.conditions():
        places = _places(vocabulary, profile) if profile else _everywhere(vocabulary)
        if not places:
            continue
        condition, gate = _read(field)
        inside = f"profiles/{profile}" if profile else "conditional"
        yield replace(
            base_of(vocabulary),
            id=f"{contract.id}/{inside}/{name}",
            says=f"{name} holds{f' in {profile}' if profile else ''} only when: {condition}",
            at=field.key_at,
            argument=OnlyWhen(
                name, condition, profile, vocabulary.attributed, tuple(places.values()), gate
            ),
            needs=(
                *(UsesNeed(place, terms[profile], vocabulary.of) for place in places),
                *([VerdictNeed((observed_of(gate),))] if gate else []),
            ),
            formerly=(*contract.formerly, *vocabulary.members[name].get("formerly").texts()),
        )


_GATE = "gate "


def _read(field: Field) -> tuple[str, str]:
    """Return the condition in words, and the gate whose passing meets it, if there is one.

    Of a gate alone the words are those of its name.
    """
    if field.has("gate"):
        return field.get("says").text, field.get("gate").text
    if not field.text.startswith(_GATE):
        return field.text, ""
    gate = field.text.removeprefix(_GATE).strip()
    return " ".join(gate.rpartition("/")[2].split("-")), gate


def gate_references(vocabulary: Vocabulary) -> Iterator[Reference]:
    """Yield the gates that conditions wait for."""
    for _, _, field in vocabulary.conditions():
        _, gate = _read(field)
        if gate:
            yield Reference("gate", gate, field.get("gate").at if field.has("gate") else field.at)


def _everywhere(vocabulary: Vocabulary) -> dict[Place, Location]:
    at = vocabulary.root.get("within").at
    return dict.fromkeys(everywhere(vocabulary.root), at)


def _places(vocabulary: Vocabulary, profile: str) -> dict[Place, Location]:
    """Return where a profile speaks, and where the contract says so: its documents, and those of its views."""
    field = vocabulary.root.get("profiles").get(profile)
    own = {read_place(one): one.at for one in field.get("documents").each()}
    for one in vocabulary.root.get("views").each():
        view = read_view(one, vocabulary.of, ())
        if view.profile == profile and isinstance(view.need, MembersNeed):
            place = Place(view.need.place.documents, view.need.place.section)
            own.setdefault(place, view.at)
    return own
