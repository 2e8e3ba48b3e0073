"""Who of those who work here is told what: the tables of ``access`` say whose work it is."""

from athar.direction.reporting.facts import ReportPublished
from athar.direction.reporting.models import Publication
from athar.engine.ledger.facts import EntryProposed
from athar.engine.ledger.models import Proposal
from athar.foundation.core.facts import subscribe
from athar.foundation.notices.operations import tell
from athar.foundation.notices.queries import holders
from athar.web.workspace.access import DOES, SEES, Act, Place


@subscribe(EntryProposed)
def tell_who_may_decide(fact: EntryProposed) -> None:
    proposal = Proposal.objects.select_related("initiative", "edition").get(pk=fact.proposal)
    deciding = holders(DOES[Act.DECIDE_FACTS], at=fact.at, about=proposal)
    tell([person for person in deciding if person != fact.by], "workspace.waiting", at=fact.at)


@subscribe(ReportPublished)
def tell_who_works_on_reports(fact: ReportPublished) -> None:
    publication = Publication.objects.select_related("freeze__revision__report").get(pk=fact.publication_id)
    report, told = publication.freeze.revision.report, holders(SEES[Place.REPORTS], at=publication.at)
    tell(
        [person for person in told if person != publication.by_id],
        "reporting.published", at=publication.at, slug=report.slug, title_ar=report.title_ar, title_en=report.title_en,
    )  # fmt: skip
