"""The sentences for what is wrong with a form, and for what was put right in it.

They speak to whoever made the form in Excel: what to look at, and what to do.
"""

from collections.abc import Mapping
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# Of the file as a whole: nothing in it was looked at.
_OF_FILES: Final[Mapping[str, Promise]] = {
    "empty-file": _("This file is empty."),
    "too-large": _("This file is too large for a form. Take pictures out of it and try again."),
    "macros": _("This workbook holds programs (macros). Save it as .xlsx without them."),
    "encrypted": _("This workbook is locked with a password. Save it without one."),
    "web-page": _("This is a web page, not a workbook. Open it in Excel and save it as .xlsx."),
    "wrong-kind": _("This is not an Excel workbook. Save the form as .xlsx."),
    "damaged": _("This file is damaged. Open it in Excel, save it anew, and try again."),
    "unsafe": _("This workbook holds parts that a form never has. Nothing of it was read."),
    "too-greedy": _(
        "This form is too large or too packed to be read safely. Please make it smaller."
    ),
    "too-many-rows": _("This sheet has more than %(most)s rows. Split the form."),
    "too-many-columns": _("This sheet has too many columns. Take out those that are not needed."),
    "cell-too-long": _("This cell holds more than %(most)s characters. Shorten it."),
    "too-deep": _("More than %(most)s groups lie one inside the other. Use fewer."),
    "file-outside": _(
        "“%(name)s” leads out of the form. Write only the name of a file, no folder and no address."
    ),
    "pattern-endless": _(
        "Some answers would keep this regex(…) busy for ever. Do not repeat what repeats already."
    ),
    "circle": _(
        "“%(name)s” and another question wait for each other. Change one of the two conditions."
    ),
    "more-problems": _("There are more problems than are shown. Correct these, then check again."),
    "not-compiled": _("This form cannot be understood. Compare it with one that works."),
    "not-xml": _("This form holds a sign that no form can hold. Compare it with one that works."),
}
_OF_SHEETS: Final[Mapping[str, Promise]] = {
    "survey-sheet-missing": _("There is no sheet “survey” with questions. Name the sheet so."),
    "choices-sheet-missing": _(
        "The list “%(list)s” needs a sheet “choices” with the columns list_name, name and label."
    ),
    "external-sheet-missing": _(
        "The list “%(list)s” needs a sheet “external_choices” with list_name and name."
    ),
    "heading-missing": _("This sheet has no column “%(name)s”. Write that heading in row 1."),
    "heading-odd": _(
        "Forms do not know this heading here. Write it in full, or take the column out."
    ),
    "heading-not-xml": _(
        "“%(name)s” cannot be the heading of a choices column. Use letters and _, also where a"
        " condition uses it."
    ),
    "columns-contradict": _(
        "This column says the same as %(other)s, but differently, for example in %(example)s."
        " Keep one of them, or name the language in each."
    ),
    "media-column": _("“%(name)s” is no kind of media. Use image, audio or video."),
    "date-unreadable": _("This date cannot be read. Write it as text."),
    "form-id-missing": _("The form has no form_id. Write one on the sheet “settings”."),
    "encryption-needs-id": _(
        "An encrypted form needs an instanceID. Take omit_instanceID out of the settings."
    ),
    "setting-empty": _("This setting has no value. Write it on the sheet “settings”."),
    "setting-twice": _(
        "This setting also stands on the sheet “settings”, where it is “%(known)s”. Keep one."
    ),
    "entity-columns": _("The sheet “entities” does not know this column. Correct its heading."),
    "entity-list": _("Each row of the sheet “entities” needs a list_name of its own."),
    "entity-declaration": _(
        "This row needs a label to make an entity, or an entity_id to change one. Complete it."
    ),
    "entity-name": _(
        "An entity's name has no point, does not begin with __ and is not “name” or “label”."
        " Change it."
    ),
    "entity-place": _(
        "Groups that do not belong together use this entity list. Use it in one group or repeat."
    ),
}
_OF_QUESTIONS: Final[Mapping[str, Promise]] = {
    "begin-alone": _("This group or repeat begins and never ends. Add its “end” row."),
    "end-alone": _("This “end” ends nothing. Take it out, or add the “begin” row."),
    "type-missing": _("This question has no type. Write one, for example text."),
    "type-unknown": _("There is no type “%(type)s”. Correct it."),
    "type-near": _("There is no type “%(type)s”. Perhaps “%(near)s” is meant?"),
    "include": _("Forms cannot take in other files. Copy the questions of that file here."),
    "name-illegal": _(
        "“%(name)s” cannot be a name. Use letters, digits and _, here and wherever it is used."
    ),
    "name-twice": _("The name “%(name)s” stands twice, and is used. Rename one of the two."),
    "repeat-twice": _("Two repeats are called “%(name)s”, and it is used. Rename one of them."),
    "repeat-like-form": _(
        "A repeat cannot be called like the form. Rename it wherever it is used."
    ),
    "audit-name": _("An audit must be called “audit”. Change its name."),
    "audit-twice": _("A form has one audit. Take this row out."),
    "label-missing": _("This question has nothing to read. Write a label."),
    "big-image": _("A big-image needs an image beside it. Name one in the column “image”."),
    "calculation-missing": _("The calculation is missing. Write it, or take this row out."),
    "background-geopoint": _(
        "A background-geopoint needs a question in the column trigger, and no calculation."
    ),
    "trigger-unseen": _("“%(name)s” is never shown, so it can trigger nothing. Choose another."),
    "save-without-entity": _("save_to needs a sheet “entities”. Add it, or empty this cell."),
    "save-to": _("This save_to does not fit the sheet “entities”. Check the list and the name."),
    "reference-broken": _("“${%(name)s” is no reference. Write ${…} with the name of a question."),
    "reference-unknown": _("There is no question “%(name)s”. Correct the name in ${…}."),
    "reference-twice": _("Several questions are called “%(name)s”. Give them different names."),
}
_OF_LISTS: Final[Mapping[str, Promise]] = {
    "list-missing": _("The list “%(list)s” is not on the sheet “choices”. Add it, or correct it."),
    "external-list-missing": _(
        "The list “%(list)s” is not on the sheet “external_choices”. Add it, or correct it."
    ),
    "list-file-ending": _("A list from a file must end with .csv, .xml or .geojson."),
    "loop-without-list": _("This loop names no list. Write: begin loop over, and the list."),
    "select-without-list": _("This question names no list. Write it behind the type."),
    "name-in-loop": _(
        "A loop makes “%(name)s” the name of a group. Write letters, digits and _, once."
    ),
    "choice-without-name": _("This choice has no name. Write one in the column “name”."),
    "choice-spaces": _(
        "“%(name)s” has a space, and a condition may use it. Write it without, here and there."
    ),
    "or-other-with-filter": _(
        "or_other and a choice filter do not go together. Add the choice “other” to the list."
    ),
    "or-other-without-list": _("or_other needs a list on the sheet “choices”. Add it."),
    "table-list-with-filter": _("A table-list cannot have a choice filter. Take one of them out."),
    "table-list-two-lists": _(
        "All questions of a table-list take the same list. Correct this one."
    ),
    "search-with-file": _("search() and a list from a file do not go together. Keep one of them."),
    "search-shared-list": _("search() needs a list that no other question takes. Make a new one."),
    "external-names-alike": _("Two files or lists are both called “%(name)s”. Rename one."),
}
_OF_PARAMETERS: Final[Mapping[str, Promise]] = {
    "parameters-broken": _("Write parameters as name=value, with a space between two of them."),
    "parameters-unknown": _("“%(rejected)s” is no parameter here. Allowed are: %(accepted)s."),
    "parameters-wrong": _("These parameters do not fit the question. Correct them."),
    "range-parameters": _(
        "The parameters of this range do not fit together. Check start, end, step."
    ),
    "randomize-parameters": _("randomize is true or false; seed is a number or a question."),
    "image-parameters": _("max-pixels needs a whole number."),
    "audio-parameters": _("quality is normal, low or voice-only."),
    "audit-parameters": _("The parameters of the audit do not fit together. Correct them."),
}
PROBLEMS: Final[Mapping[str, Promise]] = {
    **_OF_FILES, **_OF_SHEETS, **_OF_QUESTIONS, **_OF_LISTS, **_OF_PARAMETERS,
}  # fmt: skip
CHANGES: Final[Mapping[str, Promise]] = {
    "sheet-found": _("This sheet was taken for the sheet “%(becomes)s”."),
    "columns-merged": _("Two columns meant the same and never differed. They are one now."),
    "column-added": _("A column was added."),
    "heading-made-text": _("This heading was a number. It is read as text."),
    "heading-numbered": _("Two headings were the same. The second, not used, has a number."),
    "heading-respelt": _("This heading is written as forms know it."),
    "setting-moved": _("A setting stood among the questions. It is on the sheet “settings” now."),
    "choices-may-repeat": _("A choice stands twice in its list. The settings allow it now."),
    "choice-respelt": _("A space in the name of a choice became _. No condition uses it."),
    "type-respelt": _("The type is written as forms know it today."),
    "list-respelt": _("The list is written the same on both sheets."),
    "name-given": _("A name was missing. It was made from the label or the row."),
    "name-made-legal": _("This name could not be used. It was changed wherever it stands."),
    "name-numbered": _("This name stood twice and is not used. It has a number now."),
    "audit-renamed": _("An audit must be called “audit”. It was renamed."),
    "label-given": _("There was nothing to read. The name is shown."),
    "reference-renamed": _("The question has a new name, which is used here."),
    "reference-respelt": _("The name is written as the question has it."),
    "remark-left-alone": _("A remark looked like a reference. It is only text now."),
    "signs-removed": _("Invisible signs that no form can hold were taken out."),
}  # fmt: skip


def said(problem: Mapping[str, Any]) -> str:
    """Return what is wrong and what to do about it, in the reader's language."""
    code, details = str(problem["code"]), dict(problem.get("details", {}))
    if code == "type-unknown" and details.get("near"):
        code = "type-near"
    return _filled(PROBLEMS.get(code, PROBLEMS["not-compiled"]), details)


def told(change: Mapping[str, Any]) -> str:
    """Return what was put right, in the reader's language."""
    return _filled(CHANGES.get(str(change["code"]), CHANGES["heading-respelt"]), change)


def _filled(sentence: Promise, details: Mapping[str, Any]) -> str:
    class Missing(dict[str, Any]):
        # What pyxform does not say is left open, never an error on the page that explains one.
        def __missing__(self, key: str) -> str:
            return "…"

    return str(sentence) % Missing(details)
