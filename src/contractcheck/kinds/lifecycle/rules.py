"""What can be wrong with a contract of the kind ``lifecycle``, in the words ``explain`` shows."""

from __future__ import annotations

from contractcheck.model.rules import place_gone

KIND = "lifecycle"

RULES = (place_gone(KIND),)
