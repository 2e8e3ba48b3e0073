"""A small report in both languages, with numbers that stand nowhere else."""

from datetime import UTC, date, datetime

from athar.direction.reporting.document import (
    Document,
    FigureRef,
    Language,
    Split,
    UnknownName,
    parse,
    worded,
)
from athar.direction.reporting.faces.pdf import Colophon, Cover
from athar.foundation.core.charts import Cell, ChartData, ChartRow, Column, TableData, TableRow
from athar.foundation.core.nouns import NOUNS

SOURCES: dict[Language, str] = {
    "ar": """# تقرير العينة

خدمنا في العام {{ figure "people.reached" }}، منهم {{ figure "people.known" form="number" }} نعرفهم. {.lead}

## إلى من وصلنا

وصلنا إلى {{ figure "people.reached" }} في 2023، ودرّبنا {{ figure "trainers" period="2020-2023" }}. والإثبات لا يفارق الرقم.

{{ figures "people.reached people.known" }}

### أين خُدموا

{{ chart "by_initiative" }}

:::note
لا يُحسب **من لم يُخدم**، انظر [الطريقة](/method/).
:::

## كيف عُدّوا

1. افحص الحزمة بالأمر `athar verify data.zip`.
2. قرأنا الجدول.

{{ table "initiatives" }}
""",
    "en": """# The sample report

This year we served {{ figure "people.reached" }}, of whom we know {{ figure "people.known" form="number" }}. {.lead}

## Whom we reached

We reached {{ figure "people.reached" }} in 2023 and trained {{ figure "trainers" period="2020-2023" }}. The receipt never leaves the figure.

{{ figures "people.reached people.known" }}

### Where they were served

{{ chart "by_initiative" }}

:::note
Nobody counts **who was not served**, see [the method](/method/).
:::

## How they were counted

1. Check the package with `athar verify data.zip`.
2. We read the table.

{{ table "initiatives" }}
""",
}
VALUES = {
    "people.reached": (4312, "beneficiary", "mixed"),
    "people.known": (1012, "person", "identified"),
    "trainers": (103, "trainer", "identified"),
}
ROWS = [
    ("موسم رمضان", "Ramadan season", 3300, True),
    ("المنتدى", "Forum", 700, False),
    ("الحاضنة", "Incubator", 210, False),
    ("الهاكثون", "Hackathon", 102, False),
]


class SampleResolver:
    """Answers with the numbers above."""

    def __init__(self, language: Language) -> None:
        self.language = language

    def figure(self, code: str, period: str) -> FigureRef:
        if code not in VALUES:
            raise UnknownName(code)
        value, noun, basis = VALUES[code]
        value_text, unit_text, phrase = worded(value, NOUNS[noun], self.language)
        url = f"{'' if self.language == 'ar' else '/en'}/figures/{period}/{code}/"
        return FigureRef(
            code=code,
            period=period,
            value=value,
            value_text=value_text,
            unit_text=unit_text,
            phrase=phrase,
            label=self.say(f"اسم {noun}", f"Label of {noun}"),
            period_label=period,
            basis=basis,
            basis_text=basis,
            url=url,
            breakdown=Split(1012, 3300) if basis == "mixed" else None,
            definition_text=self.say("كل من خُدم مرة واحدة.", "Everybody who was served, once."),
            receipt_url=f"{url}receipt/",
            receipt_hash="9f2c41ab00112233445566",
        )

    def chart(self, name: str) -> ChartData:
        if name != "by_initiative":
            raise UnknownName(name)
        rows = tuple(
            ChartRow(self.say(arabic, english), value, 0 if counted else value, value if counted else 0)
            for arabic, english, value, counted in ROWS
        )
        title = self.say("أكثرهم في رمضان", "Most of them in Ramadan")
        return ChartData(
            name, "bars", title, rows, row_heading=self.say("المبادرة", "Initiative"), csv_url="/sample.csv"
        )

    def table(self, name: str) -> TableData:
        if name != "initiatives":
            raise UnknownName(name)
        columns = (
            Column(self.say("المبادرة", "Initiative")),
            Column(self.say("المستفيدون", "Beneficiaries"), "number"),
            Column("", "seal"),
        )
        rows = [
            TableRow((Cell(self.say(arabic, english)), Cell(number=value), Cell(url=f"/r/{value}/")))
            for arabic, english, value, _ in ROWS
        ]
        total = TableRow((Cell(self.say("المجموع", "Sum")), Cell(number=-1600), Cell()), "total")
        return TableData(name, self.say("المبادرات", "The initiatives"), columns, (*rows, total))

    def say(self, arabic: str, english: str) -> str:
        return arabic if self.language == "ar" else english


def sample(language: Language) -> Document:
    return parse(SOURCES[language], language, SampleResolver(language), period="2023")


def cover(language: Language) -> Cover:
    return Cover(
        association="جمعية العينة" if language == "ar" else "The sample association",
        period_label="السنة المالية 2023" if language == "ar" else "Financial year 2023",
        starts_on=date(2023, 1, 1),
        ends_on=date(2023, 12, 31),
        issued_on=date(2024, 2, 20),
        demonstration=True,
        rings=[{"value": value, "counted": counted} for _arabic, _english, value, counted in ROWS],
    )


COLOPHON = Colophon(
    issue=1,
    frozen_at=datetime(2024, 2, 20, 9, tzinfo=UTC),
    checkpoint="sample.example/ledger\n19238\nqW3n1mO0v8o2n1J1u8mN7p2k5c9S4XvVb0f2l1Yw0Zs=\n",
    report_url="/reports/sample/",
    data_url="/reports/sample/data.zip",
    verification_url="/verification/",
)
