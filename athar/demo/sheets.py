"""Evidence of the demonstration: small real files, whose contents agree with the records they prove."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from random import Random

import xlsxwriter

from athar.demo.crowd import Human
from athar.demo.desk import Sheet
from athar.foundation.core.dates import RIYADH, both_calendars
from athar.foundation.core.identity import masked

CSV = "text/csv"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HALF_HOURS = ("5:00", "5:30", "6:00", "6:30", "7:00", "7:30", "8:00", "8:30")
WEIGHTS = (4, 14, 30, 22, 12, 8, 6, 4)  # most people come at sunset
NOTICE = "بيانات تجريبية"


def attendance(
    title_ar: str, title_en: str, name: str, lines: Iterable[tuple[Human, date]], *, hours: str = ""
) -> Sheet:
    """
    A list of those who were there. It holds names, so only staff may open it.

    :param hours: what everybody on it gave, for a sheet of hours.
    """

    def draw() -> bytes:
        text = io.StringIO()
        writer = csv.writer(text)
        writer.writerow([title_ar, NOTICE])
        writer.writerow(["م", "الاسم", "رقم الهوية", "التاريخ", *(["الساعات"] if hours else [])])
        for number, (human, day) in enumerate(lines, start=1):
            identity = masked(human.row.national_id) if human.row.national_id else ""
            writer.writerow([number, human.row.name, identity, day.isoformat(), *([hours] if hours else [])])
        return text.getvalue().encode("utf-8-sig")

    return Sheet(f"{name}.csv", title_ar, title_en, CSV, draw)


def counting(
    titles: tuple[str, str],
    name: str,
    day: date,
    counts: Sequence[tuple[str, int]],
    *,
    method: str,
    by: str,
    rng: Random,
) -> Sheet:
    """
    A counting sheet: for each site a tally by half hours that adds up to its count, how it was counted and by whom.

    :param counts: site and number.
    """
    tallies = [(site, count, tally(rng, count)) for site, count in counts]

    def draw() -> bytes:
        file = io.BytesIO()
        with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
            # A fixed date makes the bytes, and so the hash, the same each time the demonstration is built.
            book.set_properties(
                {"title": titles[0], "created": datetime(day.year, day.month, day.day, 21, 30, tzinfo=RIYADH)}
            )
            sheet = book.add_worksheet("كشف العدّ")
            sheet.right_to_left()
            sheet.set_column(0, 12, 14)
            bold = book.add_format({"bold": True})
            sheet.write_row(0, 0, [titles[0], NOTICE], bold)
            sheet.write_row(1, 0, ["اليوم", both_calendars(day, "ar")])
            sheet.write_row(2, 0, ["طريقة العدّ", method])
            sheet.write_row(3, 0, ["عدّ", by])
            sheet.write_row(5, 0, ["الموقع", *HALF_HOURS, "المجموع"], bold)
            for row, (site, count, parts) in enumerate(tallies, start=6):
                sheet.write_row(row, 0, [site, *parts, count])
        return file.getvalue()

    return Sheet(f"{name}.xlsx", *titles, XLSX, draw)


def tally(rng: Random, count: int) -> list[int]:
    """The count split over the half hours of an evening."""
    noisy = [weight * rng.uniform(0.8, 1.2) for weight in WEIGHTS]
    parts = [int(count * weight / sum(noisy)) for weight in noisy]
    parts[2] += count - sum(parts)
    return parts
