"""The end of a story: thirty days into a job a call finds no NSSF, and the employer is visited."""

import os
from datetime import timedelta
from pathlib import Path

from django.urls import reverse
from django.utils import timezone

from spean.casework.models import FollowUp
from spean.jobs.models import JobReferral, Placement
from tests.browser import scene
from tests.browser.conftest import Visit
from tests.browser.town import Town
from tests.browser.walker import LAPTOP, Walker, in_khmer, km
from tests.factories.jobs import meeting


def picture(her: Walker, name: str) -> None:
    folder = os.environ.get("SPEAN_LOOK")
    if folder:
        her.page.screenshot(path=Path(folder) / f"fu-{name}.png", full_page=True)


def starts_work(her: Walker, referral: JobReferral) -> Placement:
    """Write down that she began to work thirty days ago."""
    her.go(reverse("desk:place", args=[referral.pk]))
    day = timezone.localdate() - timedelta(days=30)
    her.fill(started_on=in_khmer(day), wage="280", hours_per_week="48", contract="fdc")
    her.fill(has_contract_copy="yes", has_nssf="unknown", proof="G1")
    her.press("Save", within="main form[novalidate]")
    return Placement.objects.get(referral=referral)


def tells(her: Walker) -> None:
    """Answer the four steps of the call: all is well but NSSF."""
    picture(her, "now-360")
    her.fill(activity="employee")
    her.press("Continue")
    her.fill(wage="២៨០", hours="៤៨", paid_late="no", may_refuse="yes", unpaid_extra="no")
    her.fill(written="yes", copy="yes", nssf="no", papers="yes", free="yes")
    picture(her, "job-360")
    her.press("Continue")
    her.fill(food="no", debt="៤០០", arrears="no_answer")
    picture(her, "home-360")
    her.press("Continue")
    her.fill(intention="no", plan_change="no", wishes_to_complain="no", finding="ធ្វើការល្អ")
    picture(her, "ahead-360")
    her.press("Save", within="main form[novalidate]")


def test_no_nssf_after_thirty_days_sends_somebody_to_the_employer(
    visitor: Visit, town: Town
) -> None:
    sophea = scene.sophea(town)
    referral = meeting(town.counsellor, sophea, town.vacancy)
    with visitor() as her:
        her.let_in(town.counsellor)
        placement = starts_work(her, referral)
        her.go(reverse("desk:today"))
        her.press("Whom to call")
        picture(her, "calls-360")
        her.press("Call", within="main")
        picture(her, "follow-up-360")
        her.press("Ask the questions")
        tells(her)
        picture(her, "kept-360")
        her.go(reverse("desk:today"))
        why = km("Workers are not registered with NSSF")
        assert km("Employers to visit") in her.text and why in her.text
        picture(her, "today-360")
        visit = FollowUp.objects.get(kind="employer")
        her.go(reverse("desk:follow_up", args=[visit.pk]))
        her.press("Write down the visit")
        her.fill(nssf="yes", number_seen="on", note="បានចុះឈ្មោះកម្មករទាំងអស់")
        picture(her, "visit-360")
        her.press("Save", within="main form[novalidate]")
    with visitor(size=LAPTOP) as her:
        her.let_in(town.counsellor)
        for name, keys in (
            ("today", ()),
            ("calls", ()),
            ("employer_visits", ()),
            ("call_answers", (FollowUp.objects.get(about_id=placement.pk, kind="month_1").pk,)),
        ):
            her.go(reverse(f"desk:{name}", args=keys))
            picture(her, f"{name}-1280")
        assert why in her.text
    placement.refresh_from_db()
    assert (placement.proof, placement.has_nssf) == ("G4", "yes")
    assert not FollowUp.objects.filter(kind="employer", state="due").exists()
