"""Arabic agrees with what a word is said of: where English has one word for two things, each has its own."""

import pytest
from django.utils.translation import override

from athar.foundation.qualifications.choices import State as Qualification
from athar.initiatives.volunteering.choices import (
    BodyPart,
    ExpenseState,
    GroupState,
    GroupVerdict,
    InjuryState,
    State,
)
from athar.initiatives.volunteering.rules import NOT_OPEN


@pytest.mark.parametrize(
    ("choices", "words"),
    [
        # فرصة
        (State, {"published": "منشورة", "closed": "مغلقة"}),
        # مجموعة
        (GroupState, {"waiting": "تنتظر القرار", "rejected": "مرفوضة"}),
        (GroupVerdict, {"rejected": "مرفوضة"}),
        # مصروفات
        (
            ExpenseState,
            {"waiting": "تنتظر القرار", "rejected": "مرفوضة", "withdrawn": "تراجع عنها صاحبها"},
        ),
        # بلاغ
        (InjuryState, {"reported": "جديد", "closed": "مغلق"}),
        # مؤهل
        (Qualification, {"waiting": "ينتظر القرار", "approved": "معتمد", "revoked": "ملغى"}),
        (BodyPart, {"back": "الظهر"}),
    ],
)
def test_a_state_agrees_with_what_it_is_of(choices, words):
    with override("ar"):
        assert {code: str(choices(code).label) for code in words} == words


def test_the_remedy_of_an_opportunity_that_is_closed_looks_for_an_opportunity():
    with override("ar"):
        assert str(NOT_OPEN.remedy) == "ابحث عن فرصة أخرى مفتوحة."
