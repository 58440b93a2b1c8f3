"""Which stance words give: of a clause, and of a title (heading, label, column, lead-in).

The functions take masked text: code is blanked out, so that words inside code never count.
"""

from __future__ import annotations

import re

from contractcheck.model.stance import Stance

CODE = "\0"
"""Stands for each character of code in masked text; no document holds it."""

_NOT_ONLY = r"(?!\s+(?:only|just|merely|limited\s+to)\b)"
_BE = r"(?:is|are|be|been|being|remains?|stays?)\s+(?:\w+\s+)?"

_DENIED = (
    rf"not{_NOT_ONLY}",
    rf"cannot{_NOT_ONLY}",
    rf"\w+n['\u2019]t{_NOT_ONLY}",
    "never",
    "neither",
    "nor",
    r"none\s+of",
    "nothing",
    "nobody",
    r"rather\s+than",
    r"instead\s+of",
    r"unable\s+to",
    # after a form of "be" only: elsewhere these words name a bucket ("supported, unsupported")
    rf"{_BE}(?:unsupported|disallowed|forbidden|prohibited|excluded|out\s+of\s+scope)",
)
_DENIED_IN_TEXT = (
    # the others are bounds; "from these and no other" affirms these
    r"no(?!\s+(?:longer|more|later|less|fewer|matter|doubt)\b|\s+others?\s*(?:[.,;:]|\Z))",
    "without",
)
"""``No hidden fallback`` and ``Running without Git`` head plain sections, so not in titles."""
_DENIED_TITLE = (
    "unsupported",
    r"non-?goals?",
    r"out[\s-]of[\s-]scope",
    r"anti-?patterns?",
    "excluded",
    "exclusions",
    "disallowed",
    "forbidden",
    "prohibited",
    # lists of faults: what stands there is what must not be
    r"stop\s+conditions?",
    r"failure\s+modes?",
    r"quarantined?(?:\s+\w+)?",
    "misconceptions?",
    r"(?:common\s+)?mistakes",
    "pitfalls?",
    r"red\s+flags",
)
_CONDITIONAL = (
    "if",
    "unless",
    "when",
    "whenever",
    r"once(?=\s+(?!per\b|an?\b|every\b|each\b|more\b|again\b|daily\b)[\w\0])",  # not a frequency
    r"only\s+if",
    r"provided\s+that",
)
_CONDITIONAL_TITLE = (r"only\s+if", "unless", r"provided\s+that", "conditional", "conditionally")
"""``When to use it`` heads a plain section, so ``when`` and ``if`` do not count there."""
_PLANNED = (
    # "you will see" tells a reader what happens, not what is planned
    r"(?<!you )(?<!users )(?<!readers )will",
    r"(?!you\b)\w+['\u2019]ll",
    "planned",
    "upcoming",
    "roadmap",
    "until",
    "deferred",
    "future",
    "tbd",
)
_PLANNED_TITLE = ("later", "proposed", "backlog")
_PAST = (
    "was",
    "were",
    "formerly",
    "previously",
    # "is used to" and "a key used to sign" say a purpose
    r"(?:it|this|that|these|they|we|which|who)\s+used\s+to",
    r"used\s+to\s+(?:be|have|live|exist)",
    # "fail early" is no time of the project
    r"(?:an?|the|this|that|these|those|its|our|their)\s+early",
    r"(?<!years )(?<!days )(?<!hours )(?<!minutes )old",  # ages
    r"(?:former|earlier|previous|prior)\s+(?:name|spelling|identifier|term)s?",
    r"(?:earlier|older|previous|prior)\s+(?:version|release)s?\s+(?:of\s+\w+\s+)?(?:had|\w+ed)",
    r"(?:is|are)\s+gone",
    "legacy",
    "deprecated",
    "superseded",
    "replaced",
    "renamed",
    r"no\s+longer",
)
_PAST_TITLE = ("early", "earlier", "older", "former", "previous", "retired", "removed", "obsolete")
_ABOUT_TODAY = re.compile(
    r"(?<![\w/-])(?:support|compatib\w+|maintenance)\s+(?:for|of|with)\s.*", re.IGNORECASE
)
"""``Support for previous versions`` says what is so today."""
_STATUS = (
    *_DENIED_TITLE,
    r"not\s+(?:yet|supported|available|live|implemented|claimed|owned|included|tested|part)",
    *_PLANNED[2:],
    *_PLANNED_TITLE,
    *_PAST[-5:],
    *_PAST_TITLE,
    "gone",
    "dropped",
    "rejected",
)
"""Text that begins so speaks of its label; ``never deploys`` speaks of deploying."""
_VERBS = (
    "am|is|are|was|were|be|been|has|have|had|does|do|did|can|cannot|could|may|might|must|shall|"
    "should|will|would|exists?|passe[sd]|pass|lands?|landed|remains?|stays?|keeps?|owns?|needs?"
)


def _words(*patterns: str) -> re.Pattern[str]:
    """Match whole words; parts of hyphenated words, paths and identifiers are none."""
    return re.compile(rf"(?<![\w/-])(?:{'|'.join(patterns)})(?![\w/-])", re.IGNORECASE)


_ANY = _words(*_DENIED, *_DENIED_IN_TEXT, *_CONDITIONAL, *_PLANNED, *_PAST, "after")
_NEGATOR = _words(*_DENIED, *_DENIED_IN_TEXT)
_CONDITION = _words(*_CONDITIONAL)
_WAS_UNTIL = _words(r"(?:was|were)\b.*?\buntil")
_PLAN, _FORMER = _words(*_PLANNED), _words(*_PAST)
_NO_LONGER, _YET, _AFTER = _words(r"no\s+longer"), _words("yet"), _words("after")
_VERB = _words(_VERBS)
_TITLE = (
    (_words(*_PAST, *_PAST_TITLE), Stance.PAST),
    (_words(*_PLANNED, *_PLANNED_TITLE), Stance.PLANNED),
    (_words(*_CONDITIONAL_TITLE), Stance.CONDITIONAL),
)
_NO_TITLE = _words(*_DENIED, *_DENIED_TITLE)
_STATUS_START = _words(*_STATUS)
_EXAMPLE = re.compile(
    r"(?<!\w)(?:(?:an?|the|this|these|following|some)\s+examples?\b"
    r"|(?:e\.g\.|for\s+example|for\s+instance|examples?)[\s:,]*\Z)",
    re.IGNORECASE,
)
_EXAMPLE_START = re.compile(r"\W*(?:e\.g\.|for\s+example|for\s+instance)(?!\w)", re.IGNORECASE)
_CONDITION_START = re.compile(
    r"\W*(?:(?:but|and|so|then|only),?\s+)?(?:if|unless|when|whenever|once|provided\s+that)(?![\w/-])",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"(?<![\w/-])(?:can|may|must|should|shall|does|do)\s*:\s*\Z", re.IGNORECASE)
_QUOTES = {'"': '"', "'": "'", "\u201c": "\u201d", "\u201e": "\u201c", "\u2018": "\u2019"}


def clause_stance(text: str, start: int, end: int) -> Stance:
    """Return the stance the words of a clause give it.

    A denial wins over the rest, for ``must not … unless`` and ``will not`` deny; ``not … yet`` is a
    plan and ``no longer`` is past.
    """
    if not _ANY.search(text, start, end):
        return Stance.AFFIRMED
    if _NO_LONGER.search(text, start, end):
        return Stance.PAST
    if negator := _NEGATOR.search(text, start, end):
        yet = _YET.search(text, negator.end(), end)
        return Stance.PLANNED if yet else Stance.DENIED
    if _CONDITION.search(text, start, end) or _is_after(text, start, end):
        return Stance.CONDITIONAL
    if plan := _PLAN.search(text, start, end):
        is_over = _WAS_UNTIL.search(text, start, plan.end()) and plan[0].lower() == "until"
        return Stance.PAST if is_over else Stance.PLANNED
    return Stance.PAST if _FORMER.search(text, start, end) else Stance.AFFIRMED


def sentence_stance(text: str, start: int, end: int) -> Stance:
    """Return the stance that a sentence as a whole gives to each of its clauses."""
    said = text[start : min(end, start + 200)]
    stripped = text[start:end].strip() if said[:1] in _QUOTES else ""
    if stripped and stripped.rstrip(".,;:!?")[-1:] == _QUOTES[stripped[0]]:
        inside = stripped.rstrip(".,;:!?")[1:-1]
        if inside and stripped[0] not in inside:
            return Stance.QUOTED
    if _EXAMPLE_START.match(said):
        return Stance.EXAMPLE
    if _CONDITION_START.match(said) or text[start:end].rstrip("\"'\u201d\u2019)* ").endswith("?"):
        return Stance.CONDITIONAL  # a question affirms nothing
    return Stance.AFFIRMED


def title_stance(text: str) -> Stance:
    """Return the stance a heading, a column header or a label gives to what stands under it."""
    if _NO_LONGER.search(text):
        return Stance.PAST
    if negator := _NO_TITLE.search(text):
        return Stance.PLANNED if _YET.search(text, negator.end()) else Stance.DENIED
    for words, stance in _TITLE:
        if words.search(_ABOUT_TODAY.sub("", text) if stance is Stance.PAST else text):
            return stance
    return Stance.AFFIRMED


def label_stance(text: str) -> Stance:
    """Return the stance of a label or a lead-in: what a title says, else what its words say."""
    stance = title_stance(text)
    return stance if stance is not Stance.AFFIRMED else clause_stance(text, 0, len(text))


def status_stance(text: str, start: int, end: int) -> Stance:
    """Return the stance of a text that begins with a status: ``deferred; …``, ``not supported``."""
    status = _STATUS_START.match(text, start, end)
    return label_stance(text[start:end]) if status else Stance.AFFIRMED


def goes_on(text: str) -> bool:
    """Say whether a lead-in is a sentence that its items end: ``Portal should:`` affirms them."""
    return _GOES_ON.search(text) is not None


def announces_example(text: str) -> bool:
    """Say whether a lead-in announces an example."""
    return bool(_EXAMPLE_START.match(text) or _EXAMPLE.search(text))


def has_verb(text: str, start: int, end: int) -> bool:
    """Say whether a part of a sentence has a verb of its own, and so is a clause."""
    return bool(_VERB.search(text, start, end) or _NEGATOR.search(text, start, end))


def outranks(own: Stance, inherited: Stance) -> bool:
    """Say whether a clause's own stance decides over the one around it.

    It does, except that a condition only narrows: what is denied, past or planned stays so.
    """
    if own is Stance.AFFIRMED:
        return False
    return own is not Stance.CONDITIONAL or inherited in (Stance.AFFIRMED, Stance.CONDITIONAL)


def _is_after(text: str, start: int, end: int) -> bool:
    """Say whether a clause waits for something: ``after a widget exists``."""
    after = _AFTER.search(text, start, end)
    return bool(after and _VERB.search(text, after.end(), end))
