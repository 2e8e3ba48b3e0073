"""Where each of a person's own pages stands, and which sections of the guides and words of the glossary explain it."""

from django.utils.translation import gettext_lazy as _

from athar.web.portal.views.base import CHILDREN, GUARDIANS, NOTICES, ORGANISATIONS, PROGRAMS, ROLES, WAYS
from athar.web.ui.whereabouts import Help, Spot

HOME = "portal:home"
FIRST_ROW = [*WAYS[1:], NOTICES, ROLES, GUARDIANS, PROGRAMS, ORGANISATIONS, CHILDREN]
SPOTS = {
    HOME: Spot(label=_("My journey")),
    **{f"portal:{name}": Spot(HOME, label) for name, label, _icon in FIRST_ROW},
    "portal:calendar-address": Spot("portal:shifts"),
    "portal:card": Spot("portal:passport"),
    "portal:thanks": Spot("portal:passport"),
    "portal:expenses": Spot("portal:shifts", _("My expenses")),
    "portal:expense-new": Spot("portal:expenses"),
    "portal:qualification-new": Spot("portal:qualifications"),
    "portal:seat": Spot("portal:shifts"),
    "portal:availability": Spot("portal:shifts"),
    "portal:satisfaction": Spot("portal:shifts"),
    "portal:handover": Spot("portal:shifts"),
    "portal:injury-new": Spot("portal:shifts"),
    "portal:injury": Spot("portal:shifts"),
    "portal:seat-code": Spot("portal:shifts"),
    "portal:sign-up": Spot("portal:shifts"),
    "portal:application": Spot("portal:shifts"),
    "portal:group": Spot("portal:shifts", _("My group"), "", ("pk",)),
    "portal:group-new": Spot("portal:shifts"),
    "portal:group-joining": Spot("portal:shifts"),
    "portal:requests": Spot("portal:data", _("What I asked")),
    "portal:request-new": Spot("portal:requests"),
    "portal:erasure": Spot("portal:data"),
    "portal:data-rows": Spot("portal:data"),
    "portal:correction": Spot("portal:data"),
    "portal:delegation": Spot("portal:roles"),
    "portal:role-ending": Spot("portal:roles"),
    "portal:notice-preferences": Spot("portal:notices"),
    "portal:organisation": Spot("portal:organisations"),
    "portal:organisation-new": Spot("portal:organisations"),
    "portal:child": Spot("portal:children", _("The child"), "subject.called", ("child",)),
    "portal:child-rows": Spot("portal:child"),
    "portal:child-correction": Spot("portal:child"),
    "portal:child-consents": Spot("portal:children"),
    "portal:guardian-question": Spot("portal:children"),
}

OWN_DATA = "user#open-an-account-and-keep-your-data-in-your-hands"
VOLUNTEER = "user#volunteer"
HELP = {
    HOME: Help((OWN_DATA,), ("record", "evidence")),
    "portal:shifts": Help((VOLUNTEER,), ("opportunity", "session-seat")),
    "portal:availability": Help((VOLUNTEER,), ("availability", "roster-shift-cover")),
    "portal:satisfaction": Help((VOLUNTEER,), ("satisfaction",)),
    "portal:group": Help(("user#come-as-a-group",), ("group-held-seat", "session-seat")),
    "portal:injury": Help(("user#report-an-injury",), ("report-of-an-injury", "sensitive-read")),
    "portal:handover": Help((VOLUNTEER,), ("handover-substitute", "session-seat")),
    "portal:calendar": Help((VOLUNTEER,), ("session-seat", "calendar-address")),
    "portal:seat": Help((VOLUNTEER,), ("session-seat", "attendance")),
    "portal:application": Help((VOLUNTEER,), ("opportunity", "session-seat")),
    "portal:sign-up": Help((VOLUNTEER,), ("opportunity", "session-seat")),
    "portal:hours": Help((OWN_DATA, "verification#check-a-record"), ("record", "reversal")),
    "portal:passport": Help(("user#show-what-you-did",), ("volunteers-passport", "record")),
    "portal:card": Help(("user#show-what-you-did",), ("volunteers-card", "volunteers-passport")),
    "portal:thanks": Help(("user#show-what-you-did",), ("kudos", "volunteers-passport")),
    "portal:expense": Help(("user#ask-back-what-you-spent",), ("expense-report",)),
    "portal:qualification": Help(("user#say-what-you-can-do",), ("skill-qualification",)),
    "portal:consents": Help((OWN_DATA,), ("erasure",)),
    "portal:data": Help((OWN_DATA,), ("register-of-processing", "erasure")),
    "portal:erasure": Help((OWN_DATA,), ("erasure", "legal-hold")),
    "portal:correction": Help((OWN_DATA,), ("request",)),
    "portal:request": Help((OWN_DATA,), ("request",)),
    "portal:notice": Help(("user#be-told-what-concerns-you",), ("notice", "quiet-hours")),
    "portal:unsubscription": Help(("user#be-told-what-concerns-you",), ("notice",)),
    "portal:role": Help(("user#roles",), ("role-grant", "delegation")),
    "portal:delegation": Help(("user#roles",), ("delegation",)),
    "portal:guardian": Help(("user#younger-than-18-and-guardians",), ("guardian-link",)),
    "portal:guardian-question": Help(
        ("user#younger-than-18-and-guardians",), ("guardian-link", "opportunity")
    ),
    "portal:child": Help(("user#younger-than-18-and-guardians",), ("guardian-link", "erasure")),
    "portal:organisation": Help(("user#register-your-organisation",), ("registration-of-an-organisation",)),
    "portal:program": Help(("user#let-a-program-come-in-your-name",), ("program", "access-key")),
}
