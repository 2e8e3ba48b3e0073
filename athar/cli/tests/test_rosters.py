"""`athar roster`, as somebody in a shell uses it."""

import json
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from athar.cli.main import app

EVENING = {
    "id": "gate",
    "start": "2024-03-11T17:00",
    "end": "2024-03-11T21:00",
    "place": "Riyadh",
    "needed": 2,
    "skills": [],
    "under": 100,
}
KEYS = {"status", "cost", "bound", "assignments", "penalties", "unmet", "explanations", "method", "seconds"}


@pytest.fixture
def athar(tmp_path):
    """Run the command on a file of this content."""

    def athar(problem, *options):
        file = tmp_path / "problem.json"
        file.write_text(problem if isinstance(problem, str) else json.dumps(problem))
        return CliRunner().invoke(app, ["roster", str(file), *options], catch_exceptions=False)

    return athar


def test_a_roster_by_sessions_has_the_promised_shape_and_leads_with_its_cost(athar):
    problem = {"sessions": [EVENING], "people": [{"id": "Sara"}], "fairness": 1}
    done = athar(problem, "--json")
    answer = json.loads(done.stdout)
    assert (done.exit_code, set(answer)) == (0, KEYS)
    assert answer["assignments"] == [{"person": "Sara", "session": "gate"}]
    assert (answer["status"], answer["cost"], answer["bound"]) == ("optimal", 100, 100)
    assert answer["unmet"] == [{"rule": "under", "session": "gate", "needed": 2, "assigned": 1, "cost": 100}]
    words = athar(problem).stdout
    assert words.splitlines()[0] == "optimal: cost 100, and none is below 100"
    assert "session gate: Sara" in words


def test_a_roster_by_days_has_the_promised_shape(athar):
    problem = {
        "days": 2,
        "shifts": [{"id": "D", "minutes": 480, "cannot_follow": []}],
        "people": [{"id": "Sara", "max_minutes": 480}],
        "cover": [
            {"day": day, "shift": "D", "needed": 1, "under": 100 + day, "over": 1, "skill": None}
            for day in (0, 1)
        ],
    }
    answer = json.loads(athar(problem, "--seconds", "10", "--json").stdout)
    assert set(answer) == KEYS
    assert answer["assignments"] == [{"person": "Sara", "day": 1, "shift": "D"}]
    assert answer["penalties"] == {"cover_under": 100, "cover_over": 0, "requests": 0}


def test_what_cannot_be_is_a_finding(athar):
    problem = {
        "sessions": [EVENING],
        "people": [{"id": "Sara", "available": []}],
        "locked": [{"person": "Sara", "session": "gate"}],
    }
    done = athar(problem, "--json")
    assert (done.exit_code, json.loads(done.stdout)["status"]) == (1, "infeasible")
    assert "Person Sara: these limits cannot all hold" in athar(problem).stdout


@pytest.mark.parametrize(
    ("problem", "options", "words"),
    [
        ("{", (), "line 1, column 2: this is no JSON"),
        ({"people": []}, (), "has neither “days” nor “sessions”"),
        ({"sessions": [{**EVENING, "needed": -1}], "people": []}, (), "sessions[0].needed: is -1"),
        ({"sessions": [], "people": []}, ("--seconds", "0"), "--seconds is 0"),
    ],
)
def test_bad_input_gets_one_clear_line_and_exit_code_two(athar, problem, options, words):
    done = athar(problem, *options)
    assert (done.exit_code, done.stdout) == (2, "")
    assert words in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_key_that_nothing_reads_is_warned_of_beside_the_answer(athar):
    done = athar({"sessions": [EVENING], "people": [{"id": "Sara", "max_minuts": 5}]}, "--json")
    assert done.exit_code == 0
    assert json.loads(done.stdout)["status"] == "optimal"
    assert "people[0]: nothing reads “max_minuts”" in done.stderr


def test_a_file_that_is_not_there_is_bad_input(tmp_path):
    done = CliRunner().invoke(app, ["roster", str(tmp_path / "none.json")])
    assert done.exit_code == 2
    assert "cannot be read: No such file or directory" in done.stderr


def test_other_commands_do_not_wait_for_the_solvers():
    said = "import sys, athar.cli.main; print('ortools' in sys.modules, 'numpy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]
