"""Where the pages of one's account stand; whoever comes in goes one way, and needs no other."""

from django.utils.translation import gettext_lazy as _

from athar.web.ui.whereabouts import Help, Spot

SECURITY = (
    "code-app", "code-app-removal", "recovery-codes", "passkey-new", "passkey-removal", "provider-link", "provider-unlinking",
    "email", "email-code", "password", "signed-in", "proof", "proof-code", "proof-code-request", "proof-passkey",
)  # fmt: skip
SPOTS = {
    "entrance:account": Spot("portal:home", _("Your account")),
    "entrance:phone": Spot("entrance:account"),
    "entrance:phone-code": Spot("entrance:account"),
    "entrance:security": Spot("entrance:account", _("The security of your account")),
    **{f"entrance:{name}": Spot("entrance:security") for name in SECURITY},
}
HELP: dict[str, Help] = {}
