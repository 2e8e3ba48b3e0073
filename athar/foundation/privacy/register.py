"""The register of processing: every personal column with its purpose, basis, retention and fate, from the declarations."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from athar.foundation.core.personal import Column, Part, Table, tables
from athar.foundation.privacy.processing import Purpose, Retention, processing


@dataclass(frozen=True)
class Activity:
    """A table of persons' data: what it is for, on what basis, who gets it, how long it stays, and what erasure leaves."""

    table: Table
    purpose: Purpose
    retention: Retention

    @property
    def label(self) -> str:
        return str(self.table.label)

    @property
    def summary(self) -> str:
        return f"{self.label}{_(': ')}{_(', ').join(self.categories)}"

    @property
    def columns(self) -> list[tuple[Part, Column]]:
        return [(part, column) for part in self.table.parts for column in part.columns]

    @property
    def categories(self) -> list[str]:
        return list(dict.fromkeys(str(column.category.label) for _part, column in self.columns))


def activities() -> list[Activity]:
    """One activity per table, those of one purpose together."""
    known = processing()
    found = [
        Activity(table, known.purposes[table.purpose], known.retention[table.retention]) for table in tables()
    ]
    order = list(known.purposes)
    return sorted(found, key=lambda activity: order.index(activity.purpose.code))


def headers() -> list[str]:
    return [
        _("Purpose"), _("Legal basis"), _("Recipients"), _("Data"), _("Column"), _("Table and column"), _("Class"), _("Retention"),
        _("On erasure"), _("Why it stays"),
    ]  # fmt: skip


def rows() -> list[list[str]]:
    """The register as a sheet: one row per column."""
    return [
        [
            str(activity.purpose), activity.purpose.basis, activity.purpose.recipients, activity.label, str(column.label),
            f"{activity.table.model}.{column.name}", str(column.category.label), str(activity.retention), str(part.fate.label), str(part.why),
        ]
        for activity in activities()
        for part, column in activity.columns
    ]  # fmt: skip
