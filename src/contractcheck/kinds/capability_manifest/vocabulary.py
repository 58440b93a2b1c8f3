"""Vocabulary: sets of words that other contracts declare, as the manifest shows them."""

from __future__ import annotations

from collections.abc import Iterator

from contractcheck.kinds.capability_manifest.manifest import Manifest
from contractcheck.model.arguments import Bound, MembersAre
from contractcheck.model.clause import Clause
from contractcheck.model.contract import Reference
from contractcheck.model.fields import Field, read_view
from contractcheck.model.finding import Finding
from contractcheck.model.numbers import plural
from contractcheck.model.place import MemberShape


def clauses(manifest: Manifest) -> Iterator[Clause]:
    """Yield a clause for each view of each set."""
    for name, field in manifest.root.get("vocabulary").members():
        members = manifest.words(name)
        if members is not None:
            noun = field.get("noun").text or "word"
            yield from set_clauses(manifest, f"vocabulary/{name}", field, members, noun)


def set_clauses(  # noqa: PLR0913, PLR0917 - what there is to say of a set
    manifest: Manifest,
    path: str,
    field: Field,
    members: tuple[str, ...],
    noun: str,
    usual: Bound = Bound.EXACTLY,
) -> Iterator[Clause]:
    """Yield a clause for each view of a set of words; ``usual`` is how a view relates to it unless it says."""
    of = MemberShape(field.get("of").text or MemberShape.CODE.value)
    for name, one in manifest.views(field):
        view = read_view(one, of, members)
        bound = view.bound if one.has("shows") else usual
        yield manifest.clause(
            f"{path}/views/{name}",
            f"{view.need.describe()} shows {bound.value} the {len(members)} {plural(noun)}",
            one,
            MembersAre(members, bound, of, noun=noun, declared=field.key_at),
            (view.need,),
            group=f"{path}/views",
        )


def contradictions(manifest: Manifest) -> Iterator[Finding]:
    """Yield references to contracts that declare no words."""
    for name, field in manifest.root.get("vocabulary").members():
        if manifest.words(name) == ():
            at = field.get("members_of")
            message = f"`{at.text}` declares no words that are live"
            yield manifest.fault(f"vocabulary/{name}", "contradiction", at, at.text, message)


def references(manifest: Manifest) -> Iterator[Reference]:
    """Yield the contracts that declare the words."""
    for _, field in manifest.root.get("vocabulary").members():
        if field.has("members_of"):
            one = field.get("members_of")
            yield Reference("contract", one.text, one.at)
