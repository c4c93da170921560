"""Names of questions and groups: missing, illegal, given twice. What refers to one goes along."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from spean.surveys.rules.xlsform.book import Book, Sheet
from spean.surveys.rules.xlsform.compiling import Fault
from spean.surveys.rules.xlsform.explaining import explain
from spean.surveys.rules.xlsform.meaning import (
    LABEL,
    NAME,
    TYPE,
    Line,
    column_of,
    columns_of,
    is_element,
    is_name,
    key,
    lines,
    list_names,
)
from spean.surveys.rules.xlsform.references import names_of, rename_references, uses_of
from spean.surveys.rules.xlsform.work import Work

_RESERVED: Final = {"meta", "instanceid", "instancename"}
_LONGEST: Final = 40
# What other programs call the column of names.
_CALLED: Final = {
    "names", "variable", "variables", "variablename", "varname", "var", "fieldname", "field",
    "questionname", "questionid", "qname", "columnname",
}  # fmt: skip
_FILES: Final = {"csv-external", "xml-external"}


class Names:
    """The names that are given, and legal ones that nobody has."""

    def __init__(self, taken: Iterable[str]) -> None:
        self.taken = {name.casefold() for name in taken} | _RESERVED
        self.numbers: dict[str, int] = {}

    def fresh(self, text: str, otherwise: str = "") -> str:
        """Return a name that every reader takes, as like the text as can be; nobody else gets it.

        `otherwise` is taken where no letter of the text can stay.
        """
        kept = "".join(one if _may_stay(one) else "_" for one in text.strip())
        kept = re.sub(r"_{2,}", "_", kept)
        kept = kept if text.endswith("_") else kept.rstrip("_")
        kept = kept if re.search(r"[^_.\-]", kept) else otherwise
        kept = kept if is_element(kept) else f"_{kept}"
        found = kept
        while found.casefold() in self.taken:
            self.numbers[kept] = self.numbers.get(kept, 1) + 1
            found = f"{kept}_{self.numbers[kept]}"
        self.taken.add(found.casefold())
        return found


def _may_stay(sign: str) -> bool:
    return sign != ":" and is_element(f"a{sign}")


def mend_illegal(work: Work, fault: Fault) -> None:
    """Give every illegal or reserved name a legal one."""
    before = work.steps
    if fault.sheet == "settings":
        _mend_form_name(work)
    elif fault.column == "name":
        mend_names(work, lambda name: not is_name(name) or name == "meta")
    elif not fault.row:
        explain_loops(work, lambda name, _seen: not is_name(name))
    if work.steps == before:
        explain(work, fault)


def explain_loops(work: Work, is_wrong: Callable[[str, set[str]], bool]) -> None:
    """Explain the choices of loops whose names will not do: each becomes the name of a group.

    `is_wrong` is given a name and those above it.
    """
    sheet = work.book.sheet("choices")
    looped = {line.list for line in lines(work.book) if line.control == "loop"}
    for name, rows in list_names(work.book).items() if sheet else ():
        seen: set[str] = set()
        for row in rows if name in looped else ():
            column = column_of(sheet, *NAME) if sheet else 0
            called = row.cells.get(column, "")
            if is_wrong(called, seen):
                work.problem("name-in-loop", sheet, row, column, name=called)
                row.cells[column] = f"n{row.number}"
            seen.add(called)


def mend_names(work: Work, is_wrong: Callable[[str], bool]) -> None:
    """Rename whatever has a name that will not do."""
    wrong = [line for line in _named(work.book) if is_wrong(line.name)]
    _rename(work, "name-made-legal", "name-illegal", wrong)


def _mend_form_name(work: Work) -> None:
    sheet = work.book.sheet("settings")
    column = column_of(sheet, *NAME) if sheet else 0
    if sheet and column and sheet.rows:
        row = sheet.rows[0]
        becomes = Names(()).fresh(row.cells.get(column, ""), "data")
        work.change("name-made-legal", sheet, row, column, becomes)


def mend_missing(work: Work, fault: Fault) -> None:
    """Name every question and group without a name after its label, else after its row."""
    sheet = _survey(work.book)
    column = column_of(sheet, *NAME) or _called_otherwise(work, sheet)
    if not column:
        column = sheet.add_column("name")
        work.note("column-added", sheet, sheet.place(None, column), "", "name")
    names = Names(_taken(work.book))
    for line in _unnamed(work.book):
        name = names.fresh(_after_label(sheet, line) or _after_type(line))
        work.change("name-given", sheet, line.row, column, name)


def _called_otherwise(work: Work, sheet: Sheet) -> int:
    columns = [column for column, text in sheet.headings.items() if key(text) in _CALLED]
    if len(columns) != 1:
        return 0
    work.change("heading-respelt", sheet, None, columns[0], "name")
    return columns[0]


def _unnamed(book: Book) -> list[Line]:
    asked = [line for line in lines(book) if line.what not in {"end", "setting"} and not line.name]
    return [line for line in asked if line.type not in {"note", "audit"}]


def _after_label(sheet: Sheet, line: Line) -> str:
    """Return the first words of a label that are written in Latin letters."""
    plain = column_of(sheet, *LABEL)
    for column in [plain, *columns_of(sheet, "label")]:
        text = re.sub(r"\$\{[^}]*\}|<[^>]*>", " ", line.row.cells.get(column, ""))
        slug = re.sub(r"[^a-z0-9]+", "_", text.lower())[:_LONGEST].strip("_")
        if sum(sign.isalpha() for sign in slug) > 1:
            return slug
    return ""


def _after_type(line: Line) -> str:
    stem = line.control or line.type.split()[0]
    return f"{re.sub(r'[^a-z0-9]+', '_', stem.lower()).strip('_')}_{line.row.number}"


def mend_twice(work: Work, fault: Fault) -> None:
    """Number the names that stand twice in one group, where nothing refers to them."""
    again = list(_again(work.book))
    wanted = fault.said.get("value", "")
    _explain_audits(work)
    if not again:
        # The other is made by pyxform itself: an answer "other", the count of a repeat.
        again = [line for line in _named(work.book) if line.name == wanted]
        explain_loops(work, lambda name, seen: name in seen)
    _rename(work, "name-numbered", fault.code, again)


def _explain_audits(work: Work) -> None:
    sheet = _survey(work.book)
    audits = [line.row for line in lines(work.book) if line.type == "audit"]
    for row in audits[1:]:
        work.problem("audit-twice", sheet, row, column_of(sheet, *TYPE))
        row.cells = {}


def _again(book: Book) -> Iterator[Line]:
    scopes: list[set[str]] = [set()]
    for line in lines(book):
        if line.what == "end" and len(scopes) > 1:
            scopes.pop()
        if line.what in {"end", "setting"} or not line.name or line.type == "audit":
            continue
        if line.name in scopes[-1]:
            yield line
        scopes[-1].add(line.name)
        if line.what == "begin":
            scopes.append(set())


def mend_repeats(work: Work, fault: Fault) -> None:
    """Number the repeats that are called like another, or like the form."""
    repeats = [line for line in _named(work.book) if line.control == "repeat"]
    alike = [line for line in repeats if line.name == fault.said.get("value")]
    of_form = fault.code == "repeat-like-form"
    _rename(work, "name-numbered", fault.code, alike if of_form else alike[1:])


def mend_audit(work: Work, fault: Fault) -> None:
    """Call every audit what it has to be called."""
    sheet = _survey(work.book)
    for line in lines(work.book):
        if line.type == "audit" and line.name not in {"", "audit"}:
            work.change("audit-renamed", sheet, line.row, line.name_at, "audit")


def _rename(work: Work, done: str, refused: str, wrong: Iterable[Line]) -> None:
    """Rename what nothing else is called; explain where a reference could mean two things."""
    sheet, book = _survey(work.book), work.book
    names, uses = Names(_taken(book)), uses_of(book)
    counted, before = Counter(one.name for one in _named(book)), names_of(book)
    fresh: dict[str, str] = {}
    for line in wrong:
        becomes = names.fresh(line.name, _after_label(sheet, line) or _after_type(line))
        # The other of two may be made by pyxform itself and stand on no sheet.
        is_alone = counted[line.name] == 1 and refused != "name-twice"
        is_alone = is_alone and line.name not in uses.steps
        is_file = line.type in _FILES
        if is_file or (uses.has(line.name) and not is_alone):
            work.problem(refused, sheet, line.row, line.name_at, name=line.name)
            line.row.cells[line.name_at] = becomes
        else:
            work.change(done, sheet, line.row, line.name_at, becomes)
            fresh[line.name] = becomes
    rename_references(work, fresh, before)


def _named(book: Book) -> list[Line]:
    named = [line for line in lines(book) if line.name and line.type != "audit"]
    return [line for line in named if line.what not in {"end", "setting"}]


def _taken(book: Book) -> set[str]:
    """Return the names that are given, that of the form itself among them."""
    settings = book.sheet("settings")
    root = column_of(settings, *NAME) if settings else 0
    names = {line.name for line in _named(book)} | {"data"}
    if settings and root and settings.rows:
        names.add(settings.rows[0].cells.get(root, ""))
    return names


def _survey(book: Book) -> Sheet:
    sheet = book.sheet("survey")
    assert sheet is not None
    return sheet
