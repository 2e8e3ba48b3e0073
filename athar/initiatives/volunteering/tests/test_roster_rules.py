"""What the search is asked is never weaker than the rules of seats: whatever it finds can be published in any order."""

from collections import Counter
from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from athar.analytics.rostering import check, solve
from athar.engine.journeys.seat_rules import Asking, Span, seat_refusals
from athar.foundation.core.dates import RIYADH
from athar.foundation.core.refusals import Reason
from athar.initiatives.volunteering.choices import Can
from athar.initiatives.volunteering.roster_rules import YES, Board, Candidate, Shift

NOW = datetime(2027, 1, 10, 9, tzinfo=RIYADH)


@st.composite
def spans(draw, key: int) -> Span:
    begin = NOW + timedelta(minutes=30 * draw(st.integers(1, 300)))
    return Span(key, begin, begin + timedelta(minutes=30 * draw(st.integers(1, 12))))


@st.composite
def boards(draw) -> Board:
    limits = st.none() | st.integers(60, 900)
    shifts = [
        Shift(draw(spans(key)), draw(st.sampled_from([0, 60, 480])), draw(limits), draw(st.integers(0, 2)))
        for key in range(1, draw(st.integers(2, 6)))
    ]
    people = [
        Candidate(
            key, tuple(draw(st.lists(spans(100 + key), max_size=1))),
            draw(st.dictionaries(st.sampled_from([shift.key for shift in shifts]), st.sampled_from(Can.values))),
            draw(st.none() | st.integers(0, 2)),
        )
        for key in range(1, draw(st.integers(2, 5)))
    ]  # fmt: skip
    return Board({one.key: one for one in shifts}, {one.key: one for one in people}, NOW)


@settings(max_examples=30, deadline=None)
@given(boards(), st.randoms(use_true_random=False))
def test_every_rule_of_seats_holds_for_what_is_found_in_whatever_order_it_is_published(board, chance):
    problem = board.problem()
    if not problem["sessions"]:
        return
    answer = solve(problem, seconds=2)
    places = [(each["person"], each["session"]) for each in answer["assignments"]]
    assert board.faults(places) == {}

    chance.shuffle(places)
    seats = {person.key: list(person.taken) for person in board.people.values()}
    for who, key in places:
        shift = board.shifts[key]
        asking = Asking(
            shift.span, shift.rest_minutes, shift.weekly_minutes, cancelled=False, taken=tuple(seats[who]), at=NOW
        )  # fmt: skip
        assert seat_refusals(asking) == []
        assert board.people[who].answers[key] in YES
        seats[who].append(shift.span)
    for key, many in Counter(key for _who, key in places).items():
        assert many <= board.shifts[key].free
    for person in board.people.values():
        assert person.most is None or len(seats[person.key]) - len(person.taken) <= person.most

    # What was found can be locked whole: nothing given contradicts the problem it becomes a part of.
    assert check(board.problem(places), answer["assignments"]).faults == []
    assert board.keepable(places) == places


def test_every_rule_that_is_broken_is_named():
    evening = Span(1, NOW + timedelta(hours=8), NOW + timedelta(hours=12))
    later = Span(2, NOW + timedelta(hours=13), NOW + timedelta(hours=17))
    board = Board(
        {1: Shift(evening, 0, None, 1), 2: Shift(later, 480, 300, 1)},
        {
            7: Candidate(7, (), {2: Can.CANNOT}, 1, {2: [Reason("needs_skill_first_aid", "")]}),
            8: Candidate(8, (), {}, None),
        },
        NOW,
    )
    codes = [reason.code for reason in board.broken((7, 2), [(7, 1), (8, 2)])]
    assert codes == ["no_rest", "too_much", "needs_skill_first_aid", "cannot", "most", "full"]
    assert [reason.code for reason in board.broken((9, 1))] == ["no_part"]
    assert [reason.code for reason in board.broken((8, 3))] == ["gone"]
