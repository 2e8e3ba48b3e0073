"""A flow first: it is the best roster, or a bound and a start. Then mending, improving and, where a gap is left, CP-SAT."""

from decimal import Decimal

from athar.analytics.rostering.found import Deadline, Found
from athar.analytics.rostering.problem import SessionsProblem
from athar.analytics.rostering.sessions.exact import MOST_VARIABLES, best_by_constraints, size
from athar.analytics.rostering.sessions.locks import conflicts
from athar.analytics.rostering.sessions.network import Network
from athar.analytics.rostering.sessions.repair import improved, within_limits
from athar.analytics.rostering.sessions.state import Board, Given

SHARE_OF_IMPROVING = 0.3  # of the time, before CP-SAT has the rest
WORTH_A_MODEL = 1.0  # seconds; less is not enough to read one


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
    small = size(board) <= MOST_VARIABLES
    if board.price(given) > bound:
        share = SHARE_OF_IMPROVING if small else 1.0
        given = improved(board, given, bound, Deadline(deadline.left * share))
        method = "flow+improvement"
    if board.price(given) > bound and small and deadline.left > WORTH_A_MODEL:
        other, proved = best_by_constraints(board, given, deadline.left)
        given = min(other, given, key=board.price)
        bound = max(bound, board.scale.inside(board.scale.bound(proved)))
        method = "flow+cp-sat"
    return Found(_assignments(board, given), board.outside(board.price(given)), board.outside(bound), method)


def _assignments(board: Board, given: Given) -> list[dict[str, object]]:
    people, sessions = board.problem.people, board.problem.sessions
    return [
        {"person": people[person].id, "session": sessions[place].id}
        for person, own in enumerate(given)
        for place in sorted(own)
    ]
