"""Words of the guide's charts, written in both languages like all its samples."""

from typing import Any

from athar.foundation.core.dates import month_name

ARABIC: dict[str, Any] = {
    "titles": [
        "موسم واحد يفوق سائر المبادرات", "زاد موسم رمضان ونقص المنتدى", "أكثر الساعات معتمدة", "ترتفع المشاركة ويضيق هامشها",
        "رمضان يحمل السنة", "الجوف أعلى المناطق رضًا", "الربع الأول أنشط الأرباع", "ثلاث مناطق تحمل أكثر العدد",
        "الشابات أكثر من الشباب بين 18 و24", "يتم الرحلة ثلث من تقدّم", "كل مبادرة تخدم هدفًا، وكل هدف يُقاس", "ما جرى وما يجري وما هو آت", "سنة لم تبدأ",
    ],
    "caption": "أرقام للعرض، لا من القيود.", "times": "المصمت انتهى، والمخطط جارٍ، والمتقطع لم يبدأ. في الأعلى الميلادي وفي الأسفل الهجري.",
    "row": "الاسم", "value": "العدد", "rest": "المبادرات الأربع الأخرى",
    "initiatives": ["موسم رمضان 1444", "منتدى الرياض للعمل التطوعي", "حاضنة ومسرعة أعمال الفرق التطوعية (Incubator & Accelerator)", "مدربو مهارات العمل التطوعي", "يوم لم يُعقد"],
    "parts": ("معتمدة", "تنتظر الاعتماد", "مرفوضة", "بلا خروج"),
    "months": [month_name(month, "ar") for month in range(1, 13)],
    "regions": ["الجوف", "الحدود الشمالية", "مكة المكرمة", "الرياض", "الشرقية", "المدينة المنورة", "عسير", "جازان"],
    "quarters": ("الربع الأول", "الربع الثاني", "الربع الثالث", "الربع الرابع"),
    "sexes": ("نساء", "رجال"), "steps": ["قدّموا", "قُبلوا", "حضروا", "أتمّوا"],
    "layers": [("المبادرات", ["منتدى الرياض للعمل التطوعي", "هاكثون العمل التطوعي", "حاضنة ومسرعة أعمال الفرق التطوعية", "تأهيل قيادات العمل التطوعي", "التطوع التخصصي"]), ("الأهداف", ["فرص احترافية يُقاس أثرها", "تقنية وابتكار لتحديات التطوع", "حزمة مبادرات رقمية", "مؤشرات تقدّم دقيقة يمكن الدفاع عنها"]), ("المؤشرات", ["فرص قيس أثرها", "ساعات معتمدة", "حلول جُرّبت ميدانيًّا", "وحدات تطوع رقمية", "أرقام لها إثبات"])],
    "runs": ["موسم رمضان 1444", "هاكثون العمل التطوعي", "حاضنة ومسرعة أعمال الفرق التطوعية، الدورة الثالثة", "منتدى الرياض 2024"],
}  # fmt: skip
ENGLISH: dict[str, Any] = {
    "titles": [
        "One season outweighs all other initiatives", "The season grew, the forum shrank", "Most hours are approved", "Participation rises and its margin narrows",
        "Ramadan carries the year", "Al Jawf is the most satisfied region", "The first quarter is the busiest", "Three regions carry most of the count",
        "Young women outnumber young men between 18 and 24", "A third of those who apply complete the journey", "Each initiative serves an objective, each objective is measured", "What was, what is, what comes", "A year not begun",
    ],
    "caption": "Numbers for show, not from records.", "times": "Solid is over, hatched is running, dashed has not begun. Gregorian above, Hijri below.",
    "row": "Name", "value": "Number", "rest": "The other four initiatives",
    "initiatives": ["Ramadan season 1444", "Riyadh Forum for Volunteer Work", "Incubator and accelerator for volunteer teams (حاضنة ومسرعة)", "Trainers of volunteering skills", "A day not held"],
    "parts": ("Approved", "Waiting", "Rejected", "No check-out"),
    "months": [month_name(month, "en")[:3] for month in range(1, 13)],
    "regions": ["Al Jawf", "Northern Borders", "Makkah", "Riyadh", "Eastern Province", "Madinah", "Asir", "Jazan"],
    "quarters": ("First quarter", "Second quarter", "Third quarter", "Fourth quarter"),
    "sexes": ("Women", "Men"), "steps": ["Applied", "Accepted", "Attended", "Completed"],
    "layers": [("Initiatives", ["Riyadh Forum for Volunteer Work", "Volunteer-work hackathon", "Incubator and accelerator for volunteer teams", "Programme that qualifies volunteer leaders", "Specialised volunteering"]), ("Objectives", ["Professional opportunities whose effect is measured", "Technology and innovation for volunteering", "A package of digital initiatives", "Precise, defensible indicators of progress"]), ("Indicators", ["Opportunities measured", "Approved hours", "Solutions tried in the field", "Digital volunteering units", "Figures with a receipt"])],
    "runs": ["Ramadan season 1444", "Volunteer-work hackathon", "Incubator and accelerator for volunteer teams, third cohort", "Riyadh Forum 2024"],
}  # fmt: skip
CHART_WORDS = {"ar": ARABIC, "en": ENGLISH}
