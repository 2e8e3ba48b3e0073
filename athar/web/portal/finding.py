"""What of a person's own pages can be searched: the pages themselves, by name."""

from django.urls import reverse
from django.utils.translation import gettext_lazy

from athar.web.portal.views.base import NOTICES, WAYS
from athar.web.ui.finding import Asked, Hit, finds
from athar.web.ui.viewer import Viewer


@finds(gettext_lazy("My journey"), order=7)
def ways(asked: Asked, viewer: Viewer, limit: int) -> list[Hit]:
    if viewer.person is None:
        return []
    ranked = [(str(label), name, asked.rank(str(label))) for name, label, _icon in [*WAYS, NOTICES]]
    return [Hit(label, reverse(f"portal:{name}"), rank) for label, name, rank in ranked if rank is not None][
        :limit
    ]
