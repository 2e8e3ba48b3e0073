"""Who may open each address of the doors: everybody, but what belongs to an account."""

from athar.web.ui.doors import EVERYBODY, NOBODY, SIGNED_IN, Door

DOORS = {
    "entrance:sign-in": Door(EVERYBODY, EVERYBODY),
    "entrance:sign-in-code": Door(EVERYBODY, EVERYBODY),
    "entrance:sign-in-code-entry": Door(EVERYBODY, EVERYBODY),
    "entrance:demonstration-session": Door(NOBODY, EVERYBODY, "member"),
    "entrance:outbox": Door(EVERYBODY),
    "entrance:sign-out": Door(NOBODY, EVERYBODY),
    # Whoever is signed in has an account, and is led to it.
    "entrance:registration": Door(EVERYBODY, EVERYBODY),
    "entrance:registration-code": Door(EVERYBODY, EVERYBODY),
    "entrance:registration-consents": Door(EVERYBODY, EVERYBODY),
    "entrance:registration-profile": Door(EVERYBODY, EVERYBODY),
    # What a link that was sent opens, whoever holds it; without the link the page says so, and sending it changes nothing.
    "entrance:organisation-registration": Door(EVERYBODY, EVERYBODY),
    "entrance:guardianship": Door(EVERYBODY, EVERYBODY),
    "entrance:guardianship-account": Door(NOBODY, EVERYBODY),
    "entrance:guardianship-link": Door(EVERYBODY, thing="guardianship"),
    "entrance:account": Door(SIGNED_IN),
    "entrance:phone": Door(SIGNED_IN, SIGNED_IN),
    "entrance:phone-code": Door(SIGNED_IN, SIGNED_IN),
    # Whoever has given no first proof is led to sign in.
    "entrance:second-proof": Door(NOBODY, NOBODY),
    "entrance:second-proof-passkey": Door(NOBODY, NOBODY),
    "entrance:sign-in-passkey": Door(EVERYBODY, EVERYBODY),
    "entrance:proof-passkey": Door(SIGNED_IN, SIGNED_IN),
    "entrance:passkey-new": Door(SIGNED_IN, SIGNED_IN),
    "entrance:passkey-removal": Door(SIGNED_IN, SIGNED_IN, "passkey", own=SIGNED_IN),
    "entrance:forgotten": Door(EVERYBODY, EVERYBODY),
    "entrance:forgotten-code": Door(EVERYBODY, EVERYBODY),
    "entrance:forgotten-password": Door(EVERYBODY, EVERYBODY),
    "entrance:email-return": Door(EVERYBODY, EVERYBODY, "email_change"),
    "entrance:email": Door(SIGNED_IN, SIGNED_IN),
    "entrance:email-code": Door(SIGNED_IN, SIGNED_IN),
    "entrance:password": Door(SIGNED_IN, SIGNED_IN),
    "entrance:signed-in": Door(SIGNED_IN),
    "entrance:sign-in-end": Door(NOBODY, SIGNED_IN, "sign_in", own=SIGNED_IN),
    "entrance:other-sign-ins-end": Door(NOBODY, SIGNED_IN),
    "entrance:security": Door(SIGNED_IN),
    "entrance:proof": Door(SIGNED_IN, SIGNED_IN),
    "entrance:proof-code-request": Door(SIGNED_IN, SIGNED_IN),
    "entrance:proof-code": Door(SIGNED_IN, SIGNED_IN),
    "entrance:code-app": Door(SIGNED_IN, SIGNED_IN),
    "entrance:code-app-removal": Door(SIGNED_IN, SIGNED_IN),
    "entrance:recovery-codes": Door(SIGNED_IN, SIGNED_IN),
}
