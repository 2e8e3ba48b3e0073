"""What of persons this room holds."""

from django.utils.translation import gettext_lazy as _

from athar.foundation.core.personal import (
    Fate,
    Part,
    Table,
    behavioural,
    child,
    contact,
    content,
    credential,
    demographic,
    identity,
    technical,
)

PSEUDONYM = _(
    "A random number that leads to nobody once name, number and contacts are gone; totals count it."
)
CONSENT = _("The proof that what was done with the data was allowed while it was done; it holds no name.")
GUARDIAN = _("The proof that a guardian agreed; it holds no name.")
COUNTED = _("Tells that two rows are one human, so that nobody is counted twice; it holds no name.")
DUTY = _("Who held which duty, when: what an auditor needs to follow decisions; it holds no name.")

_PROFILE = {
    "name": _("Name"),
    "name_latin": _("Name in Latin letters"),
}

_CLOSURE = (
    Part("person", Fate.KEEP, behavioural(
        person=_("Whose account it is"), since=_("Closed on"), reason=_("Why"), until=_("Opened again on"),
        reopen_reason=_("Why it was opened again"),
    ), DUTY),
    Part("closed_by", Fate.KEEP, behavioural(closed_by=_("Who closed it")), DUTY),
    Part("reopened_by", Fate.KEEP, behavioural(reopened_by=_("Who opened it again")), DUTY),
)  # fmt: skip

TABLES = (
    Table(
        "people.Account", _("Account"), "account", "account",
        (
            Part("person", Fate.DELETE, (
                *contact(email=_("E-mail address to sign in with")),
                *credential(password=_("Password, as a salted hash")),
                *technical(
                    person=_("Whose account it is"), last_login=_("Last signed in"), is_active=_("Whether it is open"),
                    created_at=_("Opened on"), language=_("Language"),
                ),
            )),
        ),
        "id",
    ),
    Table(
        "people.RoleGrant", _("Roles"), "duties", "duties",
        (
            Part("person", Fate.KEEP, behavioural(
                person=_("Who holds it"), role=_("Role"), custom=_("Role the association drew"), organisation=_("Within which body"), initiative=_("Within which initiative"),
                edition=_("Within which edition"), reason=_("Why"), end_reason=_("Why it ended"),
                since=_("Since"), until=_("Until"),
            ), DUTY),
            Part("granted_by", Fate.KEEP, behavioural(granted_by=_("Who granted it")), DUTY),
            Part("ended_by", Fate.KEEP, behavioural(ended_by=_("Who ended it")), DUTY),
        ),
        "id delegates",
    ),
    Table(
        "people.RoleGrantEvent", _("Earlier states of roles"), "duties", "duties",
        (
            Part("person", Fate.KEEP, behavioural(
                person=_("Who holds it"), role=_("Role"), custom=_("Role the association drew"), organisation=_("Within which body"), initiative=_("Within which initiative"),
                edition=_("Within which edition"), reason=_("Why"), end_reason=_("Why it ended"),
                since=_("Since"), until=_("Until"), pgh_created_at=_("Changed on"),
            ), DUTY),
            Part("granted_by", Fate.KEEP, behavioural(granted_by=_("Who granted it")), DUTY),
            Part("ended_by", Fate.KEEP, behavioural(ended_by=_("Who ended it")), DUTY),
        ),
        "pgh_id pgh_label pgh_obj pgh_context id delegates",
    ),
    Table(
        "people.CustomRole", _("Roles the association drew"), "duties", "duties",
        (Part("changed_by", Fate.KEEP, behavioural(
            changed_by=_("Who drew it"), changed_at=_("Changed on"), reason=_("Why"),
        ), DUTY),),
        "id code version name_ar name_en description_ar description_en places acts scoped ended_at",
    ),
    Table(
        "people.CustomRoleEvent", _("Earlier versions of roles the association drew"), "duties", "duties",
        (Part("changed_by", Fate.KEEP, behavioural(
            changed_by=_("Who drew it"), changed_at=_("Changed on"), reason=_("Why"), pgh_created_at=_("Changed on"),
        ), DUTY),),
        "pgh_id pgh_label pgh_obj pgh_context id code version name_ar name_en description_ar description_en places acts scoped ended_at",
    ),
    Table(
        "people.Look", _("Looking as another role"), "duties", "duties",
        (Part("person", Fate.KEEP, behavioural(
            person=_("Who looked"), role=_("As which role"), since=_("Since"), until=_("Until"), ended_at=_("Ended on"),
        ), DUTY),),
        "id",
    ),
    Table(
        "people.SensitiveRead", _("Who read sensitive data"), "rights", "duties",
        (
            Part("subject", Fate.KEEP, behavioural(
                subject=_("Whose data"), kind=_("What was read"), roles=_("In which role"), page=_("On which page"), path=_("Address"), at=_("Read at"),
            ), DUTY),
            Part("reader", Fate.KEEP, behavioural(reader=_("Who read it")), DUTY),
        ),
        "id about",
    ),
    Table(
        "people.Closure", _("Closed accounts"), "account", "duties", _CLOSURE, "id",
    ),
    Table(
        "people.ClosureEvent", _("Earlier states of closed accounts"), "account", "duties",
        (*_CLOSURE, Part("person", Fate.KEEP, behavioural(pgh_created_at=_("Changed on")), DUTY)),
        "pgh_id pgh_label pgh_obj pgh_context id",
    ),
    Table(
        "people.GuardianApproval", _("Guardians' approvals"), "participation", "consent",
        (
            Part("child", Fate.KEEP, child(
                child=_("The child"), initiative=_("For which initiative"), approved_on=_("Approved on"), revoked_on=_("Revoked on"),
            ), GUARDIAN),
            Part("guardian", Fate.KEEP, behavioural(guardian=_("The guardian")), GUARDIAN),
        ),
        "id",
    ),
    Table(
        "people.ConsentEvent", _("Consents"), "participation", "consent",
        (
            Part("person", Fate.KEEP, behavioural(
                person=_("Whose consent it is"), purpose=_("Purpose"), given=_("Whether it was given"),
                text_version=_("Version of the text"), on=_("On"), recorded_at=_("Recorded at"),
            ), CONSENT),
            Part("recorded_by", Fate.KEEP, behavioural(recorded_by=_("Who recorded it")), CONSENT),
        ),
        "id",
    ),
    Table(
        "people.Membership", _("Rows that are one human"), "counting", "ledger",
        (
            Part("person", Fate.KEEP, technical(person=_("Row"), since=_("Since"), until=_("Until")), COUNTED),
            Part("cluster", Fate.KEEP, technical(cluster=_("Is the same human as")), COUNTED),
            Part("decided_by", Fate.KEEP, (
                *behavioural(decided_by=_("Who decided it")),
                *content(reason=_("Reason")),
            ), DUTY),
            Part("undone_by", Fate.KEEP, behavioural(undone_by=_("Who took it back")), DUTY),
        ),
        "id",
    ),
    Table(
        "people.PersonEvent", _("Earlier states of the profile"), "participation", "person",
        (
            Part("pgh_obj", Fate.DELETE, (
                *identity(**_PROFILE, national_id_hash=_("Key that finds the identity number")),
                *demographic(gender=_("Gender"), birth_date=_("Birth date"), organisation=_("Organisation")),
                *contact(phone=_("Phone"), email=_("E-mail address")),
                *technical(ref=_("Pseudonym"), created_at=_("Known since"), pgh_obj=_("Row"), pgh_created_at=_("Changed on")),
            )),
        ),
        "pgh_id pgh_label pgh_context id",
    ),
    Table(
        "people.Person", _("Profile"), "participation", "person",
        (
            Part("pk", Fate.PSEUDONYMISE, identity(
                **_PROFILE, search_key=_("Name, as it is searched for"), sort_key=_("Name, as it is sorted"),
            )),
            Part("pk", Fate.BLANK, (
                *identity(national_id=_("Identity number"), national_id_hash=_("Key that finds the identity number")),
                *contact(phone=_("Phone"), email=_("E-mail address")),
                *demographic(birth_date=_("Birth date"), gender=_("Gender"), organisation=_("Organisation")),
            )),
            Part("pk", Fate.KEEP, technical(ref=_("Pseudonym"), created_at=_("Known since")), PSEUDONYM),
        ),
        "id",
    ),
)  # fmt: skip
IMPERSONAL = ("people.Organisation",)
