"""Plans, objectives, indicators."""
