"""The world behind the ports: files, clock, environment, network, output."""
