"""What is written in docs/ and in the README stays true: commands, settings, columns, reasons, names on the screen, links."""

import ast
import csv
import io
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polib
import pytest
import typer.main
import yaml

from athar.cli.main import app
from athar.config.env import BASE_DIR, SETTINGS
from athar.direction.reporting.document import References, parse
from athar.direction.reporting.exhibits import CHARTS, TABLES
from athar.engine.intake.cells import day, number
from athar.engine.intake.columns import COLUMNS, layout
from athar.foundation.core.refusals import Refused

GUIDES = BASE_DIR / "docs" / "guides"
PAGES = [BASE_DIR / "README.md", *sorted((BASE_DIR / "docs").rglob("*.md"))]
TITLES = sorted(path.name.removesuffix(".en.md") for path in GUIDES.glob("*.en.md"))
LANGUAGES = ("ar", "en")
IMPORT_GUIDES = [GUIDES / f"import-format.{language}.md" for language in LANGUAGES]

FENCE = re.compile(r"^```(?P<kind>\w*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"(`+)(.+?)\1")
LINK = re.compile(r"\]\(([^)\s]+)\)")
COMMAND = re.compile(r"(?<![\w.=-])athar((?: [a-z]+)+)(.*)")

pages = pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(BASE_DIR)))
guides = pytest.mark.parametrize("page", sorted(GUIDES.glob("*.md")), ids=lambda path: path.name)
import_guides = pytest.mark.parametrize("page", IMPORT_GUIDES, ids=lambda path: path.name)


def prose(page: Path) -> str:
    """The page without what stands in it as code."""
    return CODE.sub("", FENCE.sub("", page.read_text()))


def code(page: Path) -> Iterator[str]:
    """Every line of code of the page, in fences and within sentences."""
    text = page.read_text()
    for fence in FENCE.finditer(text):
        yield from fence["text"].splitlines()
    for found in CODE.finditer(FENCE.sub("", text)):
        yield found[2]


def fenced(page: Path, kind: str) -> list[str]:
    return [fence["text"] for fence in FENCE.finditer(page.read_text()) if fence["kind"] == kind]


# ---- commands and settings


def command_named(words: list[str]) -> Any:
    """The command that the words lead to; None when they lead nowhere. Words after a command are its arguments."""
    found: Any = typer.main.get_command(app)
    for word in words:
        following = getattr(found, "commands", None)
        if following is None:
            return found
        if word not in following:
            return None
        found = following[word]
    return found


@pages
def test_every_command_that_is_written_down_exists_with_its_options(page):
    for line in code(page):
        for words, rest in COMMAND.findall(line):
            command = command_named(words.split())
            assert command is not None, f"athar{words}: there is no such command"
            known = {
                name for parameter in command.params for name in (*parameter.opts, *parameter.secondary_opts)
            }
            options = set(re.findall(r"(?<!\S)\(?(--[a-z-]+)", rest)) - {"--help"}
            assert options <= known, f"athar{words}: unknown {sorted(options - known)}"


@pages
def test_every_make_target_that_is_written_down_exists(page):
    targets = set(re.findall(r"^([a-z]+):", (BASE_DIR / "Makefile").read_text(), re.MULTILINE))
    assert {word for line in code(page) for word in re.findall(r"\bmake ([a-z]+)\b", line)} <= targets


@pages
def test_every_setting_that_is_written_down_exists(page):
    written = set(re.findall(r"\b(?:ATHAR_[A-Z_]+|DATABASE_URL)\b", page.read_text()))
    assert written <= {setting.name for setting in SETTINGS}


# ---- the format of imports


@import_guides
def test_every_column_is_explained_with_each_of_its_headers(page):
    text = page.read_text()
    for column in COLUMNS:
        rows = re.findall(rf"^\| `{column.name}`[^|]*\|([^|]*)\|", text, re.MULTILINE)
        assert {header.strip() for header in rows[0].split("،")} == set(column.arabic), column.name


UNMET = {"date_missing", "number_missing"}  # an empty cell is not read at all
MAKERS = {"Reason", "finding", "_reason", "_unknown"}


def reason_codes() -> set[str]:
    """The codes under which a file, a cell or a row may be refused, read from the source."""
    intake, core = BASE_DIR / "athar" / "engine" / "intake", BASE_DIR / "athar" / "foundation" / "core"
    sources = [intake / f"{name}.py" for name in ("cells", "evidence", "reasons", "rows")]
    sources += [
        *(intake / "checks").glob("*.py"),
        *(core / f"{name}.py" for name in ("dates", "identity", "numerals")),
    ]
    codes = set()
    for source in sources:
        for node in ast.walk(ast.parse(source.read_text())):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in MAKERS
                and node.args
            ):
                first = node.args[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    codes.add(first.value)
    return codes - UNMET


@import_guides
def test_every_reason_for_refusal_is_explained(page):
    explained = set(re.findall(r"^\| `([a-z_0-9]+)` \|[^|]+\|[^|]+\|$", page.read_text(), re.MULTILINE))
    words = {f"{column}_unknown" for column in ("kind", "counting_method", "gender", "level")}
    assert reason_codes() | words <= explained


@import_guides
def test_the_worked_example_fails_where_the_guide_says(page):
    [example] = fenced(page, "csv")
    headers, *rows = list(csv.reader(io.StringIO(example)))
    places = layout(headers)
    assert len(places) == len(headers)

    def is_wrong(row: list[str]) -> bool:
        try:
            day(row[places["occurred_on"]])
            for column in ("count", "quantity"):
                if row[places[column]]:
                    number(row[places[column]])
        except Refused:
            return True
        return False

    assert [line for line, row in enumerate(rows, start=2) if is_wrong(row)] == [4, 6]
    assert all(len(row) == len(headers) for row in rows)


def test_both_import_guides_work_through_the_same_example():
    arabic, english = (fenced(page, "csv") for page in IMPORT_GUIDES)
    assert arabic == english


# ---- the text of a report


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_text_of_a_report_has_no_faults(language):
    indicators = yaml.safe_load((BASE_DIR / "athar/direction/strategy/data/indicators.yaml").read_text())[
        "indicators"
    ]
    known = References({entry["code"] for entry in indicators}, CHARTS, TABLES)
    [example] = fenced(GUIDES / f"report-source.{language}.md", "markdown")
    assert parse(example, language, known, period="2023").chapters


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_chart_and_table_is_listed(language):
    text = (GUIDES / f"report-source.{language}.md").read_text()
    assert set(re.findall(r'\{\{ chart "(\w+)" \}\}', text)) == set(CHARTS)
    assert set(re.findall(r'\{\{ table "(\w+)" \}\}', text)) == set(TABLES)


# ---- names on the screen


@pytest.fixture(scope="module")
def interface() -> dict[str, set[str]]:
    """Everything the interface says, in each language."""
    entries = [
        entry
        for path in (BASE_DIR / "athar").rglob("locale/ar/LC_MESSAGES/django.po")
        for entry in polib.pofile(str(path))
    ]
    said = [entry for entry in entries if not entry.obsolete]
    return {"en": {entry.msgid for entry in said}, "ar": {entry.msgstr for entry in said}}


@guides
def test_what_is_bold_stands_on_the_screen_as_it_is_written(page, interface):
    language = page.suffixes[-2].removeprefix(".")
    named = set(re.findall(r"\*\*([^*]+)\*\*", prose(page)))
    assert named <= interface[language], sorted(named - interface[language])


# ---- the two languages, and links


def outline(page: Path) -> list[tuple[int, ...]]:
    """For each section its level, and how many steps, points and rows it has."""
    sections: list[list[int]] = []
    for line in FENCE.sub("", page.read_text()).splitlines():
        if line.startswith("#"):
            sections.append([len(line) - len(line.lstrip("#")), 0, 0, 0])
        else:
            for place, pattern in enumerate((r"\d+\. ", r"- ", r"\| "), start=1):
                sections[-1][place] += bool(re.match(pattern, line))
    return [tuple(section) for section in sections]


@pytest.mark.parametrize("title", TITLES)
def test_both_languages_say_the_same_number_of_things(title):
    arabic, english = (outline(GUIDES / f"{title}.{language}.md") for language in LANGUAGES)
    assert arabic == english


def test_every_guide_is_there_in_both_languages():
    assert {path.name for path in GUIDES.glob("*.md")} == {
        f"{title}.{language}.md" for title in TITLES for language in LANGUAGES
    }


def anchors(page: Path) -> set[str]:
    """The names under which a heading can be linked to: letters, marks and digits, with dashes for spaces."""
    headings = re.findall(r"^#+ (.+)$", FENCE.sub("", page.read_text()), re.MULTILINE)
    return {
        "".join(
            letter
            for letter in heading.lower().replace(" ", "-")
            if letter in "-_" or unicodedata.category(letter)[0] in "LMN"
        )
        for heading in headings
    }


@pages
def test_every_link_within_the_repository_leads_somewhere(page):
    for target in LINK.findall(prose(page)):
        if target.startswith(("http://", "https://", "mailto:")):
            continue
        path, _, anchor = target.partition("#")
        file = (page.parent / path).resolve() if path else page
        assert file.exists(), target
        if anchor:
            assert anchor in anchors(file), target
