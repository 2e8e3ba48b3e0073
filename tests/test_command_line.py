"""What people script against: the shapes of FORMATS, exit codes, one clear line on bad input."""

import json
import os
import shutil
import subprocess
import sys

import pytest

from athar.config import env
from conftest import url_of


@pytest.fixture(scope="module")
def athar(demo_database):
    """Run the command line over the demonstration, as somebody in a shell would."""
    url = url_of(demo_database)

    def run(*arguments, **changes):
        variables = {**os.environ, "DATABASE_URL": url, **changes}
        command = [sys.executable, "-c", "from athar.cli import main; main()", *arguments]
        return subprocess.run(
            command, capture_output=True, text=True, cwd=env.BASE_DIR, env=variables, check=False, timeout=120
        )

    return run


SHAPE = {"code", "label_ar", "label_en", "value", "unit", "basis", "breakdown", "target", "receipt"}


def test_figures_of_a_year_have_the_promised_shape_and_agree_between_engines(athar):
    live, again = (
        json.loads(athar("figures", "--year", "2023", "--engine", engine, "--json").stdout)
        for engine in ("postgres", "duckdb")
    )
    assert live["period"] == ["2023-01-01", "2023-12-31"]
    assert all(set(figure) == SHAPE for figure in live["figures"])
    reached = next(figure for figure in live["figures"] if figure["code"] == "beneficiaries.reached")
    assert (reached["value"], reached["basis"]) == (72_347, "mixed")
    assert reached["breakdown"] == {"identified": 15_427, "headcount": 56_920}
    assert live["figures"] == again["figures"]
    assert (live["engine"], again["engine"]) == ("postgres", "duckdb")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("figures",), "say either --year 2023 or --plan 2020-2023"),
        (("figures", "--year", "23"), "2023"),
        (("ledger", "prove", "R-999999"), "there is no record R-999999"),
        (("ledger", "prove", "seven"), "write it like R-008214"),
        (("verify", "nowhere.json"), "there is no file nowhere.json"),
        (("report", "build", "--year", "1999", "--out", "x.pdf"), "there is no report annual-1999"),
        (("demo",), "athar demo --fresh"),
    ],
)
def test_bad_input_gets_one_clear_line_and_exit_code_two(athar, arguments, words):
    done = athar(*arguments)
    assert done.returncode == 2
    assert words in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_the_ledger_is_verified_and_a_record_is_proved_on_another_machine(athar, tmp_path):
    verdict = json.loads(athar("ledger", "verify", "--json").stdout)
    assert verdict["holds"] is True
    assert verdict["faults"] == []
    proof = tmp_path / "proof.json"
    proof.write_text(athar("ledger", "prove", "R-000131", "--json").stdout)
    key = json.loads(athar("ledger", "head", "--json").stdout)["key"]
    elsewhere = {"DATABASE_URL": "postgresql://nobody@127.0.0.1:1/nothing"}
    assert athar("verify", str(proof), "--key", key, **elsewhere).stdout.startswith("valid")
    changed = tmp_path / "changed.json"
    changed.write_text(proof.read_text().replace('"kind": "', '"kind": "x'))
    refused = athar("verify", str(changed), "--key", key, **elsewhere)
    assert (refused.returncode, refused.stdout.split(":")[0]) == (1, "invalid")


def test_a_published_report_is_verified_on_another_machine_down_to_every_figure(athar, tmp_path):
    package = tmp_path / "data.zip"
    assert (
        athar("report", "build", "--year", "2023", "--format", "data", "--out", str(package)).returncode == 0
    )
    done = athar("verify", str(package), "--json", DATABASE_URL="postgresql://nobody@127.0.0.1:1/nothing")
    found = json.loads(done.stdout)
    assert found["valid"] is True
    assert any("figures were computed again" in check for check in found["checks"])
    broken = tmp_path / "broken.zip"
    shutil.copy(package, broken)
    _replace(broken, "figures.csv", b"72347", b"72348")
    refused = athar("verify", str(broken), DATABASE_URL="postgresql://nobody@127.0.0.1:1/nothing")
    assert (refused.returncode, refused.stdout.strip()) == (
        1,
        "invalid: figures.csv is not the file the manifest lists.",
    )


def _replace(path, name, old, new):
    import zipfile

    with zipfile.ZipFile(path) as archive:
        files = {info.filename: archive.read(info) for info in archive.infolist()}
    assert old in files[name]
    files[name] = files[name].replace(old, new)
    with zipfile.ZipFile(path, "w") as archive:
        for inner, content in files.items():
            archive.writestr(inner, content)
