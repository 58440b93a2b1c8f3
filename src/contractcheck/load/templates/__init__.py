"""Contracts written once for many: a template with parameters, and instances that give the values.

A template is expanded on the loaded tree, before any schema sees it. There is no logic in it: a
scalar may hold parameters, a key may not.
"""

from __future__ import annotations

from contractcheck.load.templates.expansion import expand_all

__all__ = ["expand_all"]
