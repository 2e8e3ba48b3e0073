from datetime import timedelta
from types import SimpleNamespace

import pytest

from athar.engine.journeys.tests.factories import NOW
from athar.foundation.people.choices import Role
from athar.foundation.people.tests.factories import OrganisationFactory, PersonFactory, RoleGrantFactory


@pytest.fixture
def cast(db):
    """Noura manages, Khalid judges, Sara and Layan apply, Omar is an outsider, Huda leads a team."""
    people = SimpleNamespace(
        noura=PersonFactory(name="نورة العتيبي"),
        khalid=PersonFactory(name="خالد الحربي", gender="male"),
        sara=PersonFactory(name="سارة الزهراني", birth_date=NOW.date() - timedelta(days=365 * 30)),
        layan=PersonFactory(name="ليان القرني", birth_date=NOW.date() - timedelta(days=365 * 30)),
        omar=PersonFactory(name="عمر البلوي", gender="male"),
        huda=PersonFactory(name="هدى السبيعي"),
        team=OrganisationFactory(kind="team", code="sanad"),
    )
    since = NOW - timedelta(days=100)
    RoleGrantFactory(person=people.noura, role=Role.PROGRAMME_MANAGER, since=since)
    RoleGrantFactory(person=people.khalid, role=Role.JUDGE, since=since)
    RoleGrantFactory(person=people.huda, role=Role.TEAM_LEADER, organisation=people.team, since=since)
    return people
