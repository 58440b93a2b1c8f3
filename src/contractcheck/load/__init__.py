"""From bytes to contracts and configuration, with every mistake at its place."""
