"""Persons, organisations, roles, consent."""
