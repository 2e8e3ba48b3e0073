"""Telling people what concerns them: on their pages, by e-mail, once a day, or not at all."""
