"""
Keys under which spellings of one name meet, and under which names sort.

A key suggests; it never decides. The original spelling is always kept beside it.
"""

import re
import unicodedata

_LETTERS = str.maketrans(
    {"ٱ": "ا", "ى": "ي", "ة": "ه", "ک": "ك", "ی": "ي", "ہ": "ه", "ھ": "ه", "ە": "ه", "ـ": None}
)
_APOSTROPHES = str.maketrans(dict.fromkeys("'’‘ʼʻ`´ʿʾ"))
_SONS = {"بن", "ابن", "بنت", "ابنه"}
_FATHERS = {"ابو", "ابي", "ابا"}


def search_key(text: str) -> str:
    """
    Fold a name or a text so that its usual spellings meet.

    Vowel signs, tatweel, accents, invisible marks, case and punctuation go; أإآٱ become ا, ى
    becomes ي, ة becomes ه, ؤ becomes و, ئ becomes ي; digits become Latin; «عبد ال…» and «أبو…»
    join the word after them («أبي» and «أبا» count as «أبو»); بن and ابن between names go, because
    half of all lists leave them out. Folding a key again changes nothing.
    """
    words = [word for word in _folded(text).split() if word]
    words = words[:1] + [word for word in words[1:] if word not in _SONS]
    if words and words[0] in _SONS:
        words[0] = words[0].removeprefix("ا")
    words = _join(words, {"ال": "ال"})
    words = _join(words, {"عبد": "عبد"}, only_before="ال")
    return " ".join(_join(words, dict.fromkeys(_FATHERS, "ابو")))


def _folded(text: str) -> str:
    plain = _decomposed(_decomposed(text).casefold()).translate(_LETTERS).translate(_APOSTROPHES)
    return "".join(_kept(letter) for letter in plain)


def _decomposed(text: str) -> str:
    # Compatibility decomposition takes أ apart into ا and a mark, é into e and a mark, and unfolds
    # the presentation forms that old PDF files leave behind.
    return unicodedata.normalize("NFKD", text)


def _kept(letter: str) -> str:
    kind = unicodedata.category(letter)
    if kind == "Nd":
        return str(unicodedata.digit(letter))
    if kind[0] == "L":
        return letter
    return "" if kind[0] == "M" or kind == "Cf" else " "


def _join(words: list[str], heads: dict[str, str], *, only_before: str = "") -> list[str]:
    """Join each head with the word after it; read from the end, so that heads in a row all join."""
    joined: list[str] = []
    for word in reversed(words):
        if word in heads and joined and joined[-1].startswith(only_before):
            joined[-1] = heads[word] + joined[-1]
        else:
            joined.append(word)
    return joined[::-1]


# --- Latin spellings of Arabic names -------------------------------------------------------------

_DIGRAPHS = (
    ("sch", "C"),
    ("sh", "C"),
    ("ch", "C"),
    ("kh", "X"),
    ("gh", "G"),
    ("th", "t"),
    ("dh", "d"),
    ("ph", "f"),
)
_ALIKE = str.maketrans({"q": "k", "c": "k", "z": "z", "v": "f"})
_LATIN_SONS = {"bin", "ibn", "ben", "bint"}
_ARTICLES = {"al", "el", "ul", "ad", "ar", "as", "ash", "at", "az", "an"}
_SERVANT = re.compile(r"abd(?:[aeou]l|u(?:r|s|n|sh)|u)?")
_FATHER = re.compile(r"ab(?:u|ou|o|i)")
_SHORT = {"mohd": "mohammad", "muhd": "mohammad", "md": "mohammad"}
_SHORTEST_AFTER_ARTICLE = 4  # so that Ali, Alaa and Elias keep their beginnings


def latin_key(text: str) -> str:
    """
    Reduce a Latin spelling of an Arabic name to its consonants.

    Spelling differs most in vowels, doubled letters, the article and the joints of «Abd al-…».
    So: accents and apostrophes go; bin, ibn, ben and bint go; "Abd", "Abdul", "Abdel" join what
    follows; the article goes; digraphs (sh, kh, gh, th, dh, ph) count as one consonant; q and c
    read as k; doubled letters count once; vowels, w and y go, except that a first w or y stays
    and a first vowel leaves an "a"; a last h goes. Abd Allah, Abdullah and Abdallah all give
    "abdl", Mohammed and Muhamad "mhmd". Coarse by design (Hasan and Husain meet): it proposes
    pairs to compare, it does not compare them.
    """
    return " ".join(skeleton for skeleton in map(_skeleton, latin_words(text)) if skeleton)


def latin_words(text: str) -> list[str]:
    """The words of a Latin spelling without bin, without articles, and with "Abd al-…" and "Abu …" as one word."""
    words = [_SHORT.get(word, word) for word in search_key(text).split() if word not in _LATIN_SONS]
    return _without_articles(_with_heads_joined(words))


def _with_heads_joined(words: list[str]) -> list[str]:
    """Join "Abd al-…" and "Abu …" with the name after them."""
    joined: list[str] = []
    for word in reversed(words):
        if joined and _SERVANT.fullmatch(word):
            rest = joined.pop()
            if rest in _ARTICLES and joined:
                rest = joined.pop()
            joined.append("abd" + re.sub(r"^[aeu]l(?=.{2})", "", rest))
        elif joined and _FATHER.fullmatch(word):
            joined.append("abu" + joined.pop())
        else:
            joined.append(_without_inner_article(word))
    return joined[::-1]


def _without_inner_article(word: str) -> str:
    """Take the article out of "Abdulaziz" and, where it melted into its consonant, "Abdurrahman"."""
    found = re.fullmatch(r"abd(?:[aeou]l(?=.{2})|u(?=(.)\1))(.+)", word)
    return "abd" + found[2] if found else word


def _without_articles(words: list[str]) -> list[str]:
    kept = [word for place, word in enumerate(words) if word not in _ARTICLES or place == len(words) - 1]
    return [
        word[2:] if word[:2] in {"al", "el"} and len(word) - 2 >= _SHORTEST_AFTER_ARTICLE else word
        for word in kept
    ]


def _skeleton(word: str) -> str:
    if not word.isascii():
        return word
    for pair, single in _DIGRAPHS:
        word = word.replace(pair, single)
    word = re.sub(r"(.)\1+", r"\1", word.translate(_ALIKE))
    first = "a" if word[0] in "aeiou" else word[0]
    rest = re.sub(r"[aeiouwy]", "", word[1:])
    return (first + re.sub(r"h$", "", rest)).lower()


# --- Alphabetical order --------------------------------------------------------------------------

# ة sorts with ت and ى with ي, as in the Arabic collation of Unicode CLDR.
_ORDER = str.maketrans(
    {"ٱ": "ا", "ى": "ي", "ة": "ت", "ی": "ي", "ک": "ك", "پ": "ب", "چ": "ج", "ژ": "ز", "گ": "ك", "ـ": None}
)
_AFTER_ARABIC = str.maketrans({chr(ord("a") + n): chr(0xFF41 + n) for n in range(26)})


def sort_key(text: str) -> str:
    """
    Return a string whose code-point order is the Arabic alphabetical order of the text.

    For databases without ICU: store it and order by it under ``C.UTF-8``. Digits come first, then
    Arabic, then Latin (moved behind Arabic through its full-width letters). Articles are kept:
    «الرياض» stands under ا. Hamza seats fold into their letter, and vowel signs, tatweel and
    punctuation do not count.
    """
    plain = _decomposed(_decomposed(text).casefold()).translate(_ORDER).translate(_APOSTROPHES)
    return " ".join("".join(map(_kept, plain)).split()).translate(_AFTER_ARABIC)
