"""Make the examples of a fence: calls, answers and bodies with every place in the document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial

from contractcheck.model.api_examples import ExampleFound, Part, ShownData, ShownField
from contractcheck.model.data import Data, Positions
from contractcheck.model.document import Document, Fence
from contractcheck.model.location import Location, Span
from contractcheck.model.stance import Role, StanceMark
from contractcheck.model.written_targets import goes_to, path_of
from contractcheck.readers.calls.bodies import body_of, query_of
from contractcheck.readers.calls.call import Answer, Body, Call, Piece, locate, piece_of
from contractcheck.readers.calls.fence import language_of
from contractcheck.readers.example_data import ExampleData

_DATA_LANGUAGES = frozenset({"json", "jsonc", "json5", "js", "javascript", ""})


@dataclass(frozen=True, slots=True)
class Origin:
    """The fence that examples are in."""

    document: Document
    fence: Fence
    mark: StanceMark
    role: Role

    def at(self, start: int, end: int) -> Location:
        """Return where a part of the fence's text stands."""
        return self.document.at(locate(self.fence, start, end))

    def of(self, piece: Piece) -> Location:
        """Return where a piece stands."""
        if not piece.offsets:
            return self.document.at(self.fence.span)
        return self.at(piece.offsets[0], piece.offsets[-1] + 1)


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes the facts of one fence."""

    origin: Origin
    hosts: tuple[str, ...]

    def call(self, call: Call) -> ExampleFound | None:
        """Return a call as an example; ``None`` where it goes elsewhere."""
        path = path_of(call.target.text, self.hosts)
        if not path or not call.method or not goes_to(call.host, self.hosts):
            return None
        query = self._fields((*query_of(call.target), *call.query))
        content = (call.content.text, self.origin.of(call.content)) if call.content else None
        return ExampleFound(
            Part.REQUEST,
            call.method,
            path,
            self.origin.of(call.target),
            data=self._data(call.body),
            form=self._fields(call.body.fields) if call.body else (),
            query=query,
            headers=call.headers,
            content=content,
            is_call=True,
            is_whole=call.known_query and (call.body is None or call.body.known),
            mark=self.origin.mark,
            role=self.origin.role,
        )

    def answer(self, answer: Answer, operation: tuple[str, str]) -> ExampleFound:
        """Return what a server answers as an example."""
        status = (answer.status.text, self.origin.of(answer.status)) if answer.status else None
        return ExampleFound(
            Part.RESPONSE,
            *operation,
            status[1] if status else self.origin.at(answer.start, answer.start + 1),
            data=self._data(answer.body),
            status=status,
            is_exact=True,
            mark=self.origin.mark,
            role=self.origin.role,
        )

    def body(
        self, part: Part, operation: tuple[str, str], status: tuple[str, Span] | None
    ) -> ExampleFound | None:
        """Return the data of a fence as an example; ``None`` where it is none."""
        fence = self.origin.fence
        if language_of(fence) not in _DATA_LANGUAGES:
            return None
        body = body_of(piece_of(fence.text, 0, len(fence.text)))
        data = self._data(body)
        if data is None:
            return None
        document = self.origin.document
        return ExampleFound(
            part,
            *operation,
            document.at(fence.span),
            data=data,
            status=(status[0], document.at(status[1])) if status else None,
            mark=self.origin.mark,
            role=self.origin.role,
        )

    def _fields(self, pairs: Iterable[tuple[Piece, Piece | None]]) -> tuple[ShownField, ...]:
        return tuple(
            ShownField(
                name.text,
                self.origin.of(name),
                value.text if value else None,
                self.origin.of(value) if value else None,
            )
            for name, value in pairs
            if name.text
        )

    def _data(self, body: Body | None) -> ShownData | None:
        if body is None or body.data is None:
            return None
        found, document = body.data, self.origin.document.path
        positions = partial(_positions, self.origin, body.piece, found)
        data = Data(document, found.value, positions)
        return ShownData(data, found.anything, found.partial)


def _positions(origin: Origin, piece: Piece, found: ExampleData) -> Positions:
    """Return the places of data in the document, found when one is asked for."""

    def placed(spans: Mapping[str, tuple[int, int]]) -> dict[str, Span]:
        return {
            pointer: origin.of(piece.part(start, end)).span
            for pointer, (start, end) in spans.items()
        }

    return Positions(placed(found.values), placed(found.keys))
