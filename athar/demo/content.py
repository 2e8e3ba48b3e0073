"""What the demonstration association says in public: pages, news tied to figures, a guide to keep, disclosures."""

from datetime import datetime
from pathlib import Path
from typing import Any

from athar.demo.world import World
from athar.direction.content.choices import Shelf
from athar.direction.content.manuscript import Manuscript
from athar.direction.content.models import Item
from athar.direction.content.operations import begin, publish
from athar.foundation.core.dates import RIYADH
from athar.foundation.core.yamls import read_yaml
from athar.foundation.people.models import Person

DATA = Path(__file__).parent / "data" / "content"
WRITER, PUBLISHER = "reem", "saad"
MORNING = 9
NOTICE = {
    "ar": "كُتب هذا النص للعرض: أسماؤه وأحداثه مصطنعة، وأرقامه محسوبة من قيود تجريبية.",
    "en": "This text was written for the demonstration: its names and events are made up, its figures computed from demonstration records.",
}


def publish_all(world: World) -> None:
    """Put every item of ``data/content`` on the timeline, each on its day."""
    for file in sorted(DATA.glob("*.yaml")):
        for entry in read_yaml(file):
            world.timeline.at(_moment(entry["day"]), _deed(world, file.stem, entry))


def _deed(world: World, shelf: str, entry: dict[str, Any]) -> Any:
    def say(at: datetime) -> None:
        say_one(shelf, entry, writer=world.staff[WRITER], publisher=world.staff[PUBLISHER], at=at)

    return say


def say_one(shelf: str, entry: dict[str, Any], *, writer: Person, publisher: Person, at: datetime) -> Item:
    """Write an item and let it out."""
    columns = {name: value for name, value in entry.items() if name not in {"slug", "day"}}
    for language, notice in NOTICE.items():
        columns[f"body_{language}"] = f":::note\n{notice}\n:::\n\n{columns[f'body_{language}']}"
    revision = begin(
        shelf=Shelf(shelf), slug=entry["slug"], manuscript=Manuscript(**columns), by=writer, at=at
    )
    publish(revision=revision, by=publisher, at=at)
    return revision.item


def _moment(day: Any) -> datetime:
    return datetime(day.year, day.month, day.day, MORNING, tzinfo=RIYADH)
