"""The pages of standards: read by who works with them, kept by the ministry."""

import base64
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from spean.core.wording import day_text
from spean.desk.courses.forms import CourseForm
from spean.directory.models import Centre
from spean.skills.models import Standard, Unit, UnitTask
from spean.skills.services.standard_versions import new_version
from tests.desk.people.writing import signed_in
from tests.factories.certified import course_at, standard_of
from tests.factories.standards import CUT, tiling

pytestmark = pytest.mark.django_db


def at(name, *keys):
    return reverse(f"desk:{name}", args=keys)


@pytest.fixture
def keeper(registrar):
    return signed_in(registrar)


@pytest.fixture
def standard():
    return tiling()


def main_of(client, url):
    page = client.get(url)
    assert page.status_code == 200, url
    html = page.content.decode()
    return html[html.index("<main") : html.index("</main>")]


def named(**changes):
    names = {"label_km": "ឈ្មោះថ្មី", "label_en": "New name"}
    return {"id": str(uuid4()), "revision": "1", **names, **changes}


def paper(**changes):
    said = {"document": "ប្រកាស", "number": "123/26", "dated": "១ ឧសភា ២០២៦"}
    return {"id": str(uuid4()), "revision": "1", "confirmed_by": "នាយកដ្ឋាន", **said, **changes}


def sent(text, **more):
    return {"file": SimpleUploadedFile("standards.csv", text.encode()), **more}


def test_every_standard_says_whether_it_is_verified(keeper, standard):
    standard_of("SP-7112-2", label_km="ជាងឥដ្ឋ", is_verified=True)
    html = main_of(keeper, at("standards"))

    assert at("standard", standard.pk) in html and "ជាងឥដ្ឋ" in html
    assert html.count("stand in-force") == html.count("stand draft") == 1


def test_standards_are_searched(keeper, standard):
    other = standard_of("SP-7112-2", label_km="ជាងឥដ្ឋ", label_en="Bricklayer", is_verified=True)
    for asked in ("words=Bricklayer", "words=ឥដ្ឋ", "words=SP-7112"):
        html = main_of(keeper, f"{at('standards')}?{asked}")
        assert at("standard", other.pk) in html and at("standard", standard.pk) not in html
    html = main_of(keeper, f"{at('standards')}?is_unverified=on")
    assert at("standard", standard.pk) in html and at("standard", other.pk) not in html
    assert "គ្មានស្តង់ដារត្រូវ" in main_of(keeper, f"{at('standards')}?words=zzz")


def test_the_list_asks_the_database_as_often_for_many(
    keeper, standard, django_assert_max_num_queries
):
    with django_assert_max_num_queries(14) as few:
        keeper.get(at("standards"))
    for number in range(6):
        standard_of(f"MORE-{number}")
    with django_assert_max_num_queries(len(few)):
        keeper.get(at("standards"))


def test_one_standard_asks_as_often_for_many_units(keeper, django_assert_max_num_queries):
    few, many = standard_of("FEW", units=1), standard_of("MANY", units=7)
    with django_assert_max_num_queries(20) as asked:
        keeper.get(at("standard", few.pk))
    with django_assert_max_num_queries(len(asked)):
        keeper.get(at("standard", many.pk))


def test_one_standard_shows_units_tasks_pictures_skills_and_source(facilitator, standard):
    html = main_of(signed_in(facilitator), at("standard", standard.pk))

    for unit in standard.units.all():
        assert unit.label_km in html and str(unit.number) in html
    assert html.count('<ul class="tasks') == 2 and "<svg" in html
    assert "Spean start set" in html and "មិនទាន់ផ្ទៀងផ្ទាត់" in html
    for name in ("standard_edit", "standard_verify", "standard_version"):
        assert at(name, standard.pk) not in html


def test_who_may_not_is_refused_and_nothing_changes(facilitator, volunteer, standard):
    unit, task = standard.units.first(), UnitTask.objects.first()
    client = signed_in(facilitator)
    for url in (
        at("standard_edit", standard.pk),
        at("standard_verify", standard.pk),
        at("standard_unverify", standard.pk),
        at("standard_version", standard.pk),
        at("standard_unit", unit.pk),
        at("standard_unit_end", unit.pk),
        at("standard_task", task.pk),
        at("standards_import"),
    ):
        assert client.post(url, {**named(), **paper()}).status_code in (403, 404)
    assert signed_in(volunteer).get(at("standards")).status_code in (403, 404)
    assert not Standard.objects.exclude(revision=1).exists()
    assert not Unit.objects.exclude(ended_on=None).exists()


def test_what_does_not_exist_is_404(keeper):
    for name in ("standard", "standard_edit", "standard_verify", "standard_unit", "standard_task"):
        assert keeper.get(at(name, uuid4())).status_code == 404


def test_names_units_and_tasks_are_written(keeper, standard):
    unit, task = standard.units.first(), UnitTask.objects.first()
    skill = unit.skills.get()
    keeper.post(at("standard_edit", standard.pk), named(source="MLVT"))
    keeper.post(at("standard_unit", unit.pk), named(skills=[str(skill.pk)]))
    keeper.post(at("standard_task", task.pk), named(picture="grid-3x3"))
    keeper.post(at("standard_task_new", unit.pk), named(label_km="កិច្ចការថ្មី", picture=""))
    answer = keeper.post(at("standard_unit_new", standard.pk), named(label_km="ឯកតាថ្មី"))

    assert answer["Location"] == at("standard", standard.pk)
    html = main_of(keeper, at("standard", standard.pk))
    assert "ឈ្មោះថ្មី" in html and "កិច្ចការថ្មី" in html and "ឯកតាថ្មី" in html and "MLVT" in html
    assert unit.skills.get() == skill


def test_the_second_of_two_editors_sees_both_versions(keeper, standard):
    keeper.post(at("standard_edit", standard.pk), named(source="a"))
    answer = keeper.post(at("standard_edit", standard.pk), named(source="b", label_en="Mine"))

    html = answer.content.decode()
    assert answer.status_code == 200 and "New name" in html and "Mine" in html


def test_a_picture_that_cannot_be_drawn_is_said_at_its_field(keeper, standard):
    unit = standard.units.first()
    answer = keeper.post(at("standard_task_new", unit.pk), named(picture="no-such"))
    assert "គ្មានរូបភាពដែលមានឈ្មោះនេះ" in answer.content.decode()
    assert UnitTask.objects.filter(unit=unit).count() == 1


def test_a_unit_is_ended_by_a_press(keeper, standard):
    unit = standard.units.first()
    keeper.post(at("standard_unit_end", unit.pk))
    assert at("standard_unit", unit.pk) not in main_of(keeper, at("standard", standard.pk))
    assert Unit.objects.get(pk=unit.pk).ended_on == timezone.localdate()


def test_what_is_in_use_is_not_opened_for_change(keeper, pursat, standard):
    course_at(pursat, standard=standard)
    assert keeper.get(at("standard_edit", standard.pk)).status_code == 302
    answer = keeper.post(at("standard_edit", standard.pk), named(source="MLVT"))

    assert "សូមបង្កើតកំណែថ្មី" in answer.content.decode()
    html = main_of(keeper, at("standard", standard.pk))
    assert at("standard_edit", standard.pk) not in html
    assert at("standard_version", standard.pk) in html


def test_a_paper_verifies_and_a_reason_takes_it_back(keeper, standard):
    page = keeper.post(at("standard_verify", standard.pk), paper(number=" "))
    assert page.status_code == 200 and not Standard.objects.get().is_verified
    page = keeper.post(at("standard_verify", standard.pk), paper(dated="ឧសភា ២០២៦"))
    assert page.status_code == 200 and not Standard.objects.get().is_verified
    keeper.post(at("standard_verify", standard.pk), paper())
    html = main_of(keeper, at("standard", standard.pk))
    assert Standard.objects.get().is_verified and "123/26" in html and "នាយកដ្ឋាន" in html

    keeper.post(at("standard_unverify", standard.pk), {"reason": ""})
    assert Standard.objects.get().is_verified
    keeper.post(at("standard_unverify", standard.pk), {"reason": "ឯកសារខុស"})
    assert not Standard.objects.get().is_verified
    assert "ឯកសារខុស" in main_of(keeper, at("standard", standard.pk))


def test_a_new_version_is_shown_and_the_old_one_points_to_it(keeper, standard):
    day = timezone.localdate() + timedelta(days=30)
    data = {"id": str(uuid4()), "revision": "1", "valid_from": day_text(day)}
    answer = keeper.post(at("standard_version", standard.pk), data)

    fresh = Standard.objects.get(replaces=standard)
    assert answer["Location"] == at("standard", fresh.pk)
    assert at("standard", fresh.pk) in main_of(keeper, at("standard", standard.pk))
    assert at("standard", standard.pk) in main_of(keeper, at("standard", fresh.pk))
    listed = main_of(keeper, at("standards"))
    assert at("standard", fresh.pk) in listed and at("standard", standard.pk) not in listed


def test_the_table_goes_out_and_comes_in_after_a_look(keeper, standard):
    standard.label_en = "=1+1"
    standard.save()
    text = keeper.get(at("standards_csv")).content.decode("utf-8-sig")
    assert ",'=1+1," in text
    changed = text.replace("Cut tiles", "Cut wall tiles")

    page = keeper.post(at("standards_import"), sent(changed))
    html = page.content.decode()
    assert "Cut wall tiles" in html and not Unit.objects.filter(label_en="Cut wall tiles").exists()
    kept = base64.b64encode(changed.encode()).decode()
    assert kept in html.replace("&#x2B;", "+").replace("&#x3D;", "=")
    keeper.post(at("standards_import"), {"kept": kept, "bring": "yes"})
    assert Unit.objects.filter(label_en="Cut wall tiles").exists()
    assert Standard.objects.get().label_en == "=1+1"


def test_wrong_cells_are_said_by_row_and_nothing_comes_in(keeper, standard):
    text = keeper.get(at("standards_csv")).content.decode("utf-8-sig")
    wrong = text + f"task,X-T1,NO-SUCH,ក,a,,,,,{CUT},,,\r\n"
    rows = str(wrong.count("\n"))
    for data in (sent(wrong), sent(wrong, bring="yes")):
        html = keeper.post(at("standards_import"), data).content.decode()
        assert f'<th scope="row" class="r num">{rows}</th>' in html
        assert "គ្មានឯកតាដែលមានកូដនេះ" in html
    assert not UnitTask.objects.filter(code="X-T1").exists()


@pytest.mark.parametrize("data", [{}, {"kept": "%%%"}, {"kept": "eA==", "bring": "yes"}])
def test_what_is_no_table_is_refused_at_its_field(keeper, standard, data):
    answer = keeper.post(at("standards_import"), data)
    assert answer.status_code == 200 and 'role="alert"' in answer.content.decode()


def test_a_new_course_is_offered_the_newest_version_and_an_old_one_keeps_its_own(
    registrar, pursat, standard
):
    today = timezone.localdate()
    course = course_at(pursat, standard=standard)
    fresh = new_version(
        actor=registrar, standard_id=standard.pk, id=uuid4(), valid_from=today, today=today
    )

    def offered(**initial):
        form = CourseForm(centres=Centre.objects.all(), initial=initial)
        return set(form.fields["standard"].queryset)

    assert offered() == {fresh}
    assert offered(**CourseForm.initial_of(course)) == {standard, fresh}
