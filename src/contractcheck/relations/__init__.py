"""Pure comparisons: what a clause expects against the facts that were found."""
