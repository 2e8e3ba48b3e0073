"""Reports whose figures come from records."""
