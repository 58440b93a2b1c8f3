"""Tests of what is installed: the wheel, the hook, and what a start imports."""
