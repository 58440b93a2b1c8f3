"""What texts say: closed sets, declared paths, evidence, questions, dated statements, agreement."""

from __future__ import annotations

from collections.abc import Iterator

from contractcheck.kinds.document_structure.reading import Structure
from contractcheck.model.arguments import MembersAre
from contractcheck.model.clause import Clause, Need
from contractcheck.model.declared_paths import PathsDeclared
from contractcheck.model.fields import Field, everywhere
from contractcheck.model.folding import plain
from contractcheck.model.needs import MembersNeed, PathsNeed
from contractcheck.model.numbers import plural
from contractcheck.model.passages import (
    EvidenceClosed,
    EvidenceListed,
    NamesListed,
    PassagesNeed,
    QuestionKept,
    QuestionsOwned,
    TextIsOneOf,
    ValuesAgree,
    YieldsToLater,
)
from contractcheck.model.place import MemberShape, Place, Shape

_REFUSED = "refused"


def compile_fields(structure: Structure) -> Iterator[Clause]:
    """Yield the clauses on closed sets in the text."""
    for name, field in structure.entries("fields"):
        choices, label = field.get("one_of").texts(), field.get("label").text
        need = PassagesNeed(structure.place(field.get("at")))
        says = f"{label or name} in {need.place} is one of {', '.join(choices)}"
        yield structure.clause(
            f"fields/{name}", says, field, TextIsOneOf(choices, label, name), need
        )


def compile_paths(structure: Structure) -> Iterator[Clause]:
    """Yield the clauses on paths that documents name."""
    for name, field in structure.entries("paths"):
        place, listed = structure.place(field.get("at")), field.get("lists").texts()
        if listed:
            argument = MembersAre(
                listed, of=MemberShape.PATH, noun="path", declared=field.get("lists").key_at
            )
            says = f"{place} lists exactly {len(listed)} paths"
            need = MembersNeed(place, MemberShape.PATH, listed)
            yield structure.clause(f"paths/{name}/lists", says, field.get("lists"), argument, need)
        numbers = tuple(_numbers(field.get("at_least"))) if not listed else ()
        yield structure.clause(
            f"paths/{name}",
            f"the paths that {place} names exist",
            field,
            PathsDeclared(structure.base, numbers),
            PassagesNeed(place),
            PathsNeed("**"),
        )


def _numbers(field: Field) -> Iterator[tuple[str, int]]:
    for pattern, number in field.members():
        if isinstance(number.value, int):
            yield pattern, number.value


def compile_checklists(structure: Structure) -> Iterator[Clause]:
    """Yield the clauses on lists of evidence."""
    for name, field in structure.entries("checklists"):
        need, group = PassagesNeed(structure.place(field.get("at"))), f"checklists/{name}"
        may_lack = field.get("not_applicable").texts()
        for item, of_item in field.get("items").members():
            argument = EvidenceListed(of_item.text, item in may_lack)
            says = f"{need.place} asks for: {of_item.text}"
            yield structure.clause(f"{group}/{item}", says, of_item, argument, need, group=group)
        if field.get("others").text == _REFUSED:
            texts = tuple(one.text for _, one in field.get("items").members())
            says = f"{need.place} asks for nothing else"
            yield structure.clause(group, says, field, EvidenceClosed(texts), need, group=group)


def compile_questions(structure: Structure) -> Iterator[Clause]:
    """Yield the clauses on open questions."""
    for name, field in structure.entries("questions"):
        need, group = PassagesNeed(structure.place(field.get("at"))), f"questions/{name}"
        texts = []
        for question, of_question in field.get("declared").members():
            text, answered = of_question.get("says").text, of_question.get("answered").text
            texts.append(text)
            argument = QuestionKept(text, of_question.get("owner").text, answered)
            says = f"answered ({answered}): {text}" if answered else f"open: {text}"
            yield structure.clause(
                f"{group}/{question}", says, of_question, argument, need, group=group
            )
        says = f"the questions in {need.place} have owners"
        yield structure.clause(group, says, field, QuestionsOwned(tuple(texts)), need, group=group)


def compile_dated(structure: Structure) -> Iterator[Clause]:
    """Yield the clauses on statements that later ones replaced."""
    for name, field in structure.entries("dated"):
        entries = field.get("statements").members()
        statements = tuple(sorted((date, one.texts()) for date, one in entries))
        subject = field.get("subject").text or name
        words = tuple(_word(phrase) for _, phrases in statements[:-1] for phrase in phrases)
        date, latest = statements[-1]
        says = f"{subject}, since {date}: {latest[0]}"
        needs = [PassagesNeed(place, words) for place in everywhere(structure.root)]
        yield structure.clause(
            f"dated/{name}", says, field, YieldsToLater(subject, statements), *needs
        )


def _word(phrase: str) -> str:
    """Return the longest word of a phrase: a document without it cannot hold the phrase."""
    return max(plain(phrase).split(), key=len)


def compile_agreement(structure: Structure) -> Iterator[Clause]:
    """Yield the clauses on values that several places name."""
    for name, field in structure.entries("agree"):
        views = list(field.each())
        needs = tuple(_view(structure, view) for view in views)
        forms = tuple(view.get("form").text for view in views)
        says = f"the same value in {', '.join(need.describe() for need in needs)}"
        yield structure.clause(f"agree/{name}", says, field, ValuesAgree(forms), *needs)


def _view(structure: Structure, field: Field) -> Need:
    """Return what is looked at: values of data where the view is data, else texts."""
    place = structure.place(field)
    if place.shape is Shape.AUTO and not place.select:
        return PassagesNeed(place)
    return MembersNeed(place, MemberShape.CODE)


def compile_named(structure: Structure) -> Iterator[Clause]:
    """Yield the clauses on names that a list and a text have in common."""
    for name, field in structure.entries("named"):
        noun = field.get("noun").text or "name"
        listed = MembersNeed(structure.place(field.get("listed")), MemberShape.IDENTIFIER)
        argument = NamesListed(field.get("names").texts(), field.get("beside").texts(), noun)
        text = PassagesNeed(Place(structure.documents))
        says = f"{listed.describe()} lists the {plural(noun)} that the text names"
        yield structure.clause(f"named/{name}", says, field, argument, listed, text)
