class Invalid(ValueError):
    """The file is of a kind we know, and something in it does not hold."""


class Malformed(ValueError):
    """The file is of no kind we know, or parts of it are missing."""
