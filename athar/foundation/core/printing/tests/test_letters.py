import pytest
from fontTools.ttLib import TTFont

from athar.foundation.core.printing import faces
from athar.foundation.core.printing.letters import FAMILY, WEIGHTS, source


@pytest.fixture(scope="module")
def regular() -> TTFont:
    return TTFont(faces.folder() / "400.ttf")


def lookups(font: TTFont, tag: str):
    table = font["GSUB"].table
    indices = {
        index
        for record in table.FeatureList.FeatureRecord
        if record.FeatureTag == tag
        for index in record.Feature.LookupListIndex
    }
    return [table.LookupList.Lookup[index] for index in sorted(indices)]


def test_no_shape_stands_for_two_letters(regular):
    assert {lookup.LookupType for lookup in lookups(regular, "rlig")} == {6}


def test_the_two_pieces_of_a_ligature_are_as_wide_as_the_ligature(regular):
    widths = regular["hmtx"]
    assert widths["uniFEFB.first"][0] + widths["uniFE8E.void"][0] == widths["uniFEFB"][0]
    assert widths["uniFEFB.first"][1] == widths["uniFEFB"][1] - widths["uniFE8E.void"][0]


def test_a_letter_with_its_mark_is_one_shape_as_wide_as_the_letter(regular):
    (joined,) = [
        table.ligatures
        for lookup in lookups(regular, "liga")
        for table in lookup.SubTable
        if "uni062F" in getattr(table, "ligatures", {})
    ]
    shapes = {ligature.Component[0]: ligature.LigGlyph for ligature in joined["uni062F"]}
    assert shapes["uni064B"] == "uni062F_uni064B"
    assert regular["hmtx"]["uni062F_uni064B"][0] == regular["hmtx"]["uni062F"][0]


def test_a_changed_face_has_a_name_of_its_own_and_keeps_its_licence(regular):
    names = {record.nameID: str(record) for record in regular["name"].names}
    original = {record.nameID: str(record) for record in TTFont(source(400))["name"].names}
    assert names[16] == FAMILY
    assert "Plex" not in "".join(names[number] for number in (1, 3, 4, 6, 16))
    assert (names[0], names[13]) == (original[0], original[13])


def test_the_faces_are_made_once():
    before = {weight: (faces.folder() / f"{weight}.ttf").stat().st_mtime_ns for weight in WEIGHTS}
    assert {weight: (faces.folder() / f"{weight}.ttf").stat().st_mtime_ns for weight in WEIGHTS} == before
