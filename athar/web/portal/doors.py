"""Who may open each address of a person's own pages: whoever is signed in, and each meets nothing but their own."""

from athar.web.ui.doors import EVERYBODY, SIGNED_IN, Door

DOORS = {
    "portal:home": Door(SIGNED_IN),
    "portal:hours": Door(SIGNED_IN),
    "portal:data": Door(SIGNED_IN),
    "portal:data-rows": Door(SIGNED_IN, thing="holding"),
    "portal:copies": Door(SIGNED_IN, SIGNED_IN),
    "portal:copy-data": Door(SIGNED_IN, thing="copy", own=SIGNED_IN),
    "portal:copy-document": Door(SIGNED_IN, thing="copy", own=SIGNED_IN),
    "portal:erasure": Door(SIGNED_IN, SIGNED_IN),
    "portal:erasure-undoing": Door(SIGNED_IN, SIGNED_IN),
    "portal:roles": Door(SIGNED_IN),
    "portal:delegation": Door(SIGNED_IN, SIGNED_IN, "grant", own=SIGNED_IN),
    "portal:role-ending": Door(SIGNED_IN, SIGNED_IN, "grant", own=SIGNED_IN),
    "portal:correction": Door(SIGNED_IN, SIGNED_IN, "fact"),
    "portal:child-correction": Door(SIGNED_IN, SIGNED_IN, "child's fact", SIGNED_IN),
    "portal:requests": Door(SIGNED_IN),
    "portal:request-new": Door(SIGNED_IN, SIGNED_IN),
    # Read, it leads back to the list; sent to, it finds one's own alone.
    "portal:request-retraction": Door(SIGNED_IN, SIGNED_IN, "request", sends_own=SIGNED_IN),
    "portal:consents": Door(SIGNED_IN),
    "portal:agreement": Door(SIGNED_IN, SIGNED_IN, "purpose"),
    "portal:withdrawal": Door(SIGNED_IN, SIGNED_IN, "purpose"),
    "portal:children": Door(SIGNED_IN),
    "portal:child": Door(SIGNED_IN, thing="child", own=SIGNED_IN),
    "portal:child-rows": Door(SIGNED_IN, thing="child's holding", own=SIGNED_IN),
    "portal:child-consents": Door(SIGNED_IN, thing="child", own=SIGNED_IN),
    "portal:child-agreement": Door(SIGNED_IN, SIGNED_IN, "child's purpose", own=SIGNED_IN),
    "portal:child-withdrawal": Door(SIGNED_IN, SIGNED_IN, "child's purpose", own=SIGNED_IN),
    "portal:link-ending": Door(SIGNED_IN, SIGNED_IN, "link", sends_own=SIGNED_IN),
    "portal:guardians": Door(SIGNED_IN, SIGNED_IN),
    "portal:naming-withdrawal": Door(SIGNED_IN, SIGNED_IN, "naming", sends_own=SIGNED_IN),
    "portal:programs": Door(SIGNED_IN, SIGNED_IN),
    "portal:program-revocation": Door(SIGNED_IN, SIGNED_IN, "access key", sends_own=SIGNED_IN),
    # Read, they lead back to the list, whosever the approval; sent to, they find the guardian's own alone.
    "portal:revocation": Door(SIGNED_IN, SIGNED_IN, "approval", sends_own=SIGNED_IN),
    "portal:renewal": Door(SIGNED_IN, SIGNED_IN, "approval", sends_own=SIGNED_IN),
    "portal:notices": Door(SIGNED_IN),
    "portal:notices-read": Door(SIGNED_IN, SIGNED_IN),
    "portal:notice-preferences": Door(SIGNED_IN, SIGNED_IN),
    "portal:notice": Door(SIGNED_IN, thing="notice", own=SIGNED_IN),
    "portal:notice-reading": Door(SIGNED_IN, SIGNED_IN, "notice", own=SIGNED_IN),
    # Whoever holds the link was sent it; programs for mail follow it without a form.
    "portal:unsubscription": Door(EVERYBODY, EVERYBODY, "unsubscription", tokenless=True),
}
