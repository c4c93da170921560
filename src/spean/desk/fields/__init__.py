"""The questions of the desk's forms; every part of the desk uses these."""

from spean.desk.fields.choosing import (
    NumberedField,
    OneOfField,
    SomeOfField,
    YesNoField,
)
from spean.desk.fields.client_form import ClientForm
from spean.desk.fields.day_field import Day, DayField, day_words
from spean.desk.fields.finding import AreaField, OccupationField
from spean.desk.fields.numbers import DecimalField, Money, MoneyField, WholeField
from spean.desk.fields.phones import PhoneField, spoken_number
from spean.desk.fields.skills import SkillsField

__all__ = [
    "AreaField",
    "ClientForm",
    "Day",
    "DayField",
    "DecimalField",
    "Money",
    "MoneyField",
    "NumberedField",
    "OccupationField",
    "OneOfField",
    "PhoneField",
    "SkillsField",
    "SomeOfField",
    "WholeField",
    "YesNoField",
    "day_words",
    "spoken_number",
]
