"""Where each page of the workspace stands, and which sections of the guides and words of the glossary explain it."""

from django.utils.translation import gettext_lazy as _

from athar.web.ui.whereabouts import Help, Spot
from athar.web.workspace.access import Place
from athar.web.workspace.places import LABELS

HOME = "workspace:home"
PLACES = {
    f"workspace:{place}": Spot(above=HOME, label=LABELS[place]) for place in Place if place is not Place.HOME
}
# Pages of one thing, above pages of something about it.
THINGS = {
    "workspace:opportunity": Spot("workspace:opportunities", _("The opportunity"), "opportunity", ("pk",)),
    "workspace:opportunity-people": Spot("workspace:opportunity", _("Who applied"), "", ("pk",)),
    "workspace:groups": Spot("workspace:opportunity", _("Groups"), "", ("pk",)),
    "workspace:messages": Spot("workspace:opportunity", _("Messages"), "", ("pk",)),
    "workspace:availability": Spot("workspace:opportunity", _("Roster"), "", ("pk",)),
    "workspace:expenses": Spot("workspace:opportunities", _("Expenses")),
    "workspace:expense": Spot("workspace:expenses", _("The report"), "report", ("pk",)),
    "workspace:message-templates": Spot("workspace:opportunities", _("Templates of messages")),
    "workspace:shift": Spot("workspace:opportunity", _("The shift"), "", ("pk", "shift")),
    "workspace:workflow-version": Spot("workspace:workflows", _("The version"), "title", ("code", "number")),
    "workspace:workflow-draft": Spot("workspace:workflows", _("The draft"), "workflow", ("code",)),
    "workspace:import": Spot("workspace:imports", _("The file"), "imported.name", ("pk",)),
    "workspace:guardian": Spot("workspace:guardians", _("The guardian"), "guardian", ("pk",)),
    "workspace:qualification": Spot(
        "workspace:qualifications", _("The qualification"), "qualification", ("pk",)
    ),
    "workspace:standard-round": Spot("workspace:standards", _("The round"), "", ("pk",)),
    "workspace:report": Spot("workspace:reports", _("The report"), "report", ("slug",)),
    "workspace:content-item": Spot("workspace:content", _("The item"), "revision", ("pk",)),
    "workspace:account": Spot("workspace:accounts", _("The account"), "name", ("pk",)),
    "workspace:role": Spot("workspace:roles", _("The role"), "role", ("code",)),
}
BELOW = {
    "opportunities": ("opportunity-new", "opportunity-delivery", "hours"),
    "opportunity": (
        "opportunity-text",
        "opportunity-question-new",
        "opportunity-question",
        "opportunity-evaluation",
        "shift-new",
    ),
    "expense": ("expense-payment",),
    "availability": ("roster",),
    "opportunity-people": ("opportunity-person",),
    "groups": ("group",),
    "messages": ("message", "message-new"),
    "message-templates": ("message-template", "message-template-new"),
    "shift": (
        "shift-capacity",
        "shift-cancellation",
        "shift-person",
        "shift-walk-ins",
        "shift-thanks",
        "shift-injury",
        "shift-hours",
    ),
    "injuries": ("injury", "injury-numbers"),
    "workflow-draft": (
        "workflow-whole",
        "workflow-part-new",
        "workflow-part",
        "workflow-trial",
        "workflow-publication",
    ),
    "workflows": ("workflow-new",),
    "records": ("record-new", "record-count", "record"),
    "ledger": ("ledger-record",),
    "corrections": ("correction",),
    "imports": ("import-new", "import-platform", "import-format"),
    "import": ("import-explanation",),
    "people": ("people-pair",),
    "invitations": ("invitation-new",),
    "organisations": ("organisation",),
    "guardian": ("guardian-ending",),
    "qualification": ("qualification-training", "qualification-revocation"),
    "indicators": ("indicator",),
    "standards": ("standard-rounds",),
    "standard-round": ("standard-criterion", "standard-submission", "standard-decision"),
    "content": ("content-new",),
    "role": ("role-drawing", "role-ending"),
    "roles": ("role-new",),
    "audit": ("audit-reads", "audit-looks"),
    "requests": ("request", "request-new"),
    "breaches": ("breach", "breach-new"),
    "retention": ("retention-preview",),
}
# Whose heading is the thing they are about, not what is done there.
STEPS = {
    "opportunity": {"opportunity-publication": _("Read and decide")},
    "scorecard": {"scorecard-comparison": _("Side by side")},
    "report": {
        "report-text": _("Write"),
        "report-preview": _("Preview"),
        "report-revisions": _("Versions"),
        "report-approval": _("Read and approve"),
        "report-freeze": _("Freeze the figures"),
        "report-publication": _("Publish"),
        "report-figures": _("Published and live figures"),
    },
    "content-item": {
        "content-text": _("Write"),
        "content-preview": _("Preview"),
        "content-revisions": _("All versions"),
        "content-files": _("Pictures and documents"),
        "content-publication": _("Publish"),
        "content-withdrawal": _("Withdraw"),
    },
    "account": {
        "account-permissions": _("What the account may do"),
        "account-closure": _("Close the account"),
        "account-reopening": _("Open the account again"),
        "account-reset": _("Take the second proofs away"),
        "account-role-new": _("Give a role"),
        "account-role-ending": _("End the role"),
    },
}
SPOTS = {
    HOME: Spot(label=_("Workspace")),
    **PLACES,
    **THINGS,
    **{f"workspace:{name}": Spot(f"workspace:{above}") for above, names in BELOW.items() for name in names},
    **{
        f"workspace:{name}": Spot(f"workspace:{above}", label)
        for above, steps in STEPS.items()
        for name, label in steps.items()
    },
}

HELP = {
    HOME: Help(("user#begin-the-day", "user#roles"), ("proposal", "record")),
    "workspace:opportunit": Help(("user#offer-an-opportunity",), ("opportunity", "session-seat")),
    "workspace:opportunity-question": Help(("user#offer-an-opportunity",), ("question-of-an-opportunity",)),
    "workspace:opportunity-person": Help(("user#choose-volunteers",), ("pending-decision-release",)),
    "workspace:opportunity-people": Help(("user#choose-volunteers",), ("pending-decision-release",)),
    "workspace:opportunity-delivery": Help(("user#exchange-opportunities-and-hours",), ("opportunity",)),
    "workspace:hours": Help(("user#exchange-opportunities-and-hours",), ("record", "rate")),
    "workspace:expense": Help(("user#decide-on-expenses",), ("expense-report",)),
    "workspace:shift": Help(("user#take-attendance-and-enter-hours",), ("attendance", "session-seat")),
    "workspace:shift-thanks": Help(("user#thank-those-who-were-there",), ("kudos", "attendance")),
    "workspace:shift-new": Help(("user#offer-an-opportunity",), ("session-seat",)),
    "workspace:availability": Help(("user#make-a-roster",), ("availability", "roster-shift-cover")),
    "workspace:roster": Help(("user#make-a-roster",), ("roster-shift-cover", "bound-gap")),
    "workspace:group": Help(("user#decide-about-groups",), ("group-held-seat", "session-seat")),
    "workspace:message": Help(("user#write-to-volunteers",), ("message-delivery", "session-seat")),
    "workspace:message-template": Help(
        ("user#write-to-volunteers",), ("message-template", "message-delivery")
    ),
    "workspace:shift-injury": Help(("user#report-an-injury",), ("report-of-an-injury",)),
    "workspace:injur": Help(("user#follow-up-an-injury",), ("report-of-an-injury", "sensitive-read")),
    "workspace:workflow": Help(("user#shape-a-workflow",), ("workflow-version",)),
    "workspace:record": Help(
        ("user#approve-or-reject-an-entry",), ("proposal", "record", "headcount", "evidence")
    ),
    "workspace:record-new": Help(
        ("user#enter-a-headcount", "user#enter-volunteer-hours"), ("headcount", "evidence")
    ),
    "workspace:record-count": Help(("user#count-people-at-a-site",), ("headcount", "evidence")),
    "workspace:ledger": Help(("user#correct-a-record",), ("record", "reversal", "evidence")),
    "workspace:correction": Help(("user#correct-a-record",), ("record", "reversal")),
    "workspace:import": Help(
        ("user#import-a-file-of-records", "user#approve-an-import"), ("record", "cluster")
    ),
    "workspace:import-platform": Help(("user#exchange-opportunities-and-hours",), ("record", "proposal")),
    "workspace:import-format": Help(("import-format#the-file", "import-format#importing-twice")),
    "workspace:people": Help(("user#two-rows-one-person",), ("cluster", "participation")),
    "workspace:organisation": Help(
        ("user#register-your-organisation",), ("registration-of-an-organisation",)
    ),
    "workspace:guardian": Help(("user#younger-than-18-and-guardians",), ("guardian-link",)),
    "workspace:qualification": Help(("user#decide-on-qualifications",), ("skill-qualification",)),
    "workspace:invitation": Help(("user#invite-somebody-to-a-role",), ("invitation", "role-grant")),
    "workspace:scorecard": Help(("user#read-the-scorecard",), ("indicator", "target", "receipt", "seal")),
    "workspace:indicator": Help(("user#read-the-scorecard",), ("indicator", "basis", "exclusion")),
    "workspace:standard": Help(
        ("user#assess-yourselves",), ("standard-criterion", "round-of-self-assessment")
    ),
    "workspace:report": Help(("user#write-and-publish-a-report",), ("freeze-issue", "receipt")),
    "workspace:content": Help(("user#write-pages-and-news",), ("item", "showing-decision")),
    "workspace:audit": Help(("user#check-the-ledger",), ("signed-head", "sensitive-read", "look")),
    "workspace:privacy": Help(
        ("user#answer-what-people-ask-about-their-data",), ("register-of-processing", "erasure")
    ),
    "workspace:request": Help(("user#answer-what-people-ask-about-their-data",), ("request", "erasure")),
    "workspace:breach": Help(("user#deal-with-a-breach-of-personal-data",), ("breach", "drill")),
    "workspace:retention": Help(
        ("user#destroy-what-has-passed-its-period",), ("schedule", "preview-destruction", "legal-hold")
    ),
    "workspace:account": Help(("user#roles",), ("role-grant", "closure", "second-proof")),
    "workspace:role": Help(("user#roles",), ("role-grant", "look")),
}
