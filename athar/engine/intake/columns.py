"""The columns a file of records may have, and the headers each may go by."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from athar.engine.intake.reasons import FileRefused, missing_headers, repeated_headers, unknown_headers
from athar.foundation.core.refusals import Text
from athar.foundation.core.search_key import search_key


@dataclass(frozen=True)
class Column:
    """One column: its name in the stable format, the Arabic headers that mean the same, and what goes into it."""

    name: str
    label: Text
    arabic: tuple[str, ...]
    help: Text
    required: bool = False

    @property
    def headers(self) -> tuple[str, ...]:
        return (self.name, *self.arabic)


COLUMNS = (
    Column(
        "kind",
        _("Kind"),
        ("النوع", "نوع القيد"),
        _("service, headcount, hours, training or completion"),
        required=True,
    ),
    Column(
        "initiative",
        _("Initiative"),
        ("المبادرة", "رمز المبادرة"),
        _("code of the initiative, such as ramadan"),
        required=True,
    ),
    Column(
        "edition",
        _("Edition"),
        ("النسخة", "الدورة", "رمز النسخة"),
        _("code of the edition, such as ramadan-1444"),
    ),
    Column(
        "session",
        _("Session"),
        ("الجلسة", "الوردية"),
        _("session or shift; tells two entries of one day apart"),
    ),
    Column(
        "occurred_on",
        _("Date"),
        ("التاريخ", "تاريخ الحدوث", "اليوم"),
        _("2023-03-23, or 1444-09-01H in the Hijri calendar"),
        required=True,
    ),
    Column(
        "region",
        _("Region"),
        ("المنطقة", "رمز المنطقة"),
        _("ISO 3166-2 code such as SA-01, or the region's name"),
    ),
    Column("place", _("Place"), ("المكان", "الموقع"), _("site, hall or district")),
    Column(
        "person_name",
        _("Name"),
        ("الاسم", "اسم الشخص", "اسم المستفيد", "اسم المتطوع"),
        _("full name; leave it empty in a headcount"),
    ),
    Column(
        "national_id",
        _("Identity number"),
        ("رقم الهوية", "الهوية", "رقم الهوية أو الإقامة"),
        _("ten digits"),
    ),
    Column(
        "phone", _("Phone"), ("الجوال", "رقم الجوال", "الهاتف"), _("05XXXXXXXX, or with the country code")
    ),
    Column(
        "birth_date", _("Birth date"), ("تاريخ الميلاد",), _("in either calendar, like the day of the record")
    ),
    Column("gender", _("Gender"), ("الجنس",), _("female or male")),
    Column("organisation", _("Body"), ("الجهة", "المنظمة"), _("code or full name of a registered body")),
    Column("count", _("Count"), ("العدد", "عدد المستفيدين"), _("people in a headcount, in digits")),
    Column(
        "counting_method",
        _("Counting method"),
        ("طريقة العد", "طريقة الحصر"),
        _("meals, turnstile, tally or estimate"),
    ),
    Column(
        "quantity", _("Quantity"), ("الكمية", "عدد الساعات", "الساعات"), _("hours of one person on one day")
    ),
    Column("unit", _("Unit"), ("الوحدة",), _("unit of the quantity; hours by default")),
    Column(
        "level",
        _("Level"),
        ("المستوى", "مستوى التطوع"),
        _("general, skilled or professional volunteering; general by default"),
    ),
    Column(
        "evidence",
        _("Evidence"),
        ("الشاهد", "الدليل", "المرفق"),
        _("path of a file beside this one, address, or SHA-256 of evidence kept already"),
    ),
    Column(
        "external_id",
        _("External id"),
        ("المعرف الخارجي", "الرقم المرجعي"),
        _("your own number of the row; makes importing it twice harmless"),
    ),
)

LABELS = {column.name: column.label for column in COLUMNS}

# What FILE.refused.xlsx adds: a mended copy of it can be imported as it is.
IGNORED = ("line", "السطر", "reasons_ar", "الأسباب", "reasons_en", "Reasons")

_BY_HEADER = {
    search_key(header.replace("_", " ")): column.name for column in COLUMNS for header in column.headers
}
_IGNORED = {search_key(header.replace("_", " ")) for header in IGNORED}


def layout(headers: list[str]) -> dict[str, int]:
    """
    Where each column stands among the headers of a file, from 0. Case, spaces and vowel signs do not matter.

    :raises FileRefused: naming every header that is unknown, missing or there twice.
    """
    found: dict[str, int] = {}
    unknown, repeated = [], []
    for position, header in enumerate(headers):
        key = search_key(header.replace("_", " "))
        if not key or key in _IGNORED:
            continue
        name = _BY_HEADER.get(key)
        if name is None:
            unknown.append(header)
        elif name in found:
            repeated.append(header)
        else:
            found[name] = position
    missing = [column for column in COLUMNS if column.required and column.name not in found]
    reasons = [
        *([unknown_headers(unknown, [column.name for column in COLUMNS])] if unknown else []),
        *([repeated_headers(repeated)] if repeated else []),
        *([missing_headers([column.headers for column in missing])] if missing else []),
    ]
    if reasons:
        raise FileRefused(*reasons)
    return found
