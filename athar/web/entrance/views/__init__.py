"""Pages, each with one call into the rooms below."""
