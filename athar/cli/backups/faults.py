"""What can be wrong with an archive or with the place it should go to: always one line that says what to do."""


class BadArchive(Exception):
    """The archive is not one, was cut short or altered, or comes from a newer version."""


class NotRestored(Exception):
    """The archive is good, and yet it was not restored; nothing was changed."""
