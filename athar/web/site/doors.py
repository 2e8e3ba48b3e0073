"""Who may open each address of the public site: everybody, but for the files of evidence, which hold names."""

from athar.web.ui.doors import EVERYBODY, NOBODY, Door, staff

DOORS = {
    "health": Door(EVERYBODY),
    "readiness": Door(EVERYBODY),
    "metrics": Door(EVERYBODY),  # whoever they are: from this machine, or with the token
    "site:home": Door(EVERYBODY),
    "site:tour": Door(EVERYBODY),
    "site:initiatives": Door(EVERYBODY),
    "site:initiative": Door(EVERYBODY, thing="initiative"),
    "site:reports": Door(EVERYBODY),
    "site:report": Door(EVERYBODY, thing="publication"),
    "site:report-pdf": Door(EVERYBODY, thing="pdf"),
    "site:report-data": Door(EVERYBODY, thing="publication"),
    "site:report-exhibit": Door(EVERYBODY, thing="exhibit"),
    "site:figure": Door(EVERYBODY, thing="figure"),
    "site:receipt": Door(EVERYBODY, thing="figure"),
    "site:receipt-file": Door(EVERYBODY, thing="figure"),
    "site:recomputation": Door(EVERYBODY, EVERYBODY, "figure"),
    "site:figure-records": Door(EVERYBODY, thing="figure"),
    "site:figure-records-file": Door(EVERYBODY, thing="figure"),
    "site:figure-breakdown-file": Door(EVERYBODY, thing="breakdown"),
    "site:record": Door(EVERYBODY, thing="record"),
    "site:record-proof": Door(EVERYBODY, thing="record"),
    "site:evidence": Door(EVERYBODY, thing="evidence"),
    "site:evidence-file": Door(staff("mvesgba"), thing="evidence"),
    "site:verification": Door(EVERYBODY, EVERYBODY),
    "site:ledger": Door(EVERYBODY),
    "site:head": Door(EVERYBODY),
    "site:sign-in": Door(EVERYBODY, EVERYBODY),
    "site:demonstration-session": Door(NOBODY, EVERYBODY, "member"),
    "site:sign-out": Door(NOBODY, EVERYBODY),
}
