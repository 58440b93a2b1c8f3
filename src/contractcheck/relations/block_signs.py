"""Rules between a block of data and the prose beside it: a waiting task says what it waits for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from posixpath import normpath
from typing import cast

from contractcheck.model.case import Case, drift
from contractcheck.model.data_blocks import BlockFound, BlockNeeds, Sign
from contractcheck.model.evidence import Value
from contractcheck.model.finding import Finding, Related, Repair, RepairTarget
from contractcheck.model.folding import fold_title
from contractcheck.model.passages import PassageFound
from contractcheck.model.per_document import judge_each
from contractcheck.model.place import MemberShape
from contractcheck.model.place_finding import is_there, place_gone
from contractcheck.model.stance import Stance
from contractcheck.model.verdict import Verdict
from contractcheck.model.walk import PassageKind
from contractcheck.model.words import any_of, token

_NOTHING = re.compile(
    r"(?:none|nothing|nobody|no|n/?a|tbd|tbc|todo|unknown|not (?:yet|applicable)|to be \w+|none yet|\?|-)?\W*",
    re.IGNORECASE,
)
"""What stands behind a label that says nothing."""
_DENIED_BEFORE = re.compile(
    r"\b(?:no|without(?: an?y?)?|\w+n't any|not any)(?:\s+\w+)?\s+\Z", re.IGNORECASE
)
"""What takes a phrase back that stands right behind it: *there is no such gate*."""
_BEFORE_TEXT = " \t:.-\u2013\u2014=|"
_UNSAID = frozenset({Stance.QUOTED, Stance.EXAMPLE})


def judge(cases: Sequence[Case]) -> Iterable[Verdict | Finding]:
    """Judge the blocks whose keys have the values of the rule."""
    return judge_each(cases, _document)


def _document(case: Case) -> Iterator[Finding]:
    if not is_there(case):
        yield place_gone(case)
        return
    argument = cast("BlockNeeds", case.clause.argument)
    there = {fact.text for fact in case.facts if isinstance(fact, Value)}
    for block in case.facts:
        if isinstance(block, BlockFound) and _applies(block, argument):
            gone = [text for sign in argument.signs for text in _gone(block, sign, argument, there)]
            if not any(_holds(block, sign, argument, there) for sign in argument.signs):
                yield _unmet(case, block, gone)


def _applies(block: BlockFound, argument: BlockNeeds) -> bool:
    return all(block.value(key) in values for key, values in argument.when)


def _holds(block: BlockFound, sign: Sign, argument: BlockNeeds, there: set[str]) -> bool:
    if sign.label:
        texts = list(_behind(block, sign.label))
        if not sign.exists:
            return any(not _NOTHING.fullmatch(found.text[start:].strip()) for found, start in texts)
        return any(_named(block, found, start, argument.base, there)[0] for found, start in texts)
    return any(_says(found, sign.phrases) for found in block.beside)


def _gone(block: BlockFound, sign: Sign, argument: BlockNeeds, there: set[str]) -> Iterator[str]:
    """Yield what a label names that is not there."""
    if sign.label and sign.exists:
        for found, start in _behind(block, sign.label):
            yield from _named(block, found, start, argument.base, there)[1]


def _says(found: PassageFound, phrases: Sequence[str]) -> bool:
    if found.passage.kind is PassageKind.HEADING:
        return False
    return any(
        found.stance(match.start()).stance not in _UNSAID
        and not _DENIED_BEFORE.search(found.text[: match.start()])
        for match in any_of(tuple(phrases), MemberShape.PHRASE).finditer(found.text)
    )


def _behind(block: BlockFound, label: str) -> Iterator[tuple[PassageFound, int]]:
    """Yield the texts behind a label, each with the offset where it begins.

    A label begins a sentence, an item, a cell or a heading; where nothing stands behind it in the same
    text, the next one is meant, and all items of a list that it leads in.
    """
    pattern = any_of((label,), MemberShape.PHRASE)
    for index, found in enumerate(block.beside):
        for match in pattern.finditer(found.text):
            if not _begins(found, match.start()):
                continue
            end = (
                match.end()
                + len(found.text[match.end() :])
                - len(found.text[match.end() :].lstrip(_BEFORE_TEXT))
            )
            if found.text[end:].strip():
                yield found, end
            else:
                yield from ((one, 0) for one in _led_in(block.beside[index + 1 :]))


def _begins(found: PassageFound, offset: int) -> bool:
    prose = found.passage.prose
    starts = {0, *(sentence.start for sentence in prose.sentences)} if prose else {0}
    return any(not found.text[start:offset].strip(" \"'(*") for start in starts if start <= offset)


def _led_in(following: Sequence[PassageFound]) -> Iterator[PassageFound]:
    first = following[0].passage.kind if following else None
    for found in following:
        if found.passage.kind is not first or first is PassageKind.HEADING:
            return
        yield found
        if first is PassageKind.PARAGRAPH:
            return


def _named(
    block: BlockFound, found: PassageFound, start: int, base: str, there: set[str]
) -> tuple[list[str], list[str]]:
    """Return the files and sections a text names: those that are there, and those that are not."""
    text, prose = found.text[start:], found.passage.prose
    titles = {fold_title(title) for title in block.titles}
    spans = [run.text for run, at in prose.code_spans() if at >= start] if prose else []
    links = [run.link for run in prose.said if run.link] if prose else []
    words = [match[0].rstrip(".,;:") for match in token(MemberShape.PATH).finditer(text)]
    folder = found.document.rpartition("/")[0]
    good, bad = [], []
    for name in dict.fromkeys((*spans, *links, *(word for word in words if _is_path(word)))):
        path = name.partition("#")[0].strip().rstrip("/")
        tries = {normpath(f"{root}/{path}" if root else path) for root in (base, folder, "")}
        if (path and tries & there) or fold_title(name.lstrip("#")) in titles:
            good.append(name)
        elif _is_path(name):
            bad.append(name)
    good += [title for title in titles if _names_section(text, title)]
    return good, bad


def _names_section(text: str, title: str) -> bool:
    """Say whether a text names a section: by its title alone, by a title of several words, as a section."""
    if fold_title(text) == title:
        return True
    found = any_of((title,), MemberShape.PHRASE).search(text)
    named = r"\bsection\W+\Z", r"\A\W*section\b"
    return found is not None and (
        " " in title
        or re.search(named[0], text[: found.start()]) is not None
        or re.search(named[1], text[found.end() :]) is not None
    )


def _is_path(word: str) -> bool:
    return "://" not in word and (
        "/" in word or re.search(r"\w\.[A-Za-z]\w{0,4}\Z", word) is not None
    )


def _unmet(case: Case, block: BlockFound, gone: Sequence[str]) -> Finding:
    argument = cast("BlockNeeds", case.clause.argument)
    key, _ = argument.when[0]
    at = block.data.locate(f"/{key}")
    shown = " and ".join(f"`{one}: {block.value(one)}`" for one, _ in argument.when)
    signs = " or ".join(str(sign) for sign in argument.signs)
    absent = f"; {', '.join(f'`{one}`' for one in gone)} is not there" if gone else ""
    name = block.value("id") or block.value("name") or f"line {block.at.span.line}"
    related = [Related(found.at, "the section it stands in") for found in block.beside[:1]]
    return drift(
        case.clause,
        "rule-unmet",
        subject=name,
        message=f"this {argument.noun} has {shown}, and nothing beside it is {signs}{absent}",
        places=[at],
        expected=signs,
        related=related,
        repairs=[Repair(RepairTarget.DOCUMENT, f"say it beside the {argument.noun}: {signs}", at)],
    )
