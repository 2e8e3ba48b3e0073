from athar.engine.journeys.catalogue import template
from athar.engine.journeys.tracks import track_of


def places(code: str, state: str) -> list[str]:
    return [step.place for step in track_of(template(code), state)]


def test_a_case_stands_at_one_stage_of_its_way():
    assert places("opportunity_chosen", "sent") == ["here", "next", "next"]
    assert places("opportunity_chosen", "placed") == ["done", "here", "next"]


def test_a_way_that_was_gone_to_its_end_is_done_and_one_that_broke_off_shows_no_stages():
    assert places("opportunity_chosen", "completed") == ["done", "done", "done"]
    assert places("opportunity_chosen", "withdrawn") == []
