"""What each year is ordered to contain (data/years.yaml), and how people of each initiative look."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from athar.demo.names import DATA
from athar.foundation.core.yamls import read_yaml

LAST_DAY = date(2026, 9, 17)  # the demonstration's present: nothing happens after it
TABLE_YEAR = 2023
UNIT_BODIES = ("body-q", "gov-q", "uni-q", "company-q", "body-a", "gov-a", "uni-a", "company-a")  # 45 bodies


@dataclass(frozen=True)
class Order:
    """One initiative in one year; see the head of years.yaml for the meaning of each number."""

    people: int = 0
    again: int = 0
    completed: int | None = None
    teams: int = 0
    responses: int = 0
    alumni: int = 0
    target: int = 0


@cache
def orders() -> dict[int, dict[str, Order]]:
    """Orders by year and initiative, the years ascending."""
    read = read_yaml(DATA / "years.yaml")
    return {year: {code: Order(**entry) for code, entry in lines.items()} for year, lines in read.items()}


# Share of people by region, roughly as the country is settled.
NATION = {
    "SA-01": 26, "SA-02": 24, "SA-03": 7, "SA-04": 16, "SA-05": 5, "SA-06": 3, "SA-07": 3,
    "SA-08": 2, "SA-09": 5, "SA-10": 2, "SA-11": 2, "SA-12": 2, "SA-14": 7,
}  # fmt: skip
RIYADH_AND_GUESTS = {region: share + (180 if region == "SA-01" else 0) for region, share in NATION.items()}


@dataclass(frozen=True)
class Look:
    """
    Who takes part in an initiative.

    ``kind``: of the record. ``homes``: weights of the regions they live in. ``ages``: youngest and oldest, in
    years; ``typical``: where most are. ``women``: their share.
    """

    kind: str
    homes: dict[str, int]
    ages: tuple[int, int]
    typical: int
    women: float

    def births(self, day: date) -> tuple[date, date]:
        """The first and the last birth date of somebody who may take part on that day."""
        youngest, oldest = self.ages
        return day.replace(year=day.year - oldest - 1) + timedelta(days=1), day.replace(
            year=day.year - youngest
        )


LOOKS = {
    "forum": Look("service", RIYADH_AND_GUESTS, (19, 64), 33, 0.52),
    "leaders": Look("completion", {"SA-01": 1}, (22, 55), 34, 0.55),
    "incubator": Look("service", {"SA-01": 1}, (18, 38), 24, 0.54),
    "hackathon": Look("service", {"SA-01": 1}, (18, 32), 22, 0.48),
    "trainers": Look("completion", {"SA-09": 1}, (24, 52), 33, 0.5),
    "youth": Look("completion", {"SA-01": 58, "SA-09": 42}, (18, 28), 21, 0.5),
    "solutions": Look("completion", NATION, (23, 59), 36, 0.47),
    "culture": Look("training", {"SA-01": 1}, (23, 60), 38, 0.5),
    "digital": Look("training", NATION, (18, 58), 23, 0.57),
    "schools": Look("training", {"SA-04": 1}, (10, 17), 14, 0.51),
    "units": Look("training", {"SA-05": 1, "SA-14": 1}, (24, 58), 37, 0.44),
    "specialised": Look("service", {"SA-04": 55, "SA-02": 45}, (18, 82), 44, 0.58),
}
