"""Tests of the documentation: generated pages, examples and commands."""
