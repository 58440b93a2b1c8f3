"""Ask the world through ports: each source answers one need with facts or with a gap."""
