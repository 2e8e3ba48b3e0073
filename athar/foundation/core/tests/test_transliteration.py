"""Names as people write them in Latin letters, and the Arabic names they stand for."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from athar.foundation.core.search_key import search_key
from athar.foundation.core.transliteration import arabic_patterns, sounds_like

PAIRS = """
محمد: Mohammed, Muhammad, Mohamad, Mohamed, Mohd, Muhamad
أحمد: Ahmed, Ahmad, Ahmmed
العتيبي: Alotaibi, Al-Otaibi, Otaibi, Al Utaybi, Alotaiby, Al-Otaybi
القحطاني: Alqahtani, Al-Qahtani, Qahtani, Al Gahtani, Kahtani
الزهراني: Alzahrani, Az-Zahrani, Zahrani, Al Zahrany
الحربي: Alharbi, Al-Harbi, Harbi, Al Harby
الشهري: Alshehri, Al-Shehri, Ash-Shahri, Alshihri
الغامدي: Alghamdi, Al-Ghamdi, Ghamdi
الدوسري: Aldosari, Al-Dosari, Al Dawsari, Aldossary
المطيري: Almutairi, Al-Mutairi, Al Motairi
الشمري: Alshammari, Al-Shammari, Shamari
السبيعي: Alsubaie, Al-Subaie, Alsobaie
عبدالله: Abdullah, Abdallah, Abd Allah
عبدالرحمن: Abdulrahman, Abdul Rahman, Abdurrahman, Abd al-Rahman, Abdelrahman
عبدالعزيز: Abdulaziz, Abdul Aziz, Abdel Aziz
خالد: Khalid, Khaled
فهد: Fahd, Fahad
نورة: Noura, Nora, Norah, Nourah
سارة: Sara, Sarah
عائشة: Aisha, Aysha, Ayesha
فاطمة: Fatima, Fatimah, Fatma
يوسف: Yousef, Yusuf, Yousif
عمر: Omar, Umar
عثمان: Othman, Uthman
إبراهيم: Ibrahim, Ebrahim, Ibraheem
صالح: Saleh, Salih
طارق: Tariq, Tareq, Tarek
ظافر: Dhafer, Zafer
جمال: Jamal, Gamal
هند: Hind, Hend
ريم: Reem, Rim
منيرة: Munirah, Monira
وليد: Waleed, Walid
""".strip().splitlines()
SPELLED = [
    (arabic, latin.strip())
    for line in PAIRS
    for arabic, _, all_ in [line.partition(": ")]
    for latin in all_.split(",")
]


def test_there_are_many_pairs():
    assert len(SPELLED) > 60


@pytest.mark.parametrize(("arabic", "latin"), SPELLED)
def test_a_latin_spelling_finds_the_arabic_name(arabic, latin):
    assert sounds_like(latin, search_key(arabic))


@pytest.mark.parametrize(
    ("latin", "arabic"),
    [("Khalid", "صالح"), ("Sara", "نورة"), ("Alharbi", "العتيبي"), ("Noura", "منيرة")],
)
def test_another_name_is_not_found(latin, arabic):
    assert not sounds_like(latin, search_key(arabic))


def test_a_whole_name_is_found_in_any_order_of_its_words():
    assert sounds_like("Alotaibi Noura", search_key("نورة بنت سعد العتيبي"))
    assert not sounds_like("Alotaibi Sara", search_key("نورة بنت سعد العتيبي"))


@pytest.mark.parametrize("text", ["نورة", "7 Noura", "", "R-000131", "()[", "نورة Alotaibi"])
def test_what_is_no_latin_name_has_no_pattern(text):
    assert arabic_patterns(text) == []


quick = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
consonants = st.sampled_from(
    ["b", "t", "j", "h", "d", "r", "z", "s", "f", "k", "l", "m", "n", "sh", "kh", "gh"]
)
vowels = st.sampled_from(["a", "e", "i", "o", "u", "ee", "oo", "ou", "ai"])


@quick
@given(st.lists(st.tuples(consonants, vowels, vowels, st.booleans()), min_size=3, max_size=6), st.booleans())
def test_spellings_that_differ_in_vowels_and_doubled_letters_give_one_pattern(parts, with_article):
    plain = "".join(consonant + one for consonant, one, _, _ in parts)
    other = "".join(
        consonant * (2 if twice and len(consonant) == 1 else 1) + two for consonant, _, two, twice in parts
    )
    other = f"Al-{other.title()}" if with_article else other
    assert arabic_patterns(plain) == arabic_patterns(other) or plain[:2] in {"ab", "al", "el"}


@quick
@given(st.text())
def test_any_text_at_all_gives_patterns_that_can_be_searched_with(text):
    for pattern in arabic_patterns(text):
        re.compile(pattern)
