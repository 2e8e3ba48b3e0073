"""The regions of Saudi Arabia and their governorates."""
