"""Classifications, organisations and dated facts; places and centres are in `serving`."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from spean.directory.choices import Classification, OrganisationKind, SkillKind, SkillWeight
from spean.directory.models import (
    Occupation,
    OccupationSkill,
    Organisation,
    RuleRow,
    Scheme,
    Sector,
    ServiceOffer,
    ServiceType,
    Skill,
)
from spean.directory.services.reference import searched
from tests.factories.once import Once
from tests.factories.serving import AreaFactory


class SectorFactory(Once):
    class Meta:
        model = Sector
        django_get_or_create = ("code",)

    code = "construction"
    label_km = "សំណង់"
    label_en = "Construction"
    is_offered = True


class OccupationFactory(Once):
    """An offered unit group of ISCO-08; `esco=True` makes an ESCO occupation below it."""

    class Meta:
        model = Occupation
        django_get_or_create = ("code",)

    class Params:
        esco = factory.Trait(
            code=factory.Sequence("7122.{}".format),
            scheme=Classification.ESCO,
            isco="7122",
            is_offered=False,
            label_km="",
            uri=factory.LazyAttribute(lambda row: f"http://data.europa.eu/esco/{row.code}"),
        )

    code = "7122"
    scheme = Classification.ISCO
    isco = factory.LazyAttribute(lambda row: row.code[:4])
    label_km = "ជាងក្រាលការ៉ូ"
    label_en = "Tilers and floor layers"
    also = ""
    is_offered = True
    search = factory.LazyAttribute(
        lambda row: searched(row.label_km, row.label_en, *row.also.split("\n"))
    )


class SkillFactory(Once):
    class Meta:
        model = Skill
        django_get_or_create = ("code",)

    code = "lay-ceramic-floor-tiles"
    scheme = Classification.SPEAN
    kind = SkillKind.TASK
    label_km = "ក្រាលការ៉ូឥដ្ឋសេរ៉ាមិច"
    label_en = "lay ceramic floor tiles"
    search = factory.LazyAttribute(lambda row: searched(row.label_km, row.label_en))


class OccupationSkillFactory(DjangoModelFactory):
    class Meta:
        model = OccupationSkill

    occupation = factory.SubFactory(OccupationFactory)
    skill = factory.SubFactory(SkillFactory)
    weight = SkillWeight.ESSENTIAL


class ServiceTypeFactory(Once):
    class Meta:
        model = ServiceType
        django_get_or_create = ("code",)

    code = "COU2"
    group = factory.LazyAttribute(lambda row: row.code[:3])
    label_km = "រៀបចំផែនការធ្វើសមាហរណកម្ម"
    label_en = "Reintegration planning"


class OrganisationFactory(DjangoModelFactory):
    class Meta:
        model = Organisation

    kind = OrganisationKind.EMPLOYER
    label_km = factory.Sequence("សហគ្រាសសាកល្បង {}".format)
    label_en = factory.Sequence("Test enterprise {}".format)
    area = factory.SubFactory(AreaFactory)


class ServiceOfferFactory(DjangoModelFactory):
    class Meta:
        model = ServiceOffer

    organisation = factory.SubFactory(OrganisationFactory, kind=OrganisationKind.CSO)
    service_type = factory.SubFactory(ServiceTypeFactory, code="SKL4", label_km="វគ្គបណ្តុះបណ្តាលខ្លី")
    area = factory.SubFactory(AreaFactory)
    label_km = "រៀនដេរក្នុងបីខែ"
    label_en = "Learn to sew in three months"


class SchemeFactory(Once):
    class Meta:
        model = Scheme
        django_get_or_create = ("code",)

    code = "IDPOOR"
    label_km = "ប័ណ្ណសមធម៌"
    label_en = "IDPoor equity card"
    source = "tests"


class RuleRowFactory(DjangoModelFactory):
    class Meta:
        model = RuleRow

    code = "minimum-wage.garment"
    valid_from = date(2026, 1, 1)
    value = "210"
    unit = "USD/month"
    source = "tests"
