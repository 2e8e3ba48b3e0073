"""The guide's lists: long names, mixed scripts, nothing, 0 and 72,347; one that is empty, and one in which nothing fits."""

from datetime import date
from typing import Any

from django.http import QueryDict

from athar.foundation.core.tables import Cell, Column, Empty, Selecting, Table

WORDS: dict[str, dict[str, Any]] = {
    "ar": {
        "caption": "ما ينتظر الاعتماد", "labels": ("الشخص", "المبادرة", "اليوم", "المستفيدون", "الحال", "الرمز"),
        "names": ("عبد الرحمن بن عبد العزيز بن محمد آل عبد اللطيف الشهراني", "Sara Al-Zahrani سارة", "عدّ عند البوابة", "=HYPERLINK(1)"),
        "initiatives": ("حاضنة ومسرعة أعمال الفرق التطوعية (Incubator & Accelerator)", "منتدى الرياض للعمل التطوعي", "موسم رمضان 1444", ""),
        "states": ("ينتظر", "معتمد", "مرفوض", "لا بيانات"), "own": "قيدك", "rejected": "رفضه خالد: كشف الموقع 3 ناقص صفحة.", "open": "راجع",
        "empty": Empty("لا قيد ينتظر هنا", "تصل القيود إلى هنا حين يُدخل أحد عدًّا أو ساعات.", "أدخل عدًّا", "#lists"),
    },
    "en": {
        "caption": "Awaiting approval", "labels": ("Person", "Initiative", "Day", "Beneficiaries", "State", "Code"),
        "names": ("Abdulrahman bin Abdulaziz bin Mohammed Al Abdullatif Al-Shahrani", "سارة Sara Al-Zahrani", "Counted at the gate", "=HYPERLINK(1)"),
        "initiatives": ("Incubator and accelerator for volunteer teams (حاضنة ومسرعة)", "Riyadh Forum for Volunteer Work", "Ramadan season 1444", ""),
        "states": ("Waiting", "Approved", "Rejected", "No data"), "own": "Your own", "rejected": "Khalid rejected it: the sheet of site 3 lacks a page.", "open": "Review",
        "empty": Empty("No record waits here", "Records come here when somebody enters a headcount or hours.", "Enter a headcount", "#lists"),
    },
}  # fmt: skip
TONES = ("none", "good", "bad", "none")
DAYS = (date(2024, 3, 5), date(2023, 10, 18), date(2023, 4, 3), None)
MANY = (320, 0, 72_347, None)
OWN, REJECTED = 1, 2


def sample_lists(language: str, theme: str) -> dict[str, Table]:
    words, name = WORDS[language], f"list-{language}-{theme}"
    rows = list(range(len(DAYS)))
    full = Table(
        name=name,
        caption=words["caption"],
        columns=_columns(words),
        rows=rows,
        query=QueryDict(),
        sort="day",
        selecting=Selecting(
            f"row-{name}", lambda row: row, lambda row: words["own"] if row == OWN else "", chosen={0}
        ),
        note=lambda row: words["rejected"] if row == REJECTED else "",
        action=lambda _row: (words["open"], "#lists"),
        files="#",
    )
    nothing = Table(f"{name}-empty", words["caption"], _columns(words), [], QueryDict(), empty=words["empty"])
    no_match = Table(
        f"{name}-none", words["caption"], _columns(words), [], QueryDict("q=x"), fields=["q"], empty=words["empty"]
    )  # fmt: skip
    return {"list": full, "empty_list": nothing, "narrowed_list": no_match}


def _columns(words: dict[str, Any]) -> list[Column]:
    labels = words["labels"]
    return [
        Column("name", labels[0], lambda row: Cell(words["names"][row], url="#lists"), orders=("name",)),
        Column("initiative", labels[1], lambda row: words["initiatives"][row]),
        Column("day", labels[2], lambda row: DAYS[row], "day", ("day",)),
        Column("many", labels[3], lambda row: MANY[row], "number", ("many",)),
        Column("state", labels[4], lambda row: Cell(words["states"][row], tone=TONES[row])),
        Column("code", labels[5], lambda row: f"R-00{row}131", "code", shown=False),
    ]
