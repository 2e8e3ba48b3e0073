"""
What the environment may say, each with its default and its meaning.

The table in docs/settings.md is written from ``SETTINGS``; a test holds the two together.
"""

import os
from dataclasses import dataclass
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parents[2]
KEPT = 600  # seconds for which an idle thread of the site, and a connection to the database, is kept: to begin another costs both sides


@dataclass(frozen=True)
class Setting:
    name: str
    default: str
    meaning: str


SETTINGS = [
    Setting(
        "ATHAR_ASSOCIATION_AR", "جمعية تنمية التطوع", "Name of the association in Arabic, on its reports."
    ),
    Setting("ATHAR_ASSOCIATION_EN", "Volunteering Development Association", "The same in English."),
    Setting(
        "DATABASE_URL",
        "",
        "PostgreSQL 15 or newer as postgresql://user:password@host:port/name. Empty: the embedded server.",
    ),
    Setting("ATHAR_DATA_DIR", "data", "Folder of the embedded database, keys, evidence files and exports."),
    Setting(
        "ATHAR_BASE_URL",
        "",
        "Public address; links in the PDF and in receipts begin with it. Empty: http://127.0.0.1 and ATHAR_PORT.",
    ),
    Setting(
        "ATHAR_HOSTS", "127.0.0.1,localhost,[::1]", "Host names the site answers to, separated by commas."
    ),
    Setting(
        "ATHAR_DEMO",
        "no",
        "yes marks every page as demonstration data and lets visitors step in as the named people.",
    ),
    Setting("ATHAR_DEBUG", "no", "yes shows Django's error pages; never on a public server."),
    Setting("ATHAR_SECRET_KEY", "", "Django's secret. Empty: made once and kept in the data folder."),
    Setting(
        "ATHAR_ENCRYPTION_KEY",
        "",
        "32 bytes in base64 for identity numbers. Empty: made once and kept in the data folder.",
    ),
    Setting(
        "ATHAR_LOOKUP_KEY",
        "",
        "32 bytes in base64 for the keyed look-up hash. Empty: made once and kept in the data folder.",
    ),
    Setting(
        "ATHAR_SIGNING_KEY_FILE",
        "",
        "Ed25519 key that signs tree heads and receipts. Empty: signing.key in the data folder.",
    ),
    Setting(
        "ATHAR_FORMER_KEYS",
        "",
        "Verifier keys that signed heads before the present one, separated by commas.",
    ),
    Setting("ATHAR_ORIGIN", "athar.example/ledger", "Name of the ledger in signed tree heads."),
    Setting("ATHAR_PORT", "8000", "Port of `athar serve` on 127.0.0.1."),
    Setting("ATHAR_BIND", "127.0.0.1", "Address `athar serve` listens on."),
    Setting(
        "ATHAR_LOG", "lines", "lines for people, json for programs that collect logs: one object a line."
    ),
    Setting(
        "ATHAR_METRICS_TOKEN",
        "",
        "Token with which /metrics may be read from elsewhere. Empty: from this machine alone.",
    ),
    Setting(
        "ATHAR_METRICS_DIR",
        "",
        "Folder in which the processes of one site add up what they count; `athar serve` makes one. Empty: each tells of itself.",
    ),
    Setting(
        "ATHAR_FAST_DATABASE",
        "no",
        "yes lets the embedded server forget its last writes in a crash; for tests alone.",
    ),
    Setting(
        "ATHAR_SMTP_HOST",
        "",
        "Mail server that sends codes. Empty: no mail is sent, and nobody can open an account.",
    ),
    Setting("ATHAR_SMTP_PORT", "587", "Its port."),
    Setting("ATHAR_SMTP_USER", "", "User at the mail server."),
    Setting("ATHAR_SMTP_PASSWORD", "", "Password at the mail server."),
    Setting("ATHAR_SMTP_TLS", "yes", "no speaks to the mail server without encryption; on one machine only."),
    Setting("ATHAR_MAIL_FROM", "athar@localhost", "Address that messages come from."),
    Setting(
        "ATHAR_PHONE_SENDER",
        "",
        "Python function (package.module.function) that sends text messages; called with number= and text=. "
        "Empty: none are sent.",
    ),
    Setting(
        "ATHAR_GUARDIANS_CHECKED",
        "yes",
        "yes lets a guardian speak for a child once staff confirmed it; no, as soon as the guardian answered.",
    ),
    Setting(
        "ATHAR_OIDC_ISSUER",
        "",
        "Address of a provider that speaks OpenID Connect, exactly as its discovery names it. With the next two, people sign in through it; empty: nobody does.",
    ),
    Setting("ATHAR_OIDC_CLIENT_ID", "", "What the provider calls this site."),
    Setting("ATHAR_OIDC_CLIENT_SECRET", "", "By what this site proves itself to the provider."),
    Setting("ATHAR_OIDC_NAME_AR", "مزوّد الهوية", "Name of the provider in Arabic, on its button."),
    Setting("ATHAR_OIDC_NAME_EN", "Identity provider", "The same in English."),
    Setting(
        "ATHAR_OIDC_SECOND_PROOF",
        "no",
        "yes takes signing in through the provider for both proofs where the provider says that it asked for two.",
    ),
    Setting(
        "ATHAR_OFFLINE",
        "yes",
        "yes keeps one public page on devices for when the network is away; no removes it from every device that comes by.",
    ),
    Setting(
        "ATHAR_PROXIES",
        "0",
        "How many proxies of yours stand before the site; the visitor's address is read from X-Forwarded-For.",
    ),
    Setting(
        "ATHAR_LIMITS",
        "yes",
        "no lets everybody ask as often as they like; for measuring, and where a proxy of yours counts already.",
    ),
    Setting(
        "ATHAR_LIMIT_READS",
        "600",
        "Pages one account may read in a minute. One network address may five times as many; a demonstration allows ten times all of these.",
    ),
    Setting("ATHAR_LIMIT_SENDS", "60", "How often one account may send something in a minute."),
    Setting(
        "ATHAR_LIMIT_API", "300", "How often the programs of one account may call the interface in a minute."
    ),
    Setting(
        "ATHAR_STAFF_IDLE_MINUTES",
        "30",
        "After so many minutes without a page, whoever works in the workspace signs in anew.",
    ),
    Setting(
        "ATHAR_STAFF_SESSION_HOURS",
        "12",
        "After so many hours, busy or not, whoever works in the workspace signs in anew.",
    ),
    Setting("ATHAR_IDLE_DAYS", "7", "After so many days without a page, everybody else signs in anew."),
    Setting("ATHAR_SESSION_DAYS", "30", "After so many days, busy or not, everybody else signs in anew."),
    Setting(
        "ATHAR_MOST_SIGN_INS",
        "10",
        "On how many devices one account is signed in at once; one more ends the one not seen for longest. A demonstration counts none.",
    ),
    Setting(
        "ATHAR_MAX_UPLOAD_MB", "200", "Largest file an import or an evidence upload may have, in megabytes."
    ),
]
_DEFAULTS = {setting.name: setting.default for setting in SETTINGS}


def read(name: str) -> str:
    """
    Return the value of a declared setting.

    :raises KeyError: when the setting is not declared in ``SETTINGS``.
    """
    return os.environ.get(name, "") or _DEFAULTS[name]


def yes(name: str) -> bool:
    return read(name).strip().lower() in {"1", "yes", "true", "on"}


def data_dir() -> Path:
    """The data folder, made absolute against the folder of the checkout."""
    folder = Path(read("ATHAR_DATA_DIR"))
    return folder if folder.is_absolute() else BASE_DIR / folder
