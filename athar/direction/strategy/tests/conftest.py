from types import SimpleNamespace

import pytest

from athar.direction.strategy.tests.catalogues import load_catalogues
from athar.engine.ledger.posting import post
from athar.engine.ledger.tests.factories import NOON
from athar.engine.register.models import Initiative
from athar.foundation.people.tests.factories import PersonFactory


@pytest.fixture(autouse=True)
def own_key(settings, tmp_path):
    settings.ATHAR_SIGNING_KEY_FILE = tmp_path / "signing.key"


@pytest.fixture
def association(db):
    """Its initiatives, indicators and plans; Noura enters, Khalid approves."""
    load_catalogues()
    return SimpleNamespace(
        noura=PersonFactory(name="نورة العتيبي"),
        khalid=PersonFactory(name="خالد الحربي", gender="male"),
        sara=PersonFactory(name="سارة الزهراني"),
        forum=Initiative.objects.get(code="forum"),
        ramadan=Initiative.objects.get(code="ramadan"),
    )


@pytest.fixture
def append(association):
    def append(*facts):
        return post(
            list(facts),
            entered_by=association.noura,
            entered_at=NOON,
            approved_by=association.khalid,
            approved_at=NOON,
        )

    return append
