"""Members that hold only under a condition, in a profile or for everyone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from contractcheck.kinds.vocabulary.contract import Vocabulary, base_of
from contractcheck.model.clause import Clause
from contractcheck.model.conditions import OnlyWhen, UsesNeed
from contractcheck.model.fields import everywhere, read_place, read_view
from contractcheck.model.location import Location
from contractcheck.model.needs import MembersNeed
from contractcheck.model.place import Place


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
        inside = f"profiles/{profile}" if profile else "conditional"
        yield replace(
            base_of(vocabulary),
            id=f"{contract.id}/{inside}/{name}",
            says=f"{name} holds{f' in {profile}' if profile else ''} only when: {field.text}",
            at=field.key_at,
            argument=OnlyWhen(
                name, field.text, profile, vocabulary.attributed, tuple(places.values())
            ),
            needs=tuple(UsesNeed(place, terms[profile], vocabulary.of) for place in places),
            formerly=(*contract.formerly, *vocabulary.members[name].get("formerly").texts()),
        )


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
