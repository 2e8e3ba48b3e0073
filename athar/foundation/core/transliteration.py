"""
Find an Arabic name by how it is written in Latin letters.

There is no one way: محمد is Mohammed, Muhammad or Mohamad, العتيبي is Alotaibi, Al-Otaibi or Utaybi. All agree on the
consonants, so a Latin word becomes a pattern of the Arabic letters each consonant may stand for, with any long vowels
between. It matches ``search_key`` of a name, in Python and in PostgreSQL alike. It proposes; a person decides.
"""

import re

from athar.foundation.core.search_key import latin_words

# What a consonant, or two letters that stand for one, may be in Arabic.
_PAIRS = {"sh": "ش", "ch": "شت", "kh": "خ", "gh": "غ", "th": "ثذط", "dh": "ذظض", "ph": "ف", "zh": "ظز"}
_LETTERS = {
    "b": "ب", "p": "ب", "t": "تط", "j": "ج", "h": "هح", "d": "دضذظ", "r": "ر", "z": "زظذ", "s": "سصث", "f": "ف", "v": "ف",
    "q": "قك", "k": "كق", "c": "كق", "l": "ل", "m": "م", "n": "ن", "g": "جقغ", "x": "كس",
}  # fmt: skip
_VOWELS = "aeiouwy"
_BETWEEN = "[اويءع]*"
_AT_THE_END = "[اويءعهح]*"  # ة and a last ه or ح are often not written
_AT_THE_START = {"w": "و", "y": "ي"}
_OPENING = "[اعويء]+"
_ARTICLE = "(?:ال)?"
_SERVANT = "عبد"
_FATHER = "ابو"
_LATIN = re.compile(r"[a-z]{2,}")


def arabic_patterns(text: str) -> list[str]:
    """
    One pattern per Latin word, each for a whole Arabic word; nothing where a word is not Latin.

    Spellings of one name give the same pattern: vowels, doubled letters, the article, a last h and the joints
    of «Abd al-…» make no difference.
    """
    words = latin_words(text)
    return [_pattern(word) for word in words] if words and all(map(_LATIN.fullmatch, words)) else []


def sounds_like(latin: str, arabic_key: str) -> bool:
    """Whether every Latin word stands for a word of a name's ``search_key``."""
    patterns = arabic_patterns(latin)
    return bool(patterns) and all(re.search(pattern, arabic_key) for pattern in patterns)


def _pattern(word: str) -> str:
    head = _ARTICLE
    if len(word) > len("abd") + 1 and word.startswith("abd"):
        head, word = _SERVANT + _ARTICLE, word.removeprefix("abd")
    elif len(word) > len("abu") + 1 and word.startswith("abu"):
        head, word = _FATHER + _ARTICLE, word.removeprefix("abu")
    return rf"(?:^| ){head}{_letters(word)}(?: |$)"


def _letters(word: str) -> str:
    word = re.sub(r"(.)\1+", r"\1", word)
    word = re.sub(r"(?<=.)h$", "", word)
    found, place = [], 0
    while place < len(word):
        pair, letter = word[place : place + 2], word[place]
        if pair in _PAIRS:
            found.append(f"[{_PAIRS[pair]}]")
            place += 2
            continue
        if letter in _LETTERS:
            found.append(f"[{_LETTERS[letter]}]")
        elif not found:
            found.append(_AT_THE_START.get(letter, _OPENING))
        place += 1
    return _BETWEEN.join(_without_repeats(found)) + _AT_THE_END


def _without_repeats(found: list[str]) -> list[str]:
    """A consonant said twice without a vowel between may be written once or twice: Abdullah, Khaleel."""
    return [f"{one}{{1,2}}" if one.startswith("[") and one != _OPENING else one for one in found]
