"""
Codes that people read from paper and type: Crockford's Base32, without letters that look like digits.

Source: Douglas Crockford, "Base 32", https://www.crockford.com/base32.html: what is read as I, L or O is taken for 1, 1 and 0.
"""

import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH, GROUP = 16, 4  # symbols of five bits: eighty bits, which nobody guesses
_READ_AS = str.maketrans("ILO", "110")


def new_code() -> str:
    """A code nobody can guess, without its dashes."""
    return "".join(secrets.choice(ALPHABET) for _symbol in range(LENGTH))


def written(code: str) -> str:
    """As it is printed: ``7QK2-M3FD-9XPA-0ZT4``."""
    return "-".join(code[place : place + GROUP] for place in range(0, len(code), GROUP))


def read_code(text: str) -> str:
    """
    Return the code somebody typed, in whatever way they spaced it; empty where it is none.

    >>> read_code("7qk2 m3fd-9xpa-ozt4")
    '7QK2M3FD9XPA0ZT4'
    """
    plain = "".join(text.upper().replace("-", " ").split()).translate(_READ_AS)
    return plain if len(plain) == LENGTH and set(plain) <= set(ALPHABET) else ""
