"""What the page of the ledger says about its signed heads."""

from typing import Any

from django.conf import settings

from athar.analytics.proofs import verify_consistency
from athar.engine.ledger.models import Head, SignedHead
from athar.engine.ledger.proofs import prove_consistency
from athar.engine.ledger.signing import key
from athar.foundation.core.keeping import kept

HEADS = 12
KEPT_SECONDS = 3600


def page() -> dict[str, Any]:
    heads = list(SignedHead.objects.order_by("-size")[:HEADS])
    size = Head.objects.get().size
    newest = heads[0] if heads else None
    return {
        "size": size,
        "unsigned": size - (newest.size if newest else 0),
        "heads": [{"size": head.size, "at": head.at, "root": bytes(head.root).hex()} for head in heads],
        "newest": newest,
        "root": bytes(newest.root).hex() if newest else "",
        "consistency": consistency(heads[1], heads[0]) if len(heads) > 1 and heads[1].size else None,
        "verifier_key": str(key().public),
        "base_url": settings.ATHAR_BASE_URL,
    }


def consistency(old: SignedHead, new: SignedHead) -> dict[str, Any]:
    """Whether the newest head only added to the one before, proved and checked; neither of the two ever changes."""
    name = f"consistency:{bytes(old.root).hex()}:{bytes(new.root).hex()}"
    return kept(name, KEPT_SECONDS, lambda: _checked(old, new))


def _checked(old: SignedHead, new: SignedHead) -> dict[str, Any]:
    path = prove_consistency(old, new)
    holds = verify_consistency(old.size, new.size, path, bytes(old.root), bytes(new.root))
    return {"old": old.size, "new": new.size, "hashes": len(path), "holds": holds}
