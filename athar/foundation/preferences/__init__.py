"""How each reader likes to read: digits, calendar, light or dark, keys."""
