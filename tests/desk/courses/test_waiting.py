"""What waits in the work on skills: numbers that lead to their lists, for whom they are."""

import pytest
from django.urls import reverse

from spean.accounts.models import User
from spean.directory.models import Centre
from tests.desk.people.writing import signed_in
from tests.factories.casework import client_of
from tests.factories.certified import completed, proposed

pytestmark = pytest.mark.django_db
WAITS = "វិញ្ញាបនបត្រ ដែលរង់ចាំការបោះត្រារបស់អ្នក"


def shown(viewer: User, name: str) -> str:
    page = signed_in(viewer).get(reverse(f"desk:{name}"))
    html: str = page.content.decode()
    return html[html.index("<main") : html.index("</main>")]


@pytest.mark.parametrize("name", ["skills_home", "today"])
def test_a_certificate_waits_for_the_second_person_alone(
    name: str, counsellor: User, facilitator: User, manager: User, pursat: Centre
) -> None:
    proposed(facilitator, completed(client_of(counsellor, pursat), pursat))

    assert f"{WAITS}: ១" in shown(manager, name)
    assert WAITS not in shown(facilitator, name)


def test_a_sealed_file_is_not_counted(
    counsellor: User, facilitator: User, manager: User, pursat: Centre
) -> None:
    person = client_of(counsellor, pursat)
    proposed(facilitator, completed(person, pursat))
    person.is_sealed = True
    person.save()

    assert WAITS not in shown(manager, "skills_home")
