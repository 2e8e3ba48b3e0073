from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from athar.analytics.metrics import RELATIONS, connect, evaluate, runner
from athar.analytics.metrics.relations import ARROW_SCHEMAS

from .association import SARA, Association, frame
from .chance import drawn
from .definitions import ALL


def stored(association: Association, folder: Path) -> Path:
    for name in RELATIONS:
        rows = pa.Table.from_pylist(getattr(association, name), schema=ARROW_SCHEMAS[name])
        pq.write_table(rows, folder / f"{name}.parquet", compression="zstd")
    return folder


def test_files_answer_as_tables_do(tmp_path: Path) -> None:
    association = drawn(31, rows=120)
    connection = connect(stored(association, tmp_path))

    found = evaluate(ALL.values(), runner(connection), frame(), dialect="duckdb")

    assert found == association.figures(ALL)


def test_decimals_and_instants_come_out_as_they_went_in(tmp_path: Path) -> None:
    association = Association()
    association.record("hours", person=SARA, quantity="0.10", level="general")

    [row] = runner(connect(stored(association, tmp_path)))("SELECT quantity, approved_at FROM entries")

    assert row == (Decimal("0.10"), datetime(2023, 12, 31, 12, tzinfo=UTC))
    assert row[1].utcoffset() == datetime.now(UTC).utcoffset()


def test_a_folder_with_a_quote_in_its_name_is_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "Sara's lake"
    folder.mkdir()

    assert runner(connect(stored(Association(), folder)))("SELECT count(*) FROM entries") == [(0,)]


def test_a_folder_without_a_whole_export_is_refused(tmp_path: Path) -> None:
    stored(Association(), tmp_path)
    (tmp_path / "rates.parquet").unlink()

    with pytest.raises(FileNotFoundError, match=r"holds no export: rates.parquet is missing"):
        connect(tmp_path)
