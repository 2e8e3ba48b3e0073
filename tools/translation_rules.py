"""What makes an Arabic translation complete."""

import re

import polib
from translation_sources import Message

FORMS = 6
PLURAL_FORMS = "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 && n%100<=99 ? 4 : 5;"
# «لا قيود», «قيد واحد» and «قيدان» say how many without a digit.
_FORMS_WITHOUT_DIGIT = {0, 1, 2}
_PLACEHOLDER = re.compile(r"%(?:\([^)]*\))?[#0\- +]*\d*(?:\.\d+)?[diouxXeEfFgGcrs]|\{\w*\}")


def problems_of(entry: polib.POEntry, source: Message | None) -> list[str]:
    """Say what is wrong with an entry; ``source`` is the text in the code, None when it is gone."""
    if entry.obsolete or source is None:
        return ["obsolete: no source has it (--update, then --prune)"]
    problems = ["fuzzy: somebody has to read it"] if entry.fuzzy else []
    if bool(entry.msgid_plural) != bool(source.plural) or (
        source.plural and entry.msgid_plural != source.plural
    ):
        return [*problems, f"its plural in the source is now “{source.plural}”"]
    return problems + (_plural_problems(entry, source) if source.plural else _plain_problems(entry))


def _plain_problems(entry: polib.POEntry) -> list[str]:
    if not entry.msgstr.strip():
        return ["no Arabic"]
    lost, strange = _difference(entry.msgid, entry.msgstr)
    return _placeholder_problems("", lost, strange)


def _plural_problems(entry: polib.POEntry, source: Message) -> list[str]:
    problems = []
    for form in range(FORMS):
        text = entry.msgstr_plural.get(form, "")
        if not text.strip():
            problems.append(f"no Arabic for plural form {form}")
            continue
        lost, strange = _difference(entry.msgid_plural, text)
        if form in _FORMS_WITHOUT_DIGIT:
            lost -= _counters(entry, source, lost)
        problems += _placeholder_problems(f"plural form {form}: ", lost, strange)
    return problems


def _counters(entry: polib.POEntry, source: Message, lost: set[str]) -> set[str]:
    """Return the placeholder that holds the count; where the source does not say, the only lost one."""
    if source.counter:
        return {f"%({source.counter})s"}
    return (
        lost
        if len(lost) == 1
        else set(_PLACEHOLDER.findall(entry.msgid_plural)) - set(_PLACEHOLDER.findall(entry.msgid))
    )


def _difference(original: str, translation: str) -> tuple[set[str], set[str]]:
    # "%%" is a percent sign, not the beginning of a placeholder.
    asked, given = (set(_PLACEHOLDER.findall(text.replace("%%", ""))) for text in (original, translation))
    return asked - given, given - asked


def _placeholder_problems(where: str, lost: set[str], strange: set[str]) -> list[str]:
    return [f"{where}lost {name}" for name in sorted(lost)] + [
        f"{where}unknown {name}" for name in sorted(strange)
    ]
