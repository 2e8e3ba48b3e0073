"""Messages about what was decided, to whoever waits for it."""

from datetime import datetime
from typing import Any

from athar.foundation.core.refusals import Text
from athar.foundation.identity import messages
from athar.foundation.identity.choices import Channel
from athar.foundation.people.models import Account, Person


def tell(person: Person, *, template: str, subject: Text, at: datetime, **facts: Any) -> None:
    """Write to the person's account, in its language; a site that sends no mail says it on their pages alone."""
    account = Account.objects.filter(person=person, is_active=True).first()
    if account is None or not messages.can_send(Channel.EMAIL):
        return
    messages.write(
        template=template, subject=subject, channel=Channel.EMAIL, address=account.email, at=at, account=account,
        language=account.language, **facts,
    )  # fmt: skip
