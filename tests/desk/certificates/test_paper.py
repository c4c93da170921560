"""The certificate as a picture: what is printed is scanned again, and checks."""

import io
from datetime import date

import pytest
import zxingcpp
from PIL import Image

from spean.core.paper import draw_paper
from spean.desk.certificates.paper import certificate_words
from spean.skills.services.checking import check_text, texts_on_picture
from spean.skills.services.faces import open_faces
from tests.factories.casework import client_of
from tests.factories.certified import completed, course_at, issued, standard_of, trusted_keys

# Asked for everything it knows, the reader sometimes sees a line code among the modules.
QR = zxingcpp.BarcodeFormat.QRCode

pytestmark = pytest.mark.django_db
ADDRESS = "https://spean.example/verify/"
DAY = date(2026, 11, 23)


@pytest.fixture
def keys(pursat):
    return trusted_keys(pursat)


@pytest.fixture
def make(facilitator, manager, counsellor, pursat, keys):
    def made(units=4, **name):
        person = client_of(counsellor, pursat, **name)
        course = course_at(pursat, standard=standard_of("TIL", units))
        return issued(facilitator, manager, completed(person, pursat, course=course))

    return made


def words_of(certificate, viewer):
    faces = open_faces(actor=viewer, certificate=certificate)
    return certificate_words(certificate, faces, ADDRESS)


def pages_of(certificate, viewer, dots=150):
    found = draw_paper("certificate", words_of(certificate, viewer), dots=dots)
    return [Image.open(io.BytesIO(page)) for page in found]


def test_the_code_is_scanned_back_from_the_paper_and_checks(make, manager):
    certificate = make()

    (page,) = pages_of(certificate, manager)

    (text,) = [one.text for one in zxingcpp.read_barcodes(page, formats=QR)]
    found = check_text(text, today=DAY).verdict
    assert (found.state, found.claims.id) == ("genuine", certificate.pk)


def test_the_code_is_three_centimetres_wide(make, manager):
    (page,) = pages_of(make(), manager, dots=300)

    (code,) = zxingcpp.read_barcodes(page, formats=QR)
    wide = code.position.top_right.x - code.position.top_left.x
    assert 29.5 < wide / 300 * 25.4 < 30.5


def test_a_picture_of_the_paper_is_read_where_it_can_do_no_harm(make, manager):
    certificate = make()
    (page,) = pages_of(certificate, manager)
    photograph = io.BytesIO()
    page.convert("RGB").rotate(4, fillcolor="white").save(photograph, "JPEG", quality=70)

    (text,) = texts_on_picture(photograph.getvalue())

    assert check_text(text, today=DAY).verdict.is_good


def test_it_says_specimen_and_not_verified_on_its_face(settings, make, manager):
    certificate = make()
    words = words_of(certificate, manager)
    assert [one["en"] for one in words["bands"]] == [
        "Specimen: proves nothing",
        "The competency standard is not verified",
    ]

    certificate.is_specimen = certificate.is_unverified = False
    assert words_of(certificate, manager)["bands"] == []


@pytest.mark.parametrize(
    "name",
    [
        {"family_name_lat": "A" * 80, "given_name_lat": "B" * 80},
        {"family_name_km": "ក្រុង" * 16, "given_name_km": "ស្រីស្រស់" * 8},
        {"given_name_lat": "Maria " * 13},
    ],
)
def test_no_name_runs_off_the_paper(make, manager, name):
    (page,) = pages_of(make(units=8, **name), manager, dots=60)

    grey = page.convert("L")
    margin = round(10 / 25.4 * 60)
    for left in (0, grey.width - margin):
        assert grey.crop((left, 0, left + margin, grey.height)).getextrema()[0] > 200


def test_more_units_have_a_second_code_on_the_same_page(make, manager):
    certificate = make(units=11)

    (page,) = pages_of(certificate, manager, dots=200)

    texts = {one.text for one in zxingcpp.read_barcodes(page, formats=QR)}
    assert len(texts) == 2
    found = [check_text(text, today=DAY).verdict for text in texts]
    assert all(one.is_good for one in found) and {one.claims.parts for one in found} == {2}


@pytest.mark.parametrize("content", [b"", b"MZ" + b"\0" * 900, b"%PDF-1.7", b"\x89PNG\r\n\x1a\n"])
def test_what_is_no_picture_has_no_text(content):
    assert texts_on_picture(content) == []
