"""The reports of the first plan's last year: written, approved by the board, frozen and published in their own time."""

from datetime import datetime

from athar.demo.copying import know_the_tables
from athar.demo.world import World
from athar.direction.reporting import catalogue
from athar.direction.reporting.models import Freeze, Revision
from athar.direction.reporting.operations import approve, freeze, publish
from athar.foundation.core.dates import RIYADH

RESOLUTIONS = {"plan-2020-2023": "2024/3", "annual-2023": "2024/4"}
WRITTEN = datetime(2024, 1, 31, 11, 5, tzinfo=RIYADH)
APPROVED = datetime(2024, 2, 12, 13, 20, tzinfo=RIYADH)
FROZEN = datetime(2024, 2, 13, 9, 15, tzinfo=RIYADH)
PUBLISHED = datetime(2024, 2, 14, 10, 0, tzinfo=RIYADH)


def publish_all(world: World) -> None:
    """Put the steps of both reports on the timeline: by the strategy officer, the board, the governance officer."""
    staff = world.staff

    def write_them(at: datetime) -> None:
        catalogue.load(by=staff["reem"], at=at)

    def approve_them(at: datetime) -> None:
        for slug, resolution in RESOLUTIONS.items():
            approve(revision=_newest(slug), by=staff["munirah"], at=at, resolution=resolution)

    def freeze_them(at: datetime) -> None:
        know_the_tables()
        for slug in RESOLUTIONS:
            freeze(revision=_newest(slug), by=staff["fahad"], at=at)

    def publish_them(at: datetime) -> None:
        for slug in RESOLUTIONS:
            publish(frozen=Freeze.objects.get(revision=_newest(slug)), by=staff["fahad"], at=at)

    for moment, deed in (
        (WRITTEN, write_them),
        (APPROVED, approve_them),
        (FROZEN, freeze_them),
        (PUBLISHED, publish_them),
    ):
        world.timeline.at(moment, deed)


def _newest(slug: str) -> Revision:
    return Revision.objects.filter(report__slug=slug).order_by("-number")[0]
