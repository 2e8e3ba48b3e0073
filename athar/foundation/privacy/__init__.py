"""Whose data is held, what for, for how long, and how it goes."""
