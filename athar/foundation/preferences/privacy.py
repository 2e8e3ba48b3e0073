"""What of persons this room holds."""

from django.utils.translation import gettext_lazy as _

from athar.foundation.core.personal import Fate, Part, Table, technical

TABLES = (
    Table(
        "preferences.Preference", _("Preferences"), "account", "account",
        (
            Part("account__person", Fate.DELETE, technical(
                account=_("Whose account it is"), digits=_("Digits"), calendar=_("Calendar"), theme=_("Light or dark"),
                shortcuts=_("Keyboard shortcuts"), changed_at=_("Changed on"),
            )),
        ),
    ),
)  # fmt: skip
