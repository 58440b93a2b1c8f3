"""From bytes to located trees; the only layer that imports a parser."""
