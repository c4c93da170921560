"""The Khmer catalogues: extract, compile, and check, with nothing but Python.

    python tools/km.py extract [UNIT …]  add new texts to the catalogue, keep the old, drop the dead
    python tools/km.py compile           write the .mo files that Django reads
    python tools/km.py check [UNIT …]    say what is missing, fuzzy or not Khmer; exit 1 if anything

A unit is a room or door (`people`), or a part of the desk (`desk/people`). Each has a catalogue of
its own (`src/spean/UNIT/locale/km/LC_MESSAGES/django.po`), so that a text stands beside the code
that speaks it; shared templates have theirs in `look`.
"""

import io
import re
import sys
from pathlib import Path

import polib
from django.conf import settings

SRC = Path(__file__).resolve().parent.parent / "src" / "spean"
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
HEADER = {
    "Project-Id-Version": "spean",
    "Language": "km",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=1; plural=0;",
}
KHMER = re.compile(r"[\u1780-\u17FF]")
# A day begins with a digit: it stands apart from the letters before it.
GLUED = re.compile(r"[\u1780-\u17d3]%\(day\)s")
FIELDS = re.compile(r"%\((\w+)\)[sd]|%[sd]")
# Texts that are the same in both languages: codes, names of products, formats.
SAME_IN_KHMER = SRC / "look" / "locale" / "same_in_khmer.txt"

Key = tuple[str | None, str, str | None]


def units() -> list[str]:
    """Return the rooms, the doors, and the parts of the desk."""
    quiet = {"__pycache__", "locale", "templates", "static", "migrations"}
    rooms = [folder for folder in SRC.iterdir() if folder.is_dir() and folder.name not in quiet]
    parts = [part for part in (SRC / "desk").iterdir() if part.is_dir() and part.name not in quiet]
    return sorted(folder.relative_to(SRC).as_posix() for folder in [*rooms, *parts])


def texts_of(app: str) -> dict[Key, set[str]]:
    """Return every marked text of an app: (context, text, plural) -> the files that speak it."""
    from babel.messages.extract import extract_python

    found: dict[Key, set[str]] = {}
    inner = [SRC / unit for unit in units() if unit.startswith(f"{app}/")]
    for path in sorted((SRC / app).rglob("*")):
        if any(path.is_relative_to(folder) for folder in inner):
            continue
        if path.suffix == ".py" and "migrations" not in path.parts:
            source = path.read_bytes()
        elif path.suffix in {".html", ".txt"} and "templates" in path.parts:
            from django.utils.translation.template import templatize

            source = templatize(path.read_text(encoding="utf-8")).encode()
        else:
            continue
        for _line, function, messages, _comments in extract_python(
            io.BytesIO(source), KEYWORDS.keys(), [], {}
        ):
            key = _key(function, messages)
            if key and key[1]:
                found.setdefault(key, set()).add(path.relative_to(SRC).as_posix())
    return found


def _key(function: str, messages: object) -> Key | None:
    parts = list(messages) if isinstance(messages, tuple) else [messages]
    context = parts.pop(0) if "pgettext" in function else None
    if not parts or not isinstance(parts[0], str):
        return None
    plural = parts[1] if function.startswith("n") and len(parts) > 1 else None
    return (context, parts[0], plural)


def catalogue_path(app: str) -> Path:
    """Return where an app's Khmer texts stand."""
    return SRC / app / "locale" / "km" / "LC_MESSAGES" / "django.po"


def extract(app: str) -> None:
    """Bring an app's catalogue up to date with its code."""
    path = catalogue_path(app)
    old = polib.pofile(str(path)) if path.exists() else polib.POFile()
    kept = {(entry.msgctxt, entry.msgid): entry for entry in old}
    fresh = polib.POFile(wrapwidth=100)
    fresh.metadata = HEADER
    for (context, text, plural), files in sorted(
        texts_of(app).items(), key=lambda item: (item[0][1], item[0][0] or "")
    ):
        entry = polib.POEntry(msgid=text, msgctxt=context)
        before = kept.get((context, text))
        if plural:
            entry.msgid_plural = plural
            entry.msgstr_plural = (before.msgstr_plural if before else None) or {0: ""}
        else:
            entry.msgstr = before.msgstr if before else ""
        if "%" in text:
            entry.flags = ["python-format"]
        entry.occurrences = [(name, "") for name in sorted(files)]
        fresh.append(entry)
    # Texts of kept packages (Django, allauth) that we translate stand under this mark.
    for entry in old:
        if entry.tcomment.startswith("package:"):
            fresh.append(entry)
    if len(fresh):
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh.save(str(path))


def compile_all() -> int:
    """Write every .mo file whose .po is newer; return how many."""
    written = 0
    for path in SRC.rglob("django.po"):
        compiled = path.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < path.stat().st_mtime:
            polib.pofile(str(path)).save_as_mofile(str(compiled))
            written += 1
    return written


def problems(only: list[str]) -> list[str]:
    """Return one line for each text that is missing, fuzzy, not Khmer, or has other fields."""
    same = set(SAME_IN_KHMER.read_text(encoding="utf-8").splitlines())
    wrong: list[str] = []
    said: dict[tuple[str | None, str], tuple[str, str]] = {}
    for app in only or units():
        path = catalogue_path(app)
        entries = polib.pofile(str(path)) if path.exists() else []
        known = {(entry.msgctxt, entry.msgid): entry for entry in entries}
        for context, text, _plural in texts_of(app):
            if (context, text) not in known:
                wrong.append(f"{app}: not in the catalogue: {text!r}")
        for entry in entries:
            wrong += [f"{app}: {line}" for line in _faults(entry, same)]
            khmer = entry.msgstr or (entry.msgstr_plural or {}).get(0, "")
            before = said.setdefault((entry.msgctxt, entry.msgid), (app, khmer))
            if before[1] != khmer:
                wrong.append(f"{app} and {before[0]}: two Khmer texts for {entry.msgid!r}")
    return wrong


def _faults(entry: polib.POEntry, same: set[str]) -> list[str]:
    khmer = entry.msgstr or (entry.msgstr_plural or {}).get(0, "")
    if not khmer:
        return [f"no Khmer: {entry.msgid!r}"]
    if entry.fuzzy:
        return [f"fuzzy: {entry.msgid!r}"]
    faults = []
    if not KHMER.search(khmer) and entry.msgid not in same:
        faults.append(f"no Khmer letter: {entry.msgid!r} -> {khmer!r}")
    wanted = set(FIELDS.findall(entry.msgid)) | set(FIELDS.findall(entry.msgid_plural or ""))
    if not set(FIELDS.findall(khmer)) <= wanted:
        faults.append(f"other fields: {entry.msgid!r} -> {khmer!r}")
    if GLUED.search(khmer):
        faults.append(f"a day touches the word before it: {entry.msgid!r} -> {khmer!r}")
    return faults


def main(arguments: list[str]) -> int:
    """Run one of the three commands."""
    if not settings.configured:
        settings.configure(USE_I18N=True)
    command, *names = arguments or ["help"]
    if command == "extract":
        for app in names or units():
            extract(app)
        return 0
    if command == "compile":
        print(f"Khmer: {compile_all()} catalogues compiled")
        return 0
    if command == "check":
        wrong = problems(names)
        print("\n".join(wrong) or "Khmer: every text is there")
        return 1 if wrong else 0
    print(__doc__)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
