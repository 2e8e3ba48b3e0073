"""What the Arabic of every room keeps to, whoever wrote it."""

import re
from collections.abc import Iterator

import polib
import pytest
from django.conf import settings

# A verb that a man did, with what he did it to, right before the name of whoever did it, who may be a woman.
OF_A_MAN = re.compile(r"\b(?!اسمه)\w{2,}(?:ه|ها|ك) %\((?:name|child|who|maker|checker|inviter)\)s")


def sentences() -> Iterator[str]:
    for path in sorted((settings.BASE_DIR / "athar").rglob("locale/ar/LC_MESSAGES/django.po")):
        for entry in polib.pofile(str(path)):
            if not entry.obsolete:
                yield from (entry.msgstr, *entry.msgstr_plural.values())


def test_no_sentence_takes_whoever_is_named_for_a_man():
    assert [text for text in sentences() if OF_A_MAN.search(text)] == []


@pytest.mark.parametrize("other", ["ورديّات", "ورديّة", "م.ب"])
def test_a_word_is_spelled_in_one_way(other):
    assert [text for text in sentences() if other in text] == []
