"""Sections of a document: which there are, in which order, and that each says something."""

from __future__ import annotations

from contractcheck.relations.outlines.judging import judge

__all__ = ["judge"]
