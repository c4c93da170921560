"""Three people are registered where there is no connection, in Khmer, on a telephone.

One of them is known at another centre. By the network or as a file on a memory card: each
arrives once, the likeness is proposed to the manager, and each stands in the list of the
counsellor of that centre.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone

from spean.accounts.models import User
from spean.casework.models import Case
from spean.casework.selectors import open_cases_for
from spean.directory.models import Area, Centre
from spean.people.contracts import Contact
from spean.people.models import Person, Return, Suspicion
from spean.people.rules.ages import birth_from_age
from spean.people.selectors import suspicions_visible_to
from spean.people.services import register
from spean.surveys.models import BroughtFile, Receipt, SetAside, Submission
from spean.surveys.services.programme import load_programme_forms
from tests.browser.answering import pick, say, type_number, write
from tests.browser.conftest import Visit
from tests.browser.fieldwork import Fieldworker
from tests.browser.walker import Walker, km
from tests.factories.people import consent, intake

pytestmark = pytest.mark.long
YES, NO = "បាទ/ចាស", "ទេ"
DIGITS = str.maketrans("០១២៣៤៥៦៧៨៩", "0123456789")


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody who came back; everybody here is invented."""

    family: str
    given: str
    sex: str
    age: str
    number: str

    @property
    def name(self) -> str:
        """Return the name as the pages show it."""
        return f"{self.family} {self.given}"


BY_NETWORK = (
    Newcomer("ទន្លេ", "សុខា", "ស្រី", "៣៤", "018 000 611"),
    Newcomer("ភ្នំ", "ដារ៉ា", "ប្រុស", "២៧", "018 000 612"),
    Newcomer("ផ្កាយ", "រតនា", "ស្រី", "៤១", "018 000 613"),
)
BY_CARD = (
    Newcomer("មេឃ", "ចាន់ណា", "ស្រី", "២៩", "018 000 621"),
    Newcomer("វាល", "ពិសិដ្ឋ", "ប្រុស", "៣៨", "018 000 622"),
    Newcomer("អូរ", "ស្រីនាង", "ស្រី", "២២", "018 000 623"),
)


def known_elsewhere(one: Newcomer, officer: User, centre: Centre, commune: Area) -> Person:
    """Register her at another centre, which she passed on her way home."""
    values = {
        "centre_id": centre.pk,
        "area_id": commune.pk,
        "registered_at": timezone.now(),
        "family_name_km": one.family,
        "given_name_km": one.given,
        "family_name_lat": "",
        "given_name_lat": "",
        "born_on": birth_from_age(int(one.age.translate(DIGITS)), timezone.localdate()),
        "born_precision": "age_only",
        "contacts": (Contact(number=one.number),),
        "consent": consent(decided_at=timezone.now()),
    }
    return register(actor=officer, intake=intake(**values), today=timezone.localdate())


def write_down(her: Fieldworker, one: Newcomer) -> None:
    """Fill in the programme's registration about one person, and finish it."""
    her.begin("spean_registration")
    say(her, "តើបុគ្គលនេះអនុញ្ញាតអ្វីខ្លះ?", "រក្សាកំណត់ត្រា ដើម្បីជួយ")
    say(her, "តើអនុញ្ញាតដោយរបៀបណា?", "ស្នាមមេដៃ")
    say(her, "តើបានអានឱ្យស្តាប់ទេ?", YES)
    say(her, "តើបុគ្គលនេះយល់ទេ?", YES)
    write(her, "នាមត្រកូលជាអក្សរខ្មែរ", one.family)
    write(her, "នាមខ្លួនជាអក្សរខ្មែរ", one.given)
    say(her, "ភេទ", one.sex)
    say(her, "តើដឹងថ្ងៃខែឆ្នាំកំណើតទេ?", NO)
    type_number(her, "អាយុ (ប្រមាណ)", one.age)
    pick(her, "ខេត្ត", "ពោធិ៍សាត់")
    pick(her, "ក្រុង/ស្រុក/ខណ្ឌ", "បាកាន")
    pick(her, "ឃុំ/សង្កាត់", "បឹងបត់កណ្ដោល")
    write(her, "លេខ", one.number)
    say(her, "តើត្រូវការអ្វីជាងគេ?", "ចំណូល ឬការងារ")
    her.finish()
    her.page.locator("main a.btn[href='#/']").click()
    her.page.locator("main a.door").first.wait_for()


@pytest.fixture
def far_away(her: Fieldworker, volunteer: User, commune: Area) -> Fieldworker:
    """Return a volunteer's telephone with the questionnaires on it and no connection."""
    load_programme_forms(now=timezone.now())
    her.arrive(volunteer)
    her.offline()
    her.page.reload()
    her.unlock()
    return her


@pytest.fixture
def all_is_well(
    visitor: Visit, counsellor: User, manager: User, officer_elsewhere: User
) -> Callable[[Sequence[Newcomer], Person], None]:
    """Return the question that both ways must answer alike."""

    def look(newcomers: Sequence[Newcomer], known: Person) -> None:
        people = each_arrived_once(newcomers)
        assert {one.person for one in open_cases_for(counsellor)} == set(people)
        assert not open_cases_for(officer_elsewhere).exists()
        for viewer in (manager, counsellor):
            assert_alike(viewer, next(one for one in people if alike(one, newcomers[0])), known)
        with visitor() as desk:
            desk.let_in(counsellor)
            the_list_names(desk, newcomers, people)
            desk.let_in(manager)
            the_likeness_is_proposed(desk, newcomers[0])

    return look


def alike(person: Person, one: Newcomer) -> bool:
    return (person.family_name_km, person.given_name_km) == (one.family, one.given)


def each_arrived_once(newcomers: Sequence[Newcomer]) -> list[Person]:
    """Look into the register: one answer, one receipt, one person, one case for each."""
    count = len(newcomers)
    answers = Submission.objects.all()
    assert [one.state for one in answers] == ["applied"] * count
    assert Receipt.objects.filter(outcome="applied").count() == Receipt.objects.count() == count
    assert not SetAside.objects.exists()
    people = list(Person.objects.filter(pk__in=[one.person_id for one in answers]))
    assert len(people) == count == Person.objects.count() - 1
    assert all(any(alike(person, one) for person in people) for one in newcomers)
    assert Case.objects.filter(person__in=people).count() == Case.objects.count() == count
    # Nobody was asked about a return: none was invented.
    assert not Return.objects.filter(person__in=people).exists()
    return people


def assert_alike(viewer: User, person: Person, known: Person) -> None:
    """One pair is there, across the two centres, and this viewer learns of it."""
    pair = suspicions_visible_to(viewer).get()
    assert {pair.first, pair.second} == {person, known}
    assert pair.crosses_centres and Suspicion.objects.count() == 1


def the_list_names(desk: Walker, newcomers: Sequence[Newcomer], people: Sequence[Person]) -> None:
    """The counsellor's day names each of them, and each has an open file."""
    desk.go(reverse("desk:today"))
    for one in newcomers:
        row = desk.page.locator("#new .row", has_text=one.name)
        assert km("Ask the first questions.") in row.inner_text()
    desk.go(reverse("desk:person", args=[people[0].pk]))
    assert km("Ask the first questions") in desk.text


def the_likeness_is_proposed(desk: Walker, one: Newcomer) -> None:
    """The manager's list shows her side of the pair, and nothing of the other's."""
    desk.go(reverse("desk:duplicates"))
    row = desk.page.locator(".person-row")
    assert row.count() == 1
    said = row.inner_text()
    assert one.name in said and km("Perhaps known at another centre") in said
    desk.press("Compare")
    assert "ព្រះវិហារ" not in desk.text


def test_three_people_registered_far_away_arrive_by_the_network(
    far_away: Fieldworker, officer_elsewhere: User, preah_vihear: Centre, commune: Area,
    all_is_well: Callable[..., None],
) -> None:  # fmt: skip
    known = known_elsewhere(BY_NETWORK[0], officer_elsewhere, preah_vihear, commune)
    for one in BY_NETWORK:
        write_down(far_away, one)
    assert far_away.unsent == 3
    assert not Submission.objects.exists()

    far_away.offline(False)
    far_away.wait_for_unsent(0)

    all_is_well(BY_NETWORK, known)


def test_three_people_registered_far_away_arrive_on_a_memory_card(
    visitor: Visit, far_away: Fieldworker, counsellor: User, officer_elsewhere: User,
    preah_vihear: Centre, commune: Area, tmp_path: Path, all_is_well: Callable[..., None],
) -> None:  # fmt: skip
    known = known_elsewhere(BY_CARD[0], officer_elsewhere, preah_vihear, commune)
    for one in BY_CARD:
        write_down(far_away, one)
    far_away.go("outbox")
    card = far_away.carry(tmp_path)
    assert far_away.unsent == 3

    with visitor() as desk:
        desk.let_in(counsellor)
        receipts = brought_in(desk, card, tmp_path)
    assert BroughtFile.objects.get().kept == 3
    assert far_away.unsent == 3
    far_away.page.locator("input[type=file]").set_input_files(receipts)
    far_away.says("មជ្ឈមណ្ឌលបានទទួល ៣។")
    far_away.wait_for_unsent(0)
    far_away.walker.seen()

    all_is_well(BY_CARD, known)
    far_away.offline(False)
    far_away.page.locator(".offline").wait_for(state="hidden")
    with far_away.page.expect_response("**/api/v1/sync") as asked:
        far_away.page.reload()
    assert asked.value.json()["missing_seqs"] == []
    far_away.unlock()
    assert far_away.unsent == 0
    each_arrived_once(BY_CARD)


def brought_in(desk: Walker, card: Path, folder: Path) -> Path:
    """Bring a telephone's file in at the desk, and take the receipts."""
    desk.go(reverse("desk:carried"))
    desk.page.locator("input[type=file]").set_input_files(card)
    desk.press("Bring it in")
    with desk.page.expect_download() as waiting:
        desk.named(km("The receipts")).click()
    target = folder / waiting.value.suggested_filename
    waiting.value.save_as(target)
    return target
