"""Initiatives and their editions."""
