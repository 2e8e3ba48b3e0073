"""Loaded before anything else (see addopts): the tests' own data folder, and its database server running."""

import os

os.environ.setdefault("ATHAR_DATA_DIR", "build/test-data")
os.environ.setdefault("ATHAR_FAST_DATABASE", "yes")
os.environ.setdefault("ATHAR_DEMO", "yes")
# What counts requests is tried by itself, and in the browser; everywhere else it would count the tests.
os.environ.setdefault("ATHAR_LIMITS", "no")
# Playwright keeps an event loop in the main thread; Django takes that for asynchronous code, which it is not.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

from athar.config import database, embedded

embedded.ensure_running()
# The metrics room knows nothing of Django; its tests are told where a PostgreSQL is.
os.environ.setdefault("ATHAR_TEST_DSN", database.url())
