"""
What is true of every page of the house, found in the resolver: a new page is looked at by itself.

Each page is opened once, by the first who may, and read for what no page may hold.
"""

import re
from collections import Counter
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import resolve

from athar.foundation.people.choices import Role
from athar.web.ui.context import pages
from athar.web.ui.doors import MINORS, NOBODY, OWN, VISITOR
from athar.web.ui.middleware import POLICY
from tests.matrix.house.growing import grown
from tests.matrix.knocking import (
    Knock,
    first_reader,
    html_of,
    knock_at,
    name_is_for_programs,
    named,
    promised,
)
from tests.matrix.world import browser_of

pytestmark = pytest.mark.django_db

PAGES = sorted(name for name, door in promised().items() if door.reads != NOBODY)
MOST_QUESTIONS = 12
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
# Files that somebody brought run nothing at all, not even what is ours.
POLICIES = (POLICY, "default-src 'none'; sandbox")
COMPUTED = (
    "site:",
    "api:",
    "workspace:scorecard",
    "workspace:report",
    "workspace:indicator",
    "workspace:content",
)
# Their rows are indicators, plans and chapters, of which no day's work makes more; or they are samples and guides.
OF_ONE_SIZE = (
    "workspace:scorecard",
    "workspace:indicator",
    "workspace:report-",
    "site:report-",
    "api:figure",
    "api:description",
    "ui:styleguide",
    "developers:",
)
INLINE = re.compile(r"<[^>]*\sstyle\s*=|<style\b|<[^>]*\son[a-z]+\s*=|javascript:", re.IGNORECASE)
SCRIPTS = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.IGNORECASE | re.DOTALL)
FETCHED = re.compile(r"""<(?:script|img|iframe|source|video|audio|embed|object)\b[^>]*\b(?:src|data)=["']([^"']+)|<link\b[^>]*\brel=["'](?!alternate|canonical)[^>]*\bhref=["']([^"']+)""", re.IGNORECASE)  # fmt: skip

# Of the class ``script`` (and not ``no-script``) is what the page hides where nothing is scripted: a button, or a group of them.
OF_SCRIPTS = r"""class=["'](?:[^"']* )?script[ "']"""
ASIDE = re.compile(rf"<template\b.*?</template>|<div {OF_SCRIPTS}.*?</div>", re.DOTALL)
BUTTONS = re.compile(r"""<button\b[^>]*\btype=["']button["'][^>]*>""")
# A popover is opened by the browser; the switch of light and dark is hidden where nothing is scripted.
BY_SCRIPT_OR_BROWSER = re.compile(rf"\b(?:popovertarget|hidden|data-theme-toggle)\b|{OF_SCRIPTS}")
LINKS = re.compile(r"<a\b[^>]*>")
FETCHING = re.compile(r"<\w+\b[^>]*\bhx-(?:get|post)\b[^>]*>")
# The first says itself that it needs scripts; the other shows samples.
BY_SCRIPT = {"workspace:scanner", "ui:styleguide"}


def opened(world, name: str) -> tuple[Any, list[str]]:
    """The page as the first who may read it gets it, in a browser that was nowhere before, and what it asked the database."""
    caller = first_reader(name)
    assert OWN in named(world, name, caller)
    knock, browser = Knock(name, caller, "GET", OWN), None
    if caller == VISITOR and not name_is_for_programs(name):
        browser = browser_of(None)
    if name.startswith(COMPUTED):
        knock_at(world, knock, browser)  # what is computed once after a change is not what a page costs
    pages()  # kept for half a minute, which may end between any two pages
    with CaptureQueriesContext(connection) as asked:
        answer = knock_at(world, knock, browser)
    held = ("SAVEPOINT", "RELEASE", "ROLLBACK")
    return answer, [query["sql"] for query in asked if not query["sql"].startswith(held)]


@pytest.fixture(scope="module")
def asked_of_few(world) -> dict[str, int]:
    """How much each page asked when it was opened among few rows, so that it need not be opened for that again."""
    knock_at(world, Knock("site:record", Role.PROGRAMME_MANAGER, "GET", MINORS))  # of few reads there is one
    return {}


def inline_in(html: str) -> list[str]:
    """Styles, handlers and scripts that stand in the page itself, which the policy forbids."""
    scripts = [
        body
        for attributes, body in SCRIPTS.findall(html)
        if "src=" not in attributes and "json" not in attributes
    ]
    return [found[0] for found in INLINE.finditer(html)] + [body for body in scripts if body.strip()]


def only_by_script(html: str) -> list[str]:
    """
    Controls that do nothing without scripts: buttons that send nothing, links that lead nowhere, parts a script alone fetches.

    What the page itself hides until a script shows it is none, nor what lies in a template for scripts.
    """
    html = ASIDE.sub("", html)
    found = [tag for tag in BUTTONS.findall(html) if not BY_SCRIPT_OR_BROWSER.search(tag)]
    found += [tag for tag in LINKS.findall(html) if 'href="#"' in tag or "href" not in tag]
    return found + [
        tag for tag in FETCHING.findall(html) if not re.match(r"<(a|form)\b", tag) and "hx-trigger" not in tag
    ]


def from_elsewhere(html: str) -> list[str]:
    own = {"", urlsplit(settings.ATHAR_BASE_URL).netloc}
    addresses = ["".join(found) for found in FETCHED.findall(html)]
    return [
        address
        for address in addresses
        if urlsplit(address).netloc not in own and not address.startswith("data:")
    ]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_sent_with_every_header_holds_nothing_inline_and_asks_few_questions(
    world, name, asked_of_few
):
    answer, questions = opened(world, name)
    asked_of_few[name] = len(questions)
    public = answer.headers.get("Access-Control-Allow-Origin") == "*"
    assert answer.headers["Cross-Origin-Resource-Policy"] == ("cross-origin" if public else "same-origin")
    assert answer.headers["Content-Security-Policy"] in POLICIES
    assert {header: answer.headers.get(header) for header in HEADERS} == HEADERS
    html = html_of(answer)
    if html is None:
        return
    assert inline_in(html) == []
    assert from_elsewhere(html) == []
    assert name in BY_SCRIPT or only_by_script(html) == []
    assert len(questions) <= MOST_QUESTIONS, [question[:160] for question in questions]
    assert answer.status_code != 200 or lost_on(name, answer.wsgi_request, html) == []


def test_no_page_asks_more_because_there_is_more(world, asked_of_few):
    """Of the pages whose rows come and go: opened with one or a few of each thing, and again with ten times as many."""
    names = [name for name in PAGES if not name.startswith(OF_ONE_SIZE)]
    few = {
        name: asked_of_few[name] if name in asked_of_few else len(opened(world, name)[1]) for name in names
    }
    with grown(world):
        many = {name: opened(world, name)[1] for name in names}
        # What is done once in a while, as noting when somebody was last seen, is done by the second time.
        more = {name: opened(world, name)[1] for name, asked in many.items() if len(asked) > few[name]}
    grew = {name: asked for name, asked in more.items() if len(asked) > few[name]}
    assert {name: (few[name], len(asked), repeated(asked)) for name, asked in grew.items()} == {}


# Whoever comes in, or comes to sign something, goes one way; a step of it leads back by its own button.
ONE_WAY = ("entrance:sign-in", "entrance:registration", "entrance:second-proof", "entrance:forgotten", "entrance:provider",
           "entrance:invitation", "entrance:guardianship", "entrance:outbox", "entrance:organisation-registration",
           "entrance:email-return", "portal:unsubscription", "workspace:scanner", "ui:", "developers:", "api:")  # fmt: skip
HELPED = ("workspace:", "portal:")


def lost_on(name: str, request: Any, html: str) -> list[str]:
    """What a page lacks for somebody who does not know where they are: the way here, open to them, and help."""
    if name.startswith(ONE_WAY):
        return []
    wrong = []
    if name.startswith(HELPED) and 'class="help"' not in html:
        wrong.append("nothing explains it")
    crumbs = re.findall(r'class="breadcrumb">(.*?)</ol>', html, re.DOTALL)
    room = {"workspace": "/workspace/", "portal": "/me/"}.get(name.partition(":")[0], "/")
    if request.path.removeprefix(room).count("/") > 1 and len(crumbs) != 1:
        wrong.append(f"{request.path} does not say where it is")
    caller = first_reader(name)
    wrong += [
        f"{crumb} is not open to them"
        for crumb in re.findall(r'href="([^"]+)"', "".join(crumbs))
        if caller not in promised()[resolve(urlsplit(crumb).path).view_name].reads
    ]
    if any(not re.sub(r"<[^>]*>", "", item).strip() for item in re.findall(r"<li>(.*?)</li>", "".join(crumbs), re.DOTALL)):  # fmt: skip
        wrong.append("a step of the way has no name")
    return wrong


def repeated(asked: list[str]) -> str:
    """What was asked most often, but for the values in it."""
    return Counter(re.sub(r"\d+|'[^']*'", "…", question)[:300] for question in asked).most_common(1)[0][0]


@pytest.mark.parametrize(
    "html", ['<p style="color:red">', "<script>go()</script>", '<a onclick="go()">', "<style>a{}</style>"]
)
def test_what_stands_in_a_page_itself_is_found(html):
    assert inline_in(f'<p class="style">on = 1</p>{html}') != []


@pytest.mark.parametrize(
    "html",
    ['<button type="button" class="x no-script">', '<a href="#">', "<a role=button>", '<b hx-get="/x/">'],
)
def test_what_does_nothing_without_scripts_is_found(html):
    works = """<button>Send</button><button type="button" hidden><button type="button" class="button script"><div class="script"><button type="button"></div><a href="#top">x</a><a hx-get="/x/" href="/x/">x</a><b hx-get="/x/" hx-trigger="load">"""
    assert (only_by_script(works), only_by_script(works + html)) == ([], [html])


def test_what_is_fetched_from_elsewhere_is_found():
    html = '<script src="https://cdn.example/a.js"></script><link rel="stylesheet" href="//cdn.example/a.css"><a href="https://other.example/">'
    assert from_elsewhere(html) == ["https://cdn.example/a.js", "//cdn.example/a.css"]
