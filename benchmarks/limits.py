"""
What counting a request costs: the statement alone, and beside the cheapest question the database answers.

    python benchmarks/limits.py [--requests 2000]
"""

import argparse
import os
import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "athar.config.settings")


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--requests", type=int, default=2000)
    many = options.parse_args().requests

    from athar.config import embedded

    embedded.ensure_running()
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from django.utils import timezone

    from athar.foundation.gate.limits import take
    from athar.foundation.gate.rules import of_account, of_address

    call_command("migrate", "gate", verbosity=0)

    def one() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            cursor.fetchone()

    def counted() -> None:
        take([of_address("reads", "203.0.113.7", 10**6), of_account("reads", 7, 10**6)], at=timezone.now())

    for name, work in (("SELECT 1", one), ("take from two buckets", counted)):
        work()
        times = []
        for _ in range(many):
            began = time.perf_counter()
            work()
            times.append((time.perf_counter() - began) * 1000)
        times.sort()
        print(f"{name:<24} median {statistics.median(times):.2f} ms   p99 {times[int(many * 0.99)]:.2f} ms")


if __name__ == "__main__":
    main()
