"""Files that prove."""
