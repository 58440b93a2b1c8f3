"""The closed classes of English words that tell who does what, and some verbs that many documents use."""

from __future__ import annotations

from functools import lru_cache

from contractcheck.relations.claims.families import Form, form_of


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


DETERMINERS = _words(
    "a an the this these those its his her their our your my any each every some all"
    " both such another other either one same whole entire"
)
BE = _words("is are am was were be been being isn't aren't wasn't weren't gets get got")
MODALS = _words(
    "can could may might must shall should will would cannot can't couldn't won't"
    " wouldn't shouldn't mustn't do does did don't doesn't didn't has have had hasn't"
    " haven't hadn't"
)
ADVERBS = _words(
    "also always even ever just merely only simply often sometimes still then there"
    " thus too very directly now already never not both again today itself themselves"
    " actually however therefore instead further either neither nor yet to able rarely"
    " hardly seldom quite almost"
)
PRONOUNS = _words("it they itself themselves")
THROUGH = _words("by through via with from in on inside within using over across")
EXCLUDING = _words(
    "unlike besides beside alongside outside without behind beyond than except around"
    " near past excluding bypassing minus versus vs"
)
OTHER_PREPOSITIONS = _words(
    "to for about into of against between after before under at during per towards"
    " toward onto concerning regarding upon above below until since"
)
PREPOSITIONS = THROUGH | EXCLUDING | OTHER_PREPOSITIONS
RELATIVES = _words("that which who whose whom what where how why")
CONDITIONS = _words("if unless whether lest suppose supposing assuming")
SUBORDINATES = _words(
    "when whenever while whereas because although though until once after before since so"
)
JOINTS = _words("and or but nor yet plus")
HYPOTHETICAL = _words("would could might wouldn't couldn't")
PLANNED = _words("will 'll planned plan plans going soon eventually upcoming proposed")
PAST = _words("was were formerly previously originally historically wasn't weren't")
NEGATORS = _words(
    "not never no cannot nobody nothing neither nor none without hardly unable"
    " incapable impossible forbidden"
    " zero"
)
EVERYBODY = _words(
    "nobody nothing none no everybody everyone everything all every each any anything"
)
"""Before ``but`` these make an exception of what follows."""
UNSUPPORTED = _words(
    "unsupported disallowed forbidden prohibited excluded impossible rejected refused blocked denied"
    " disabled banned undesired unwanted unavailable"
)
"""What a noun is said to be when the deed it names is denied."""
WRONG = _words(
    "bug bugs defect defects fault faults error errors mistake mistakes non-goal non-goals antipattern"
    " anti-pattern myth regression violation wrong incorrect mistaken misleading"
)
"""What somebody says it is who does not claim it: ``full parity is a non-goal``."""
TOLD = _words("considered rejected discussed asked requested")
"""Before a deed these tell what was thought of: ``we considered letting the bridge write``."""
FAILS = _words("fail break abort alert warn complain")
"""What does this when a deed is done forbids it: ``the test fails when the bridge writes``."""
UNTRUE = _words(
    "myth false untrue wrong misconception misunderstanding fallacy mistake lie rumour rumor"
)
"""What a clause behind ``that`` is said to be when it is denied."""
BOUNDS = _words("only just merely simply longer more later less fewer matter doubt")
"""Behind ``not`` or ``no`` these make a bound, not a denial."""
PERSONS = _words(
    "owner owners user users maintainer maintainers author authors team teams operator"
    " operators developer developers admin admins administrator administrators"
    " contributor contributors reader readers customer customers reviewer reviewers host"
    " hosts vendor vendors people community config configuration settings documentation"
    " docs manual guide"
)
"""What belongs to a subject and is not it: what these do, it does not do."""
ENABLERS = _words(
    "use open call run let make have allow enable permit ask tell want help cause teach lets"
)
CITING = _words(
    "cite use take quote reference attach accept treat submit give name present provide see"
    " consult check open read record file send add show"
)
"""Behind ``as proof`` or ``for proof`` these name what is cited."""
WATCHERS = _words(
    "show list display read report render record log observe reflect audit track watch"
    " wait monitor describe explain document say state name mention note see view"
    " inspect follow expect assume require need detect notice visualize depict count"
    " measure trace know tell mirror find"
    " look appear delegate defer leave link point"
)
"""What only looks at a deed, or speaks of it, does not do it."""
REFUSERS = _words(
    "refuse decline fail avoid prevent forbid prohibit block reject refrain lack"
    " disable stop deny exclude disallow omit skip ignore hide"
    " remove lose drop revoke strip"
)
_VERBS = _words(
    "accept access act add answer apply append attach authenticate authorize become"
    " begin belong bind bring build carry check choose collect come compare complete"
    " configure connect contain copy create decide declare delegate delete deliver"
    " deploy depend download draw emit feed end execute expose fetch forward gather generate"
    " give go grant guard handle happen hold import include install integrate keep"
    " launch lead leave link live load look mount move offer open operate own pass pause"
    " perform persist poll present produce protect prove provide provision publish pull"
    " push put query queue reach receive redirect remain remove replace respond rest"
    " restart resume return route save schedule send serve set share sit speak stand"
    " start stay store submit support surface sync take trigger turn update upgrade"
    " validate verify wrap write"
)
_KNOWN = _VERBS | WATCHERS | ENABLERS | REFUSERS
_FINITE = (Form.BASE, Form.THIRD, Form.PAST, Form.GERUND)


@lru_cache(maxsize=65536)
def is_one_of(word: str, verbs: frozenset[str]) -> bool:
    """Say whether a word is a verb form of one of the verbs."""
    return any(form_of(word, verb) in _FINITE for verb in verbs if word[:2] == verb[:2])


def is_verb(word: str) -> bool:
    """Say whether a word is a form of a verb that many documents use."""
    return is_one_of(word, _KNOWN)
