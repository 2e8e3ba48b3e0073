"""Backups: one archive of everything that cannot be made again, and the way back."""
