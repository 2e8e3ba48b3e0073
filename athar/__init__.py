"""Athar: the system on which an association for the development of volunteering runs its work."""
