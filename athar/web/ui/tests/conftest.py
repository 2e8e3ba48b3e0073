"""The parts of pages are tested without a database: header and footer lead to no pages of the association's own."""

import pytest
from django.core.cache import cache

from athar.web.ui.context import PAGES


@pytest.fixture(autouse=True)
def no_pages_of_ones_own():
    cache.set(PAGES, [], None)
    yield
    cache.delete(PAGES)
