"""Sessions as Django keeps them in the database; every page of everybody reads one (ADR 0056)."""

from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions
from django.contrib.sessions.models import Session
from django.utils import timezone

from elearning.core.database import Given, Prepared

_LIVE = Prepared(
    lambda: Session.objects.filter(
        session_key=Given("key"), expire_date__gt=Given("now")
    )
)


class SessionStore(DatabaseSessions):
    def _get_session_from_db(self) -> Session | None:
        found = _LIVE.first(key=self.session_key, now=timezone.now())
        if found is None:
            self._session_key = None
        return found
