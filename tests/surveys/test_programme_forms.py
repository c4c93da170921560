"""The programme's own questionnaires: both languages, codes that the rooms take, effects."""

import re
from functools import cache
from pathlib import Path

import pytest
from tools.forms.programme import MAKERS
from tools.forms.sheet import cells

import spean
from spean.people import choices
from spean.people.models import Person
from spean.people.selectors import CORRECTED
from spean.surveys.choices import Effect
from spean.surveys.models import FormMedia, Publication, QuestionnaireVersion
from spean.surveys.rules.tables import Plan, Version
from spean.surveys.rules.xlsform import check_form
from spean.surveys.services import load_programme_forms
from spean.surveys.services.programme import EFFECTS, FOLDER
from tests.factories.forms import answer, in_use, registration
from tests.factories.people import MORNING
from tests.factories.surveys import places
from tests.pathways.test_receiving import send

MADE = {one().form_id: one for one in MAKERS}
KHMER = re.compile("[\u1780-\u17ff]")
SAME_IN_BOTH = Path(spean.__file__).parent / "look" / "locale" / "same_in_khmer.txt"


@cache
def compiled(form_id):
    """Read a workbook by the same parser, without the second that a sandbox takes."""
    found = check_form(FOLDER / f"{form_id}.xlsx", name=f"{form_id}.xlsx")
    assert (found["result"], found["problems"], found["changes"]) == ("accepted", [], [])
    return found["form"]


def texts(form):
    """Yield (where, Khmer, English) of every question, hint, message and choice of a form."""
    for row in form.rows:
        for column in ("label", "hint", "constraint_message"):
            pair = row.get(f"{column}::km", ""), row.get(f"{column}::en", "")
            if any(pair):
                yield (f"{row['name']} {column}", *pair)
    for name, many in form.lists.items():
        for code, km, en in many:
            yield f"{name} {code}", km, en


def test_every_questionnaire_that_is_written_is_loaded_and_no_other():
    assert set(MADE) == set(EFFECTS) == {one.stem for one in FOLDER.glob("*.xlsx")}


@pytest.mark.parametrize("form_id", EFFECTS)
def test_every_text_is_khmer_in_khmer_and_is_there_in_english(form_id):
    same = set(SAME_IN_BOTH.read_text().splitlines())

    assert not [
        where
        for where, km, en in texts(MADE[form_id]())
        if not en.strip() or KHMER.search(en) or not (KHMER.search(km) or km == en in same)
    ]


@pytest.mark.parametrize("form_id", EFFECTS)
def test_every_question_that_is_seen_has_words_and_every_bound_says_why(form_id):
    unseen = {"start", "end", "hidden", "end_group", "end_repeat"}
    rows = MADE[form_id]().rows

    assert not [one["name"] for one in rows if one["type"] not in unseen and not one["label::km"]]
    assert not [
        one["name"] for one in rows if "constraint" in one and "constraint_message::km" not in one
    ]


@pytest.mark.parametrize("form_id", EFFECTS)
def test_the_workbook_is_the_one_that_is_written_down(form_id, tmp_path):
    assert cells(FOLDER / f"{form_id}.xlsx") == cells(MADE[form_id]().save(tmp_path))


@pytest.mark.parametrize("form_id", EFFECTS)
def test_every_question_and_choice_speaks_both_languages(form_id):
    silent = [
        one["name"]
        for one in compiled(form_id)["questions"]
        for said in (one["label"], *(one["choices"] or {}).values())
        if one["label"] and len([text for text in said.values() if text]) != 2
    ]

    assert not silent
    assert len(compiled(form_id)["languages"]) == 2


def test_every_code_of_the_registration_is_one_that_the_register_takes():
    asked = {one["name"]: one["choices"] for one in compiled("spean_registration")["questions"]}

    assert set(asked["scopes"]) == set(choices.Scope.values)
    assert set(asked["main_needs"]) == set(choices.Need.values)
    assert set(asked["reason"]) == set(choices.ReturnReason.values)


def test_a_correction_asks_for_every_field_that_may_be_corrected_and_needs_none():
    asked = compiled("spean_correction")["questions"]

    assert {*CORRECTED, "commune", "person_seen"} <= {one["name"] for one in asked}
    assert not [one for one in MADE["spean_correction"]().rows if one.get("required")]


def test_the_real_registration_has_a_table_for_each_of_its_repeats():
    form = compiled("spean_registration")

    plan = Plan([Version("1", form["questions"], form["xform"])])

    above = {"/".join(one.path): plan.tables[one.parent].path for one in plan.tables[1:]}
    assert above == {
        "contacts": (), "emergency/in_emergency": (), "returns": (), "returns/jobs": ("returns",),
    }  # fmt: skip
    columns = sum(len(one.columns) for one in plan.tables)
    silent = [one for one in form["questions"] if one["type"] == "note"]
    assert columns == len(form["questions"]) - len(silent) + 1


@pytest.mark.django_db
def test_an_answer_to_the_real_registration_registers(pursat, commune, counsellor):
    version = in_use(
        pursat,
        questionnaire__effect=Effect.REGISTRATION,
        questions=compiled("spean_registration")["questions"],
    )
    said = registration(border_point="poipet")
    grouped = {
        "start": "2026-03-02T09:00:00.000+07:00",
        "end": said.pop("end"),
        "consent": {name: said.pop(name) for name in ("legal_basis", "mode", "scopes")},
        "life": {"main_needs": said.pop("main_needs")},
        **said,
    }

    send(counsellor, answer(version, grouped))

    person = Person.objects.get()
    assert person.main_needs == ["income", "debt"]
    assert person.household.size == 5


@pytest.mark.django_db
def test_they_come_into_use_at_every_centre_once_with_the_places_of_the_gazetteer(pursat):
    places()
    assert load_programme_forms(now=MORNING) == len(EFFECTS)
    before = {one.pk: one.updated_at for one in QuestionnaireVersion.objects.all()}

    assert load_programme_forms(now=MORNING) == 0

    assert {one.pk: one.updated_at for one in QuestionnaireVersion.objects.all()} == before
    assert Publication.objects.filter(centre=pursat).count() == len(EFFECTS)
    communes = FormMedia.objects.filter(name="communes.csv")
    assert len(communes) == 4
    assert all("150101,បឹងបត់កណ្ដោល" in bytes(one.content).decode() for one in communes)
    for version in QuestionnaireVersion.objects.select_related("questionnaire"):
        path = FOLDER / f"{version.questionnaire.form_id}.xlsx"
        assert bytes(version.original) == path.read_bytes()
