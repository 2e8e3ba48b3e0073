from types import SimpleNamespace

import pytest

from athar.engine.ledger.posting import post
from athar.engine.ledger.tests.factories import NOON, InitiativeFactory
from athar.foundation.people.tests.factories import PersonFactory


@pytest.fixture(autouse=True)
def own_key(settings, tmp_path):
    settings.ATHAR_SIGNING_KEY_FILE = tmp_path / "signing.key"


@pytest.fixture
def cast(db):
    """Noura enters, Khalid approves, Sara takes part, Omar is an outsider."""
    return SimpleNamespace(
        noura=PersonFactory(name="نورة العتيبي"),
        khalid=PersonFactory(name="خالد الحربي", gender="male"),
        sara=PersonFactory(name="سارة الزهراني"),
        omar=PersonFactory(name="عمر البلوي", gender="male"),
        forum=InitiativeFactory(code="forum"),
    )


@pytest.fixture
def append(cast):
    """Post facts that Noura entered and Khalid approved."""

    def append(*facts):
        return post(
            list(facts), entered_by=cast.noura, entered_at=NOON, approved_by=cast.khalid, approved_at=NOON
        )

    return append
