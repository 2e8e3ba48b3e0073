"""The guide's days and cards: bars over weeks, a full day, nothing; a long name, two scripts, no seat left, a credential withdrawn."""

from datetime import UTC, date, datetime
from typing import Any

from athar.foundation.core.months import Event, Month

TODAY = date(2024, 3, 18)
NOW = datetime(2024, 3, 18, 9, tzinfo=UTC)
SPANS = (("2024-03-11", "2024-04-09", "running"), ("2024-03-03", "2024-03-05", "done"), ("2024-03-14", "2024-03-14", "planned"),
         ("2024-03-14", "2024-03-15", "planned"), ("2024-03-14", "2024-03-14", "planned"), ("2024-03-20", "2024-03-20", "planned"))  # fmt: skip
WORDS: dict[str, dict[str, Any]] = {
    "ar": {
        "events": ("موسم رمضان 1445", "ملتقى القيادات (Leaders)", "إفطار الصائمين: تنظيم ساحة الجامع", "ورشة دليل قياس الحالة الثقافية", "لقاء الفرق", "مترجم لغة إشارة"),
        "opportunities": [
            ("إفطار الصائمين: تنظيم ساحة الجامع", "general", "الرياض، حي النسيم، البوابة 2", "من 4:30 إلى 8:30 مساءً", 24, 40, ""),
            ("مترجم لغة إشارة (Sign language) في أمسية المتطوعين بمركز الحي الثقافي الاجتماعي", "skilled", "جدة، مركز الحي", "من 9:30 إلى 11:30 مساءً", 2, 4, ""),
            ("مرشد مالي لفرق الحاضنة، ستة لقاءات", "professional", "", "كل أحد، 7:00 مساءً", 0, 8, "اكتملت المقاعد"),
        ],
        "hours": [("وردية الجامع الكبير", "4 ساعات", date(2024, 3, 14), "اعتمدها خالد", "", "", "#cards"), ("إفطار الصائمين: Gate 2", "2.5 ساعة", date(2024, 3, 16), "", "ينتظر الاعتماد", "none", ""), ("لقاء الفرق", "0 ساعة", date(2024, 3, 17), "بلا تسجيل خروج", "رُفضت", "bad", "")],
        "credential": ("شهادة مدرب معتمد في مهارات العمل التطوعي", "عبد الرحمن بن عبد العزيز بن محمد آل عبد اللطيف الشهراني", "جمعية تنمية التطوع", "صدرت باسم خطأ، وحلّت محلها أخرى."),
        "steps": ("البريد", "الرمز", "الموافقات", "بياناتك"),
        "fields": {"day": ("يوم الميلاد", "بالهجري أو الميلادي: 1/9/1445 هـ أو 11/3/2024"), "wrong_day": ("يوم الحضور", ""), "mobile": ("الجوال", ""), "secret": ("كلمة المرور", ""), "code": ("الرمز", "ستة أرقام وصلتك برسالة."), "sheet": ("كشف الحضور", ""), "level": ("مستوى الفرصة", "")},
        "levels": {"general": ("عام", "لا يحتاج مهارة سابقة."), "skilled": ("مهاري", "يحتاج مهارة تُكتسب بتدريب قصير."), "professional": ("احترافي", "يحتاج مهنة أو رخصة سارية.")},
    },
    "en": {
        "events": ("Ramadan season 1445", "Leaders’ meeting (ملتقى القيادات)", "Iftar service: organising the mosque court", "Workshop on the culture guide", "Teams meet", "Sign-language interpreter"),
        "opportunities": [
            ("Iftar service: organising the mosque court", "general", "Riyadh, An Naseem, gate 2", "4:30 to 8:30 pm", 24, 40, ""),
            ("Sign-language interpreter (مترجم لغة إشارة) at the volunteers’ evening of the social and cultural centre", "skilled", "Jeddah, community centre", "9:30 to 11:30 pm", 2, 4, ""),
            ("Financial mentor for incubator teams, six meetings", "professional", "", "Sundays, 7:00 pm", 0, 8, "No seat left"),
        ],
        "hours": [("Grand Mosque shift", "4 hours", date(2024, 3, 14), "approved by Khalid", "", "", "#cards"), ("Iftar service: البوابة 2", "2.5 hours", date(2024, 3, 16), "", "Awaiting approval", "none", ""), ("Teams meet", "0 hours", date(2024, 3, 17), "no check-out", "Rejected", "bad", "")],
        "credential": ("Accredited trainer of volunteering skills", "Abdulrahman bin Abdulaziz bin Mohammed Al Abdullatif Al-Shahrani", "Association for the Development of Volunteering", "Issued under a wrong name; another replaced it."),
        "steps": ("E-mail", "Code", "Consents", "About you"),
        "fields": {"day": ("Birth date", "Hijri or Gregorian: 1/9/1445 H or 11/3/2024"), "wrong_day": ("Day of attendance", ""), "mobile": ("Mobile", ""), "secret": ("Password", ""), "code": ("Code", "Six digits, from a message."), "sheet": ("Attendance sheet", ""), "level": ("Level of the opportunity", "")},
        "levels": {"general": ("General", "Needs no skill beforehand."), "skilled": ("Skilled", "Needs a skill that a short course teaches."), "professional": ("Professional", "Needs a profession or a licence in force.")},
    },
}  # fmt: skip
OPPORTUNITY = ("title", "level", "place", "time", "seats", "of", "closed")
HOURS = ("what", "amount", "when", "note", "state", "tone", "url")
DAYS = (date(2024, 3, 14), date(2024, 3, 20), date(2024, 4, 21))
STATES = ("done", "done", "here", "next")


def sample_days(language: str) -> dict[str, Any]:
    words = WORDS[language]
    events = [
        Event(date.fromisoformat(first), date.fromisoformat(last), title, url="#days", tone=tone)
        for (first, last, tone), title in zip(SPANS, words["events"], strict=True)
    ]
    title, to, by, why = words["credential"]
    award = {"title": title, "to": to, "by": by, "on": TODAY, "number": "ATH-2024-00131"}
    return {
        "happenings": events,
        "march": Month("gregorian", 2024, 3),
        "ramadan": Month("hijri", 1445, 9),
        "today": TODAY,
        "now": NOW,
        "moments": [datetime(2024, 3, 21, 14, tzinfo=UTC), datetime(2024, 3, 18, 9, 0, 20, tzinfo=UTC), datetime(2024, 3, 16, 9, tzinfo=UTC)],
        "opportunities": [dict(zip(OPPORTUNITY, facts, strict=True)) | {"url": "#cards", "day": day} for facts, day in zip(words["opportunities"], DAYS, strict=True)],
        "levels": ["general", "skilled", "professional"],
        "hour_rows": [dict(zip(HOURS, facts, strict=True)) for facts in words["hours"]],
        "credential": award | {"url": "https://athar.example/credentials/ATH-2024-00131/"},
        "withdrawn": award | {"withdrawn": why},
        "steps": [{"label": label, "state": state, "url": "#stepper" if state == "done" else ""} for label, state in zip(words["steps"], STATES, strict=True)],
    }  # fmt: skip
