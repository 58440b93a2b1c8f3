"""Every mention of terms in a document, in one pass: exact ones, and near misses where asked for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from contractcheck.model.document import Document
from contractcheck.model.evidence import Fact, Value
from contractcheck.model.folding import fold_signs
from contractcheck.model.near_index import is_spelt, is_whole, near_index
from contractcheck.model.needs import Mention, MentionKind, MentionsNeed
from contractcheck.model.place import MemberShape
from contractcheck.model.walk import Passage, PassageKind, passages
from contractcheck.model.words import RUN, WORD, finder, is_name

_ROUTE = re.compile(r"(?<![\w.])/[\w{}:.*/-]*\w")
_CAMEL = re.compile(r"[A-Z][a-z0-9]+(?:[A-Z]+[a-z0-9]*)+")
"""Names of types; a text on several of them writes the plural in code too: `FrontPages`."""
_NAME = re.compile(rf"(?<!\w)@[\w.-]+/[\w.-]*\w|{WORD.pattern}")
"""A word, or a name with its scope as packages have: ``@scope/name``."""
_UNSEEN = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")
_ANY_WRITING = frozenset({MemberShape.PHRASE, MemberShape.ROUTE, MemberShape.PATH})
_TITLED = frozenset({PassageKind.ITEM, PassageKind.CELL})

Spot = tuple[int, int, str, MentionKind]
"""Start and end in a text, the term and how it stands there."""


def select(document: Document, need: MentionsNeed) -> Iterable[Fact]:
    """Yield the mentions in document order of passages."""
    for passage in passages(document.root):
        seen = _UNSEEN.sub("", passage.text)
        for start, end, term, kind in _spots(fold_signs(seen), need):
            span = _in_source(passage.text, start, end)
            code = _is_code(passage, span[0])
            spot = (*span, term, kind)
            if code or _is_for_prose(term, need.of):
                here = _kind_here(passage, spot, seen[start:end], need, code=code)
                if here is not None:
                    yield _mention(document, passage, (*span, term, here), need, code=code)


def _mention(
    document: Document, passage: Passage, spot: Spot, need: MentionsNeed, *, code: bool
) -> Mention:
    """Return a mention; code that holds what nobody sees can be copied and does not work."""
    start, end, term, kind = spot
    at, text = document.at(passage.locate(start, end)), passage.text[start:end]
    value = Value(text, at, passage.stance(start), passage.role, code)
    if need.spelling and code and _UNSEEN.search(text):
        kind = MentionKind.LOOKALIKE
    return Mention(term, kind, value, passage.titles)


def _in_source(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where a span stands when the characters that nobody sees are counted."""
    if not _UNSEEN.search(text):
        return start, end
    shown = [at for at, sign in enumerate(text) if not _UNSEEN.match(sign)]
    return shown[start], shown[end - 1] + 1


def touches(text: str, need: MentionsNeed) -> bool:
    """Say from the raw text whether a document can hold a mention beside its triggers: its exact terms."""
    if _UNSEEN.search(text):
        text = _UNSEEN.sub("", text)
        if finder(need.terms, need.of).find(text):
            return True
    if not need.spelling:
        return False
    index = near_index(need.terms, need.of)
    return index.any_of(_words(text, need.of)) or index.touches(_runs(text))


@lru_cache(maxsize=4)
def _words(text: str, shape: MemberShape) -> frozenset[str]:
    """Return the words of a text, also without marks of emphasis; the needs of one document share them."""
    found = frozenset(_pattern(shape).findall(text))
    return found | {word.strip("_") for word in found if word[0] == "_" or word[-1] == "_"}


@lru_cache(maxsize=2)
def _runs(text: str) -> frozenset[str]:
    return frozenset(RUN.findall(text.lower().replace("_", " ")))


def _pattern(shape: MemberShape) -> re.Pattern[str]:
    return _ROUTE if shape is MemberShape.ROUTE else _NAME


def _spots(text: str, need: MentionsNeed) -> list[Spot]:
    """Return where terms stand in a text, and where a misspelt one may."""
    spots = []
    for match in finder(need.terms, need.of).find(text):
        term, kind = _term(match[0], need), MentionKind.EXACT
        strict = need.spelling and need.variants and need.of is MemberShape.PHRASE
        if strict and not is_spelt(match[0], term):
            kind = MentionKind.VARIANT
        spots.append((*match.span(), term, kind))
    return [*spots, *_misspelt(text, need, spots)] if need.spelling else spots


def _term(text: str, need: MentionsNeed) -> str:
    if text in need.terms:
        return text
    wanted = re.sub(r"\s+", " ", text).lower().replace("- ", "-")
    return next((term for term in need.terms if term.lower() == wanted), text)


def _misspelt(text: str, need: MentionsNeed, exact: list[Spot]) -> Iterator[Spot]:
    """Yield near misses: of several words first, then of one, none of them inside a member."""
    index = near_index(need.terms, need.of)
    taken = [(start, end) for start, end, _, _ in exact]
    spans = list(index.spans(text))
    pattern = _pattern(need.of)
    if index.any_of(frozenset(pattern.findall(text))):
        spans += [match.span() for match in pattern.finditer(text)]
    for start, end in spans:
        found = index.find(text[start:end])
        if found is None or text[start:end] in need.ignored:
            continue
        if need.of is not MemberShape.ROUTE and not is_whole(text, start, end):
            continue
        if any(s < end and start < e for s, e in taken):
            continue
        taken.append((start, end))
        if need.variants or found[1] is not MentionKind.VARIANT:
            yield start, end, *found


def _kind_here(
    passage: Passage, spot: Spot, text: str, need: MentionsNeed, *, code: bool
) -> MentionKind | None:
    """Return how a name stands in this kind of writing: titles have capitals, prose has plurals."""
    start, _, term, kind = spot
    phrase = need.of is MemberShape.PHRASE
    if kind in {MentionKind.EXACT, MentionKind.LOOKALIKE}:
        return kind
    if not code and " " in term and not phrase:
        return None
    if kind is MentionKind.VARIANT:
        same = re.sub(r"\s+", " ", text).lower() == term.lower()
        # the package or command of a product: ``from sparkle import Sparkle``
        package = code and phrase and same and text.islower() and text.isalnum()
        if not package and _is_variant_here(passage, start, text, term, code=code, same=same):
            return kind
        return MentionKind.EXACT if same and phrase else None
    if phrase:
        return None if code and _signs(text) != _signs(term) else kind
    named = code and not _CAMEL.fullmatch(term)
    return kind if named or not _is_plural(text, term) else None


def _is_variant_here(  # noqa: PLR0913 - all of these say how a variant is written
    passage: Passage, start: int, text: str, term: str, *, code: bool, same: bool
) -> bool:
    """Say whether a variant is one where it stands; ``same`` ones differ in case only.

    Code that spells it otherwise has names of its own, unless the term stands beside it, and so has
    a cell that holds nothing else; lower case in prose are plain words, and titles have capitals.
    """
    alone = passage.kind is PassageKind.CELL and text == passage.text and " " not in term
    if passage.kind is PassageKind.HEADING or (alone and re.search(r"[-_]", text)):
        return False
    if code:
        return any(_is_code(passage, m.start()) for m in re.finditer(re.escape(term), passage.text))
    return not same or not (text.islower() or _is_title(passage, start))


def _is_title(passage: Passage, start: int) -> bool:
    """Say whether text is the label of an item, the start of a cell or a link: as in a heading."""
    label = len(passage.text.partition(":")[0]) if ":" in passage.text else 0
    if passage.kind in _TITLED and (start == 0 or start < label):
        return True
    at = 0
    for run in passage.prose.said if passage.prose else ():
        if at <= start < at + len(run.text):
            return bool(run.link)
        at += len(run.text)
    return False


def _signs(text: str) -> list[str]:
    return re.findall(r"[-_\s]", text)


def _is_plural(word: str, member: str) -> bool:
    return word in {f"{member}s", f"{member}es"} or member == f"{word}s"


def _is_for_prose(term: str, shape: MemberShape) -> bool:
    """Say whether a term in running prose is the name: a dictionary word is one in code only."""
    return shape in _ANY_WRITING or (shape is MemberShape.IDENTIFIER and is_name(term))


def _is_code(passage: Passage, start: int) -> bool:
    if passage.prose is None:
        return True
    return any(at <= start < at + len(run.text) for run, at in passage.prose.code_spans())
