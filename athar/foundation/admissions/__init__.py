"""Who comes in, and by whose word."""
