"""Contract kinds: each compiles its contracts to clauses; one module a kind."""
