"""Faces: they compose, and own no rules."""
