import gzip

import pytest
from fontTools.ttLib import TTFont

from athar.web.ui import assets, fonts, icons


@pytest.fixture
def only_the_stylesheet(monkeypatch):
    """Fonts and icons take their time, and are made by the same loop."""
    monkeypatch.setattr(fonts, "WEIGHTS", {})
    monkeypatch.setattr(icons, "SIZES", {})
    monkeypatch.setattr(assets, "COMPRESSED", ())


def test_a_second_run_makes_nothing(tmp_path, only_the_stylesheet):
    target, memory = tmp_path / "static", tmp_path / "assets.json"
    assert [assets.build(target, memory=memory), assets.build(target, memory=memory)] == [["athar.css"], []]


def test_a_compressed_copy_lies_beside_the_stylesheet(tmp_path, only_the_stylesheet):
    assets.build(tmp_path, memory=tmp_path / "assets.json")
    stylesheet = (tmp_path / "athar.css").read_bytes()
    assert gzip.decompress((tmp_path / "athar.css.gz").read_bytes()) == stylesheet


def test_long_files_of_other_rooms_are_compressed_under_the_names_they_are_served_by(
    tmp_path, only_the_stylesheet, monkeypatch
):
    monkeypatch.setattr(assets, "COMPRESSED", ("django_htmx/htmx-2.min.js",))
    assets.build(tmp_path / "athar", memory=tmp_path / "assets.json")
    served, compressed = (tmp_path / "django_htmx" / f"htmx-2.min.js{tail}" for tail in ("", ".gz"))
    assert gzip.decompress(compressed.read_bytes()) == served.read_bytes()
    assert compressed.stat().st_size < served.stat().st_size / 2


def test_a_lost_file_is_made_again(tmp_path, only_the_stylesheet):
    target, memory = tmp_path / "static", tmp_path / "assets.json"
    assets.build(target, memory=memory)
    (target / "athar.css").unlink()
    assert assets.build(target, memory=memory) == ["athar.css"]


def test_a_changed_input_is_built_again(tmp_path, only_the_stylesheet, monkeypatch):
    target, memory = tmp_path / "static", tmp_path / "assets.json"
    assets.build(target, memory=memory)
    monkeypatch.setattr(assets, "_fingerprint", lambda _inputs: "another")
    assert assets.build(target, memory=memory) == ["athar.css"]


def test_arabic_digits_are_all_of_one_width(tmp_path):
    fonts.write_digits_face(400, tmp_path / "digits.woff2")
    font = TTFont(tmp_path / "digits.woff2")
    widths = {font["hmtx"][font.getBestCmap()[code]][0] for code in fonts.ARABIC_DIGITS}
    assert widths == {630}


def test_a_changed_font_does_not_go_by_the_name_of_the_original(tmp_path):
    fonts.write_digits_face(600, tmp_path / "digits.woff2")
    names = TTFont(tmp_path / "digits.woff2")["name"]
    assert (names.getDebugName(1), names.getDebugName(6)) == ("Athar Digits", "AtharDigits-SemiBold")
    assert "SIL Open Font License" in names.getDebugName(13)
