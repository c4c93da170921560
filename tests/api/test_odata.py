"""Answers as OData: typed values, turns in tables, pages that meet, and refusals that say what."""

from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from spean.accounts.models import AuditEntry
from spean.surveys.models import Submission
from tests.api.reader import Reader
from tests.factories.forms import in_use, kept, question

pytestmark = pytest.mark.django_db
EDM = "{http://docs.oasis-open.org/odata/ns/edm}"
TYPED = [
    question("text", "note"),
    question("integer", "house/rooms"),
    question("decimal", "house/area"),
    question("date", "day"),
    question("start", "start"),
    question("geopoint", "place"),
    question("geotrace", "way"),
    question("select_multiple", "needs"),
]


@pytest.fixture
def reader(client, manager):
    return Reader(client, manager)


def told_at(submission, text):
    Submission.objects.filter(pk=submission.pk).update(created_at=datetime.fromisoformat(text))


def notes(told):
    return [one["note"] for one in told["value"]]


def test_values_are_typed_as_their_questions(reader, pursat, volunteer):
    version = in_use(pursat, questions=TYPED)
    values = {
        "note": "012",
        "house": {"rooms": "-2", "area": "3.50"},
        "day": "2026-03-02",
        "start": "2026-03-02T09:30:00.000+07:00",
        "place": "12.5 103.9 10 4.5",
        "way": "12 103 0 0;13 104 0 0",
        "needs": "income debt",
    }
    found = kept(version, pursat, volunteer, values)

    (row,) = reader.rows(version)["value"]
    (drawn,) = reader.rows(version, wkt="true")["value"]

    assert row["__id"] == found.instance_id
    assert (row["note"], row["house"], row["day"]) == (
        "012", {"rooms": -2, "area": 3.5}, "2026-03-02",
    )  # fmt: skip
    assert row["start"] == "2026-03-02T09:30:00.000+07:00"
    assert row["place"] == {
        "type": "Point", "coordinates": [103.9, 12.5, 10.0], "properties": {"accuracy": 4.5},
    }  # fmt: skip
    assert row["way"]["coordinates"] == [[103.0, 12.0, 0.0], [104.0, 13.0, 0.0]]
    assert row["needs"] == "income debt"
    assert (drawn["place"], drawn["way"]) == (
        "POINT (103.9 12.5 10)", "LINESTRING (103 12 0,104 13 0)",
    )  # fmt: skip


def test_what_is_not_of_its_type_is_null_and_what_has_no_column_is_told(reader, pursat, volunteer):
    version = in_use(pursat, questions=TYPED)
    values = {"house": {"rooms": "many", "area": "NaN"}, "day": "x", "place": "nan 1", "new": "N"}
    kept(version, pursat, volunteer, values)

    (row,) = reader.rows(version)["value"]

    assert (row["house"], row["day"], row["place"]) == ({"rooms": None, "area": None}, None, None)
    assert row["__system"]["otherAnswers"] == '{"new": ["N"]}'


def test_turns_are_a_table_and_can_stand_within_their_answer(reader, visit, pursat, volunteer):
    found = kept(visit, pursat, volunteer, {"children": [{"born_on": "2020-01-02"}] * 2})
    kept(visit, pursat, volunteer, {"note": "none"})

    turns = reader.rows(visit, "Submissions.children")["value"]
    answers = reader.rows(visit)["value"]
    whole = reader.rows(visit, expand="*")["value"]

    assert turns[1] == {
        "__id": f"{found.instance_id}/children[2]",
        "__Submissions-id": found.instance_id,
        "born_on": "2020-01-02",
    }
    assert answers[1]["children@odata.navigationLink"] == (
        f"Submissions('{found.instance_id}')/children"
    )
    assert [[one["born_on"] for one in row["children"]] for row in whole] == [
        [], ["2020-01-02", "2020-01-02"],
    ]  # fmt: skip


def test_the_document_of_a_service_names_each_table_and_the_type_of_each_column(reader, pursat):
    version = in_use(pursat, questions=[*TYPED, question("date", "children/born_on", "children")])
    root = f"projects/1/forms/{version.questionnaire.form_id}.svc"

    tables = [one["name"] for one in reader.get(root).json()["value"]]
    tree = ElementTree.fromstring(reader.get(f"{root}/$metadata").content)

    assert tables == ["Submissions", "Submissions.children"]
    types = {one.get("Name"): one for one in tree.iter(f"{EDM}EntityType")}
    types |= {one.get("Name"): one for one in tree.iter(f"{EDM}ComplexType")}
    named = {one.get("Name"): one.get("Type") for one in types["Submissions"]}
    assert named["place"] == "Edm.GeographyPoint"
    assert named["house"].endswith(".Submissions_house")
    assert named["children"].endswith(".Submissions_children)")
    house = {one.get("Name"): one.get("Type") for one in types["Submissions_house"]}
    assert house == {"rooms": "Edm.Int64", "area": "Edm.Decimal"}
    told = {one.get("EntityType") for one in tree.iter(f"{EDM}EntitySet")}
    assert {one.rpartition(".")[2] for one in told} <= set(types)


# --- whose, and how ------------------------------------------------------------------------------


def test_an_answer_of_another_centre_is_in_no_table_and_no_count(
    reader, visit, pursat, volunteer, preah_vihear, officer_elsewhere
):
    kept(visit, pursat, volunteer, {"note": "ours", "children": [{"born_on": "2020-01-02"}]})
    theirs = {"note": "theirs", "children": [{"born_on": "2021-01-02"}]}
    kept(visit, preah_vihear, officer_elsewhere, theirs)

    whole = reader.rows(visit, expand="*", count="true")
    turns = reader.rows(visit, "Submissions.children", count="true")

    assert (notes(whole), whole["@odata.count"]) == (["ours"], 1)
    assert ([one["born_on"] for one in turns["value"]], turns["@odata.count"]) == (
        ["2020-01-02"], 1,
    )  # fmt: skip


def test_a_questionnaire_of_another_centre_is_not_there(reader, visit, preah_vihear):
    other = in_use(preah_vihear)

    for path in (".svc", ".svc/Submissions", ".svc/$metadata", ".xml", "/submissions"):
        answered = reader.get(f"projects/1/forms/{other.questionnaire.form_id}{path}")
        assert answered.status_code == 404


def test_each_table_that_is_read_stands_in_the_trail(reader, visit, pursat, volunteer):
    kept(visit, pursat, volunteer)
    kept(visit, pursat, volunteer)

    reader.rows(visit, top=1)

    entry = AuditEntry.objects.get(action="surveys.answers_out")
    assert entry.detail == {"rows": 1, "way": "odata"}


def test_the_questions_to_the_database_do_not_grow_with_the_answers(
    reader, visit, pursat, volunteer
):
    counts = []
    for many in (1, 15):
        for _one in range(many):
            kept(visit, pursat, volunteer, {"children": [{"born_on": "2020-01-02"}]})
        reader.rows(visit)
        with CaptureQueriesContext(connection) as asked:
            reader.rows(visit, expand="*")
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_moments_are_told_as_programs_read_them(reader, visit, pursat, volunteer):
    at = datetime(2026, 3, 2, 2, 30, tzinfo=UTC) + timedelta(microseconds=1500)
    told_at(kept(visit, pursat, volunteer), at.isoformat())

    (row,) = reader.rows(visit)["value"]

    assert row["__system"]["submissionDate"] == "2026-03-02T02:30:00.001Z"
    assert row["__system"]["centre"] == "PUR"
