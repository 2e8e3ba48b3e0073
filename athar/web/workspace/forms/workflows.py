"""The parts of a workflow as somebody writes them; whether the whole makes sense is the engine's to say."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from inspect import signature
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from athar.engine.journeys.designs import Design, Stage, State, Transition, Use, Words
from athar.engine.journeys.designs.editing import Kind, Part, code_for, parts_of
from athar.engine.journeys.designs.faults import LONGEST
from athar.engine.journeys.registry import Entry, effects, guards
from athar.foundation.core.forms import WholeNumberField
from athar.foundation.core.numerals import latin_digits
from athar.web.workspace.forms.content import ARABIC, ENGLISH
from athar.web.workspace.shaping.workflows import ACTORS
from athar.web.workspace.words import language

SCRATCH = "scratch"


def said(words: Words) -> str:
    return words.in_language(language())


def _name(label: Any, language: dict[str, str], *, required: bool = True, note: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label, max_length=LONGEST, required=required, help_text=note, widget=forms.TextInput(language)
    )


class BasedForm(forms.Form):
    """``based_on``: the draft that whoever writes saw, so that two cannot overwrite each other unseen."""

    based_on = forms.IntegerField(min_value=1, widget=forms.HiddenInput())

    def take_over(self, seen: Mapping[str, Any], now: Mapping[str, Any], *, number: int) -> list[str]:
        """
        Go on from a newer draft: what somebody else changed and this writer did not is taken over, what the writer changed stays.

        :param seen: what the fields said in the draft that was seen; ``now``: what they say in the newer one, of that number, or
            nothing where that has no such part any more: then what was written stands as it is.
        :returns: the labels of what both changed, each otherwise.
        """
        data = self.data.copy()  # type: ignore[attr-defined]
        both = []
        for name, field in self.fields.items() if now else ():
            if name == "based_on":
                continue
            mine, before, theirs = (
                data.getlist(name),
                _sent(field, seen.get(name)),
                _sent(field, now.get(name)),
            )
            if _same(field, theirs, before) or _same(field, theirs, mine):
                continue
            if _same(field, mine, before):
                data.setlist(name, theirs)
            else:
                both.append(str(field.label))
        data["based_on"] = str(number)
        self.data = data
        return both


class PartForm(BasedForm):
    """What every part has: a name in both languages, and its place among the others. ``kind``: which of them it is."""

    kind: ClassVar[Kind]
    name_ar = _name(_("Arabic name"), ARABIC)
    name_en = _name(_("English name"), ENGLISH)
    after = forms.ChoiceField(label=_("Stands"), required=False)

    def __init__(self, *args: Any, design: Design, part: Part | None = None, **more: Any) -> None:
        self.design, self.part = design, part
        super().__init__(*args, **more)
        others = [other for other in self.others() if part is None or other.code != part.code]
        self.offer("after", [("", _("First")), *((other.code, _after(other)) for other in others)])

    def others(self) -> Sequence[Part]:
        return parts_of(self.design, self.kind)

    def offer(self, name: str, choices: Iterable[tuple[str, Any]]) -> None:
        self.fields[name].choices = list(choices)  # type: ignore[attr-defined]

    def code(self) -> str:
        taken = {"new", *(other.code for other in self.others())}
        return self.part.code if self.part else code_for(self.cleaned_data["name_en"], taken)

    def names(self) -> Words:
        return Words(self.cleaned_data["name_ar"].strip(), self.cleaned_data["name_en"].strip())

    @classmethod
    def first(cls, design: Design, part: Part | None) -> dict[str, Any]:
        """What the form begins with; a new part stands last."""
        return _placed(parts_of(design, cls.kind), part) | (_told(part) if part else {})


class StageForm(PartForm):
    kind = "stages"

    def made(self) -> Stage:
        return Stage(self.code(), self.names())


class StateForm(PartForm):
    kind = "states"
    name_ar = _name(_("Arabic name for staff"), ARABIC)
    name_en = _name(_("English name for staff"), ENGLISH)
    public_ar = _name(_("Arabic name in public"), ARABIC, required=False, note=_("What whoever’s case it is reads; empty: the same as staff"))  # fmt: skip
    public_en = _name(_("English name in public"), ENGLISH, required=False)
    stage = forms.ChoiceField(label=_("Stage"))
    ends = forms.BooleanField(label=_("The case is over here"), required=False)
    field_order = ("name_ar", "name_en", "public_ar", "public_en", "stage", "ends", "after", "based_on")

    def __init__(self, *args: Any, design: Design, part: Part | None = None, **more: Any) -> None:
        super().__init__(*args, design=design, part=part, **more)
        self.offer("stage", [(stage.code, said(stage.name)) for stage in design.stages])

    def made(self) -> State:
        names, data = self.names(), self.cleaned_data
        public = Words(data["public_ar"].strip() or names.ar, data["public_en"].strip() or names.en)
        return State(self.code(), data["stage"], names, public, data["ends"])


class StepForm(PartForm):
    """A step, with a field for each setting of a guard or an effect."""

    kind = "transitions"
    sources = forms.MultipleChoiceField(label=_("From"), widget=forms.CheckboxSelectMultiple)
    target = forms.ChoiceField(label=_("To"))
    by = forms.MultipleChoiceField(
        label=_("Who may"), choices=list(ACTORS.items()), widget=forms.CheckboxSelectMultiple
    )
    guards = forms.MultipleChoiceField(
        label=_("What must hold"), required=False, widget=forms.CheckboxSelectMultiple
    )
    asks_reason = forms.BooleanField(label=_("Whoever takes it writes why"), required=False)
    effects = forms.MultipleChoiceField(
        label=_("What happens then"), required=False, widget=forms.CheckboxSelectMultiple
    )
    decides = forms.BooleanField(
        label=_("It is a decision: taken first, and carried out with the others of the call"), required=False
    )

    def __init__(self, *args: Any, design: Design, part: Part | None = None, **more: Any) -> None:
        super().__init__(*args, design=design, part=part, **more)
        states = [(state.code, said(state.staff)) for state in design.states]
        self.offer("sources", [(state.code, said(state.staff)) for state in design.states if not state.ends])
        self.offer("target", states)
        for name, known in REGISTERED.items():
            self.offer(name, [(entry.code, entry.label) for entry in known.values()])
            self.fields |= {
                _setting(code, setting): _field(entry, setting)
                for code, entry in known.items()
                for setting in entry.settings
            }
        order = ["name_ar", "name_en", "sources", "target", "by", "guards", *self._settings(guards), "asks_reason", "effects", *self._settings(effects), "decides", "after", "based_on"]  # fmt: skip
        self.order_fields(order)

    def _settings(self, known: Mapping[str, Entry[Any]]) -> list[str]:
        return [_setting(code, name) for code, entry in known.items() for name in entry.settings]

    def made(self) -> Transition:
        data = self.cleaned_data
        return Transition(
            code=self.code(), sources=tuple(data["sources"]), target=data["target"], name=self.names(), by=frozenset(data["by"]),
            guards=self._uses("guards"), effects=self._uses("effects"), decides=data["decides"], asks_reason=data["asks_reason"],
        )  # fmt: skip

    def _uses(self, name: str) -> tuple[Use, ...]:
        """In the order in which they stood; what is new comes after that."""
        before = [use.code for use in getattr(self.part, name)] if self.part else []
        chosen = self.cleaned_data[name]
        codes = [code for code in before if code in chosen] + [code for code in chosen if code not in before]
        return tuple(Use(code, self._parameters(REGISTERED[name][code])) for code in codes)

    def _parameters(self, entry: Entry[Any]) -> dict[str, Any]:
        written = {name: self.cleaned_data.get(_setting(entry.code, name)) for name in entry.settings}
        return {name: value for name, value in written.items() if value not in {None, ""}}


AnyPartForm = StageForm | StateForm | StepForm


class NewWorkflowForm(forms.Form):
    """What a workflow is called, its code, and what it is begun from."""

    name_ar = _name(_("Arabic name"), ARABIC)
    name_en = _name(_("English name"), ENGLISH)
    code = forms.CharField(
        label=_("Code"), max_length=40, widget=forms.TextInput({"dir": "ltr", "autocomplete": "off"}),
        help_text=_("Small Latin letters, digits and hyphens, like summer-course; it stays as it is"),
    )  # fmt: skip
    begins_from = forms.ChoiceField(label=_("Begin from"), initial=SCRATCH, widget=forms.RadioSelect)

    def __init__(self, *args: Any, offered: Mapping[str, Design], **more: Any) -> None:
        super().__init__(*args, **more)
        self.offered = offered
        self.fields["begins_from"].choices = [(code, said(design.name)) for code, design in offered.items()]  # type: ignore[attr-defined]

    def clean_code(self) -> str:
        return latin_digits(self.cleaned_data["code"]).strip().lower()

    def said(self) -> dict[str, Any]:
        """As ``begin_workflow`` takes it."""
        data = self.cleaned_data
        name = Words(data["name_ar"].strip(), data["name_en"].strip())
        return {"code": data["code"], "design": replace(self.offered[data["begins_from"]], name=name)}


class WholeForm(BasedForm):
    """What the workflow is called, and where a case begins."""

    name_ar = _name(_("Arabic name"), ARABIC)
    name_en = _name(_("English name"), ENGLISH)
    start = forms.ChoiceField(label=_("A case begins in"))
    field_order = ("name_ar", "name_en", "start", "based_on")

    @classmethod
    def first(cls, design: Design) -> dict[str, Any]:
        return _named(design.name) | {"start": design.start}

    def __init__(self, *args: Any, design: Design, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["start"].choices = [  # type: ignore[attr-defined]
            (state.code, said(state.staff)) for state in design.states if not state.ends
        ]

    def changed(self, draft: Design) -> Design:
        said_now = self.cleaned_data
        name = Words(said_now["name_ar"].strip(), said_now["name_en"].strip())
        return replace(draft, name=name, start=said_now["start"])


REGISTERED: dict[str, Mapping[str, Entry[Any]]] = {"guards": guards, "effects": effects}


def _setting(code: str, name: str) -> str:
    return f"{code}-{name}"


def _field(entry: Entry[Any], name: str) -> forms.Field:
    """A number where the registered function takes one."""
    label = f"{entry.label}: {entry.settings[name]}"
    if signature(entry.run).parameters[name].annotation in {int, "int"}:
        return WholeNumberField(label=label, required=False, min_value=0, max_value=1000)
    return forms.CharField(label=label, required=False, max_length=LONGEST)


def _after(part: Part) -> str:
    return str(_("After %(name)s")) % {"name": said(part.staff if isinstance(part, State) else part.name)}


def _told(part: Part) -> dict[str, Any]:
    """What a form of a part begins with, but for its place among the others."""
    match part:
        case Stage():
            return _named(part.name)
        case State():
            public = {"public_ar": part.public.ar, "public_en": part.public.en}
            return _named(part.staff) | public | {"stage": part.stage, "ends": part.ends}
        case Transition():
            uses = (*part.guards, *part.effects)
            settings = {
                _setting(use.code, name): value for use in uses for name, value in use.parameters.items()
            }
            return _named(part.name) | settings | {
                "sources": part.sources, "target": part.target, "by": sorted(part.by), "guards": [use.code for use in part.guards],
                "effects": [use.code for use in part.effects], "decides": part.decides, "asks_reason": part.asks_reason,
            }  # fmt: skip


def _named(words: Words) -> dict[str, str]:
    return {"name_ar": words.ar, "name_en": words.en}


def _sent(field: forms.Field, value: Any) -> list[str]:
    """A value as a browser sends it."""
    if isinstance(field, forms.BooleanField):
        return ["on"] if value else []
    if isinstance(field, forms.MultipleChoiceField):
        return [str(one) for one in value or ()]
    return ["" if value is None else str(value)]


def _same(field: forms.Field, one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two values say the same: the order of ticks says nothing, nor what stands around a text or in what digits a number is."""
    if isinstance(field, forms.BooleanField):
        return bool(one) == bool(other)
    first, second = (
        sorted(latin_digits(text).strip() for text in values if text.strip()) for values in (one, other)
    )
    return first == second


def _placed(parts: Sequence[Part], part: Part | None) -> dict[str, str]:
    codes = [other.code for other in parts]
    place = codes.index(part.code) if part else len(codes)
    return {"after": codes[place - 1] if place else ""}
