"""Tests of the reference hub, over real HTTP."""
