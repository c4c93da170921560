"""Who serves where: places, centres and postings."""

from datetime import date
from typing import Any

import factory
from factory.django import DjangoModelFactory

from spean.accounts.choices import Role
from spean.accounts.models import User
from spean.directory.choices import OperatorKind
from spean.directory.models import Area, Centre, Posting
from tests.factories.accounts import UserFactory
from tests.factories.once import Once

# Real places of the three provinces where the programme works.
NAMES = {
    "15": ("ពោធិ៍សាត់", "Pursat"),
    "1501": ("បាកាន", "Bakan"),
    "150101": ("បឹងបត់កណ្ដោល", "Boeng Bat Kandaol"),
    "1505": ("ពោធិ៍សាត់", "Pursat"),
    "150501": ("ចំរើនផល", "Chamraeun Phal"),
    "22": ("ឧត្ដរមានជ័យ", "Oddar Meanchey"),
    "2204": ("សំរោង", "Samraong"),
    "220401": ("បន្សាយរាក់", "Bansay Reak"),
    "13": ("ព្រះវិហារ", "Preah Vihear"),
    "1301": ("ជ័យសែន", "Chey Saen"),
    "130101": ("ស្អាង", "S'ang"),
}


class AreaFactory(DjangoModelFactory):
    """A place with all its parents, once for each code: "150101" makes 15, 1501 and 150101."""

    class Meta:
        model = Area

    code = "150101"
    level = factory.LazyAttribute(lambda area: len(area.code) // 2)
    label_km = factory.LazyAttribute(lambda area: NAMES.get(area.code, ("ភូមិថ្មី", ""))[0])
    label_en = factory.LazyAttribute(lambda area: NAMES.get(area.code, ("", area.code))[1])
    source = "tests"

    @classmethod
    def _create(cls, _model: type[Area], *_args: Any, **values: Any) -> Area:
        """Return the place if it is there, or make it and what is missing above it, at once."""
        code = values["code"]
        codes = [code[:length] for length in range(2, len(code) + 1, 2)]
        known = {area.code: area for area in Area.objects.filter(code__in=codes)}
        missing = [one for one in codes if one not in known]
        for one in missing:
            given = values if one == code else {"code": one}
            known[one] = cls.build(**{"parent": known.get(one[:-2]), **given})
        Area.objects.bulk_create(known[one] for one in missing)
        return known[code]


class CentreFactory(Once):
    class Meta:
        model = Centre
        django_get_or_create = ("code",)

    code = factory.Sequence(lambda number: f"C{number}")
    label_km = "មជ្ឈមណ្ឌលសាកល្បង"
    label_en = "Test centre"
    operator_kind = OperatorKind.JOB_CENTRE
    area = factory.SubFactory(AreaFactory, code="15")


class PostingFactory(DjangoModelFactory):
    class Meta:
        model = Posting

    user = factory.SubFactory(UserFactory)
    centre = factory.SubFactory(CentreFactory)
    role = Role.COUNSELLOR
    starts_on = date(2025, 1, 1)


def staff(role: Role, centre: Centre | None = None, **user: object) -> User:
    """Return a user who serves in a role, at a centre or nationally."""
    return PostingFactory(user=UserFactory(**user), centre=centre, role=role).user
