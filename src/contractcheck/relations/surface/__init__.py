"""The operations of an API: those it must have and lack, who may call them, which change something."""

from contractcheck.relations.surface.members import judge, judge_lacking
from contractcheck.relations.surface.policies import judge_mutations, judge_open, judge_schemas
from contractcheck.relations.surface.shown import judge_shown

__all__ = [
    "judge",
    "judge_lacking",
    "judge_mutations",
    "judge_open",
    "judge_schemas",
    "judge_shown",
]
