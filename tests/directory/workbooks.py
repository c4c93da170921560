"""Workbooks and folders of the same shape as the real ones, written by the tests."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from openpyxl import Workbook

HEADING = ("Type", "Code", "Name (Khmer)", "Name (Latin)", "Reference", "Official Note", "Note")

# Kind, code as the list prints it (without its zero), Khmer, Latin.
Row = tuple[str, object, str, str]

PURSAT: list[Row] = [
    ("ស្រុក", "1501", "បាកាន", "Bakan"),
    ("ឃុំ", "150101", "បឹងបត់កណ្ដាល", "Boeng Bat Kandaol"),
    ("ភូមិ", "15010101", "ក្បាលហុង", "Kbal Hong"),
    ("ភូមិ", "15010102", "ព្រៃវែង", ""),
    ("ឃុំ", "150102", "បឹងខ្នារ", "Boeng Khnar"),
    ("ភូមិ", "15010201", "ចំការអូរ", "Chamkar Ou"),
]
KOH_KONG: list[Row] = [
    ("ក្រុង", 904, "ខេមរភូមិន្ទ", "Khemara Phoumin"),
    ("សង្កាត់", 90401, "ស្មាច់មានជ័យ", "Smach Mean Chey"),
    ("ភូមិ", 9040101.0, "ភូមិ ១", "Phum 1"),
]
SHEETS = {"9. Koh Kong": KOH_KONG, "15. Pursat": PURSAT}


def ncdd_workbook(path: Path, sheets: Mapping[str, Iterable[Sequence[object]]] = SHEETS) -> Path:
    """Write a gazetteer: a title, an empty row, the heading and mixed levels on each sheet."""
    book = Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        sheet.append([f'List of Gazetter Code for "{title}"'])
        sheet.append([])
        sheet.append(HEADING)
        for row in rows:
            sheet.append([*row, "ប្រកាស", "", ""])
    book.save(path)
    return path


ESCO = {
    "isco08": [
        ("code", "level", "parent_code", "title_en", "skill_level", "definition_en"),
        ("7", "1", "", "Craft workers", "2", ""),
        ("71", "2", "7", "Building trades", "2", ""),
        ("712", "3", "71", "Building finishers", "2", ""),
        ("7122", "4", "712", "Floor layers and tile setters", "2", ""),
    ],
    "esco_occupations": [
        ("id", "uuid", "esco_code", "isco08_code", "label_en", "alt_labels_en", "description_en"),
        ("1", "aaaa-1", "7122.4", "7122", "tile fitter", "tiler|floor tiler", "x"),
        ("2", "aaaa-2", "7122.5", "7122", "carpet fitter", "", "x"),
    ],
    "esco_skills": [
        ("id", "uuid", "label_en", "type", "reuse", "alt_labels_en"),
        ("1", "bbbb-1", "lay tiles", "skill/competence", "sector-specific", "set tiles"),
        ("2", "bbbb-2", "types of tile", "knowledge", "sector-specific", ""),
        ("3", "bbbb-3", "work in teams", "skill/competence", "transversal", ""),
    ],
    "esco_occupation_skill": [
        ("occupation_id", "skill_id", "relation"),
        ("1", "1", "e"),
        ("1", "2", "o"),
        ("2", "3", "e"),
    ],
}


def esco_folder(folder: Path, **changed: list[tuple[str, ...]]) -> Path:
    """Write a small ESCO folder; a table given by name takes the place of the usual one."""
    for name, rows in {**ESCO, **changed}.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
    return folder
