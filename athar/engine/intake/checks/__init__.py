"""What a row, and a file as a whole, must be before a person may approve it."""
