import uuid
from datetime import date

import pytest
from django.core.exceptions import ValidationError

from spean.core.errors import ChangedMeanwhile, NotAllowed
from spean.jobs import services
from spean.jobs.models import Employer
from spean.jobs.selectors import employers_visible_to, find_employers
from tests.factories.jobs import EmployerFactory, VacancyFactory
from tests.factories.people import TODAY

pytestmark = pytest.mark.django_db

WORDS = {"label_km": "សំណង់ផ្កាឈូក", "moc_number": "MOC-1", "size": "small"}


def recorded(actor, centre, id=None, revision=None, **changes):
    return services.record_employer(
        actor=actor,
        id=id or uuid.uuid4(),
        centre=centre,
        values={**WORDS, **changes},
        revision=revision,
    )


def checked(employer, *people):
    for person in people:
        services.verify_employer(actor=person, employer_id=employer.pk, today=TODAY)
    employer.refresh_from_db()
    return employer


def test_two_different_people_clear_an_employer(counsellor, manager, pursat):
    employer = checked(recorded(counsellor, pursat), counsellor, manager)

    assert (employer.verified_by, employer.second_verified_by) == (counsellor, manager)
    assert employer.verified_on == TODAY
    assert employer.is_cleared_on(TODAY)


def test_one_check_clears_nobody(counsellor, pursat):
    assert not checked(recorded(counsellor, pursat), counsellor).is_cleared_on(TODAY)


def test_the_same_person_cannot_be_both_checks(counsellor, pursat):
    employer = checked(recorded(counsellor, pursat), counsellor)

    with pytest.raises(services.AlreadyVerified):
        checked(employer, counsellor)


def test_without_a_number_there_is_nothing_to_check(counsellor, pursat):
    employer = recorded(counsellor, pursat, moc_number="")

    with pytest.raises(services.PapersMissing):
        checked(employer, counsellor)


@pytest.mark.parametrize("change", [{"moc_number": "MOC-2"}, {"label_km": "ឈ្មោះថ្មី"}])
def test_another_name_or_number_takes_the_checks_back(counsellor, manager, pursat, change):
    employer = checked(recorded(counsellor, pursat), counsellor, manager)

    recorded(counsellor, pursat, id=employer.pk, revision=employer.revision, **change)

    employer.refresh_from_db()
    assert employer.verified_by is None and not employer.is_cleared_on(TODAY)


def test_another_telephone_leaves_the_checks(counsellor, manager, pursat):
    employer = checked(recorded(counsellor, pursat), counsellor, manager)

    recorded(counsellor, pursat, id=employer.pk, revision=employer.revision, phone="+85512000001")

    employer.refresh_from_db()
    assert employer.is_cleared_on(TODAY)


def test_the_second_of_two_officers_is_told(counsellor, pursat):
    employer = recorded(counsellor, pursat)
    recorded(counsellor, pursat, id=employer.pk, revision=1, size="large")

    with pytest.raises(ChangedMeanwhile) as told:
        recorded(counsellor, pursat, id=employer.pk, revision=1, size="micro")
    assert told.value.details["theirs"].size == "large"


def test_the_same_form_sent_twice_changes_nothing(counsellor, pursat):
    employer = recorded(counsellor, pursat)
    recorded(counsellor, pursat, id=employer.pk, size="large")

    employer.refresh_from_db()
    assert (employer.size, Employer.objects.count()) == ("small", 1)


def test_a_size_that_does_not_exist_leaves_nothing(counsellor, pursat):
    with pytest.raises(ValidationError):
        recorded(counsellor, pursat, size="huge")
    assert not Employer.objects.exists()


def test_a_bar_needs_a_reason(counsellor, pursat):
    employer = recorded(counsellor, pursat)

    with pytest.raises(services.ReasonForBarMissing):
        services.blacklist_employer(
            actor=counsellor, employer_id=employer.pk, reason="  ", until=None
        )


def test_a_bar_holds_until_its_last_day_and_its_reason_is_kept(counsellor, manager, pursat):
    employer = checked(recorded(counsellor, pursat), counsellor, manager)
    services.blacklist_employer(
        actor=counsellor, employer_id=employer.pk, reason="ជំពាក់ប្រាក់", until=date(2026, 12, 31)
    )
    employer.refresh_from_db()
    assert not employer.is_cleared_on(date(2026, 12, 31))
    assert employer.is_cleared_on(date(2027, 1, 1))

    services.lift_blacklisting(actor=counsellor, employer_id=employer.pk)

    employer.refresh_from_db()
    assert employer.is_cleared_on(TODAY) and "ជំពាក់ប្រាក់" in employer.visit_notes


@pytest.mark.parametrize("who", ["officer_elsewhere", "facilitator", "volunteer", "evaluator"])
def test_who_does_not_keep_this_employer_is_refused(request, counsellor, pursat, who):
    employer, stranger = recorded(counsellor, pursat), request.getfixturevalue(who)

    for act in (
        lambda: recorded(stranger, pursat),
        lambda: recorded(stranger, pursat, id=employer.pk, revision=1),
        lambda: checked(employer, stranger),
        lambda: services.blacklist_employer(
            actor=stranger, employer_id=employer.pk, reason="x", until=None
        ),
        lambda: services.lift_blacklisting(actor=stranger, employer_id=employer.pk),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_employers_are_found_by_name_or_number(counsellor, pursat):
    wanted = recorded(counsellor, pursat)
    EmployerFactory(centre=pursat, organisation__label_km="រោងចក្រ")

    for text in ("ផ្កាឈូក", "MOC-1", "moc-1 សំណង់"):
        assert list(find_employers(counsellor, text)) == [wanted], text


def test_staff_of_other_centres_see_employers_and_evaluators_do_not(
    counsellor, officer_elsewhere, evaluator, pursat
):
    recorded(counsellor, pursat)

    assert employers_visible_to(officer_elsewhere).count() == 1
    assert employers_visible_to(evaluator).count() == 0


def test_a_list_of_employers_takes_as_many_queries_as_one(
    counsellor, pursat, django_assert_num_queries
):
    for _number in range(12):
        VacancyFactory(employer__centre=pursat)
    find_employers(counsellor, "").first()

    with django_assert_num_queries(1):
        for row in find_employers(counsellor, ""):
            assert row.organisation.label and row.centre.code and row.open_count == 1
