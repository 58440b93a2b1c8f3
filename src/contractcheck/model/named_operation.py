"""Which operation of an API a document means by a method and a path."""

from __future__ import annotations

from contractcheck.model.api import Operation
from contractcheck.model.needs import ApiFound
from contractcheck.model.path_template import (
    has_variables,
    same_template,
    strip_base,
    template_accepts,
)
from contractcheck.model.written_targets import own_path


def operation_named(found: ApiFound, method: str, path: str) -> Operation | None:
    """Return the operation that a method and a path name; one without variables before others."""
    path = own_path(path, found.hosts)
    bare = strip_base(path, found.base_paths)
    fitting = [
        one
        for one in found.api.operations
        if one.method == method
        and any(
            same_template(one.path, each) or template_accepts(one.path, each)
            for each in (bare, path)
        )
    ]
    fitting.sort(key=lambda one: (not same_template(one.path, bare), has_variables(one.path)))
    return fitting[0] if fitting else None
