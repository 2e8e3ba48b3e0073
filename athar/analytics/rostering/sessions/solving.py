"""A flow first: it is the best roster, or a bound and a start. Then mending, group by group, exchanges, and CP-SAT for the whole."""

from decimal import Decimal

from athar.analytics.rostering.found import Deadline, Found
from athar.analytics.rostering.problem import SessionsProblem
from athar.analytics.rostering.sessions.exact import MOST_VARIABLES, best_by_constraints, size
from athar.analytics.rostering.sessions.exchange import exchanged
from athar.analytics.rostering.sessions.locks import conflicts
from athar.analytics.rostering.sessions.network import Network
from athar.analytics.rostering.sessions.repair import improved, within_limits
from athar.analytics.rostering.sessions.state import Board, Given

SHARE_OF_GROUPS = 0.2  # of the time; groups gain much at once, and then little
SHARE_OF_EXCHANGES = (
    0.4  # of the time, where CP-SAT has the rest; all of it where the problem is too large for that
)
WORTH_A_MODEL = 1.0  # seconds; less is not enough to read one
AT_ONCE = (
    3_000  # pairs of people and sessions that CP-SAT mostly proves before exchanges would have found anything
)


def solve_sessions(problem: SessionsProblem, seconds: float) -> Found:
    """The cheapest roster found in time. There always is one, unless what is locked contradicts itself."""
    deadline = Deadline(seconds)
    board = Board(problem)
    if found := tuple(conflicts(board)):
        return Found(None, Decimal(0), Decimal(0), "locked", found)
    taken, bound = Network(board, board.locked).solve()
    given, method = within_limits(board, taken), "flow"
    if board.price(given) > bound:
        careful = within_limits(board, Network(board, board.locked, cautious=True).solve()[0])
        given = min(given, careful, key=board.price)
    at_once = size(board) <= AT_ONCE and deadline.left > WORTH_A_MODEL
    if board.price(given) > bound and not at_once:
        share = SHARE_OF_EXCHANGES if size(board) <= MOST_VARIABLES else 1.0
        first, both = Deadline(deadline.left * SHARE_OF_GROUPS), Deadline(deadline.left * share)
        given = exchanged(board, improved(board, given, bound, first), bound, both)
        method = "flow+exchanges"
    if board.price(given) > bound and deadline.left > WORTH_A_MODEL:
        best = best_by_constraints(board, given, deadline.left)
        given = min(best.given, given, key=board.price)
        proved = board.price(given) if best.proved else board.scale.inside(board.scale.bound(best.bound))
        bound = max(bound, proved)
        method = "flow+cp-sat"
    return Found(_assignments(board, given), board.outside(board.price(given)), board.outside(bound), method)


def _assignments(board: Board, given: Given) -> list[dict[str, object]]:
    people, sessions = board.problem.people, board.problem.sessions
    return [
        {"person": people[person].id, "session": sessions[place].id}
        for person, own in enumerate(given)
        for place in sorted(own)
    ]
