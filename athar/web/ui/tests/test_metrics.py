"""Several processes of one site are counted as one."""

import os
import subprocess
import sys
import time

from django.conf import settings

from athar.web.ui.metrics import Metrics

ANOTHER = """
import os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "athar.config.settings"
from pathlib import Path
from athar.web.ui.metrics import Metrics
metrics = Metrics(Path(sys.argv[1]))
for _ in range(3):
    metrics.count(route="site:home", method="GET", status=200, seconds=0.02)
metrics.leave()
"""
HOME = 'athar_requests_total{route="site:home",method="GET",status="200"}'


def counted(metrics: Metrics, name: str) -> str:
    return next((line.rpartition(" ")[2] for line in metrics.lines() if line.startswith(name)), "0")


def seen(metrics: Metrics) -> None:
    metrics.count(route="site:home", method="GET", status=200, seconds=0.2)


def test_whichever_process_is_asked_tells_of_all_even_of_those_that_ended(tmp_path):
    for _process in range(2):
        subprocess.run([sys.executable, "-c", ANOTHER, str(tmp_path)], check=True, cwd=settings.BASE_DIR)
    here = Metrics(tmp_path)
    seen(here)
    assert counted(here, HOME) == "7"
    assert counted(here, 'athar_request_seconds_bucket{route="site:home",le="0.025"}') == "6"
    assert counted(here, 'athar_request_seconds_count{route="site:home"}') == "7"


def test_what_was_counted_is_left_for_the_others_within_a_second_or_so(tmp_path):
    here = Metrics(tmp_path)
    seen(here)
    for _ in range(100):
        if (tmp_path / f"{os.getpid()}.json").exists():
            break
        time.sleep(0.05)
    seen(here)
    assert counted(here, HOME) == "2"  # its own file is not added to what it counts


def test_without_a_folder_a_process_tells_of_itself(tmp_path):
    here = Metrics()
    seen(here)
    here.leave()
    assert (counted(here, HOME), list(tmp_path.iterdir())) == ("1", [])


def test_a_file_that_is_broken_is_left_out(tmp_path):
    (tmp_path / "1.json").write_text("{")
    here = Metrics(tmp_path)
    seen(here)
    assert counted(here, HOME) == "1"
