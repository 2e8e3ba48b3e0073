#!/usr/bin/env python
"""Django's own commands; daily work goes through `athar`."""

import os
import sys

from django.core.management import execute_from_command_line

from athar.config import embedded

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "athar.config.settings")
    embedded.ensure_running()
    execute_from_command_line(sys.argv)
