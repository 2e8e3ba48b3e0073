"""What every room may need: numbers, dates, names, secrets, announced facts, components."""
