"""Commands that need the database get Django, and the embedded server, through here."""

import os

import django as framework


def start() -> None:
    """
    Start the embedded database if it is the one to use, and set Django up.

    :raises athar.config.embedded.NoServer: when there is no PostgreSQL.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "athar.config.settings")
    from athar.config import embedded  # after the environment is set

    embedded.ensure_running()
    framework.setup()
