"""Direction: strategy and reporting."""
