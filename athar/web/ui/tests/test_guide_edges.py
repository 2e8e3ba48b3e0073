"""
Each part is shown with its edges: nothing, zero, many, a long name, two scripts beside each other, what is wrong.

A part that is new fails here until somebody says which edges it has, and the guide shows them.
"""

import re

import pytest
from django.test import RequestFactory
from django.utils.html import strip_tags

from athar.web.ui import guide
from athar.web.ui.tests.test_guide import PARTS

LONG = ("Abdulrahman bin Abdulaziz", "Incubator and accelerator for volunteer teams", "Beneficiaries’ satisfaction with the leaders’ programme",
        "Sign-language interpreter", "Each identified person served by one or more initiatives")  # fmt: skip
TWO_SCRIPTS = re.compile(r"[A-Za-z][^<>]*[\u0621-\u064a]|[\u0621-\u064a][^<>]*[A-Za-z]")
# How an edge looks in the drawing of an entry, in English.
LOOKS = {
    "long": lambda drawn: any(words in drawn for words in LONG),
    "mixed": lambda drawn: bool(TWO_SCRIPTS.search(strip_tags(drawn))),
    "zero": lambda drawn: bool(re.search(r">\s*0(?![\d.,])", drawn)),
    "many": lambda drawn: "72,347" in drawn,
    "missing": lambda drawn: "No data" in drawn or "no data" in drawn or "No hours yet" in drawn,
    "empty": lambda drawn: 'class="empty' in drawn or "Nothing to draw yet" in drawn or "has no parts" in drawn or "No record counts" in drawn,
    "wrong": lambda drawn: "field--bad" in drawn or "It does not match" in drawn or "chip--bad" in drawn or "refusal" in drawn,
    "states": lambda drawn: len(set(re.findall(r"(?:stage|stepper__step|chip|notice|timeline__\w+)--(\w+)", drawn))) >= 3,
    "final": lambda drawn: "Withdrawn" in drawn or "disabled" in drawn or "No seat left" in drawn,
    "unknown": lambda drawn: "<progress" in drawn and "Reading the file" in drawn,
}  # fmt: skip
FIGURE, RECEIPT, LIST, CHART = {"many", "zero", "long", "missing"}, {"many", "zero", "mixed", "empty", "wrong"}, {"long", "mixed", "zero", "many", "empty"}, {"long", "mixed", "zero", "missing", "empty"}  # fmt: skip
EDGES = {
    "figure": FIGURE, "split": FIGURE, "sentence_figure": {"many"}, "seal": {"many"},
    "receipt": RECEIPT, "knot": RECEIPT, "receipt_sum": RECEIPT, "receipt_records": RECEIPT, "receipt_proof": RECEIPT,
    "chip": {"states", "missing"}, "notice": {"states", "mixed"}, "undo": {"mixed"}, "refusal": {"wrong"},
    "progress": {"unknown", "mixed"}, "post_button": {"final"},
    "table": {"long", "mixed", "zero", "many"}, "spark": {"zero", "many"}, "sort_header": {"many"}, "filters": {"many"}, "pages": {"many"},
    "data_table": LIST, "data_cell": LIST, "table_tools": LIST, "selection": LIST,
    "exhibit": CHART, "rows": CHART, "cells": CHART,
    "field": {"wrong"}, "field_words": {"wrong"}, "stepper": {"states"},
    "calendar": {"mixed"}, "date_handle": {"mixed"}, "countdown": {"mixed"},
    "opportunity": {"long", "mixed", "final"}, "level": {"long"}, "hours": {"missing", "wrong"}, "credential": {"long", "final"}, "qr": {"long"},
    "breadcrumb": {"long"}, "tabs": {"zero"}, "definitions": {"long"}, "disclosure": {"long"}, "hash": {"long"},
    "panel": {"empty"}, "empty": {"empty"}, "track": {"states"}, "help": {"long"}, "term": {"long"},
    "timeline": {"long"}, "difference": {"long"}, "person": {"long"},
    "sign": set(), "ripple": set(), "brand": set(),  # drawings without words
}  # fmt: skip


@pytest.fixture(scope="module")
def drawn():
    """What is drawn of each entry, in English and light."""
    return {
        entry.name: next(pane.html for pane in entry.panes if (pane.language, pane.theme) == ("en", "light"))
        for entry in guide.entries(RequestFactory().get("/"))
    }


def test_for_each_part_somebody_said_which_edges_it_has():
    assert sorted(EDGES) == PARTS


@pytest.mark.parametrize("part", sorted(EDGES))
def test_the_guide_shows_the_edges_of_a_part(drawn, part):
    (entry,) = [name for name, _title, parts in guide.ENTRIES if part in parts]
    assert [edge for edge in sorted(EDGES[part]) if not LOOKS[edge](drawn[entry])] == []


@pytest.mark.parametrize(
    "kind",
    [
        "bars",
        "negative",
        "stacked",
        "line",
        "columns",
        "dots",
        "heat",
        "tiles",
        "pairs",
        "funnel",
        "network",
        "gantt",
        "nothing",
    ],
)
def test_each_kind_of_chart_is_drawn_with_a_title_of_its_own(drawn, kind):
    assert drawn["charts"].count(f'id="chart-en-light-{kind}"') == 1
