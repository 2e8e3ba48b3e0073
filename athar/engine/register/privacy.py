"""Initiatives and their editions hold nothing of anybody."""

IMPERSONAL = ("register.Initiative", "register.Initiative_regions", "register.Edition")
