"""The nouns that Athar counts, in every form (see ``plurals``); words from the glossary."""

from athar.foundation.core.plurals import CATEGORIES, Forms


def _forms(*arabic: str, en: tuple[str, str]) -> Forms:
    """Pair the six Arabic forms with their categories, in the order CLDR names them."""
    return {"ar": dict(zip(CATEGORIES, arabic, strict=True)), "en": {"one": en[0], "other": en[1]}}


NOUNS: dict[str, Forms] = {
    "beneficiary": _forms(
        "لا مستفيدين",
        "مستفيد واحد",
        "مستفيدان",
        "مستفيدين",
        "مستفيدًا",
        "مستفيد",
        en=("beneficiary", "beneficiaries"),
    ),
    "case": _forms("لا طلبات", "طلب واحد", "طلبان", "طلبات", "طلبًا", "طلب", en=("case", "cases")),
    "call": _forms("لا دعوات", "دعوة واحدة", "دعوتان", "دعوات", "دعوة", "دعوة", en=("call", "calls")),
    "person": _forms("لا أشخاص", "شخص واحد", "شخصان", "أشخاص", "شخصًا", "شخص", en=("person", "people")),
    "volunteer": _forms(
        "لا متطوعين", "متطوع واحد", "متطوعان", "متطوعين", "متطوعًا", "متطوع", en=("volunteer", "volunteers")
    ),
    "trainer": _forms(
        "لا مدربين", "مدرب واحد", "مدربان", "مدربين", "مدربًا", "مدرب", en=("trainer", "trainers")
    ),
    "youth": _forms(
        "لا شباب", "شاب واحد", "شابان", "شبان", "شابًا", "شاب", en=("young person", "young people")
    ),
    "hour": _forms("لا ساعات", "ساعة واحدة", "ساعتان", "ساعات", "ساعة", "ساعة", en=("hour", "hours")),
    "response": _forms(
        "لا استجابات",
        "استجابة واحدة",
        "استجابتان",
        "استجابات",
        "استجابة",
        "استجابة",
        en=("response", "responses"),
    ),
    "guide": _forms("لا أدلة", "دليل واحد", "دليلان", "أدلة", "دليلًا", "دليل", en=("guide", "guides")),
    "initiative": _forms(
        "لا مبادرات",
        "مبادرة واحدة",
        "مبادرتان",
        "مبادرات",
        "مبادرة",
        "مبادرة",
        en=("initiative", "initiatives"),
    ),
    "participation": _forms(
        "لا مشاركات",
        "مشاركة واحدة",
        "مشاركتان",
        "مشاركات",
        "مشاركة",
        "مشاركة",
        en=("participation", "participations"),
    ),
    "record": _forms("لا قيود", "قيد واحد", "قيدان", "قيود", "قيدًا", "قيد", en=("record", "records")),
    "evidence": _forms(
        "لا أدلة",
        "دليل واحد",
        "دليلان",
        "أدلة",
        "دليلًا",
        "دليل",
        en=("piece of evidence", "pieces of evidence"),
    ),
    "day": _forms("لا أيام", "يوم واحد", "يومان", "أيام", "يومًا", "يوم", en=("day", "days")),
    "body": _forms("لا جهات", "جهة واحدة", "جهتان", "جهات", "جهة", "جهة", en=("body", "bodies")),
    "region": _forms(
        "لا مناطق", "منطقة واحدة", "منطقتان", "مناطق", "منطقة", "منطقة", en=("region", "regions")
    ),
    "opportunity": _forms(
        "لا فرص", "فرصة واحدة", "فرصتان", "فرص", "فرصة", "فرصة", en=("opportunity", "opportunities")
    ),
    "shift_to_come": _forms(
        "لا ورديات قادمة",
        "وردية قادمة واحدة",
        "ورديتان قادمتان",
        "ورديات قادمة",
        "وردية قادمة",
        "وردية قادمة",
        en=("shift to come", "shifts to come"),
    ),
    "group": _forms(
        "لا مجموعات", "مجموعة واحدة", "مجموعتان", "مجموعات", "مجموعة", "مجموعة", en=("group", "groups")
    ),
    "shift": _forms(
        "لا ورديات", "وردية واحدة", "ورديتان", "ورديات", "وردية", "وردية", en=("shift", "shifts")
    ),
    "seat": _forms("لا مقاعد", "مقعد واحد", "مقعدان", "مقاعد", "مقعدًا", "مقعد", en=("seat", "seats")),
    "seat_left": _forms(
        "لا مقاعد متبقية",
        "مقعد واحد متبقٍّ",
        "مقعدان متبقيان",
        "مقاعد متبقية",
        "مقعدًا متبقيًا",
        "مقعد متبقٍّ",
        en=("seat left", "seats left"),
    ),
    "row": _forms("لا صفوف", "صف واحد", "صفان", "صفوف", "صفًا", "صف", en=("row", "rows")),
}
