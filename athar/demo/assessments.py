"""
Self-assessments of the demonstration: a round of last year that was confirmed, and one that is being answered.

Like what is open to sign up for, they count from the day of the building; nothing of them is a record, so no figure depends on them.
"""

from datetime import datetime, timedelta

from athar.demo.world import World
from athar.engine.standards.choices import Level, Outcome
from athar.engine.standards.models import Round
from athar.engine.standards.operations import Reply, answer, decide, open_round, submit

STANDARD = "volunteering"
ANSWERS, CONFIRMS = "fahad", "saad"
LAST_YEAR, SUBMITTED, CONFIRMED = timedelta(days=330), timedelta(days=321), timedelta(days=318)
BEGUN = timedelta(days=5)  # all before the day of the building
MET, PARTLY, NOT_MET = Level.MET, Level.PARTLY, Level.NOT_MET
# What was answered last year, and what is answered so far this year.
BEFORE = {
    "policy": (PARTLY, "مسودة السياسة مكتوبة ولم تُعرض على المجلس."),
    "plan": (NOT_MET, "تخطط كل مبادرة وحدها."),
    "lead": (MET, "قرار المدير التنفيذي بتسمية مسؤول المتطوعين."),
    "tasks": (PARTLY, "بعض الفرص لا تذكر من يستقبل المتطوع."),
    "fairness": (MET, "الشروط في صفحة كل فرصة، ويُذكر سبب الرفض."),
    "inclusion": (NOT_MET, "لم تُطرح فرص عن بُعد."),
    "complaints": (NOT_MET, "لا طريق معلنًا للشكوى بعد."),
    "induction": (PARTLY, "تُعطى التهيئة شفهيًّا ولا يُحفظ من حضرها."),
    "injuries": (PARTLY, "الإجراء معروف في المواقع الكبيرة وحدها."),
    "risks": (NOT_MET, "لا نموذج لتقدير المخاطر."),
    "supervision": (MET, "كشف المشرفين مع كل جدول ورديات."),
    "satisfaction": (PARTLY, "سُئل متطوعو موسم رمضان وحدهم."),
    "leaving": (NOT_MET, "لم يُسأل من انقطع."),
    "recognition": (MET, "لقاء شكر بعد الموسم وشهادات بالساعات."),
    "indicators": (MET, "بطاقة الأداء تُعرض على المجلس كل ربع سنة."),
    "disclosure": (MET, "التقرير السنوي المنشور."),
    "improvement": (NOT_MET, "هذا أول تقييم."),
}
SINCE = {
    "policy": (MET, "اعتمد المجلس السياسة، وهي منشورة في مكتبة الأدلة."),
    "plan": (PARTLY, "خطة السنة تشمل خمس مبادرات."),
    "inclusion": (MET, "رفقاء رقميون: فرصة عن بُعد."),
    "complaints": (PARTLY, "الطريق معلن، والمدة لم تُحدد."),
    "induction": (MET, "كشف حضور التهيئة لكل موسم."),
    "risks": (PARTLY, "نموذج لكل موقع في رمضان."),
    "improvement": (PARTLY, "عولج أكثر فجوات الجولة السابقة."),
}
OPEN_STILL = ("injuries", "satisfaction", "leaving")


def assess(world: World, *, at: datetime) -> None:
    """Have last year's round confirmed, and this year's answered but for a few criteria."""
    by = world.staff[ANSWERS]
    last = open_round(standard=STANDARD, by=by, at=at - LAST_YEAR)
    _answer(world, last, BEFORE, at=at - LAST_YEAR)
    submit(round=last, by=by, at=at - SUBMITTED)
    decide(round=last, outcome=Outcome.CONFIRMED, by=world.staff[CONFIRMS], at=at - CONFIRMED)
    now = open_round(standard=STANDARD, by=by, at=at - BEGUN)
    given = {code: said for code, said in (BEFORE | SINCE).items() if code not in OPEN_STILL}
    _answer(world, now, given, at=at - BEGUN)


def _answer(world: World, one: Round, given: dict[str, tuple[Level, str]], *, at: datetime) -> None:
    for code, (level, note) in given.items():
        answer(round=one, criterion=code, reply=Reply(level, note), by=world.staff[ANSWERS], at=at)
