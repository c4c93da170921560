"""A referral to a clinic: sent at the desk, answered on the partner's telephone, printed, late."""

import os
from datetime import timedelta
from pathlib import Path

from django.urls import reverse
from django.utils import timezone

from spean.casework.models import ServiceReferral
from spean.casework.services import open_case
from spean.casework.services.referral_links import end_referral_links
from tests.browser.conftest import Visit
from tests.browser.town import Town
from tests.browser.walker import LAPTOP, Walker, km
from tests.factories.referrals import CLINIC, allows, partner, referral_link, referred


def picture(her: Walker, name: str) -> None:
    folder = os.environ.get("SPEAN_LOOK")
    if folder:
        her.page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def a_case(town: Town) -> tuple:
    """Return a case of somebody who allows the clinic, and the clinic."""
    person = town.person("ភ្នំ", "ដារ៉ា", "018 000 502", consent=allows())
    case = open_case(actor=town.counsellor, person=person, now=timezone.now())
    return case, partner(phone="018 000 700")


def sent(town: Town, **changes: object) -> ServiceReferral:
    case, clinic = a_case(town)
    return referred(case, clinic, now=changes.pop("now", timezone.now()), **changes)


def test_a_partner_answers_on_a_telephone_without_an_account(visitor: Visit, town: Town) -> None:
    referral = sent(town, shared=("name", "phone", "reason"), needs_transport=True)
    _link, token = referral_link(referral, now=timezone.now())
    address = reverse("portal:referral", args=[token])
    with visitor() as partner_there:
        partner_there.go(address)
        picture(partner_there, "partner-360")
        partner_there.press("We cannot accept")
        picture(partner_there, "partner-why-360")
        partner_there.press("Back", within="#answer")
        partner_there.press("We accept")
        partner_there.seen()
        assert km("Your answer has arrived. Thank you.") in partner_there.text
        picture(partner_there, "partner-accepted-360")
        partner_there.press("The service was given")
        assert km("There is nothing more for you to do. Thank you.") in partner_there.text
        picture(partner_there, "partner-over-360")
        end_referral_links(actor=town.counsellor, referral=referral, now=timezone.now())
        partner_there.go(address)
        assert km("This link has ended. Call the centre for a new one.") in partner_there.text
        picture(partner_there, "partner-ended-360")

    referral.refresh_from_db()
    assert (referral.state, referral.answered_by) == ("done", "link")


def test_the_partners_page_works_without_javascript_and_on_a_wide_screen(
    visitor: Visit, town: Town
) -> None:
    referral = sent(town)
    _link, token = referral_link(referral, now=timezone.now())
    with visitor(size=LAPTOP, scripted=False) as partner_there:
        partner_there.go(reverse("portal:referral", args=[token]))
        partner_there.press("Received, answer later")
        picture(partner_there, "partner-1280")

    referral.refresh_from_db()
    assert referral.state == "acknowledged"


def test_the_officer_refers_prints_the_slip_and_writes_down_the_answer(
    visitor: Visit, town: Town
) -> None:
    case, clinic = a_case(town)
    with visitor() as her:
        her.let_in(town.counsellor)
        her.go(reverse("desk:person", args=[case.person_id]))
        her.press("Refer to a partner")
        picture(her, "refer-360")
        her.page.select_option("[name=organisation]", str(clinic.pk))
        her.page.select_option("[name=service_type]", label="សុខភាព")
        her.page.locator("[name=urgency][value='3d']").check(force=True)
        her.page.locator("[name=reason]").fill("ឈឺខ្នង ត្រូវការពិនិត្យ")
        her.page.locator("[name=shared][value=name]").check(force=True)
        her.press("Send")
        assert CLINIC in her.text
        picture(her, "referral-360")
        her.press("Make the link and the slip")
        her.seen()
        assert her.page.locator("svg.qr").is_visible()
        picture(her, "slip-360")
        her.go(reverse("desk:service_referrals"))
        picture(her, "list-360")

    assert ServiceReferral.objects.get().shared == ["name"]


def test_the_manager_sees_what_is_late(visitor: Visit, town: Town) -> None:
    late = sent(town, now=timezone.now() - timedelta(days=6))
    with visitor(size=LAPTOP) as her:
        her.let_in(town.counsellor)
        for name, arguments in (
            ("service_referral", [late.pk]),
            ("service_referrals", []),
            ("referral_partners", []),
            ("refer", [late.case.person_id]),
            ("person", [late.case.person_id]),
        ):
            her.go(reverse(f"desk:{name}", args=arguments))
            picture(her, f"{name}-1280")
