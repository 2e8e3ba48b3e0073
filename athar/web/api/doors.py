"""Who may ask what. A program counts as the person whose access key it brings; sessions of browsers count for nothing here."""

from athar.web.ui.doors import EVERYBODY, NOBODY, SIGNED_IN, Door, staff

MAY_ENTER = staff("mp")
MAY_SEE_IMPORTS = staff("mveap")
# Whoever may see seats of others: everybody else meets their own alone.
ALL_BUT_MANAGERS = SIGNED_IN - staff("m")

DOORS = {
    "api:description": Door(EVERYBODY),
    "api:figures": Door(EVERYBODY),
    "api:figure": Door(EVERYBODY, thing="figure"),
    "api:figure-receipt": Door(EVERYBODY, thing="figure"),
    "api:figure-records": Door(EVERYBODY, thing="figure"),
    "api:initiatives": Door(EVERYBODY),
    "api:initiative": Door(EVERYBODY, thing="initiative"),
    "api:opportunities": Door(EVERYBODY),
    "api:opportunity": Door(EVERYBODY, thing="opportunity"),
    "api:reports": Door(EVERYBODY),
    "api:report": Door(EVERYBODY, thing="report"),
    "api:report-data": Door(EVERYBODY, thing="report"),
    "api:records": Door(EVERYBODY),
    "api:record": Door(EVERYBODY, thing="record"),
    "api:record-proof": Door(EVERYBODY, thing="record"),
    "api:ledger-head": Door(EVERYBODY),
    "api:ledger-heads": Door(EVERYBODY),
    "api:ledger-consistency": Door(EVERYBODY, thing="heads"),
    "api:verifications": Door(NOBODY, EVERYBODY, tokenless=True),
    "api:credential": Door(EVERYBODY, thing="certificate"),
    "api:session": Door(EVERYBODY, thing="session"),
    "api:seats": Door(NOBODY, SIGNED_IN, thing="session", tokenless=True, narrows=True),
    "api:seat": Door(SIGNED_IN, thing="seat", own=ALL_BUT_MANAGERS, removes=SIGNED_IN, narrows=True),
    "api:attendance": Door(NOBODY, MAY_ENTER, tokenless=True, narrows=True),
    "api:entries": Door(NOBODY, MAY_ENTER, tokenless=True, narrows=True),
    "api:entry": Door(MAY_ENTER, thing="entry", own=MAY_ENTER, narrows=True),
    "api:imports": Door(MAY_SEE_IMPORTS, MAY_ENTER, tokenless=True, narrows=True),
    "api:import": Door(MAY_SEE_IMPORTS, thing="import", own=staff("p"), narrows=True),
    "api:job": Door(MAY_SEE_IMPORTS, thing="job", own=staff("p"), narrows=True),
    "api:key": Door(SIGNED_IN, narrows=True),
    "developers:reference": Door(EVERYBODY),
    "developers:problem": Door(EVERYBODY, thing="problem"),
}
