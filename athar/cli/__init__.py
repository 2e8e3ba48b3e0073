"""The command line: `athar --help`."""

from athar.cli.main import main

__all__ = ["main"]
