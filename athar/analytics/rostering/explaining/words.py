"""Rules in words. Each stands after “what keeps the others from it”, with how many people it concerns."""

from typing import Any

BLOCKS = {
    "skills": ("لا يملكون المهارة المطلوبة", "lack a skill"),
    "available": ("غير متاحين في ذلك الوقت", "are not available then"),
    "cannot": ("لا يستطيعون هذه الجلسة", "cannot take this one"),
    "overlap": ("لهم جلسة أخرى في الوقت نفسه", "have another session at that time"),
    "min_rest_minutes": ("لا تكفيهم الراحة بينها وبين جلسة أخرى", "would rest too little"),
    "max_minutes": ("يتجاوزون حد دقائقهم", "would exceed their minutes"),
    "weekly_minutes": ("يتجاوزون حد دقائقهم في الأسبوع", "would exceed their minutes of the week"),
    "days_off": ("في يوم راحتهم", "have the day off"),
    "another_shift": ("يعملون في مناوبة أخرى ذلك اليوم", "work another shift that day"),
    "max_shifts": ("بلغوا حدهم من هذه المناوبة", "have all of these shifts that they may"),
    "min_minutes": ("تقل دقائقهم عن الحد الأدنى", "would have too few minutes"),
    "max_consecutive": ("تتوالى أيام عملهم فوق الحد", "would work too many days in a row"),
    "min_consecutive": ("تقل أيام عملهم المتتالية عن الحد", "would work too few days in a row"),
    "min_consecutive_off": ("تقل أيام راحتهم المتتالية عن الحد", "would be off too few days in a row"),
    "max_weekends": ("بلغوا حدهم من عطل نهاية الأسبوع", "have all the weekends that they may"),
    "cannot_follow": (
        "تلي مناوبةً لا يجوز أن تليها",
        "would work it next to a shift that must not stand there",
    ),
    "locked": ("ثُبّت لهم غير ذلك", "are locked otherwise"),
    "nothing": (
        "لا يمنعهم حدّ، لكنه يزيد الكلفة أو يحتاج وقتًا أطول",
        "are free to, at a higher cost or after a longer search",
    ),
}
LIMITS = {
    "locked": ("ما ثُبّت", "what is locked"),
    "skills": ("المهارات", "the skills"),
    "available": ("أوقات التفرغ", "availability"),
    "cannot": ("ما لا يستطيعونه (cannot)", "what they cannot take (cannot)"),
    "overlap": ("التزامن", "the overlap"),
    "min_rest_minutes": ("أقل راحة بين جلستين (min_rest_minutes)", "the least rest (min_rest_minutes)"),
    "needed": ("العدد المطلوب", "how many are needed"),
    "days_off": ("أيام الراحة (days_off)", "the days off (days_off)"),
    "max_shifts": ("أكثر المناوبات (max_shifts)", "the most shifts of a kind (max_shifts)"),
    "max_minutes": ("أكثر الدقائق (max_minutes)", "the most minutes (max_minutes)"),
    "weekly_minutes": ("أكثر الدقائق في الأسبوع (weekly_minutes)", "the most minutes of a week (weekly_minutes)"),
    "min_minutes": ("أقل الدقائق (min_minutes)", "the fewest minutes (min_minutes)"),
    "max_consecutive": ("أكثر الأيام المتتالية (max_consecutive)", "the longest run of days (max_consecutive)"),
    "min_consecutive": ("أقل الأيام المتتالية (min_consecutive)", "the shortest run of days (min_consecutive)"),
    "min_consecutive_off": ("أقل أيام الراحة المتتالية (min_consecutive_off)", "the shortest run of days off (min_consecutive_off)"),
    "max_weekends": ("أكثر عطل نهاية الأسبوع (max_weekends)", "the most weekends (max_weekends)"),
    "cannot_follow": ("تعاقب المناوبات (cannot_follow)", "what may follow what (cannot_follow)"),
}  # fmt: skip


def shortfall(ar: str, en: str, missing: int, needed: int, blocks: dict[str, int]) -> dict[str, str]:
    """Why so many are missing, in both languages."""
    counted = sorted(blocks.items(), key=lambda item: -item[1])
    why_ar = "، ".join(f"{BLOCKS[rule][0]} ({many:,})" for rule, many in counted)
    why_en = ", ".join(f"{BLOCKS[rule][1]} ({many:,})" for rule, many in counted)
    return {
        "ar": f"{ar}: ينقص {missing:,} من {needed:,}. ما يحول دون غير المكلَّفين بها: {why_ar or 'لا أحد سواهم'}.",
        "en": f"{en}: {missing:,} of {needed:,} missing. The others: {why_en or 'there are none'}.",
    }


def contradiction(about: str, name: Any, rules: tuple[str, ...], facts: dict[str, Any]) -> dict[str, str]:
    """Which limits cannot all hold, in both languages."""
    details = "".join(
        f" ({key}: {', '.join(map(str, value)) if isinstance(value, list) else value})"
        for key, value in facts.items()
    )
    ar_kind, en_kind = ("الجلسة", "Session") if about == "session" else ("الشخص", "Person")
    return {
        "ar": f"{ar_kind} {name}: لا يمكن أن تجتمع هذه الحدود: {'، '.join(LIMITS[rule][0] for rule in rules)}{details}. خفّف واحدًا منها.",
        "en": f"{en_kind} {name}: these limits cannot all hold: {', '.join(LIMITS[rule][1] for rule in rules)}{details}. Relax one of them.",
    }
