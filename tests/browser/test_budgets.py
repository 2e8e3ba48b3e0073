"""
What a page may weigh and how soon it stands, face by face; ``-s`` prints what was measured (see docs/performance.md).

Weights are hard limits, a little above what they were when they were set: whoever needs more finds out here, and says why.
"""

from statistics import median

import pytest

from tests.browser.measuring import Load, Scales
from tests.browser.visiting import ARABIC, PHONE, step_in

pytestmark = pytest.mark.browser

LOADS, AT_MOST = (
    2,
    12,
)  # more only while each so far was slow: what else the machine does makes a page slower, never sooner
PAINTED = 1500  # milliseconds
MOVED = 0.1
BLOCKED = 300  # milliseconds
REQUESTS = 14
FILES = {"css": 20_500, "js": 11_000, "fonts": 60_000}
# Who looks, where, and bytes over the network at most: of the page itself, and of files of each kind.
LIMITS = {
    "first page": ("", "/", {"html": 10_000, **FILES}),
    "first page in English": ("", "/en/", {"html": 10_000, **FILES}),
    "annual report": ("", "/reports/annual-2023/", {"html": 28_000, **FILES}),
    "figure": ("", "/figures/2023/beneficiaries.reached/", {"html": 18_000, **FILES}),
    "my journey": ("sara", "/me/", {"html": 8_000, **FILES}),
    "workspace": ("noura", "/workspace/", {"html": 13_000, **FILES, "js": 29_000}),
}


@pytest.mark.parametrize("face", LIMITS)
def test_a_page_is_light_and_stands_soon_on_a_slow_phone(visits, face):
    person, path, limits = LIMITS[face]
    context = visits.newcomer()
    page = context.new_page()
    page.set_viewport_size(PHONE)
    if person:
        step_in(page, person, ARABIC)
    scales = Scales(page)
    loads = [scales.weigh(path) for _ in range(LOADS)]
    while not is_soon(loads) and len(loads) < AT_MOST:
        loads.append(scales.weigh(path))
    context.close()
    print(described(face, loads))  # noqa: T201 -- what docs/performance.md holds
    weight = {kind: max(load.weight[kind] for load in loads) for kind in limits}
    assert all(weight.values()), "a page, its styles, its scripts and its fonts"
    assert {kind: bytes_ for kind, bytes_ in weight.items() if bytes_ > limits[kind]} == {}
    assert max(load.requests for load in loads) <= REQUESTS
    assert min(load.moved for load in loads) < MOVED
    assert is_soon(loads)


def is_soon(loads: list[Load]) -> bool:
    return min(load.blocked for load in loads) < BLOCKED and min(load.paint for load in loads) < PAINTED


def described(face: str, loads: list[Load]) -> str:
    """A line of the table in docs/performance.md: medians."""
    kinds = ("html", "css", "js", "fonts")
    weights = " | ".join(f"{median(load.weight[kind] for load in loads) / 1000:.1f}" for kind in kinds)
    times = f"{median(load.paint for load in loads):.0f} | {median(load.blocked for load in loads):.0f}"
    return f"| {face} | {weights} | {median(load.requests for load in loads):.0f} | {times} | {median(load.moved for load in loads):.3f} |"
