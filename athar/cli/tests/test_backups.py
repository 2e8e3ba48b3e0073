"""Every way in which an archive can be bad; the drill itself is a test of the whole site."""

import gzip
import hashlib
import io
import json
import re
import shutil
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import override_settings
from typer.testing import CliRunner

from athar.cli.backups import tables
from athar.cli.main import app
from athar.cli.tests.remaining import files_of, rows
from athar.config import env
from athar.engine.ledger import signing
from athar.engine.ledger.posting import post
from athar.engine.ledger.tests.factories import NOON, InitiativeFactory, service
from athar.foundation.people.tests.factories import PersonFactory
from conftest import copy_of, drop, on_database


def run(*arguments):
    return CliRunner().invoke(app, list(map(str, arguments)))


def refusal(*arguments):
    """The one line with which the command refuses."""
    done = run(*arguments)
    assert done.exit_code == 2, done.output
    [line] = done.stderr.strip().splitlines()
    return line


@contextmanager
def place_over(source: str, folder: Path) -> Iterator[Path]:
    """A data folder and a database of their own, which is copied from another that nobody is connected to."""
    usual = env.data_dir()
    for name in ("secrets.json", "signing.key"):
        shutil.copy2(usual / name, folder / name)
    (folder / "files" / "evidence" / "ab").mkdir(parents=True)
    (folder / "files" / "evidence" / "ab" / "سجل.pdf").write_bytes(b"%PDF evidence \x00" * 1000)
    (folder / "reports" / "annual-2023-1").mkdir(parents=True)
    (folder / "reports" / "annual-2023-1" / "ar.html").write_text("كما نُشر")
    name = f"{connection.settings_dict['NAME']}_copy"
    stores = settings.STORAGES | {
        "default": {**settings.STORAGES["default"], "OPTIONS": {"location": folder / "files"}}
    }
    own = override_settings(STORAGES=stores, DATA_DIR=folder, ATHAR_SIGNING_KEY_FILE=folder / "signing.key")
    with pytest.MonkeyPatch.context() as patch, own:
        patch.setenv("ATHAR_DATA_DIR", str(folder))
        connection.close()
        copy_of(source, name)
        with on_database(name):
            yield folder
        drop(name)


@pytest.fixture(scope="module")
def place(django_db_setup, django_db_blocker, tmp_path_factory):
    """A small association: a few hours in its ledger, and what an association needs besides."""
    usual = connection.settings_dict["NAME"]
    with django_db_blocker.unblock():
        signing.key()  # where nobody signed anything yet
        with place_over(usual, tmp_path_factory.mktemp("data")) as folder:
            noura, khalid = PersonFactory(name="نورة العتيبي"), PersonFactory(name="خالد الحربي")
            facts = [service(PersonFactory(), InitiativeFactory(), place="الساحة") for _ in range(5)]
            post(facts, entered_by=noura, entered_at=NOON, approved_by=khalid, approved_at=NOON)
            signing.sign_head(at=NOON)
            yield folder


@pytest.fixture(scope="module")
def made(place, tmp_path_factory):
    """A backup of the small association, without keys and passphrase."""
    path = tmp_path_factory.mktemp("backups") / "athar.backup"
    done = run("backup", path)
    assert done.exit_code == 0, done.output
    return path


def test_data_is_not_overwritten_by_mistake(place, made):
    assert "say --replace" in refusal("restore", made)


def test_a_backup_is_not_overwritten_by_mistake(place, made):
    assert "name another" in refusal("backup", made)


def test_a_restore_that_fails_at_the_last_step_has_changed_nothing(place, made, tmp_path):
    """The rows are read, and the ledger does not verify: one record says another number than its hash."""
    before = rows(), files_of(place)
    forged = rewritten(made, tmp_path, change_a_record)

    assert "does not verify: R-" in refusal("restore", forged, "--replace")
    assert (rows(), files_of(place)) == before


def test_an_altered_byte_is_found_and_nothing_is_changed(place, made, tmp_path):
    altered = tmp_path / "altered.backup"
    content = bytearray(made.read_bytes())
    content[len(content) // 2] ^= 1
    altered.write_bytes(content)
    before = rows(), files_of(place)

    line = refusal("restore", altered, "--replace")

    assert re.search(r"(missing or altered|cut short|no place)", line)
    assert "Nothing was changed." in line
    assert (rows(), files_of(place)) == before


@pytest.mark.parametrize("share", [0, 0.001, 0.5, 0.95])
def test_a_backup_cut_short_is_refused(place, made, tmp_path, share):
    short = tmp_path / "short.backup"
    content = made.read_bytes()
    short.write_bytes(content[: int(len(content) * share)])
    assert re.search("cut short|altered", refusal("restore", short, "--replace"))


def test_a_backup_from_a_newer_version_is_refused_with_its_reason(place, made, tmp_path):
    def from_tomorrow(name, content):
        return (
            content.replace(b'"migrations": [', b'"migrations": [["ledger", "9999_tomorrow"],')
            if name == "manifest.json"
            else content
        )

    assert "newer version of Athar, which knows ledger.9999_tomorrow" in refusal(
        "restore", rewritten(made, tmp_path, from_tomorrow), "--replace"
    )

    def other_format(name, content):
        return b'{"format": 2}' if name == "athar-backup.json" else content

    assert "newer version of Athar (format 2)" in refusal(
        "restore", rewritten(made, tmp_path, other_format), "--replace"
    )


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 something else", b"\x00" * 20_000])
def test_what_is_no_backup_is_refused(place, tmp_path, content):
    path = tmp_path / "else.backup"
    path.write_bytes(content)
    assert re.search("no backup of Athar|cut short", refusal("restore", path))


def test_a_member_cannot_leave_its_folder(place, made, tmp_path):
    path = rewritten(
        made, tmp_path, lambda _name, content: content, extra={"files/../../signing.key": b"mine"}
    )
    assert "has no place in a backup" in refusal("restore", path, "--replace")


# ---- archives changed by somebody who knows how they are made


def change_a_record(name, content):
    if name != "database/ledger_record.copy.gz":
        return content
    columns = next(table.columns for table in tables.present() if table.name == "ledger_record")
    first, *rest = gzip.decompress(content).split(b"\n")
    cells = first.split(b"\t")
    cells[columns.index("place")] = b"elsewhere"
    return gzip.compress(b"\n".join([b"\t".join(cells), *rest]))


def rewritten(path, folder, change, *, extra=None):
    """The archive with its members changed and a manifest that agrees with them."""
    target = folder / "rewritten.backup"
    with tarfile.open(path) as source:
        contents = {info.name: source.extractfile(info).read() for info in source}
    manifest = json.loads(change("manifest.json", contents.pop("manifest.json")))
    contents = {name: change(name, content) for name, content in contents.items()} | (extra or {})
    manifest["members"] = {
        name: {"size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        for name, content in contents.items()
    }
    with tarfile.open(target, "w") as tar:
        for name, content in [*contents.items(), ("manifest.json", json.dumps(manifest).encode())]:
            info = tarfile.TarInfo(name)
            info.size = len(content)
            tar.addfile(info, io.BytesIO(content))
    return target
