"""What can be wrong with a contract of the kind ``source-boundary``, in the words ``explain`` shows."""

from __future__ import annotations

from contractcheck.model.rules import place_gone

KIND = "source-boundary"

RULES = (place_gone(KIND),)
