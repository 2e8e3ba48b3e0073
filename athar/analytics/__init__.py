"""Analytics: pure Python, usable on plain files."""
