"""The site as an application: what a device asks for, and what it keeps."""

import json
import re

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from PIL import Image

from athar.foundation.people.tests.factories import AccountFactory
from athar.web.ui import icons, installing


@pytest.fixture
def sara(db):
    browser = Client()
    browser.force_login(AccountFactory(person__name="سارة الزهراني"))
    return browser


def fetched(address, browser=None):
    answer = (browser or Client()).get(address)
    assert answer.status_code == 200
    return answer


@pytest.mark.parametrize(("prefix", "language", "direction"), [("", "ar", "rtl"), ("/en", "en", "ltr")])
def test_the_manifest_speaks_the_readers_language_in_its_direction(prefix, language, direction):
    answer = fetched(f"{prefix}/app.webmanifest")
    said = json.loads(answer.content)
    assert answer["Content-Type"].startswith("application/manifest+json")
    assert (said["lang"], said["dir"], said["scope"], said["start_url"]) == (
        language,
        direction,
        "/",
        f"{prefix}/",
    )
    assert [shortcut["url"] for shortcut in said["shortcuts"]] == [
        f"{prefix}/search/", f"{prefix}/verification/", f"{prefix}/me/",
    ]  # fmt: skip


def test_both_languages_are_one_application():
    ids = {json.loads(fetched(f"{prefix}/app.webmanifest").content)["id"] for prefix in ("", "/en")}
    assert ids == {"/"}


@pytest.mark.parametrize("name", icons.SIZES)
def test_icons_are_as_large_as_the_manifest_says_and_show_the_mark_on_its_ground(tmp_path, name):
    icons.draw(name, tmp_path / name)
    picture = Image.open(tmp_path / name)
    edge = icons.SIZES[name][0]
    assert picture.size == (edge, edge)
    assert picture.getpixel((1, edge // 2)) == (0x5A, 0x27, 0x77)
    assert any(count > edge for count, colour in picture.getcolors(edge * edge) if colour == (255, 255, 255))


def test_a_maskable_icon_keeps_its_mark_within_the_circle_it_may_be_cut_to(tmp_path):
    icons.draw("athar-maskable-512.png", tmp_path / "icon.png")
    picture = Image.open(tmp_path / "icon.png").convert("RGB")
    outside = [
        (x, y) for x in range(0, 512, 4) for y in range(0, 512, 4)
        if (x - 256) ** 2 + (y - 256) ** 2 > (0.4 * 512) ** 2 and picture.getpixel((x, y)) != (0x5A, 0x27, 0x77)
    ]  # fmt: skip
    assert outside == []


def test_the_worker_keeps_files_that_exist_and_the_offline_page_in_both_languages():
    script = fetched("/worker.js")
    kept = json.loads(
        re.search(r"const KEPT = (\[.*\]);", script.content.decode())[1].replace("\\u002D", "-")
    )
    assert script["Content-Type"].startswith("text/javascript")
    assert script["Cache-Control"] == "no-cache"
    assert [path for path in installing.KEPT if f"/static/{path}" not in kept or not finders.find(path)] == []
    assert kept[-2:] == ["/offline/", "/en/offline/"]


def test_nothing_is_added_to_what_is_kept_while_somebody_reads():
    script = fetched("/worker.js").content.decode()
    assert ("cache.put" in script, script.count(".addAll("), 'credentials: "omit"' in script) == (
        False,
        1,
        True,
    )


def test_switched_off_the_worker_removes_itself_and_everything_it_kept(settings):
    settings.ATHAR_OFFLINE = False
    script = fetched("/worker.js").content.decode()
    assert ("unregister()" in script, "caches.delete" in script, "fetch" in script) == (True, True, False)


@pytest.mark.parametrize("address", ["/offline/", "/en/offline/"])
def test_the_offline_page_is_the_same_for_whoever_asks_and_sets_no_cookie(sara, address):
    hers, anybodys = fetched(address, sara), fetched(address)
    assert hers.content == anybodys.content
    assert (hers.cookies, "csrf" in hers.content.decode(), "سارة" in hers.content.decode()) == (
        {},
        False,
        False,
    )


def test_a_page_leads_to_the_manifest_of_its_language_and_lets_only_our_own_worker_work(db):
    answer = fetched("/en/shortcuts/")
    assert '<link rel="manifest" href="/en/app.webmanifest">' in answer.content.decode()
    assert "worker-src 'self'" in answer["Content-Security-Policy"]
