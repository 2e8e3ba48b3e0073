"""A volunteer reports an injury, reads how it stands and what is meant for them; a guardian does so for a child; nobody else."""

from datetime import timedelta

import pytest
from django.utils import timezone

from athar.engine.journeys.models import Enrolment
from athar.engine.journeys.operations import take_seat
from athar.foundation.core.dates import RIYADH
from athar.initiatives.volunteering.choices import InjuryState
from athar.initiatives.volunteering.models import Injury
from athar.initiatives.volunteering.operations import FollowUp, follow_up_injury
from athar.initiatives.volunteering.tests.factories import published


@pytest.fixture
def seats(family):
    """An hour ago a shift began in which Sara and Lina have a seat."""
    begin, found = timezone.now() - timedelta(hours=1), {}
    opportunity = published(family.noura, family.khalid, at=begin - timedelta(days=20))
    for name in ("sara", "lina"):
        person = getattr(family, name)
        Enrolment.objects.create(
            edition=opportunity.edition, part="volunteer", person=person, since=begin - timedelta(days=2)
        )
        found[name] = take_seat(
            session=opportunity.edition.sessions.get(), person=person, by=person, at=begin - timedelta(days=1)
        )
    return found


def test_she_reports_from_her_seat_reads_what_is_meant_for_her_and_adds_to_it(enter, family, seats):
    sara, seat = enter("sara"), f"/en/me/seats/{seats['sara'].pk}/"
    assert f"{seat}injuries/new/" in sara.get(seat).content.decode()
    local = timezone.now().astimezone(RIYADH) - timedelta(minutes=1)
    said = {"severity": "doctor", "happened": "انزلقت", "day": f"{local:%Y-%m-%d}", "hour": f"{local:%H:%M}"}
    refused = sara.post(f"{seat}injuries/new/", said | {"day": "2020-01-01"})
    assert (refused.status_code, "far from the shift" in refused.content.decode()) == (409, True)
    address = sara.post(f"{seat}injuries/new/", said).url
    injury = Injury.objects.get()
    assert address == f"/en/me/injuries/{injury.pk}/"

    by = {"injury": injury, "by": family.noura, "at": timezone.now()}
    follow_up_injury(**by, step=FollowUp(words="ملاحظة داخلية"))
    follow_up_injury(**by, step=FollowUp(words="نتابع معك", state=InjuryState.IN_CARE, shared=True))
    assert sara.post(address, {"words": "تحسّنت"}).url == address
    page = sara.get(address).content.decode()
    assert ["ملاحظة داخلية" in page, "نتابع معك" in page, "تحسّنت" in page, "In care" in page] == [
        False, True, True, True,
    ]  # fmt: skip


def test_a_guardian_reads_the_report_about_a_child_and_an_outsider_finds_nothing(enter, family, seats):
    now = timezone.now()
    injury = Injury.objects.create(
        session=seats["lina"].session, person=family.lina, happened_at=now, happened="سقطت", severity="hospital",
        reported_by=family.noura, reported_at=now,
    )  # fmt: skip
    address = f"/en/me/injuries/{injury.pk}/"
    father = enter("father")
    assert address in father.get("/en/me/children/").content.decode()
    assert "سقطت" in father.get(address).content.decode()
    assert father.post(address, {"words": "هي في البيت"}).status_code == 302
    assert [entry.by for entry in injury.entries.all()] == [family.father]
    for key in ("sara", "omar"):
        assert enter(key).get(address).status_code == 404
