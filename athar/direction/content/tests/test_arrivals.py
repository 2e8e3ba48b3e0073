"""Files that people send: hostile ones are refused or lose what made them hostile."""

import io
import zipfile

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from athar.direction.content import arrivals
from athar.direction.content.arrivals import ArrivalRefused, drawn, looked_at
from athar.direction.content.operations import ContentRefused, add_attachment, add_picture
from athar.direction.content.tests.factories import image

SCRIPT = b"<script>alert(1)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><image href="https://elsewhere.example/x"/></svg>'


def office(inside, *more, before=b""):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name in (inside, *more):
            archive.writestr(name, "x")
    return before + made.getvalue()


def refused_as(take, content, name):
    with pytest.raises(ArrivalRefused) as refused:
        take(ContentFile(content, name=name))
    return [reason.code for reason in refused.value.reasons]


@pytest.mark.parametrize(("kind", "name"), [("PNG", "a.png"), ("JPEG", "a.jpg"), ("WEBP", "a.webp")])
def test_a_picture_is_drawn_anew_in_two_sizes(kind, name):
    made = drawn(image(kind, size=(2000, 1000), name=name))
    sizes = [Image.open(io.BytesIO(content)) for content in (made.large, made.small)]
    assert [(size.format, size.size) for size in sizes] == [("WEBP", (1600, 800)), ("WEBP", (640, 320))]
    assert (made.width, made.height) == (1600, 800)


def test_place_camera_and_comment_do_not_survive():
    place = Image.Exif()
    place[0x8825] = {1: "N", 2: (24.0, 42.0, 0.0)}
    place[0x010F] = "Camera of Sara"
    made = drawn(image("JPEG", name="a.jpg", exif=place, comment=b"from home"))
    kept = Image.open(io.BytesIO(made.large))
    assert (dict(kept.getexif()), b"Sara" in made.large, b"home" in made.large) == ({}, False, False)


def test_a_picture_taken_sideways_stands_upright():
    turned = Image.Exif()
    turned[0x0112] = 6
    made = drawn(image("JPEG", size=(60, 20), name="a.jpg", exif=turned))
    assert (made.width, made.height) == (20, 60)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_second_file_behind_a_picture_does_not_survive(kind):
    made = drawn(image(kind, name="a.html", tail=SCRIPT + office("x")))
    assert [SCRIPT in content or b"PK\x03\x04" in content for content in (made.large, made.small)] == [
        False,
        False,
    ]


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (SVG, "logo.svg"),
        (SVG, "logo.png"),
        (SCRIPT, "page.jpg"),
        (b"GIF89a/*" + SCRIPT, "script.gif"),
        (b"%PDF-1.7", "paper.png"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "broken.png"),
        (b"%!PS-Adobe-3.0 EPSF-3.0", "drawing.eps"),
    ],
)
def test_what_is_no_picture_is_refused_whatever_its_name(content, name):
    assert refused_as(drawn, content, name) == ["no_picture"]


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_unpacked(monkeypatch):
    monkeypatch.setattr(arrivals, "MOST_PIXELS", 100)
    assert refused_as(drawn, image(size=(11, 10)).read(), "a.png") == ["too_many_pixels"]


def test_empty_and_too_large_files_are_refused(monkeypatch):
    assert refused_as(drawn, b"", "a.png") == ["empty"]
    monkeypatch.setattr(arrivals, "LARGEST_PICTURE", 10)
    monkeypatch.setattr(arrivals, "LARGEST_DOCUMENT", 10)
    assert refused_as(drawn, image().read(), "a.png") == ["too_large"]
    assert refused_as(looked_at, b"%PDF-1.7 and more", "a.pdf") == ["too_large"]


@pytest.mark.parametrize(
    ("content", "name", "media_type"),
    [
        (b"%PDF-1.7\n", "دليل القياس.PDF", "application/pdf"),
        ("الاسم,العدد\n".encode("utf-8-sig"), "a.csv", "text/csv"),
        (office("xl/workbook.xml"), "a.xlsx", arrivals.MEDIA_TYPES[".xlsx"]),
        (office("word/document.xml"), "a.docx", arrivals.MEDIA_TYPES[".docx"]),
    ],
)
def test_a_document_is_taken_when_it_is_what_its_name_says(content, name, media_type):
    assert looked_at(ContentFile(content, name=name)).media_type == media_type


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (SCRIPT, "page.html", "no_document"),
        (SVG, "a.svg", "no_document"),
        (b"%PDF-1.7", "a.pdf.exe", "no_document"),
        (b"%PDF-1.7", "a", "no_document"),
        (SCRIPT + b"%PDF-1.7", "a.pdf", "not_what_it_says"),
        (SCRIPT, "a.csv", "not_what_it_says"),
        (b"a\0b", "a.csv", "not_what_it_says"),
        (office("word/document.xml"), "a.xlsx", "not_what_it_says"),
        (office("xl/workbook.xml", before=SCRIPT), "a.xlsx", "not_what_it_says"),
        (office("xl/workbook.xml", "xl/vbaProject.bin"), "a.xlsx", "macros"),
    ],
)
def test_a_document_that_is_something_else_is_refused(content, name, code):
    assert refused_as(looked_at, content, name) == [code]


@pytest.mark.parametrize(
    "name", ["../../etc/passwd.pdf", "a\0b.pdf", "\u202efdp.exe.pdf", "<img src=x>.pdf", "con.pdf"]
)
def test_no_name_that_somebody_chose_reaches_the_disk(cast, news, now, name):
    sent = ContentFile(b"%PDF-1.7", name="a.pdf")
    sent.name = name
    kept = add_attachment(item=news.item, file=sent, title_ar="ورقة", title_en="Paper", by=cast.reem, at=now)
    assert kept.file.name == f"content/documents/{kept.sha256}.pdf"


def test_the_same_document_is_kept_once(cast, news, now):
    kept = [
        add_attachment(
            item=news.item,
            file=ContentFile(b"%PDF-1.7", name="a.pdf"),
            title_ar="و",
            title_en="p",
            by=cast.reem,
            at=now,
        )
        for _ in range(2)
    ]
    assert kept[0] == kept[1]


def test_a_picture_says_what_it_shows_in_both_languages_or_is_decoration(cast, news, now):
    with pytest.raises(ContentRefused) as refused:
        add_picture(
            item=news.item, file=image(), alt_ar="وصف", alt_en=" ", decorative=False, by=cast.reem, at=now
        )
    assert [reason.code for reason in refused.value.reasons] == ["no_description"]
    kept = add_picture(
        item=news.item, file=image(), alt_ar="x", alt_en="y", decorative=True, by=cast.reem, at=now
    )
    assert (kept.number, kept.alt_ar, kept.alt("en")) == (1, "", "")
