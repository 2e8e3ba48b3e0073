"""From what the lower rooms answer to what a page shows: words, addresses, order. Nothing is decided here."""
