import io
import struct
import zipfile

import pytest
from django.core.files.base import ContentFile

from athar.foundation.core import contents
from athar.foundation.core.contents import Weight, is_what_its_name_says, kind_of, says_true, weight


def archive(**files: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, content in files.items():
            opened.writestr(name.replace("__", "/"), content)
    return made.getvalue()


WORKBOOK = archive(**{"xl__workbook.xml": b"<workbook/>"})


@pytest.mark.parametrize(("name", "content"), [
    ("كشف.pdf", b"%PDF-1.7"), ("a.PNG", b"\x89PNG\r\n\x1a\n."), ("a.jpg", b"\xff\xd8\xff\xe0"), ("a.jpeg", b"\xff\xd8\xff\xe0"),
    ("a.xlsx", WORKBOOK), ("a.csv", "يوم,العدد\n".encode()), ("a.csv", "يوم;العدد\n".encode("cp1256")), ("a.csv", b"\xef\xbb\xbfday\n"),
])  # fmt: skip
def test_a_file_that_holds_what_its_name_says_is_believed(name, content):
    file = ContentFile(content, name=name)
    assert is_what_its_name_says(file)
    assert file.read() == content  # and whoever reads it next begins at its beginning


@pytest.mark.parametrize(("name", "content"), [
    ("a.pdf", b"<script>alert(1)</script>"), ("a.pdf", b"\x89PNG\r\n\x1a\n."), ("a.png", b"<svg/>"), ("a.jpg", b"GIF89a"),
    ("a.xlsx", b"day,count\n"), ("a.xlsx", archive(word__document=b"x")), ("a.xlsx", b"%PDF-1.7" + WORKBOOK), ("a.xlsx", b"PK\x03\x04 cut off"),
    ("a.csv", b"  <html>"), ("a.csv", WORKBOOK), ("a.csv", b"%PDF-1.7"), ("a.csv", b"day\0count"), ("a.csv", b"MZ\x90"),
    ("a.exe", b"%PDF-1.7"), ("a", b"%PDF-1.7"),
])  # fmt: skip
def test_a_file_that_holds_something_else_is_not(name, content):
    assert not is_what_its_name_says(ContentFile(content, name=name))


def test_the_kind_is_told_by_the_content_alone():
    assert kind_of(ContentFile(b"%PDF-1.7", name="a.png")) == ".pdf"
    assert kind_of(ContentFile(b"plain", name="a.pdf")) == ""


def test_an_archive_is_weighed_before_anything_is_unpacked(monkeypatch):
    heavy = archive(a=b"0" * 1_000_000, b=b"1")
    assert len(heavy) < 2_000
    assert weight(io.BytesIO(heavy)) == Weight(2, 1_000_001)
    assert not weight(io.BytesIO(heavy)).is_too_much
    monkeypatch.setattr(contents, "MOST_UNPACKED", 1_000_000)
    assert weight(io.BytesIO(heavy)).is_too_much
    assert Weight(contents.MOST_FILES + 1, 0).is_too_much


def test_an_archive_that_tells_of_fewer_bytes_than_it_unpacks_to_does_not_say_true():
    honest = archive(a=b"0" * 1_000_000)
    ends = honest.rindex(b"PK\x01\x02")
    lying = bytearray(honest)
    lying[ends + 24 : ends + 28] = struct.pack("<I", 10)  # the length, in the table of contents
    assert (says_true(io.BytesIO(honest)), says_true(io.BytesIO(bytes(lying)))) == (True, False)
    assert weight(io.BytesIO(bytes(lying))).unpacked == 10


def test_what_is_no_archive_does_not_say_true_either():
    assert not says_true(io.BytesIO(b"PK\x03\x04 cut off"))
