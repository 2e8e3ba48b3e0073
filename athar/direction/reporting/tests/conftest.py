"""The association of strategy's tests, with a board and a report to write."""

from datetime import date
from types import SimpleNamespace

import pytest
from django.utils import timezone

from athar.direction.reporting.models import Report
from athar.direction.strategy.tests.conftest import append, association, own_key
from athar.foundation.people.choices import Role
from athar.foundation.people.tests.factories import PersonFactory, RoleGrantFactory

__all__ = ["append", "association", "own_key"]

TEXT = {
    "ar": '# تقرير\n\nوصلنا إلى {{ figure "beneficiaries.reached" }}. {.lead}\n\n## الوصول\n\nمنهم {{ figure "beneficiaries.identified" }}.\n\n'
    '{{ chart "beneficiaries_by_initiative" }}\n\n{{ table "initiatives" }}\n',
    "en": '# Report\n\nWe reached {{ figure "beneficiaries.reached" }}. {.lead}\n\n## Reach\n\n{{ figure "beneficiaries.identified" }} of them.\n\n'
    '{{ chart "beneficiaries_by_initiative" }}\n\n{{ table "initiatives" }}\n',
}


@pytest.fixture
def board(association, tmp_path, settings):
    """Salma writes, Fahd sits on the board, Reem governs."""
    settings.DATA_DIR = tmp_path
    fahd = PersonFactory(name="فهد القحطاني", gender="male")
    RoleGrantFactory(person=fahd, role=Role.BOARD_MEMBER, since=timezone.now() - timezone.timedelta(days=9))
    return SimpleNamespace(
        salma=PersonFactory(name="سلمى الشهري"),
        fahd=fahd,
        reem=PersonFactory(name="ريم المطيري"),
        report=Report.objects.create(
            slug="annual-2023", kind="annual", period="2023", starts_on=date(2023, 1, 1), ends_on=date(2023, 12, 31),
            title_ar="التقرير السنوي 2023", title_en="Annual report 2023",
        ),
    )  # fmt: skip
