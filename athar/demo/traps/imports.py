"""A file that would have made one evening larger than the country."""

import io
from datetime import date, datetime

import xlsxwriter
from django.core.files.base import ContentFile

from athar.demo.chance import stream
from athar.demo.days import at_the_desk, working_day_after
from athar.demo.orders import TABLE_YEAR
from athar.demo.traps.base import Ground, Trap
from athar.engine.intake.models import Import
from athar.engine.intake.operations import read, reject, start
from athar.engine.ledger.models import Record
from athar.foundation.core.dates import RIYADH

FILE_NAME = "عدّ رمضان 1444.xlsx"
CELL = "55,000 ألف"
HEADERS = ("النوع", "المبادرة", "النسخة", "التاريخ", "المنطقة", "الموقع", "العدد", "طريقة العد", "الدليل")
LAST_NIGHT = date(TABLE_YEAR, 4, 20)
REASON = "كُتب العدد «55,000 ألف»، أي خمسة وخمسين مليونًا. أعيدوا كتابته رقمًا، ولكل موقع وليلة كشفه."


class ImplausibleImport(Trap):
    """A partner's file says «55,000 ألف» where 55,000 was meant. The row was flagged and the file sent back."""

    harm = "Read as a number, 55,000,000 people are added."

    def plant(self, ground: Ground) -> None:
        staff, rng = ground.world.staff, stream("implausible import")
        delivered: list[Import] = []

        def deliver(at: datetime) -> None:
            sheet = (
                Record.objects.filter(initiative__code="ramadan", occurred_on=LAST_NIGHT, headcount__gt=0)
                .order_by("position")[0]
                .evidence
            )
            content = implausible_import(sheet.sha256 if sheet else "")
            delivered.append(
                start(file=ContentFile(content, name=FILE_NAME), name=FILE_NAME, by=staff["salma"], at=at)
            )
            read(delivered[0].pk, at=at)

        def send_back(at: datetime) -> None:
            reject(imported=delivered[0], by=staff["khalid"], at=at, reason=REASON)

        day = working_day_after(LAST_NIGHT, 6)
        ground.world.timeline.at(at_the_desk(rng, day), deliver)
        ground.world.timeline.at(at_the_desk(rng, working_day_after(day)), send_back)


def implausible_import(evidence: str = "") -> bytes:
    """
    The workbook as the partner sent it: one row of a headcount.

    :param evidence: path or SHA-256 of the file the row refers to.
    """
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        book.set_properties({"created": datetime(*LAST_NIGHT.timetuple()[:3], 23, tzinfo=RIYADH)})
        sheet = book.add_worksheet("العدّ")
        sheet.right_to_left()
        sheet.write_row(0, 0, HEADERS)
        sheet.write_row(
            1,
            0,
            [
                "headcount",
                "ramadan",
                "ramadan-1444",
                LAST_NIGHT.isoformat(),
                "SA-02",
                "المواقع الخمسة",
                CELL,
                "meals",
                evidence,
            ],
        )
    return file.getvalue()
