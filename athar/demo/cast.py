"""The people one may step in as, and the staff behind them: who they are and what they may do."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from athar.demo.chance import stream
from athar.demo.names import rows
from athar.foundation.core.dates import RIYADH
from athar.foundation.core.identity import FAKE_NATIONAL_IDS, fake_national_id
from athar.foundation.core.refusals import Text
from athar.foundation.people.choices import Role
from athar.foundation.people.models import Account, Organisation, Person, RoleGrant

PASSWORD = "athar-demo"  # noqa: S105 -- shown to every visitor of the demonstration
FOUNDED = datetime(2019, 10, 6, 9, tzinfo=RIYADH)
ASSOCIATION = "association"
BODIES = {
    "salma": "body-m-02",
    "yahya": "body-j-01",
    "saad": ASSOCIATION,
}  # whose people they are; staff are the association's
BORN = {
    "noura": 1987, "khalid": 1981, "reem": 1990, "fahad": 1978, "saad": 1974, "munirah": 1969, "yousef": 1972, "hind": 1992,
    "sara": 1999, "abdulrahman": 1979, "yahya": 1985, "salma": 1984, "omar": 1988, "latifah": 1989, "majed": 1986, "badriyah": 1983,
    "amal": 1986,
}  # fmt: skip
SCOPED = {Role.PARTNER_MANAGER}  # roles that hold within the person's own body alone


@dataclass(frozen=True)
class CastMember:
    """Somebody a visitor of the demonstration may step in as. ``role`` is empty for the outsider."""

    key: str
    email: str
    name_ar: str
    name_en: str
    role: str
    role_label: Text
    blurb_ar: str
    blurb_en: str

    @property
    def name(self) -> str:
        return self.name_en if get_language() == "en" else self.name_ar

    @property
    def blurb(self) -> str:
        return self.blurb_en if get_language() == "en" else self.blurb_ar


def people() -> list[CastMember]:
    """The cast, in the order a visitor should meet them."""
    return [
        CastMember(
            key=row["key"],
            email=row["email"],
            name_ar=row["name_ar"],
            name_en=row["name_en"],
            role=row["role"],
            role_label=_label(row),
            blurb_ar=row["may_ar"],
            blurb_en=row["may_en"],
        )
        for row in rows("people.csv")
    ]


def _label(row: dict[str, str]) -> Text:
    if row["initiative"]:
        return _("Programme manager of one initiative")
    return Role(row["role"]).label if row["role"] else _("Public reader")


def hire(bodies: dict[str, Organisation]) -> dict[str, Person]:
    """Create the cast with accounts and roles, and the staff with roles alone; all by key."""
    password = make_password(PASSWORD)  # slow on purpose, so once for all
    hired: dict[str, Person] = {}
    for row in [*rows("people.csv"), *rows("staff.csv")]:
        body = (
            bodies[BODIES.get(row["key"], ASSOCIATION)]
            if row["role"] not in {"", Role.VOLUNTEER, Role.GUARDIAN}
            else None
        )
        person = hired[row["key"]] = _person(row, body)
        if row.get("email"):
            Account.objects.create(email=row["email"], person=person, password=password, created_at=FOUNDED)
    grantor = hired["hind"]
    for row in [*rows("people.csv"), *rows("staff.csv")]:
        if row["role"]:
            person = hired[row["key"]]
            scope = person.organisation if row["role"] in SCOPED else None
            RoleGrant.objects.create(
                person=person, role=row["role"], organisation=scope, initiative=row.get("initiative", ""), since=FOUNDED,
                granted_by=None if person == grantor else grantor,  # nobody could appoint the first administrator
            )  # fmt: skip
    return hired


def _person(row: dict[str, str], body: Organisation | None) -> Person:
    rng = stream(f"cast {row['key']}")
    number = (
        FAKE_NATIONAL_IDS - 1 - list(BORN).index(row["key"])
    )  # from the end: the crowd counts from the beginning
    return Person.objects.create(
        ref=UUID(int=rng.getrandbits(128), version=4),
        name=row["name_ar"],
        name_latin=row["name_en"],
        gender=row["gender"],
        birth_date=date(BORN[row["key"]], rng.randint(1, 12), rng.randint(1, 28)),
        national_id=fake_national_id(number),
        phone=f"+9665000{number:05d}",
        email=row.get("email", ""),
        organisation=body,
    )
