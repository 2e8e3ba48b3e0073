import csv
import io
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from django.core.files.base import ContentFile

from athar.engine.intake import operations
from athar.engine.intake.models import Import, Row
from athar.foundation.core.identity import fake_national_id
from athar.foundation.people.models import Person

NOON = datetime(2023, 6, 1, 12, tzinfo=ZoneInfo("Asia/Riyadh"))
SARA = {
    "kind": "hours", "initiative": "ramadan", "edition": "ramadan-1444", "session": "night-1", "occurred_on": "2023-03-25", "region": "SA-02",
    "place": "الموقع 1", "person_name": "سارة الزهراني", "national_id": fake_national_id(1), "phone": "0551234567", "birth_date": "1998-02-03",
    "gender": "female", "quantity": "4", "external_id": "h-1",
}  # fmt: skip
NIGHT = {
    "kind": "headcount", "initiative": "ramadan", "edition": "ramadan-1444", "session": "batch-1", "occurred_on": "2023-03-25", "region": "SA-02",
    "place": "الموقع 1", "count": "380", "counting_method": "meals", "evidence": "sheet.txt", "external_id": "c-1",
}  # fmt: skip


def without(row: dict[str, str], *columns: str) -> dict[str, str]:
    return {column: text for column, text in row.items() if column not in columns}


def table(*rows: dict[str, str], delimiter: str = ",") -> str:
    """CSV with every column that one of the rows has."""
    columns = list(dict.fromkeys(column for row in rows for column in row))
    file = io.StringIO()
    writer = csv.DictWriter(file, columns, restval="", delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue()


def deliver(
    content: str | bytes, *, by: Person, folder: Path | None = None, name: str = "records.csv", **scope
) -> Import:
    data = content if isinstance(content, bytes) else content.encode()
    return operations.start(file=ContentFile(data), name=name, by=by, at=NOON, folder=folder, **scope)


def take_in(
    content: str | bytes, *, by: Person, folder: Path | None = None, batch_size: int = 5_000, **scope
) -> Import:
    """Deliver and read; returns the import as the database has it afterwards."""
    imported = deliver(content, by=by, folder=folder, **scope)
    operations.read(imported.pk, at=NOON, batch_size=batch_size)
    return Import.objects.get(pk=imported.pk)


def codes(imported: Import) -> dict[int, set[str]]:
    """Why each refused line was refused."""
    return {row.line: row.codes() for row in Row.objects.filter(intake=imported, status="refused")}
