"""What visitors will ask for first, worked out before they come."""

from django.http import HttpRequest
from django.utils.translation import override

from athar.direction.reporting.queries import newest_publications
from athar.engine.register.models import Initiative
from athar.foundation.core.jobs import job
from athar.web.site.asking import ask
from athar.web.site.presenting import figure_page, initiatives, report_page
from athar.web.site.presenting.home import LEAD, home
from athar.web.ui.viewer import Viewer

LANGUAGES = ("ar", "en")


@job
def look_ahead() -> None:
    """
    Compute and keep what the first pages show of the data as it is now. May run as often as one likes.

    Every figure is computed once for a state of the data; whoever comes later only reads.
    """
    first = home()
    if first is None:
        return
    initiatives.cards(Initiative.objects.all(), first.year)
    for publication in newest_publications():
        report_page.restated(publication.freeze)
        for language in LANGUAGES:
            with override(language):
                report_page.text_of(publication.freeze, "")
    figure_page.page(ask(HttpRequest(), first.year, LEAD), Viewer(None, frozenset()))
