import io
import json
import zipfile

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from athar.analytics.metrics import Period
from athar.analytics.packages import Invalid, verify_file
from athar.direction.reporting import publishing
from athar.direction.reporting.models import FrozenFigure, Revision
from athar.direction.reporting.operations import ReportRefused, approve, freeze, publish, write
from athar.direction.reporting.queries import Restatement, published_figure, published_reports, records_since
from athar.direction.reporting.tests.conftest import TEXT
from athar.direction.strategy import measuring
from athar.engine.ledger.models import Record
from athar.engine.ledger.operations import reverse
from athar.engine.ledger.tests.factories import NOON, headcount, service, sheet

pytestmark = pytest.mark.django_db
YEAR = Period.year(2023)


def text(board, **changes):
    now = timezone.now()
    sources = {f"source_{language}": source for language, source in TEXT.items()} | changes
    return write(
        report=board.report, based_on=board.report.revisions.count(), by=board.salma, at=now, **sources
    )


def issued(board):
    revision = text(board)
    approve(revision=revision, by=board.fahd, at=timezone.now(), resolution="7/1445")
    return publish(
        frozen=freeze(revision=revision, by=board.reem, at=timezone.now()), by=board.reem, at=timezone.now()
    )


def codes(refusal):
    return [reason.code for reason in refusal.value.reasons]


@pytest.fixture
def some_records(association, append):
    append(
        service(association.sara, association.forum), headcount(sheet(association.noura), association.ramadan)
    )


def test_a_text_that_names_an_unknown_figure_is_refused_in_both_languages_at_once(board):
    with pytest.raises(ReportRefused) as refusal:
        text(
            board,
            source_ar=TEXT["ar"].replace("reached", "happy"),
            source_en=TEXT["en"].replace("reached", "happy"),
        )
    assert codes(refusal) == ["unknown_figure", "unknown_figure"]


def test_a_number_typed_by_hand_is_refused(board):
    with pytest.raises(ReportRefused) as refusal:
        text(board, source_en=TEXT["en"] + "\nWe served 55,000 people.\n")
    assert codes(refusal) == ["bare_number"]


def test_two_writers_do_not_overwrite_each_other(board):
    text(board)
    with pytest.raises(ReportRefused) as refusal:
        write(
            report=board.report,
            source_ar=TEXT["ar"],
            source_en=TEXT["en"],
            based_on=0,
            by=board.reem,
            at=NOON,
        )
    assert codes(refusal) == ["overtaken"]


def test_only_a_board_member_who_did_not_write_it_approves_and_only_once(board):
    revision = text(board)
    with pytest.raises(ReportRefused) as refusal:
        approve(revision=revision, by=board.salma, at=timezone.now())
    assert codes(refusal) == ["own_text", "no_board_member"]
    approve(revision=revision, by=board.fahd, at=timezone.now())
    with pytest.raises(ReportRefused) as again:
        approve(revision=revision, by=board.fahd, at=timezone.now())
    assert codes(again) == ["approved"]


def test_what_is_not_approved_is_not_frozen_and_not_public(board, some_records):
    revision = text(board)
    with pytest.raises(ReportRefused) as refusal:
        freeze(revision=revision, by=board.reem, at=timezone.now())
    assert codes(refusal) == ["not_approved"]
    assert list(published_reports()) == []


def test_after_a_correction_the_published_figure_stays_and_the_live_one_moves(
    board, some_records, association
):
    issued(board)
    reverse(
        record=Record.objects.with_everything().get(position=1), reason="Counted twice", entered_by=association.noura,
        approved_by=association.khalid, at=timezone.now(),
    )  # fmt: skip
    published = published_figure("beneficiaries.reached", YEAR)
    both = Restatement(published, measuring.measure(["beneficiaries.reached"], YEAR)["beneficiaries.reached"])
    assert (both.published.measurement.value, both.live.value, both.differs, both.difference) == (
        381,
        1,
        True,
        -380,
    )
    assert [record.corrects for record in records_since(published.measurement)] == [1]
    document = publishing.published(published.freeze, "en")
    assert [figure.value_text for figure in document.figures()] == ["381", "1"]


def test_a_frozen_figure_never_changes(board, some_records):
    issued(board)
    with pytest.raises(DatabaseError), transaction.atomic():
        FrozenFigure.objects.update(period="2024")
    with pytest.raises(DatabaseError), transaction.atomic():
        Revision.objects.update(source_en="")


def test_the_data_package_is_checked_without_the_database(board, some_records, tmp_path):
    issued(board)
    file = tmp_path / "data.zip"
    file.write_bytes(publishing.build(board.report, language="ar", form="data"))
    assert "figures were computed again" in verify_file(file)[-1]


@pytest.mark.parametrize(
    ("name", "old", "new", "words"),
    [
        (
            "records.jsonl",
            b'"headcount": 380',
            b'"headcount": 390',
            "records.jsonl is not the file the manifest lists",
        ),
        ("leaves.bin", None, None, "leaves.bin is not the file the manifest lists"),
        (
            "receipts/beneficiaries.reached@2023.json",
            b'"381"',
            b'"382"',
            "is not the file the manifest lists",
        ),
    ],
)
def test_a_changed_package_is_invalid_and_says_where(board, some_records, tmp_path, name, old, new, words):
    issued(board)
    source = zipfile.ZipFile(io.BytesIO(publishing.build(board.report, language="ar", form="data")))
    file = tmp_path / "data.zip"
    with zipfile.ZipFile(file, "w") as changed:
        for inner in source.namelist():
            content = source.read(inner)
            if inner == name:
                content = content.replace(old, new) if old else content[::-1]
            changed.writestr(inner, content)
    with pytest.raises(Invalid, match=words):
        verify_file(file)


def test_a_package_whose_every_hash_was_mended_is_still_invalid_without_the_key(
    board, some_records, tmp_path
):
    """Somebody changes a record, the record's line, the manifest — everything but the signature."""
    import hashlib

    issued(board)
    source = zipfile.ZipFile(io.BytesIO(publishing.build(board.report, language="ar", form="data")))
    files = {name: source.read(name) for name in source.namelist()}
    files["records.jsonl"] = files["records.jsonl"].replace(b'"headcount": 380', b'"headcount": 390')
    manifest = json.loads(files["manifest.json"])
    for entry in manifest["files"]:
        entry["sha256"] = hashlib.sha256(files[entry["path"]]).hexdigest()
    files["manifest.json"] = json.dumps(manifest).encode()
    file = tmp_path / "data.zip"
    with zipfile.ZipFile(file, "w") as changed:
        for name, content in files.items():
            changed.writestr(name, content)
    with pytest.raises(Invalid, match="changed after it was sealed"):
        verify_file(file)
