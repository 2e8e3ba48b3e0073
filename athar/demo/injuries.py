"""
Reports of injuries in the Ramadan season of 1444: each followed up, all but one closed.

They stand there as they would after the room's own operations; nobody is told anew of what was years ago.
"""

from datetime import timedelta

from athar.demo.orders import TABLE_YEAR
from athar.demo.world import World
from athar.engine.journeys.models import Seat, Session
from athar.initiatives.volunteering.choices import BodyPart, InjuryOutcome, InjuryState, Severity
from athar.initiatives.volunteering.models import Injury, InjuryEntry

LEADS, FOLLOWS_UP = "majed", "noura"
FIRST_AID, DOCTOR, HOSPITAL = Severity.FIRST_AID, Severity.DOCTOR, Severity.HOSPITAL
# How grave, where, what happened, what was done at once, days lost; None: it is in care still.
CASES: tuple[tuple[Severity, BodyPart | str, str, str, int | None], ...] = (
    (FIRST_AID, BodyPart.ARM, "جُرحت اليد بطرف صندوق عند التوزيع.", "غُسل الجرح وضُمّد.", 0),
    (FIRST_AID, BodyPart.LEG, "التوى الكاحل عند النزول من الرصيف.", "كمادات باردة وراحة.", 1),
    (DOCTOR, BodyPart.BACK, "ألم في الظهر بعد حمل حافظات الماء.", "أُوقف عن الحمل ونُقل إلى عيادة الموقع.", 3),
    (FIRST_AID, BodyPart.WHOLE, "إجهاد من الحر قبل الإفطار.", "نُقل إلى الظل وأُعطي ماء.", 0),
    (DOCTOR, BodyPart.ARM, "حرق خفيف من قدر الشوربة.", "تبريد بالماء ثم عيادة الموقع.", 2),
    (FIRST_AID, BodyPart.HEAD, "صدمة خفيفة بعمود الخيمة.", "كمادات باردة ومراقبة ساعة.", 0),
    (HOSPITAL, BodyPart.LEG, "سقطت عليه طاولة عند ترتيب السفرة.", "ثُبّتت الساق واستُدعي الإسعاف.", 21),
    (DOCTOR, "", "دوار متكرر أثناء الوردية.", "أُعفي من الوردية وراجع طبيبًا.", None),
)  # fmt: skip


def report_all(world: World) -> None:
    """Spread the cases over the shifts of the season, each about somebody of the crowd who had a seat there."""
    edition = world.edition(TABLE_YEAR, "ramadan")
    sessions = list(Session.objects.filter(edition=edition, cancelled_at=None).order_by("starts_at", "pk"))
    for number, case in enumerate(CASES):
        session = sessions[number * len(sessions) // len(CASES)]
        free = Seat.objects.confirmed().filter(session=session, person__account=None).order_by("pk")
        if seat := free.first():
            _report(world, session, seat, case)


def _report(
    world: World, session: Session, seat: Seat, case: tuple[Severity, BodyPart | str, str, str, int | None]
) -> None:
    severity, body, happened, done, days = case
    moment = session.starts_at + timedelta(minutes=50)
    injury = Injury.objects.create(
        session=session, person=seat.person, happened_at=moment, place=session.place, severity=severity, body=body,
        happened=f"بيانات تجريبية: {happened}", done=done, insurance=severity == HOSPITAL,
        reported_by=world.staff[LEADS], reported_at=moment + timedelta(minutes=12),
    )  # fmt: skip
    by, later = world.staff[FOLLOWS_UP], moment + timedelta(days=1)
    InjuryEntry.objects.create(
        injury=injury,
        state=InjuryState.IN_CARE,
        words="اتصلنا به وهو يتابع العلاج.",
        shared=True,
        by=by,
        at=later,
    )
    if days is not None:
        InjuryEntry.objects.create(
            injury=injury, state=InjuryState.CLOSED, outcome=InjuryOutcome.RECOVERED, days_lost=days, words="عاد إلى وردياته.",
            shared=True, by=by, at=later + timedelta(days=days + 1),
        )  # fmt: skip
