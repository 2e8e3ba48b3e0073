"""Approved facts that are never edited."""
