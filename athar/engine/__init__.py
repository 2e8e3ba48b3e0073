"""The engines every programme stands on."""
