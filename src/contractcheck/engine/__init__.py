"""Run clauses: plan what to look at, collect it once, judge, derive, fold."""
