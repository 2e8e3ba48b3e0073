"""My journey: what is a person's own."""
