"""What somebody begins a workflow from when they begin from nothing."""

from athar.engine.journeys.designs.shape import Design, Stage, State, Words


def blank(name: Words) -> Design:
    """One stage with one state, in which a case begins; how it goes on is still to be written."""
    begun = Words("طلب لم يُرسل", "Not sent yet")
    return Design(
        name=name,
        start="begun",
        stages=(Stage("apply", Words("التقديم", "Application")),),
        states=(State("begun", "apply", begun, begun),),
        transitions=(),
    )
