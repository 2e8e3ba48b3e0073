"""The tool lives outside the package, in tools/; it guards the words of every room, so core tests it."""

import gettext
import importlib
import re
import sys

import polib
import pytest
from django.conf import settings

SETTINGS = (
    'INSTALLED_APPS = ["athar.web", "athar.web.site", "athar.foundation.core", "django.contrib.auth"]\n'
)
PO = "athar/web/site/locale/ar/LC_MESSAGES/django.po"
SIX = {0: "لا قيود", 1: "قيد واحد", 2: "قيدان", 3: "%(n)s قيود", 4: "%(n)s قيدًا", 5: "%(n)s قيد"}


@pytest.fixture(scope="module")
def tool():
    folder = str(settings.BASE_DIR / "tools")
    sys.path.insert(0, folder)
    yield importlib.import_module("translations")
    sys.path.remove(folder)


@pytest.fixture
def plant(tmp_path):
    """Write files of a small product: an app inside another, core, and settings."""

    def write(path, text=""):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")

    write("athar/config/settings.py", SETTINGS)
    return write


@pytest.fixture
def run(tool, tmp_path, capsys):
    def go(*arguments):
        code = tool.main(list(arguments), root=tmp_path)
        return code, capsys.readouterr().out

    return go


@pytest.fixture
def translate(tmp_path):
    """Give every entry of the site its Arabic: a text, or the plural forms."""

    def fill(**arabic):
        catalogue = polib.pofile(str(tmp_path / PO))
        for entry in catalogue:
            answer = arabic.get(re.search(r"\w+", entry.msgid)[0].lower(), "")
            if isinstance(answer, dict):
                entry.msgstr_plural = answer
            else:
                entry.msgstr = answer
        catalogue.save()

    return fill


def texts(tmp_path, path=PO):
    return {(entry.msgctxt, entry.msgid, entry.msgid_plural) for entry in polib.pofile(str(tmp_path / path))}


def test_every_way_to_mark_a_text_in_a_template_is_found(plant, run, tmp_path):
    plant(
        "athar/web/site/templates/site/page.html",
        """
        {% translate "Sign in" %} {% translate 'It is 100%' %} {% trans "May" context "month" %}
        {% translate "Close" as word %} {% translate name %} {% translate "Hello"|upper %}
        {{ _("Figure") }} {% include "x.html" with label=_("Receipt") other=_('Proof') %}
        {% blocktranslate trimmed with name=user.name %}
            Welcome,
            {{ name }}: 50%
        {% endblocktranslate %}
        {% blocktranslate count n=records|length context "ledger" %}{{ n }} record{% plural %}{{ n }} records{% endblocktranslate %}
        {% comment %}{% translate "Never shown" %}{% endcomment %}
        {# {% translate "Nor this" %} #}
        {% verbatim %}{% translate "Nor that" %}{% endverbatim %}
        """,
    )
    run("--update")

    assert texts(tmp_path) == {
        (None, "Sign in", ""),
        (None, "It is 100%%", ""),
        ("month", "May", ""),
        (None, "Close", ""),
        (None, "Hello", ""),
        (None, "Figure", ""),
        (None, "Receipt", ""),
        (None, "Proof", ""),
        (None, "Welcome, %(name)s: 50%%", ""),
        ("ledger", "%(n)s record", "%(n)s records"),
    }


def test_every_way_to_mark_a_text_in_python_is_found(plant, run, tmp_path):
    plant(
        "athar/web/site/views.py",
        """
from django.utils import translation
from django.utils.translation import gettext_lazy as _, ngettext, npgettext_lazy, pgettext
A = _("Adjacent " "strings")
B = ngettext("%(n)s hour", "%(n)s hours", 3)
C = pgettext("month", "May")
D = npgettext_lazy("seal", "one", "many", "n")
E = translation.gettext("By attribute")
F = _(A)
G = str("Not marked")
""",
    )
    plant("athar/web/site/tests/test_views.py", 'from x import gettext as _\n_("Only in a test")')
    run("--update")

    assert texts(tmp_path) == {
        (None, "Adjacent strings", ""),
        (None, "%(n)s hour", "%(n)s hours"),
        ("month", "May", ""),
        ("seal", "one", "many"),
        (None, "By attribute", ""),
    }


def test_a_text_belongs_to_the_innermost_app_and_orphans_to_core(plant, run, tmp_path):
    marked = "from django.utils.translation import gettext as _\n_('{}')\n"
    plant("athar/web/views.py", marked.format("Outer"))
    plant("athar/web/site/views.py", marked.format("Inner"))
    plant("athar/analytics/rules.py", marked.format("Orphan"))
    run("--update")

    assert texts(tmp_path, "athar/web/locale/ar/LC_MESSAGES/django.po") == {(None, "Outer", "")}
    assert texts(tmp_path) == {(None, "Inner", "")}
    assert texts(tmp_path, "athar/foundation/core/locale/ar/LC_MESSAGES/django.po") == {(None, "Orphan", "")}


def test_only_the_apps_asked_for_are_touched(plant, run, tmp_path):
    plant("athar/web/templates/a.html", '{% translate "Outer" %}')
    plant("athar/web/site/templates/b.html", '{% translate "Inner" %}')
    run("--update", "site")

    assert texts(tmp_path) == {(None, "Inner", "")}
    assert not (tmp_path / "athar/web/locale").exists()


def test_a_complete_catalogue_passes(plant, run, translate):
    plant(
        "athar/web/site/templates/a.html",
        "{% blocktranslate %}Welcome {{ name }}{% endblocktranslate %}{% blocktranslate count n=r %}{{ n }} record{% plural %}{{ n }} records{% endblocktranslate %}",
    )
    run("--update")
    translate(welcome="أهلًا %(name)s", n=SIX)

    code, output = run("--check")

    assert (code, output) == (0, "")


@pytest.mark.parametrize(
    ("source", "arabic", "complaint"),
    [
        ('{% translate "Welcome" %}', {}, "“Welcome”: no Arabic"),
        (
            "{% blocktranslate %}Welcome {{ name }}{% endblocktranslate %}",
            {"welcome": "أهلًا"},
            "lost %(name)s",
        ),
        (
            "{% blocktranslate %}Welcome {{ name }}{% endblocktranslate %}",
            {"welcome": "أهلًا %(name)s %(nam)s"},
            "unknown %(nam)s",
        ),
        (
            "{% blocktranslate count n=r %}{{ n }} record{% plural %}{{ n }} records{% endblocktranslate %}",
            {"n": SIX | {4: ""}},
            "no Arabic for plural form 4",
        ),
        (
            "{% blocktranslate count n=r %}{{ n }} record{% plural %}{{ n }} records{% endblocktranslate %}",
            {"n": SIX | {3: "قيود"}},
            "plural form 3: lost %(n)s",
        ),
        (
            "{% blocktranslate count n=r %}{{ n }} of {{ x }}{% plural %}{{ n }} of all {{ x }}{% endblocktranslate %}",
            {"n": SIX},
            "plural form 1: lost %(x)s",
        ),
    ],
)
def test_what_is_missing_or_broken_fails(*, plant, run, translate, source, arabic, complaint):
    plant("athar/web/site/templates/a.html", source)
    run("--update")
    translate(**arabic)

    code, output = run("--check")

    assert code == 1
    assert complaint in output


def test_a_text_that_was_never_added_fails(plant, run):
    plant("athar/web/site/templates/a.html", '{% translate "Welcome" %}')

    code, output = run("--check")

    assert code == 1
    assert "“Welcome”: not in the catalogue (athar/web/site/templates/a.html)" in output


def test_a_fuzzy_translation_fails(plant, run, translate, tmp_path):
    plant("athar/web/site/templates/a.html", '{% translate "Welcome" %}')
    run("--update")
    translate(welcome="أهلًا")
    catalogue = polib.pofile(str(tmp_path / PO))
    catalogue[0].flags.append("fuzzy")
    catalogue.save()

    assert "“Welcome”: fuzzy" in run("--check")[1]


def test_an_obsolete_text_fails_until_it_is_pruned(plant, run, translate, tmp_path):
    plant("athar/web/site/templates/a.html", '{% translate "Welcome" %}')
    run("--update")
    translate(welcome="أهلًا")
    plant("athar/web/site/templates/a.html", "")

    assert "“Welcome”: obsolete" in run("--check")[1]
    run("--update")
    assert "“Welcome”: obsolete" in run("--check")[1]
    run("--prune")
    assert run("--check") == (0, "")
    assert texts(tmp_path) == set()


def test_a_text_that_comes_back_keeps_its_arabic(plant, run, translate, tmp_path):
    for source in ('{% translate "Welcome" %}', "", '{% translate "Welcome" %}'):
        plant("athar/web/site/templates/a.html", source)
        run("--update")
        if (tmp_path / PO).exists() and source and not polib.pofile(str(tmp_path / PO))[0].msgstr:
            translate(welcome="أهلًا")

    assert run("--check") == (0, "")


def test_what_one_app_already_says_in_arabic_another_reuses(plant, run, translate, tmp_path):
    plant("athar/web/site/templates/a.html", '{% translate "Welcome" %}')
    run("--update")
    translate(welcome="أهلًا")
    plant("athar/web/templates/b.html", '{% translate "Welcome" %}')
    run("--update")

    assert polib.pofile(str(tmp_path / "athar/web/locale/ar/LC_MESSAGES/django.po"))[0].msgstr == "أهلًا"


def test_two_apps_may_not_translate_one_text_differently(plant, run, translate, tmp_path):
    plant("athar/web/site/templates/a.html", '{% translate "Welcome" %}')
    plant("athar/web/templates/b.html", '{% translate "Welcome" %}')
    run("--update")
    translate(welcome="أهلًا")
    other = polib.pofile(str(tmp_path / "athar/web/locale/ar/LC_MESSAGES/django.po"))
    other[0].msgstr = "مرحبًا"
    other.save()

    assert "“Welcome” is translated differently by two apps: أهلًا / مرحبًا" in run("--check")[1]


def test_a_text_that_begins_to_count_asks_for_its_six_forms(plant, run, translate):
    plant("athar/web/site/templates/a.html", "{% blocktranslate %}{{ n }} record{% endblocktranslate %}")
    run("--update")
    translate(n="%(n)s قيد")
    plant(
        "athar/web/site/templates/a.html",
        "{% blocktranslate count n=r %}{{ n }} record{% plural %}{{ n }} records{% endblocktranslate %}",
    )

    assert "its plural in the source is now" in run("--check")[1]
    run("--update")
    assert run("--check")[1].count("no Arabic for plural form") == 6


@pytest.mark.parametrize(
    ("path", "source", "complaint"),
    [
        (
            "athar/web/site/views.py",
            'from x import gettext as _\n_(f"Hello {name}")',
            "views.py:2: an f-string cannot be translated",
        ),
        (
            "athar/web/site/templates/a.html",
            "{% blocktranslate %}{% if x %}{% endif %}{% endblocktranslate %}",
            "a.html:1: {% if x %} may not stand inside blocktranslate",
        ),
        (
            "athar/web/site/templates/a.html",
            "{% blocktranslate %}never",
            "a.html:1: blocktranslate never ends",
        ),
    ],
)
def test_what_no_catalogue_can_hold_is_named_with_its_line(
    *, plant, tool, tmp_path, capsys, path, source, complaint
):
    plant(path, source)

    assert tool.main(["--check"], root=tmp_path) == 1
    assert complaint in capsys.readouterr().err


def test_the_compiled_catalogue_answers_in_six_forms(plant, run, translate, tmp_path):
    plant(
        "athar/web/site/templates/a.html",
        "{% blocktranslate count n=r %}{{ n }} record{% plural %}{{ n }} records{% endblocktranslate %}",
    )
    run("--update")
    translate(n=SIX)
    run("--compile")

    with (tmp_path / PO).with_suffix(".mo").open("rb") as file:
        arabic = gettext.GNUTranslations(file)
    answers = [arabic.ngettext("%(n)s record", "%(n)s records", n) for n in (0, 1, 2, 103, 72_347, 55_000)]
    assert answers == list(SIX.values())


def test_an_unknown_app_is_named(tool, plant, tmp_path, capsys):
    assert tool.main(["--check", "sight"], root=tmp_path) == 2
    assert capsys.readouterr().err == "no such app: sight; there are core, site, web\n"
