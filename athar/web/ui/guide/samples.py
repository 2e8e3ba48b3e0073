"""What the style guide shows: the edges of each part (none, zero, many, long, mixed scripts, wrong)."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.core.paginator import Paginator
from django.utils.html import format_html

from athar.foundation.core.dates import period_label
from athar.foundation.core.nouns import NOUNS
from athar.foundation.core.plurals import noun
from athar.foundation.core.sparkline import drawn
from athar.web.ui.guide.charts import sample_charts
from athar.web.ui.guide.days import WORDS as DAY_WORDS
from athar.web.ui.guide.days import sample_days
from athar.web.ui.guide.forms import NarrowForm, SampleForm, SpecialForm
from athar.web.ui.guide.lists import sample_lists
from athar.web.ui.guide.words import WORDS

YEAR = (date(2023, 1, 1), date(2023, 12, 31))
IDENTIFIED, HEADCOUNT, PARTICIPATIONS = 15_427, 56_920, 17_027
# By month and summed up, what was aimed at, the state: risen, behind, one value alone, nothing at all.
GROWN: list[tuple[list[int], Decimal | None, str]] = [
    ([0, 0, 16_500, 55_120, 72_347], Decimal(60_000), ""),
    ([20, 80, 120, 180, 320], Decimal(640), "bad"),
    ([54], None, "watch"),
    ([0, 0, 0], None, ""),
]
RINGS = [55_120, 2_400, 180, 320, 300, 54, 103, 1_100, 420, 7_200, 3_150, 540, 1_800, 1_260]
COUNTED = {55_120, 1_800}
COLOURS = [
    "ground", "surface", "sunken", "line", "line-strong", "ink", "ink-muted", "accent", "accent-strong",
    "accent-soft", "good", "good-soft", "watch", "watch-soft", "bad", "bad-soft",
]  # fmt: skip
DIGEST = "9f2c4b7711d05ac8e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b41ab"


def sample(language: str, theme: str) -> dict[str, Any]:
    """Return the context of every entry of the guide, in one language."""
    words = WORDS[language]
    return {
        "words": words,
        "colours": COLOURS,
        "sizes": range(8, 0, -1),
        "figures": _figures(language, words),
        "lead": _reached(language, words),
        "receipt": _receipt(language, words),
        "bare_receipt": _bare_receipt(words),
        "reasons": words["reasons"],
        "stages": [
            {"name": name, "note": note, "state": state}
            for (name, note), state in zip(words["stages"], ["done", "done", "here", "next"], strict=True)
        ],
        "events": [
            {"when": when, "what": what, "who": who, "note": note, "tone": tone}
            for when, what, who, note, tone in words["events"]
        ],
        "trail": words["trail"],
        "tabs": [
            {"label": label, "url": f"?tab={place}", "current": place == 0, "count": count}
            for place, (label, count) in enumerate(zip(words["tabs"], [12, None, 0], strict=True))
        ],
        "sparks": [
            (name, drawn([Decimal(value) for value in values], goal=goal, tone=tone), values[-1])
            for (name, _basis, _value), (values, goal, tone) in zip(words["rows"], GROWN, strict=True)
        ],
        "page": Paginator(range(940), 25).page(7),
        "form": SampleForm(
            words, {"phone": "٠٥٥ ٠٠٠ ٠٠٠٠", "identity": "1000000000"}, auto_id=f"{language}-{theme}-%s"
        ),
        "charts": sample_charts(language, f"{language}-{theme}"),
        "narrow": NarrowForm(words, auto_id=f"{language}-{theme}-narrow-%s"),
        **sample_lists(language, theme),
        **sample_days(language),
        "special": SpecialForm(DAY_WORDS[language], auto_id=f"{language}-{theme}-special-%s"),
        "nobody": [],
        "minus": -1_600,
        "rings": [{"value": value, "counted": value in COUNTED} for value in RINGS],
        "signs": ["forum", "incubator", "hackathon", "leaders", "digital"],
    }


def _reached(language: str, words: dict[str, Any]) -> dict[str, Any]:
    total = IDENTIFIED + HEADCOUNT
    return {
        "value": total,
        "unit": noun(total, NOUNS["beneficiary"], language),
        "label": words["reached"],
        "period": period_label(*YEAR, language=language),
        "basis": "mixed",
        "identified": IDENTIFIED,
        "headcount": HEADCOUNT,
        "url": "#receipt",
    }


def _figures(language: str, words: dict[str, Any]) -> list[dict[str, Any]]:
    period = period_label(*YEAR, language=language)
    edges = [
        (104, "trainer", "identified"),
        (3_000, "hour", "transaction"),
        (0, "beneficiary", "headcount"),
        (2, "initiative", "register"),
    ]
    shown = [
        {
            "value": value,
            "unit": noun(value, NOUNS[name], language),
            "label": label,
            "period": period,
            "basis": basis,
            "url": "#receipt",
        }
        for (value, name, basis), label in zip(edges, words["labels"], strict=True)
    ]
    return [
        *shown,
        {
            "value": None,
            "unit": "",
            "label": words["missing"],
            "period": period,
            "basis": "estimate",
            "url": "",
        },
    ]


def _receipt(language: str, words: dict[str, Any]) -> dict[str, Any]:
    sentence = format_html(words["sentence"], format_html("<mark>{}</mark>", words["marked"]))
    parts = words["breakdown"]
    values = [
        (PARTICIPATIONS, "plain"),
        (1_600, "subtract"),
        (IDENTIFIED, "total"),
        (HEADCOUNT, "add"),
        (IDENTIFIED + HEADCOUNT, "end"),
    ]
    return {
        "path": [{"label": words["report"], "url": "#"}, words["chapter"]],
        "sentence": sentence,
        "value": IDENTIFIED + HEADCOUNT,
        "unit": noun(IDENTIFIED + HEADCOUNT, NOUNS["beneficiary"], language),
        "period_label": period_label(*YEAR, language=language),
        "basis": "mixed",
        "status": words["status"],
        "definition_text": words["definition"],
        "formula": "count_distinct(cluster) + sum(headcount)",
        "breakdown": [
            {"label": label, "value": value, "kind": kind}
            for label, (value, kind) in zip(parts, values, strict=True)
        ],
        "exclusions": [
            {"label": label, "value": value}
            for label, value in zip(words["exclusions"], (1, 12, 3), strict=True)
        ],
        "records": [
            {
                "number": "R-008214",
                "url": "#",
                "kind": words["kinds"][0],
                "beneficiary": "••• 4417",
                "day": date(2023, 10, 18),
            },
            {
                "number": "R-000131",
                "url": "#",
                "kind": words["kinds"][1],
                "beneficiary": words["nameless"],
                "day": date(2023, 4, 3),
            },
        ],
        "records_count": PARTICIPATIONS + 146,
        "records_url": "#",
        "evidence": [{"title": title, "url": "#", "sha256": DIGEST} for title in words["evidence"]],
        "approvals": [{"role": role, "name": name, "when": when} for role, name, when in words["approvals"]],
        "proof": {
            "checkpoint": "athar.example/ledger",
            "size": 41_207,
            "root": DIGEST,
            "definition_hash": DIGEST[::-1],
        },
        "result": {"ok": True, "text": words["recomputed"]},
        "actions": {"recompute_url": "#", "verify_url": "#", "json_url": "#"},
    }


def _bare_receipt(words: dict[str, Any]) -> dict[str, Any]:
    return {
        "value": 0,
        "unit": "",
        "period_label": words["report"],
        "definition_text": words["definition"],
        "result": {"ok": False, "text": words["differs"]},
    }
