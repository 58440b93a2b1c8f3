"""What clauses can want looked at, and the facts each need brings."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from contractcheck.model.api import Api
from contractcheck.model.clause import Need
from contractcheck.model.evidence import Fact, Value
from contractcheck.model.location import Location, Span
from contractcheck.model.place import MemberShape, Place
from contractcheck.model.stance import StanceMark
from contractcheck.model.workflow import Workflow


@dataclass(frozen=True, slots=True)
class DocumentNeed(Need):
    """Base of needs that documents answer, one document at a time.

    ``place.documents`` chooses the documents; ``trigger`` words, when there are any, must occur in
    a document's bytes (case aside) or it is not even parsed.
    """

    place: Place

    @property
    def trigger(self) -> tuple[str, ...]:
        """Words without which a document cannot bring a fact; none means every document."""
        return ()

    def describe(self) -> str:
        """Say for people what is looked at."""
        return str(self.place)


@dataclass(frozen=True, slots=True)
class RemoteNeed(Need):
    """Base of needs that the network may answer: several are asked at once, while documents are read."""


@dataclass(frozen=True, slots=True)
class WritingNeed(Need):
    """Base of needs for which a server is written to: one after the other, when all has been asked that only reads."""


@dataclass(frozen=True, slots=True)
class PlaceFound(Fact):
    """The bound place is there; ``extent`` is all of a section, ``at`` its heading."""

    at: Location
    title: str = ""
    extent: Span | None = None


@dataclass(frozen=True, slots=True)
class PlaceGone(Fact):
    """The document is there, its bound place is not; ``nearest`` is the one most like it.

    ``noun`` is what is looked for: a heading of a document, a symbol of a source file.
    """

    at: Location
    wanted: str
    nearest: str = ""
    nearest_at: Location | None = None
    noun: str = "heading"


IN_A_TABLE = "table"
"""The context of a value from a table, where one member may stand in many rows."""
IN_SENTENCES = "sentences"
"""The context of a value from running text, which may name a member as often as it likes."""


@dataclass(frozen=True, slots=True)
class NoDocument(Fact):
    """No document was looked at for a place; ``why`` says it as a sentence."""

    why: str


@dataclass(frozen=True, slots=True)
class MembersNeed(DocumentNeed):
    """The members of a set as a place shows them: facts are ``PlaceFound`` and ``Value``."""

    of: MemberShape = MemberShape.PHRASE
    known: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BucketsNeed(DocumentNeed):
    """Buckets with their statements, in any of the four shapes: facts are ``BucketFound``."""

    labels: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StatementFound(Fact):
    """A text that stands in a bucket. A ``loose`` one may be a statement but need not be declared."""

    value: Value
    loose: bool = False


@dataclass(frozen=True, slots=True)
class BucketFound(Fact):
    """A heading, label, lead-in or cell that names a bucket, or stands where buckets stand.

    ``label`` is the declared label it carries, empty for one that carries none; ``in_run`` and
    ``only_list`` say why such a one is taken for a bucket.
    """

    title: Value
    label: str
    statements: tuple[StatementFound, ...] = ()
    in_run: bool = False
    only_list: bool = False


@dataclass(frozen=True, slots=True)
class OtherSection(Fact):
    """A declared section that is no bucket, with what stands in it like statements."""

    title: Value
    statements: tuple[StatementFound, ...] = ()


@dataclass(frozen=True, slots=True)
class Unsaid(Fact):
    """Text that is written but not said: in a comment, or struck through."""

    value: Value


class MentionKind(Enum):
    """How a found word is like the term that was looked for."""

    EXACT = "exact"
    NEAR = "near"
    VARIANT = "variant"
    LOOKALIKE = "look-alike"


@dataclass(frozen=True, slots=True)
class MentionsNeed(DocumentNeed):
    """Every mention of terms in whole documents; with ``spelling`` near misses of them too.

    ``variants`` are near misses that differ in case, hyphen or space alone.
    """

    terms: tuple[str, ...] = ()
    of: MemberShape = MemberShape.IDENTIFIER
    spelling: bool = False
    variants: bool = True
    ignored: tuple[str, ...] = ()

    @property
    def trigger(self) -> tuple[str, ...]:
        """The terms themselves; near misses are looked for besides."""
        return self.terms


@dataclass(frozen=True, slots=True)
class Mention(Fact):
    """A term as it stands in a document; ``sections`` are the titles above it, outside in."""

    term: str
    kind: MentionKind
    value: Value
    sections: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SentencesNeed(DocumentNeed):
    """The sentences of a place that hold one of ``words``: facts are ``PlaceFound``, ``SentenceFound``.

    With ``titled`` the sentences, lists and table columns directly below a heading that holds one count too.
    """

    words: tuple[str, ...] = ()
    titled: bool = False

    @property
    def trigger(self) -> tuple[str, ...]:
        """The words, unless a section is bound: that one must be there in any case."""
        return () if self.place.section else self.words


@dataclass(frozen=True, slots=True)
class SentenceFound(Fact):
    """A sentence; ``words`` are (offset, location) of each word, ``marks`` (offset, stance) of each clause.

    ``joined`` ones are a lead-in with the items of the list it introduces, or the header of a table's
    column with its cells; ``first`` says that it is the first list or table of its section, or that the
    section has none. ``title`` is the heading above that holds a word the sentence itself lacks.
    """

    value: Value
    words: tuple[tuple[int, Location], ...] = ()
    marks: tuple[tuple[int, StanceMark], ...] = ()
    joined: bool = False
    title: str = ""
    first: bool = False

    def stance(self, offset: int) -> StanceMark:
        """Return the stance of the clause of the sentence that ``offset`` is in."""
        mark = self.value.stance
        for start, one in self.marks:
            if start > offset:
                break
            mark = one
        return mark

    def locate(self, offset: int) -> Location:
        """Return the place of the word at or before ``offset``."""
        found = self.value.at
        for start, at in self.words:
            if start > offset:
                break
            found = at
        return found


@dataclass(frozen=True, slots=True)
class OperationsNeed(DocumentNeed):
    """API operations and routes that documents mention: facts are ``OperationMention``."""

    hosts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OperationMention(Fact):
    """An operation as a document names it; ``method`` is empty for a bare route.

    A ``path`` with a host before it (``//host/path``) counts where the API is served there.
    """

    method: str
    path: str
    value: Value


@dataclass(frozen=True, slots=True)
class ApiNeed(RemoteNeed):
    """The operations of a named API: the fact is ``ApiFound``."""

    api: str

    def describe(self) -> str:
        """Say for people what is looked at."""
        return f"OpenAPI of {self.api}"


@dataclass(frozen=True, slots=True)
class ApiFound(Fact):
    """An API description that was read, with all prefixes and hosts under which documents may name it."""

    api: Api
    base_paths: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RegistryNeed(RemoteNeed):
    """The values an RFC 9535 JSONPath selects from a GET below a named API's URL: facts are ``Value``.

    With ``if_listed`` they are wanted only where the API's description lists the path; the fact is
    ``NotServed`` where it does not.
    """

    api: str
    path: str
    select: str
    if_listed: bool = field(default=False, kw_only=True)

    def describe(self) -> str:
        """Say for people what is looked at."""
        return f"registry {self.api} {self.path}"


@dataclass(frozen=True, slots=True)
class DataNeed(Need):
    """The values a JSONPath selects from a JSON or YAML file of the tree: facts are ``Value``."""

    path: str
    select: str

    def describe(self) -> str:
        """Say for people what is looked at."""
        return f"{self.path} {self.select}"


@dataclass(frozen=True, slots=True)
class PathsNeed(Need):
    """The paths of the tree that match a glob (or a plain path): facts are ``Value``."""

    pattern: str

    def describe(self) -> str:
        """Say for people what is looked at."""
        return f"path {self.pattern}"


@dataclass(frozen=True, slots=True)
class WorkflowNeed(Need):
    """A CI workflow file, by its name or path: the fact is ``WorkflowFound``."""

    workflow: str

    def describe(self) -> str:
        """Say for people what is looked at."""
        return f"workflow {self.workflow}"


@dataclass(frozen=True, slots=True)
class WorkflowFound(Fact):
    """A workflow that was read."""

    workflow: Workflow
