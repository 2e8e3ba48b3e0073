"""Small problems, by hand and by chance. Sara and Khalid volunteer; Noura makes the roster."""

from hypothesis import strategies as st

limit = st.none() | st.integers(0, 3)
cost = st.integers(0, 5) | st.sampled_from([0.5, 1.25])


def days(**changes):
    person = {"id": "Sara", "skills": [], **changes.pop("person", {})}
    return {"days": 7, "shifts": [{"id": "D", "minutes": 480}], "people": [person], "cover": [], **changes}


def plan(person="Sara", **shifts):
    """``plan(d0="D", d3="N")``: what the person works on days 0 and 3."""
    return [{"person": person, "day": int(day[1:]), "shift": shift} for day, shift in shifts.items()]


def session(name, start, end, **more):
    return {
        "id": name,
        "start": start,
        "end": end,
        "place": "Riyadh",
        "needed": 1,
        "skills": [],
        "under": 10,
        **more,
    }


@st.composite
def days_problems(draw):
    length, shifts = draw(st.sampled_from([(3, ["D", "N"]), (5, ["D"]), (4, ["D"])]))
    people = ["Sara", "Khalid"]
    some_days = st.lists(st.integers(0, length - 1), max_size=1)
    some_skills = st.lists(st.sampled_from(["drive"]), max_size=1)
    day = st.integers(0, length - 1)
    return {
        "days": length,
        "weekend": draw(st.sampled_from([[0, 1], [2], [5, 6]])),
        "shifts": [
            {"id": name, "minutes": draw(st.sampled_from([240, 480])), "skills": draw(some_skills),
             "cannot_follow": draw(st.lists(st.sampled_from(shifts), max_size=1))}
            for name in shifts
        ],
        "people": [
            {"id": name, "skills": draw(some_skills), "days_off": draw(some_days),
             "max_shifts": draw(st.dictionaries(st.sampled_from(shifts), st.integers(0, 3), max_size=1)),
             "max_minutes": draw(st.sampled_from([None, 480, 960])), "min_minutes": draw(st.sampled_from([None, None, 240, 480])),
             "max_consecutive": draw(limit), "min_consecutive": draw(limit), "min_consecutive_off": draw(limit), "max_weekends": draw(st.none() | st.integers(0, 1))}
            for name in people
        ],
        "cover": draw(st.lists(st.fixed_dictionaries(
            {"day": day, "shift": st.sampled_from(shifts), "needed": st.integers(0, 2), "under": cost, "over": cost, "skill": st.sampled_from([None, "drive"])}), max_size=5)),
        "requests": draw(st.lists(st.fixed_dictionaries(
            {"person": st.sampled_from(people), "day": day, "shift": st.sampled_from(shifts), "on": st.booleans(), "weight": cost}), max_size=3)),
    }  # fmt: skip


@st.composite
def sessions_problems(draw):
    names = [f"s{number}" for number in range(draw(st.integers(1, 4)))]
    some_skills = st.lists(st.sampled_from(["drive"]), max_size=1)
    window = st.tuples(st.integers(0, 4), st.integers(5, 12)).map(lambda pair: [60 * pair[0], 60 * pair[1]])
    starts = {name: 30 * draw(st.integers(0, 18)) for name in names}
    return {
        "sessions": [
            session(name, starts[name], starts[name] + draw(st.sampled_from([60, 90, 120])),
                    needed=draw(st.integers(0, 2)), skills=draw(some_skills), under=draw(cost),
                    rest_minutes=draw(st.sampled_from([0, 0, 60])), week=draw(st.sampled_from(["w1", "w2"])))
            for name in names
        ],
        "people": [
            {"id": name, "skills": draw(some_skills), "max_minutes": draw(st.sampled_from([None, 60, 150, 210])),
             "available": draw(st.none() | st.lists(window, max_size=2)), "min_rest_minutes": draw(st.sampled_from([0, 30, 60, 120])),
             "prefers": draw(st.dictionaries(st.sampled_from(names), st.integers(-3, 4), max_size=2)),
             "cannot": draw(st.lists(st.sampled_from(names), max_size=1)),
             "weekly_minutes": draw(st.dictionaries(st.sampled_from(["w1", "w2"]), st.sampled_from([60, 150, 210]), max_size=1))}
            for name in ["Sara", "Khalid", "Omar"][: draw(st.integers(1, 3))]
        ],
        "fairness": draw(st.sampled_from([0, 1, 0.5])),
    }  # fmt: skip
