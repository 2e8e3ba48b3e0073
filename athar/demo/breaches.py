"""A breach drill: practised once, closed with what was learnt. It touched nobody."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from athar.demo.world import World
from athar.foundation.core.dates import RIYADH
from athar.foundation.privacy.breaches import enter_breach, note_step
from athar.foundation.privacy.choices import BreachStepKind, Risk
from athar.foundation.privacy.models import Breach

FOUND = datetime(2026, 5, 12, 9, 30, tzinfo=RIYADH)
OFFICER = "fahad"
STEPS: tuple[tuple[int, BreachStepKind, str, dict[str, Any]], ...] = (
    (2, BreachStepKind.CONTAINED, "بيانات تجريبية: أُلغي رابط المشاركة وغُيّرت صلاحيات المجلد.", {}),
    (5, BreachStepKind.ASSESSED, "بيانات تجريبية: أُعيد العد من سجل المشاركة.", {"affected": 38, "risk": Risk.LOW}),
    (26, BreachStepKind.AUTHORITY_TOLD, "بيانات تجريبية: أُرسل نموذج الإشعار إلى زميل يقوم مقام الجهة المختصة.", {"reference": "DRILL-2026-01"}),
    (30, BreachStepKind.PERSONS_SPARED, "بيانات تجريبية: الأسماء في التمرين مصنوعة، فلا أحد يُبلَّغ.", {}),
    (50, BreachStepKind.CLOSED, "بيانات تجريبية: تُشارك الكشوف من المنصة وحدها، ولكل رابط مدة.", {}),
)  # fmt: skip


def practise(world: World) -> None:
    """Put the drill on the timeline, each step at its hour."""
    made: list[Breach] = []

    def enter(at: datetime) -> None:
        made.append(
            enter_breach(
                title="تمرين: كشف حضور في مجلد مفتوح (بيانات تجريبية)",
                happened="تمرين بلا حادثة: وُضع كشف بأسماء مصنوعة في مجلد يفتحه من يملك رابطه، ثم أُبلغ عنه.",
                kinds=["identity", "contact"], affected=40, method="عدد صفوف الكشف", risk=Risk.MEDIUM,
                discovered_at=FOUND, by=world.staff[OFFICER], at=at, drill=True,
            )
        )  # fmt: skip

    world.timeline.at(FOUND + timedelta(hours=1), enter)
    for hours, kind, text, more in STEPS:
        world.timeline.at(FOUND + timedelta(hours=hours), _step(world, made, kind, text, more))


def _step(
    world: World, made: list[Breach], kind: BreachStepKind, text: str, more: dict[str, Any]
) -> Callable[[datetime], None]:
    def note(at: datetime) -> None:
        note_step(breach=made[0], kind=kind, text=text, by=world.staff[OFFICER], at=at, **more)

    return note
