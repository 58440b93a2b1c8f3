"""From a document tree to located values; each selector answers one need."""
