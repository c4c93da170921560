"""The skill passport: agreed at the desk, opened on another telephone, ended by its owner."""

import os
from pathlib import Path

from django.urls import reverse
from django.utils import timezone

from spean.accounts.choices import Role
from spean.directory.models import Skill
from spean.skills.models import Certificate, PassportLink
from spean.skills.services.certificates import revoke_certificate
from tests.browser.conftest import Visit
from tests.browser.town import Town
from tests.browser.walker import LAPTOP, Walker, km
from tests.factories.certified import completed, issued, trusted_keys
from tests.factories.serving import staff


def picture(her: Walker, name: str) -> None:
    folder = os.environ.get("SPEAN_LOOK")
    if folder:
        her.page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def certified(town: Town) -> Certificate:
    """Return a valid certificate of the sister, made by the hands of two."""
    trusted_keys(town.centre, now=town.now)
    learnt = completed(town.sister, town.centre)
    Skill.objects.filter(code__startswith="til-").update(label_km="ក្រាលការ៉ូ")
    return issued(
        staff(Role.TVET_FACILITATOR, town.centre),
        staff(Role.CENTRE_MANAGER, town.centre),
        learnt,
        now=town.now,
    )


def linked(her: Walker, town: Town) -> tuple[str, str]:
    """Agree on the passport and make its link at the desk; return both addresses."""
    her.go(reverse("desk:passport_agree", args=[town.sister.pk]))
    picture(her, "agree")
    her.tick("mode", "thumbprint")
    her.press("Keep what was agreed")
    picture(her, "passport-desk")
    her.press("Make a link")
    her.seen()
    picture(her, "slip")
    return (
        her.page.locator("#shown").input_value(),
        her.page.locator("#own").input_value(),
    )


def path_of(address: str) -> str:
    return "/" + address.split("/", 3)[3]


def test_a_certificate_is_seen_by_link_until_its_owner_ends_it(visitor: Visit, town: Town) -> None:
    certificate = certified(town)
    with visitor(size=LAPTOP) as at_desk:
        at_desk.let_in(town.counsellor)
        shown, own = map(path_of, linked(at_desk, town))

    with visitor() as employer:
        employer.go(shown)
        employer.seen()
        picture(employer, "shown-360")
        assert certificate.number in employer.text
        assert km("Check a certificate") in employer.text
        with visitor() as owner:
            owner.go(own)
            owner.seen()
            picture(owner, "own-360")
            owner.press("End it now")
            assert km("Nobody can look at it any more.") in owner.text
        employer.go(shown)
        assert certificate.number not in employer.text
        picture(employer, "ended-360")
    assert PassportLink.objects.get().ended_by_owner


def test_a_certificate_taken_back_is_gone_at_the_next_look(visitor: Visit, town: Town) -> None:
    certificate = certified(town)
    with visitor(size=LAPTOP) as at_desk:
        at_desk.let_in(town.counsellor)
        shown, _own = map(path_of, linked(at_desk, town))

    with visitor(scripted=False) as employer:
        employer.go(shown)
        assert certificate.number in employer.text
        revoke_certificate(
            actor=certificate.sealed_by,
            certificate_id=certificate.pk,
            reason="mistake",
            now=timezone.now(),
        )
        employer.go(shown)
        assert certificate.number not in employer.text
        picture(employer, "revoked-360")
