"""
Rosters at the size of a season: a flow for single days, and overlapping sessions with rest between them.

    python -m benchmarks.roster                            # 20,000 people x 1,500 shifts, and 2,000 x 300 sessions
    python -m benchmarks.roster --only overlapping --seconds 120 --json

Problems are drawn by chance from a seed, so that every run has the same. The first: 1,500 shifts over 30 days, of which nobody can work
two a day; everybody is free on six days and wishes for one shift. The second: 300 sessions of two to eight hours over 14 days at any
hour; half the people need eleven hours of rest, all have a limit of minutes and two wishes. Each answer is recomputed by
the checker, or the run is void and ends with 1.
"""

import argparse
import random
import time
from typing import Any

from athar.analytics.rostering import check, read, solve
from benchmarks import common

DAY, SKILLS = 24 * 60, [f"skill {number}" for number in range(6)]


def main() -> int:
    options = arguments()
    found: dict[str, Any] = {
        "machine": common.machine(),
        "versions": common.versions("ortools", "numpy"),
        "seconds_allowed": options.seconds,
    }
    for name, draw in {"single_days": single_days, "overlapping": overlapping}.items():
        if options.only in {"", name}:
            common.progress(f"Solving {name}")
            found[name] = measured(draw(random.Random(options.seed)), options.seconds)
    found["peak_memory_mib"] = common.peak_memory_mib()
    common.report(found, as_json=options.json)
    return (
        0
        if all(
            place["checker_agrees"] for place in found.values() if isinstance(place, dict) and "cost" in place
        )
        else 1
    )


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--only", choices=["", "single_days", "overlapping"], default="")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


def measured(problem: dict[str, Any], seconds: float) -> dict[str, Any]:
    began = time.perf_counter()
    read(problem)
    was_read = time.perf_counter()
    answer = solve(problem, seconds=seconds)
    solved = time.perf_counter()
    verdict = check(problem, answer["assignments"])
    checked = time.perf_counter()
    return {
        "people": len(problem["people"]),
        "sessions": len(problem["sessions"]),
        "places": sum(session["needed"] for session in problem["sessions"]),
        "assignments": len(answer["assignments"]),
        "status": answer["status"],
        "method": answer["method"],
        "cost": answer["cost"],
        "bound": answer["bound"],
        "gap_percent": round(100 * (answer["cost"] - answer["bound"]) / max(answer["cost"], 1), 2),
        "penalties": answer["penalties"],
        "checker_agrees": not verdict.faults and float(verdict.cost) == float(answer["cost"]),
        "seconds_to_read": round(was_read - began, 2),
        "seconds_to_answer": round(solved - was_read, 2),
        "seconds_to_check_again": round(checked - solved, 2),
    }


def single_days(
    chance: random.Random, people: int = 20_000, sessions: int = 1_500, days: int = 30
) -> dict[str, Any]:
    return {
        "sessions": [
            _session(
                chance, number, DAY * (number % days) + 8 * 60 + 30 * chance.randrange(4), 8 * 60, (5, 25)
            )
            for number in range(sessions)
        ],
        "people": [
            {
                "id": f"p{number}",
                "skills": [skill for skill in SKILLS if chance.random() < 0.2],
                "available": [[DAY * day, DAY * (day + 1)] for day in sorted(chance.sample(range(days), 6))],
                "prefers": {f"s{chance.randrange(sessions)}": chance.randint(1, 5)},
            }
            for number in range(people)
        ],
        "fairness": 1,
    }


def overlapping(
    chance: random.Random, people: int = 2_000, sessions: int = 300, days: int = 14
) -> dict[str, Any]:
    return {
        "sessions": [
            _session(
                chance,
                number,
                DAY * chance.randrange(days) + chance.randrange(6 * 60, 22 * 60, 15),
                chance.choice([120, 180, 240, 360, 480]),
                (4, 16),
            )
            for number in range(sessions)
        ],
        "people": [
            {
                "id": f"p{number}",
                "skills": [skill for skill in SKILLS if chance.random() < 0.2],
                "available": [
                    [DAY * day + chance.choice([0, 420, 720]), DAY * (day + 1) + chance.choice([0, 120])]
                    for day in range(days)
                    if chance.random() < 0.4
                ],
                "max_minutes": chance.choice([600, 1200]),
                "min_rest_minutes": chance.choice([0, 11 * 60]),
                "prefers": {f"s{chance.randrange(sessions)}": chance.randint(1, 5) for _ in range(2)},
            }
            for number in range(people)
        ],
        "fairness": 1,
    }


def _session(
    chance: random.Random, number: int, start: int, lasts: int, needed: tuple[int, int]
) -> dict[str, Any]:
    return {
        "id": f"s{number}",
        "start": start,
        "end": start + lasts,
        "place": f"place {number % 17}",
        "needed": chance.randint(*needed),
        "skills": chance.choice([[], [], [chance.choice(SKILLS)]]),
        "under": chance.choice([50, 100, 200]),
    }


if __name__ == "__main__":
    raise SystemExit(main())
