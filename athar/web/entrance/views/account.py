"""What one's own account is made of."""

from typing import Any

from django.utils import timezone
from django.views.generic import TemplateView

from athar.foundation.core.dates import riyadh_day
from athar.foundation.identity.queries import has_proven_phone
from athar.foundation.identity.rules import is_minor
from athar.web.entrance.landing import landing
from athar.web.entrance.views.base import Own


class Overview(Own, TemplateView):
    template_name = "entrance/account.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        person = self.account.person
        today = riyadh_day(timezone.now())
        return super().get_context_data(
            account=self.account, person=person, onward=landing(self.account),
            phone_proven=has_proven_phone(self.account), has_password=self.account.has_usable_password(),
            minor=bool(person.birth_date and is_minor(person.birth_date, on=today)), **kwargs,
        )  # fmt: skip
