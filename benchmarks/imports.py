"""
A large file of records, from CSV to the ledger: rows per second of each stage, and the most memory it took.

    python benchmarks/imports.py [--rows 1000000] [--people 200000] [--xlsx ROWS] [--json]

Works in a database of its own, made and dropped here, on the embedded server (or DATABASE_URL). The file holds
what a year of an association holds: services, trainings and hours of identified people who come back about
five times, and one headcount in a hundred rows.
"""

import argparse
import csv
import json
import os
import platform
import random
import resource
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "athar.config.settings")

NAME = f"athar_benchmark_imports_{os.getpid()}"
HEADERS = [
    "kind", "initiative", "edition", "session", "occurred_on", "region", "place", "person_name", "national_id", "phone", "birth_date",
    "gender", "organisation", "count", "counting_method", "quantity", "unit", "evidence", "external_id",
]  # fmt: skip
GIVEN = [
    "محمد",
    "عبدالله",
    "فهد",
    "سعود",
    "خالد",
    "نورة",
    "سارة",
    "ريم",
    "هند",
    "مها",
    "علي",
    "حسن",
    "ماجد",
    "تركي",
    "بندر",
    "لمى",
    "دانة",
    "غادة",
    "منى",
    "عبير",
]
FAMILY = [
    "القحطاني",
    "الزهراني",
    "الغامدي",
    "العتيبي",
    "الشهري",
    "الدوسري",
    "الحربي",
    "المطيري",
    "السبيعي",
    "الشمري",
    "العنزي",
    "البقمي",
]


def main() -> None:
    options = _options()
    with tempfile.TemporaryDirectory() as folder:
        import django

        from athar.config import embedded

        embedded.ensure_running()
        django.setup()
        with _scratch_database():
            result = _measure(Path(folder), options)
    print(json.dumps(result, indent=2) if options.json else _sentences(result))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--people", type=int, help="distinct people; a fifth of the rows unless given")
    parser.add_argument("--xlsx", action="store_true", help="an Excel workbook instead of CSV")
    parser.add_argument(
        "--profile", action="store_true", help="where the time of this process goes, on standard error"
    )
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


class _scratch_database:  # noqa: N801 -- read as a with-statement
    def __enter__(self) -> None:
        from django.core.management import call_command
        from django.db import connection

        with connection._nodb_cursor() as cursor:
            cursor.execute(f'CREATE DATABASE "{NAME}"')
        self.usual = connection.settings_dict["NAME"]
        connection.close()
        connection.settings_dict["NAME"] = NAME
        call_command("migrate", verbosity=0, skip_checks=True)

    def __exit__(self, *_: object) -> None:
        from django.db import connection

        connection.close()
        connection.settings_dict["NAME"] = self.usual
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{NAME}" WITH (FORCE)')


def _measure(folder: Path, options: argparse.Namespace) -> dict[str, object]:
    from django.core.files import File
    from django.utils import timezone

    from athar.engine.intake import operations
    from athar.engine.intake.models import Import
    from athar.engine.ledger.models import Record
    from athar.engine.register import catalogue
    from athar.foundation.people.models import Person

    catalogue.load()
    noura, khalid = (Person.objects.create(name=name) for name in ("نورة العتيبي", "خالد الغامدي"))
    people = options.people or max(options.rows // 5, 1)
    path = generate(folder / "records", options.rows, people, workbook=options.xlsx)
    before, seconds, cpu = _peak(), {}, {}
    busy = _cpu()

    began = time.perf_counter()
    with path.open("rb") as file:
        imported = operations.start(
            file=File(file), name=path.name, by=noura, at=timezone.now(), folder=folder
        )
    seconds["deliver"] = time.perf_counter() - began

    began, check_began = time.perf_counter(), [0.0]

    def progress(now: operations.Progress) -> None:
        check_began[0] = time.perf_counter() if now.stage == "check" else 0.0
        print(f"\r{now.rows:>10,} rows {now.rows_per_second:>8,.0f}/s", end="", file=sys.stderr)

    with _profiled(options.profile):
        operations.read(imported.pk, progress=progress)
    done = time.perf_counter()
    seconds["read, validate, stage"], seconds["check across the file"] = (
        check_began[0] - began,
        done - check_began[0],
    )
    after_reading = _peak()
    cpu["reading"], busy = _spent(busy)
    imported = Import.objects.get(pk=imported.pk)
    if imported.refused or imported.valid != options.rows:
        raise SystemExit(
            f"void: {imported.valid} valid and {imported.refused} refused rows of {options.rows}; {imported.problem}"
        )

    began = time.perf_counter()
    with _profiled(options.profile):
        posted = operations.approve(imported=imported, by=khalid, at=timezone.now())
    seconds["approve and post"] = time.perf_counter() - began
    cpu["posting"], _ = _spent(busy)
    if not Record.objects.count() == posted.posted == options.rows:
        raise SystemExit(f"void: {posted.posted} records posted")
    return {
        "rows": options.rows, "people": people, "format": path.suffix[1:], "file_mb": round(path.stat().st_size / 1e6),
        "seconds": {stage: round(value, 1) for stage, value in seconds.items()},
        "rows_per_second": {stage: round(options.rows / value) for stage, value in seconds.items()} | {"overall": round(options.rows / sum(seconds.values()))},
        "cpu_seconds": cpu, "load": [round(load, 1) for load in os.getloadavg()],
        "peak_mb": {"before": before, "after reading": after_reading, "after posting": _peak()},
        "machine": _machine(),
    }  # fmt: skip


class _profiled:  # noqa: N801 -- read as a with-statement
    def __init__(self, wanted: bool) -> None:
        import cProfile

        self.profile = cProfile.Profile() if wanted else None

    def __enter__(self) -> None:
        if self.profile:
            self.profile.enable()

    def __exit__(self, *_: object) -> None:
        import pstats

        if self.profile:
            self.profile.disable()
            pstats.Stats(self.profile, stream=sys.stderr).sort_stats("tottime").print_stats(30)


def generate(stem: Path, rows: int, people: int, *, workbook: bool) -> Path:
    """Write the file; the same numbers give the same file."""
    (stem.parent / "sheet.txt").write_text("counting sheet\n")
    if workbook:
        import xlsxwriter

        path = stem.with_suffix(".xlsx")
        with xlsxwriter.Workbook(path, {"constant_memory": True, "strings_to_numbers": False}) as book:
            sheet = book.add_worksheet()
            sheet.write_row(0, 0, HEADERS)
            for number, row in enumerate(_rows(rows, people), start=1):
                sheet.write_row(number, 0, row)
        return path
    path = stem.with_suffix(".csv")
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADERS)
        writer.writerows(_rows(rows, people))
    return path


def _rows(rows: int, people: int):
    dice = random.Random(1)
    first = date(2023, 1, 1)
    for number in range(rows):
        day = (first + timedelta(days=dice.randrange(365))).isoformat()
        region, session = f"SA-{dice.randrange(1, 13):02d}", f"S{number}"
        if number % 100 == 0:
            ramadan = (date(2023, 3, 23) + timedelta(days=dice.randrange(29))).isoformat()
            yield ["headcount", "ramadan", "ramadan-1444", session, ramadan, "SA-01", "الموقع 1", "", "", "", "", "", "",
                   str(dice.randrange(300, 460)), "meals", "", "", "sheet.txt", f"X-{number}"]  # fmt: skip
            continue
        who = dice.randrange(people)
        name = (
            f"{GIVEN[who % 20]} {GIVEN[who // 20 % 20]} {GIVEN[who // 400 % 20]} {FAMILY[who // 8000 % 12]}"
        )
        born = date(1970 + who % 40, 1 + who % 12, 1 + who % 28).isoformat()
        kind = ("service", "training", "hours")[number % 3]
        quantity, unit = (str(1 + number % 6), "hours") if kind == "hours" else ("", "")
        # Below the ten thousandth of each kind they are the visibly fake numbers of the demonstration.
        yield [kind, ("forum", "digital", "specialised")[number % 3], "", session, day, region, "القاعة 2", name, _identity(who), f"05{who % 10_000_000 + 30_000_000:08d}",
               born, "female" if who % 2 else "male", "", "", "", quantity, unit, "", f"X-{number}"]  # fmt: skip


def _identity(who: int) -> str:
    body = f"1{who:08d}"
    total = sum(
        int(digit) if place % 2 else sum(divmod(2 * int(digit), 10))
        for place, digit in enumerate(reversed(body))
    )
    return f"{body}{-total % 10}"


def _cpu() -> dict[str, float]:
    """Processor seconds so far, of this process and of the server's process that works for it (on this machine)."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        stat = Path(f"/proc/{cursor.fetchone()[0]}/stat")
    fields = stat.read_text().rpartition(")")[2].split() if stat.exists() else ["0"] * 13
    ticks = os.sysconf("SC_CLK_TCK")
    return {"python": time.process_time(), "postgresql": (int(fields[11]) + int(fields[12])) / ticks}


def _spent(since: dict[str, float]) -> tuple[dict[str, float], dict[str, float]]:
    now = _cpu()
    return {who: round(now[who] - since[who], 1) for who in now}, now


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _machine() -> dict[str, object]:
    import django as framework
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        version = cursor.fetchone()[0]
    return {"cores": os.cpu_count(), "machine": platform.machine(), "python": platform.python_version(),
            "django": framework.__version__, "postgresql": version}  # fmt: skip


def _sentences(result: dict) -> str:
    lines = [
        f"{result['rows']:,} rows of {result['people']:,} people, {result['format']}, {result['file_mb']} MB; {result['machine']}"
    ]
    lines += [f"  {stage:<24} {rate:>9,} rows/s" for stage, rate in result["rows_per_second"].items()]
    lines += [f"  processor seconds, {stage}: {spent}" for stage, spent in result["cpu_seconds"].items()]
    lines.append(f"  load of the machine: {result['load']}")
    lines.append(
        "  peak memory, MB: " + ", ".join(f"{when} {size}" for when, size in result["peak_mb"].items())
    )
    return "\n".join(lines)


if __name__ == "__main__":
    main()
