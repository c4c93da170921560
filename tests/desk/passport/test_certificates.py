"""The certificates on a CV: a code that anybody can scan, and never more than may be seen."""

import io

import pytest
import zxingcpp
from PIL import Image

from spean.accounts.choices import Role
from spean.accounts.models import AuditEntry, User
from spean.core.paper import draw_paper
from spean.desk.passport.codes import codes_of
from spean.desk.passport.paper import cv_words
from spean.directory.models import Centre
from spean.skills.models import Certificate
from spean.skills.selectors.passports import cv_of
from spean.skills.services.checking import check_text
from tests.factories.certified import completed, issued, trusted_keys
from tests.factories.passports import passport_for, tiler
from tests.factories.people import TODAY
from tests.factories.serving import staff

# Asked for everything it knows, the reader sometimes sees a line code among the modules.
QR = zxingcpp.BarcodeFormat.QRCode

pytestmark = pytest.mark.django_db


@pytest.fixture
def certificate(counsellor: User, facilitator: User, manager: User, pursat: Centre) -> Certificate:
    trusted_keys(pursat)
    return issued(facilitator, manager, completed(tiler(counsellor, pursat), pursat))


def test_the_code_on_the_cv_is_the_one_of_the_certificate(counsellor, certificate):
    person = certificate.person
    cv = cv_of(person, passport_for(counsellor, person))
    codes = codes_of(counsellor, cv)
    words = cv_words(person, cv, TODAY, codes=codes, address="https://example.org/check/")

    pages = [Image.open(io.BytesIO(page)) for page in draw_paper("cv", words, dots=200)]
    (read,) = [code for page in pages for code in zxingcpp.read_barcodes(page, formats=QR)]
    verdict = check_text(read.text, today=TODAY).verdict
    assert (verdict.state, verdict.claims.id) == ("genuine", certificate.pk)
    assert AuditEntry.objects.filter(action="skills.certificate_opened").exists()


def test_who_may_not_see_a_certificate_gets_no_code(counsellor, certificate, preah_vihear):
    cv = cv_of(certificate.person, passport_for(counsellor, certificate.person))

    assert codes_of(staff(Role.COUNSELLOR, preah_vihear), cv) == {}
    assert not AuditEntry.objects.filter(action="skills.certificate_opened").exists()


@pytest.mark.parametrize("name", ["Sophea" * 33, "សុភា" * 50, "W" * 200])
def test_the_longest_names_stay_on_the_paper_and_the_code_is_read(counsellor, certificate, name):
    person = certificate.person
    cv = cv_of(person, passport_for(counsellor, person))
    words = cv_words(person, cv, TODAY, codes=codes_of(counsellor, cv), address="https://a.example")
    long = {**words, "name": name, "name_latin": name}

    pages = [Image.open(io.BytesIO(page)).convert("L") for page in draw_paper("cv", long, dots=150)]
    # The margin is 14 mm; what runs over it would blacken its outer centimetre.
    for page in pages:
        edge = page.crop((page.width - 59, 0, page.width, page.height))
        assert edge.getextrema()[0] > 200
    assert len([code for page in pages for code in zxingcpp.read_barcodes(page, formats=QR)]) == 1


def test_a_name_in_thai_is_set_in_its_letters(counsellor, certificate):
    person = certificate.person
    words = cv_words(person, cv_of(person, passport_for(counsellor, person)), TODAY)

    # Without a font each letter is the same empty box, and the two pages are alike.
    one, other = (draw_paper("cv", {**words, "name": name})[0] for name in ("กกก", "ขขข"))
    assert one != other
