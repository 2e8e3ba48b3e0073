"""What people asked about their data: three requests, each answered. The values are made up, and look it."""

from collections.abc import Callable
from datetime import datetime, timedelta

from athar.demo.world import World
from athar.foundation.core.dates import RIYADH
from athar.foundation.privacy.choices import Ground, RequestKind, RequestStepKind
from athar.foundation.privacy.models import Request
from athar.foundation.privacy.requests import ask, ask_for_correction, note_step

OFFICER = "fahad"
BEGAN = datetime(2026, 6, 7, 10, 5, tzinfo=RIYADH)
NEW_PHONE = "+966500099901"
Ask = Callable[[datetime], Request]


def answer_all(world: World) -> None:
    """Put each request and its answer on the timeline."""
    staff = world.staff

    def know(at: datetime) -> Request:
        text = "بيانات تجريبية: ما الذي تحفظونه عني، ومن يطّلع عليه؟"
        return ask(person=staff["sara"], by=staff["sara"], kind=RequestKind.ACCESS, text=text, at=at)

    def correct(at: datetime) -> Request:
        return ask_for_correction(
            person=staff["omar"], by=staff["omar"], fact="phone", value=NEW_PHONE, text="بيانات تجريبية: تغيّر جوالي.", at=at
        )  # fmt: skip

    def object_(at: datetime) -> Request:
        text = "بيانات تجريبية: أريد حذف اسمي من قرارات اعتماد المدربين."
        return ask(person=staff["yahya"], by=staff["yahya"], kind=RequestKind.OBJECTION, text=text, at=at)

    kinds = RequestStepKind
    answers: list[tuple[Ask, RequestStepKind, Ground | None, str]] = [
        (know, kinds.ANSWERED, None, "بيانات تجريبية: كل ما يُحفظ في صفحة بياناتي، ولا يطّلع عليه غير القائمين على المبادرة."),
        (correct, kinds.ACCEPTED, None, "بيانات تجريبية: صُحّح رقم الجوال."),
        (object_, kinds.REFUSED, Ground.DUTY, "بيانات تجريبية: قرار الاعتماد جزء من إثبات القيد، ولا يُنشر فيه اسم."),
    ]  # fmt: skip
    for number, (asking, kind, ground, text) in enumerate(answers):
        _on_the_timeline(world, BEGAN + timedelta(days=9 * number), asking, kind, ground, text)


def _on_the_timeline(
    world: World, day: datetime, asking: Ask, kind: RequestStepKind, ground: Ground | None, text: str
) -> None:
    made: list[Request] = []
    officer = world.staff[OFFICER]
    world.timeline.at(day, lambda at: made.append(asking(at)))
    world.timeline.at(
        day + timedelta(days=1),
        lambda at: note_step(request=made[0], kind=RequestStepKind.TAKEN, by=officer, at=at),
    )
    world.timeline.at(
        day + timedelta(days=6),
        lambda at: note_step(request=made[0], kind=kind, ground=ground, text=text, by=officer, at=at),
    )
