"""The demonstration association, built from individual records."""
