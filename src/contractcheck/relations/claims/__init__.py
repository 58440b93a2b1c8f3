"""What may never be claimed, what only with its qualifier, and what may be cited, by words and stance."""

from __future__ import annotations

from contractcheck.relations.claims import authority, bindings, never, qualified

judge = never.judge
judge_qualified = qualified.judge
judge_sources = authority.judge_sources
judge_bindings = bindings.judge

__all__ = ["judge", "judge_bindings", "judge_qualified", "judge_sources"]
