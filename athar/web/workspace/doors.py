"""Who may read and who may send something to each address of the workspace; letters as in ``ui.doors.staff``."""

from collections.abc import Set as AbstractSet

from athar.web.ui.doors import NOBODY, Door, staff

PARTNER = staff("p")


def door(reads: str, sends: str = "", thing: str = "", own: AbstractSet[str] = NOBODY) -> Door:
    return Door(staff(reads), staff(sends), thing, own)


DOORS = {
    "workspace:home": door("mvesgbadp"),
    "workspace:records": door("mveap"),
    "workspace:records-file": door("mveap", thing="file"),
    "workspace:record-new": door("mp", "mp"),
    "workspace:record-decisions": door("mveap", "mve"),
    "workspace:record": door("mveap", "mve", "proposal", PARTNER),
    "workspace:ledger": door("mvesga"),
    "workspace:ledger-file": door("mvesga", thing="file"),
    "workspace:ledger-record": door("mvesga", "mv", "record"),
    "workspace:corrections": door("mvea"),
    "workspace:correction": door("mvea", "mve", "correction"),
    "workspace:imports": door("mveap"),
    "workspace:imports-file": door("mveap", thing="file"),
    "workspace:import-new": door("mp", "mp"),
    "workspace:import-format": door("mveap"),
    "workspace:import-template": door("mveap", thing="file"),
    "workspace:import": door("mveap", thing="import", own=PARTNER),
    "workspace:import-review": door("mveap", "mve", "import", PARTNER),
    "workspace:import-refusal": door("mveap", "mve", "import", PARTNER),
    "workspace:import-cancellation": door("mveap", "mp", "import", PARTNER),
    # A file with names: whoever delivered the rows gets it back, nobody else.
    "workspace:import-refused": door("mp", thing="import", own=staff("mp")),
    "workspace:import-explanation": door("mp", "mp", "row", PARTNER),
    "workspace:people": door("ma"),
    "workspace:people-pair": door("ma", "m", "pair"),
    "workspace:people-undoing": door("ma", "m", "merge"),
    "workspace:scorecard": door("mvesgba"),
    "workspace:scorecard-summary": door("mvesgba"),
    "workspace:scorecard-comparison": door("mvesgba"),
    "workspace:scorecard-file": door("mvesgba", thing="file"),
    "workspace:indicators": door("mvesgbad"),
    "workspace:indicators-file": door("mvesgbad", thing="file"),
    "workspace:indicator": door("mvesgbad", thing="indicator"),
    "workspace:reports": door("msgeba"),
    "workspace:report": door("msgeba", thing="report"),
    "workspace:report-text": door("ms", "ms", "report"),
    "workspace:report-preview": door("msgeba", "ms", "report"),
    "workspace:report-revisions": door("msgeba", thing="report"),
    "workspace:report-restoration": door("msgeba", "ms", "revision"),
    "workspace:report-approval": door("b", "b", "report"),
    "workspace:report-freeze": door("ge", "ge", "report"),
    "workspace:report-publication": door("ge", "ge", "report"),
    "workspace:report-figures": door("msgeba", thing="report"),
    "workspace:content": door("msgea"),
    "workspace:content-file": door("msgea", thing="file"),
    "workspace:content-new": door("msg", "msg"),
    "workspace:content-item": door("msgea", thing="item"),
    "workspace:content-text": door("msg", "msg", "item"),
    "workspace:content-preview": door("msgea", "msg", "item"),
    "workspace:content-revisions": door("msgea", thing="item"),
    "workspace:content-restoration": door("msgea", "msg", "item version"),
    "workspace:content-files": door("msgea", "msg", "item"),
    "workspace:content-publication": door("ge", "ge", "item"),
    "workspace:content-withdrawal": door("ge", "ge", "item"),
    "workspace:content-retraction": door("msgea", "ge", "item decision"),
    "workspace:accounts": door("gda"),
    "workspace:account": door("gda", thing="account"),
    "workspace:account-permissions": door("gda", thing="account"),
    "workspace:account-closure": door("d", "d", "account"),
    "workspace:account-reopening": door("d", "d", "account"),
    "workspace:account-role-new": door("d", "d", "account"),
    "workspace:account-role-ending": door("d", "d", "grant"),
    "workspace:audit": door("ga", "ga"),
    "workspace:requests": door("ga"),
    "workspace:request": door("ga", "g", "request"),
    # A file with names, of whoever asked: for those who decide.
    "workspace:request-evidence": door("g", thing="request"),
    "workspace:breaches": door("gdea"),
    "workspace:breach-new": door("gd", "gd"),
    "workspace:breach": door("gdea", "gd", "breach"),
    "workspace:breach-notification": door("gdea", thing="breach"),
    "workspace:privacy": door("gda"),
    "workspace:privacy-register-file": door("gda", thing="file"),
}
