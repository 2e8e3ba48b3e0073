"""What no password may lean on: words that anybody guesses first who knows where it is used."""

import re
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from athar.foundation.core.search_key import search_key

# Of the product and of what it is for; those of the association come from its name.
WORDS = (
    "athar",
    "أثر",
    "volunteer",
    "volunteering",
    "تطوع",
    "متطوع",
    "جمعية",
    "password",
    "welcome",
    "admin",
)
SHORTEST = 4  # letters of a word in a name that counts
LEFT = 6  # letters that a password has beside such words


class ContextWordsValidator:
    """Refuse a password of which little is left without the words of this place, its digits and its signs."""

    def validate(self, password: str, user: Any = None) -> None:  # noqa: ARG002 -- Django gives it
        rest = search_key(password)
        for word in context_words():
            rest = rest.replace(word, "")
        if len(re.sub(r"[\W\d_]", "", rest)) < LEFT and rest != search_key(password):
            raise ValidationError(
                _("Without the name of this place or what it does, too little is left of this password."),
                code="password_of_this_place",
            )

    def get_help_text(self) -> str:
        return _("The name of this association or what it does makes no password.")


def context_words() -> list[str]:
    """The longest first, so that a word within another leaves nothing behind."""
    names = " ".join(str(name) for name in settings.ATHAR_ASSOCIATION.values())
    words = {word for word in search_key(names).split() if len(word) >= SHORTEST}
    return sorted(words | {search_key(word) for word in WORDS}, key=lambda word: (-len(word), word))
