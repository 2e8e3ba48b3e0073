"""
Find every text that people read, and hold its Arabic to account, without gettext's programs.

    tools/translations.py --update     add new texts to each app's locale/ar/LC_MESSAGES/django.po
    tools/translations.py --check      list what is missing, fuzzy, broken or obsolete; exit 1 if any
    tools/translations.py --prune      delete obsolete entries
    tools/translations.py --compile    write the .mo files that Django reads (not kept in git)

App labels may follow (``--update core places``). Neither settings nor a database are needed: the
apps are read from the text of athar/config/settings.py. What belongs to no app goes to core.
"""

import argparse
import ast
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import polib

sys.path.insert(0, str(Path(__file__).resolve().parent))

from translation_rules import PLURAL_FORMS, problems_of
from translation_sources import Message, messages_in_python, messages_in_template

ROOT = Path(__file__).resolve().parents[1]
SETTINGS = "athar/config/settings.py"
CATALOGUE = "locale/ar/LC_MESSAGES/django.po"
LAST_RESORT = "core"  # texts of packages that are no app: settings, analytics
SKIPPED = {"tests", "migrations", "locale", "static", "__pycache__"}
HEADER = {
    "Project-Id-Version": "Athar",
    "Language": "ar",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": PLURAL_FORMS,
}


def main(arguments: list[str] | None = None, root: Path = ROOT) -> int:
    """Do what was asked and return the exit code."""
    options = _options(arguments)
    folders = apps(root)
    if unknown := set(options.apps) - set(folders):
        print(
            f"no such app: {', '.join(sorted(unknown))}; there are {', '.join(sorted(folders))}",
            file=sys.stderr,
        )
        return 2
    chosen = {label: folder for label, folder in folders.items() if not options.apps or label in options.apps}
    if options.compile:
        compile_all(chosen)
    if options.prune:
        prune(chosen)
    if not (options.update or options.check):
        return 0
    try:
        found = messages_by_app(root, folders)
    except SyntaxError as error:
        print(error, file=sys.stderr)
        return 1
    if options.update:
        update(chosen, found, folders)
    return check(root, chosen, found, folders) if options.check else 0


def apps(root: Path) -> dict[str, Path]:
    """Return the folder of each of our apps by its label, in the order of INSTALLED_APPS."""
    for node in ast.parse((root / SETTINGS).read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign) and any(
            isinstance(name, ast.Name) and name.id == "INSTALLED_APPS" for name in node.targets
        ):
            paths = [path for path in ast.literal_eval(node.value) if path.startswith("athar.")]
            return {path.rpartition(".")[2]: root / path.replace(".", "/") for path in paths}
    raise SystemExit(f"{SETTINGS} assigns no list INSTALLED_APPS")


def messages_by_app(root: Path, folders: dict[str, Path]) -> dict[str, list[Message]]:
    """Return every text of the sources, under the label of the innermost app that holds it."""
    found: dict[str, list[Message]] = defaultdict(list)
    for path in _sources(root / "athar"):
        reader = messages_in_python if path.suffix == ".py" else messages_in_template
        owners = [label for label, folder in folders.items() if path.is_relative_to(folder)]
        owner = max(owners, key=lambda label: len(folders[label].parts), default=LAST_RESORT)
        found[owner].extend(reader(path.read_text(encoding="utf-8"), str(path.relative_to(root))))
    return found


def update(chosen: dict[str, Path], found: dict[str, list[Message]], folders: dict[str, Path]) -> None:
    """Add new texts, mark what is gone as obsolete, and reuse what another app already says in Arabic."""
    known = {
        (entry.msgctxt, entry.msgid): entry
        for entry in _entries(folders)
        if entry.translated() and not entry.obsolete
    }
    for label, folder in chosen.items():
        wanted = _merged(found.get(label, []))
        catalogue = _open(folder / CATALOGUE)
        if not wanted and not len(catalogue):
            continue
        present = {(entry.msgctxt, entry.msgid): entry for entry in catalogue}
        for key, message in wanted.items():
            if key in present and (present[key].msgid_plural or None) != message.plural:
                catalogue.remove(present.pop(key))
            if key not in present:
                present[key] = _entry(message, known.get(key))
                catalogue.append(present[key])
            present[key].obsolete = 0
            present[key].occurrences = [(origin, "") for origin in message.origins]
        for key, entry in present.items():
            if key not in wanted:
                entry.obsolete, entry.occurrences = 1, []
        catalogue.sort(key=lambda entry: (entry.obsolete, entry.msgid, entry.msgctxt or ""))
        (folder / CATALOGUE).parent.mkdir(parents=True, exist_ok=True)
        catalogue.save(str(folder / CATALOGUE))
        empty = sum(not entry.translated() for entry in catalogue if not entry.obsolete)
        print(f"{label}: {len(wanted)} texts, {empty} without Arabic")


def check(
    root: Path, chosen: dict[str, Path], found: dict[str, list[Message]], folders: dict[str, Path]
) -> int:
    """Print every problem as ``file: "text": what is wrong``; return 1 if there is one, else 0."""
    complaints = []
    for label, folder in chosen.items():
        catalogue, wanted = _open(folder / CATALOGUE), _merged(found.get(label, []))
        name = (folder / CATALOGUE).relative_to(root)
        present = {(entry.msgctxt, entry.msgid): entry for entry in catalogue if not entry.obsolete}
        if wanted and catalogue.metadata.get("Plural-Forms", "").replace(" ", "") != PLURAL_FORMS.replace(
            " ", ""
        ):
            complaints.append(f"{name}: the header lacks the six Arabic plural forms")
        complaints += [
            f"{name}: “{key[1]}”: not in the catalogue ({wanted[key].origins[0]})"
            for key in wanted
            if key not in present
        ]
        for entry in catalogue:
            source = wanted.get((entry.msgctxt, entry.msgid))
            complaints += [f"{name}: “{entry.msgid}”: {problem}" for problem in problems_of(entry, source)]
    complaints += _contradictions(folders)
    print(*complaints, sep="\n", end="\n" if complaints else "")
    return 1 if complaints else 0


def prune(chosen: dict[str, Path]) -> None:
    """Delete the entries that ``--update`` marked obsolete."""
    for folder in chosen.values():
        catalogue = _open(folder / CATALOGUE)
        if gone := catalogue.obsolete_entries():
            for entry in gone:
                catalogue.remove(entry)
            catalogue.save(str(folder / CATALOGUE))


def compile_all(chosen: dict[str, Path]) -> None:
    """Write the .mo files that are missing or older than their .po."""
    for folder in chosen.values():
        source = folder / CATALOGUE
        target = source.with_suffix(".mo")
        if source.exists() and not (
            target.exists() and target.stat().st_mtime_ns > source.stat().st_mtime_ns
        ):
            _open(source).save_as_mofile(str(target))


def _sources(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder).parts
        if not SKIPPED.isdisjoint(inside):
            continue
        if path.suffix == ".py" or (path.suffix in {".html", ".txt", ".svg"} and "templates" in inside):
            yield path


def _merged(messages: list[Message]) -> dict[tuple[str | None, str], Message]:
    """One message per text; where one place counts and another does not, the plural wins."""
    merged: dict[tuple[str | None, str], Message] = {}
    for message in messages:
        earlier = merged.get((message.context, message.singular))
        merged[message.context, message.singular] = message.beside(earlier) if earlier else message
    return merged


def _entry(message: Message, known: polib.POEntry | None) -> polib.POEntry:
    entry = polib.POEntry(msgctxt=message.context, msgid=message.singular)
    if message.plural:
        entry.msgid_plural = message.plural
        entry.msgstr_plural = (
            dict(known.msgstr_plural) if known and known.msgid_plural else dict.fromkeys(range(6), "")
        )
    elif known and not known.msgid_plural:
        entry.msgstr = known.msgstr
    if any("%(" in text for text in (message.singular, message.plural or "")):
        entry.flags.append("python-format")
    return entry


def _entries(folders: dict[str, Path]) -> Iterator[polib.POEntry]:
    for folder in folders.values():
        yield from _open(folder / CATALOGUE)


def _contradictions(folders: dict[str, Path]) -> list[str]:
    """Django merges all catalogues into one: two translations of one text would depend on the order of apps."""
    said: dict[tuple[str | None, str], set[str]] = defaultdict(set)
    for entry in _entries(folders):
        if entry.translated() and not entry.obsolete:
            said[entry.msgctxt, entry.msgid].add(entry.msgstr or " | ".join(entry.msgstr_plural.values()))
    return [
        f"“{key[1]}” is translated differently by two apps: {' / '.join(sorted(ways))}"
        for key, ways in said.items()
        if len(ways) > 1
    ]


def _open(path: Path) -> polib.POFile:
    if path.exists():
        return polib.pofile(str(path), wrapwidth=100)
    catalogue = polib.POFile(wrapwidth=100)
    catalogue.metadata = dict(HEADER)
    return catalogue


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    for name in ("update", "check", "prune", "compile"):
        parser.add_argument(f"--{name}", action="store_true")
    parser.add_argument("apps", nargs="*", help="labels of apps; all when left out")
    options = parser.parse_args(arguments)
    if not (options.update or options.check or options.prune or options.compile):
        parser.error("say what to do: --update, --check, --prune or --compile")
    return options


if __name__ == "__main__":
    sys.exit(main())
