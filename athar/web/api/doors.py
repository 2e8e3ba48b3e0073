"""Who may ask what. A program counts as the person whose access key it brings; sessions of browsers count for nothing here."""

from athar.web.ui.doors import EVERYBODY, LETTERS, NOBODY, Door, staff

MAY_ENTER = staff("mp")
MAY_SEE_IMPORTS = staff("mveap")
# Whoever has a role that opens something to programs, and so can have a key.
WITH_A_KEY = staff("".join(LETTERS)) - staff("d")

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
    "api:entries": Door(NOBODY, MAY_ENTER, tokenless=True, narrows=True),
    "api:entry": Door(MAY_ENTER, thing="entry", own=MAY_ENTER, narrows=True),
    "api:imports": Door(MAY_SEE_IMPORTS, narrows=True),
    "api:import": Door(MAY_SEE_IMPORTS, thing="import", own=staff("p"), narrows=True),
    "api:key": Door(WITH_A_KEY, narrows=True),
    "developers:reference": Door(EVERYBODY),
    "developers:problem": Door(EVERYBODY, thing="problem"),
}
