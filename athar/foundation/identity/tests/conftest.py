import re

import pytest

from athar.foundation.identity.models import Dispatch

SARA, OMAR = "sara@example.org", "omar@example.org"
HOME, ELSEWHERE = "192.0.2.7", "198.51.100.9"  # network addresses for documentation (RFC 5737)


@pytest.fixture
def code_sent():
    """The digits in the newest message, as its reader finds them."""

    def read() -> str:
        found = re.search(r"(?<!\d)\d{6}(?!\d)", Dispatch.objects.latest("pk").text)
        assert found
        return found[0]

    return read
