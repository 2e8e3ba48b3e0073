"""`athar roster PROBLEM.json`: who works when. Needs no database, no network and no account."""

from collections import defaultdict
from pathlib import Path
from typing import Annotated, Any

import typer

from athar.cli.output import FINDING, err, fail, out, print_json


def roster(
    file: Annotated[
        Path, typer.Argument(metavar="PROBLEM.json", help="A problem by days and shifts, or by sessions.")
    ],
    *,
    seconds: Annotated[float, typer.Option(help="How long to search at most.")] = 30.0,
    json: Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")] = False,
) -> None:
    """The cheapest roster found in the time, with a bound, what could not be met, and why."""
    from athar.analytics import rostering  # slow, and no other command needs it

    if not seconds > 0:
        fail(f"--seconds is {seconds:g}; give the search some time, like --seconds 30.")
    try:
        raw = rostering.parse(file.read_bytes())
        for warning in rostering.read(raw).warnings:
            err.print(f"athar: {warning}", markup=False)
        answer = rostering.solve(raw, seconds=seconds)
    except OSError as error:
        fail(f"{file} cannot be read: {error.strerror or error}.")
    except rostering.Malformed as error:
        fail(f"{file}: {error}")
    except TimeoutError as error:
        fail(f"{file}: {error}", FINDING)
    except rostering.Disagreement as error:
        fail(f"{file}: the checker disagrees with the solver, so nothing is shown: {error}", FINDING)
    if json:
        print_json(answer)
    else:
        _describe(answer)
    if answer["status"] == "infeasible":
        raise typer.Exit(FINDING)


def _describe(answer: dict[str, Any]) -> None:
    if answer["status"] == "infeasible":
        out.print("infeasible")
    else:
        out.print(f"{answer['status']}: cost {answer['cost']:,}, and none is below {answer['bound']:,}")
    for rule, price in answer["penalties"].items():
        out.print(f"  {rule:<12} {price:>12,}", markup=False)
    for why in answer["explanations"]:
        out.print(f"  {why['en']}", markup=False)
    together: dict[str, list[str]] = defaultdict(list)
    for each in answer["assignments"]:
        where = f"day {each['day']}, shift {each['shift']}" if "day" in each else f"session {each['session']}"
        together[where].append(str(each["person"]))
    for where, people in together.items():
        out.print(f"{where}: {', '.join(people)}", markup=False)
