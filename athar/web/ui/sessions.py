"""Sessions in the database, as Django keeps them; read with every page, so the question is composed once."""

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db.models import CharField

from athar.foundation.core.composed import Composed, Given, Moment

SESSION = Composed(
    lambda: Session.objects.filter(session_key=Given("key", CharField()), expire_date__gt=Moment())
)


class SessionStore(db.SessionStore):
    """Of one browser."""

    def _get_session_from_db(self) -> Session | None:
        found = SESSION.first(key=self.session_key)
        if found is None:
            self._session_key = None
        return found
