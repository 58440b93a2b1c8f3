"""JSON (RFC 8259) as located data: strict, and places are found only when one is asked for."""

from __future__ import annotations

import json

from contractcheck.model.data import Data, JsonValue
from contractcheck.readers.json_data.index import Places
from contractcheck.readers.json_data.refusals import (
    MAX_DEPTH,
    depth_of,
    explain,
    find_refused,
    finite,
    refuse_constant,
    refuse_depth,
    refuse_surrogates,
    unique,
)
from contractcheck.readers.json_data.source import decode

__all__ = ["MAX_BYTES", "MAX_DEPTH", "read_json"]

MAX_BYTES = 50_000_000


def read_json(document: str, content: bytes, *, limit: int = MAX_BYTES) -> Data:
    """Load one JSON text of at most ``limit`` bytes.

    Duplicate keys, ``NaN``, ``Infinity``, numbers beyond a double and halves of surrogate pairs are
    refused. Raises ``UnreadableError`` at the first thing that is wrong or refused.
    """
    source = decode(document, content, limit)
    if depth_of(content) > MAX_DEPTH:
        raise refuse_depth(source)
    try:
        value: JsonValue = json.loads(
            source.text,
            object_pairs_hook=unique,
            parse_constant=refuse_constant,
            parse_float=finite,
        )
    except json.JSONDecodeError as error:
        raise explain(source, error) from None
    except RecursionError:  # unreachable while the depth above is counted right
        raise refuse_depth(source) from None
    except ValueError:
        raise find_refused(source) from None
    refuse_surrogates(source)
    return Data(document, value, Places(source))
