"""The values of a match: an opening, a profile, and what is said about the two together.

Ages are whole years, months are whole months of work, distances kilometres, coordinates
decimal degrees (WGS 84), wages US dollars a month, areas national codes of two digits a level
(province, district, commune, village; leading zeros kept), occupations ISCO-08. `None` always
means *not known*, an empty set that was asked for means *none*.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from jobmatch import checks
from jobmatch.codes import Grade, Kind, Polarity, Screening, Source

Param = str | int | float | bool


@dataclass(frozen=True, slots=True)
class Gates:
    """What an opening asks for without exception.

    `minimum_age` comes from the law in force for this kind of work, so the caller takes it from
    a dated rule. `licences` and `languages` (ISO 639-3) are all needed. `demands` are plain codes
    of the work, such as `heights` or `saturdays`, met against a person's own limits.
    """

    minimum_age: int | None = None
    licences: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    literacy: bool = False
    cqf_level: int | None = None
    night_work: bool = False
    demands: frozenset[str] = frozenset()
    closes_on: date | None = None


@dataclass(frozen=True, slots=True)
class Benefits:
    """What comes with the wage: yes, no, or not known."""

    dormitory: bool | None = None
    transport: bool | None = None
    meals: bool | None = None
    childcare: bool | None = None
    nssf: bool | None = None
    contract: bool | None = None


@dataclass(frozen=True, slots=True)
class Opening:
    """Places of one kind that a person could take: a job, a course, a test, an interview, a bus.

    `places` are the confirmed places still free. The window runs from `starts_on`, the first day,
    to `starts_by`, the last day on which one may still begin. `wage_min` and `wage_max` are the
    wage or the stipend. An opening that nobody has screened is refused to everybody.

    :raises BadValue: if a value cannot be meant, with the opening's id and the field
    """

    id: str
    kind: Kind = Kind.JOB
    occupation: str = ""
    sector: str = ""
    places: int = 1
    starts_on: date | None = None
    starts_by: date | None = None
    area_code: str = ""
    latitude: float | None = None
    longitude: float | None = None
    wage_min: float | None = None
    wage_max: float | None = None
    hours_week: float | None = None
    needs: frozenset[str] = frozenset()
    nice: frozenset[str] = frozenset()
    gates: Gates = Gates()
    benefits: Benefits = Benefits()
    screening: Screening = Screening.PENDING

    def __post_init__(self) -> None:
        check = checks.Check("opening", self.id)
        check.occupation("occupation", self.occupation, digits=(4,))
        check.whole("places", self.places)
        check.place(self.area_code, self.latitude, self.longitude)
        check.in_order("starts_on", self.starts_on, "starts_by", self.starts_by)
        check.amount("wage_min", self.wage_min)
        check.amount("wage_max", self.wage_max)
        check.in_order("wage_min", self.wage_min, "wage_max", self.wage_max)
        check.amount("hours_week", self.hours_week)
        check.whole("minimum_age", self.gates.minimum_age)
        check.level("cqf_level", self.gates.cqf_level)


@dataclass(frozen=True, slots=True)
class Skill:
    """A skill somebody holds, how it is known, and the occupation it was practised in (ISCO-08)."""

    code: str
    grade: Grade = Grade.SELF
    occupation: str = ""


@dataclass(frozen=True, slots=True)
class Experience:
    """Work done in one occupation (ISCO-08, one to four digits) for so many months."""

    occupation: str
    months: int | None = None
    grade: Grade = Grade.SELF


@dataclass(frozen=True, slots=True)
class Wishes:
    """Occupations (an ISCO-08 code or its first digits), sectors and openings by id."""

    occupations: frozenset[str] = frozenset()
    sectors: frozenset[str] = frozenset()
    openings: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Limits:
    """What a person cannot do, in the person's own words turned into plain codes.

    `night_work` says whether nights are possible. A demand among `health` closes an opening, one
    among `care` is only named, because a carer must not stand lower on any list.
    """

    night_work: bool | None = None
    health: frozenset[str] = frozenset()
    care: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Profile:
    """What matching may know about a person; sex, disability, ethnicity and debt have no field.

    `wage_wanted` is the wage asked for and enters the score. `wage_floor` is what the household
    needs after debt service: it only closes openings, so that debt never changes an order. Age,
    likewise, is only held against the legal minimum. `radius_km` is the longest daily way.
    `party` is shared by people who must go together.

    :raises BadValue: if a value cannot be meant, with the person's id and the field
    """

    id: str
    birth_date: date | None = None
    age: int | None = None
    skills: tuple[Skill, ...] = ()
    occupations: tuple[Experience, ...] = ()
    area_code: str = ""
    latitude: float | None = None
    longitude: float | None = None
    radius_km: float | None = None
    accepts_dormitory: bool | None = None
    will_relocate: bool | None = None
    available_from: date | None = None
    wage_wanted: float | None = None
    wage_floor: float | None = None
    languages: frozenset[str] | None = None
    licences: frozenset[str] | None = None
    literacy: bool | None = None
    cqf_level: int | None = None
    wanted: Wishes = Wishes()
    refused: Wishes = Wishes()
    limits: Limits = Limits()
    party: str = ""

    def __post_init__(self) -> None:
        check = checks.Check("profile", self.id)
        check.whole("age", self.age)
        check.place(self.area_code, self.latitude, self.longitude)
        check.amount("radius_km", self.radius_km)
        check.amount("wage_wanted", self.wage_wanted)
        check.amount("wage_floor", self.wage_floor)
        check.level("cqf_level", self.cqf_level)
        for skill in self.skills:
            check.occupation("skills", skill.occupation, digits=(1, 2, 3, 4))
        for experience in self.occupations:
            check.occupation("occupations", experience.occupation, digits=(1, 2, 3, 4))
            check.whole("months", experience.months)

    def age_on(self, day: date) -> int | None:
        """Return the age in whole years on this day; a stated age is taken as it stands."""
        born = self.birth_date
        if born is None:
            return self.age
        return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


@dataclass(frozen=True, slots=True)
class Gate:
    """Why a person cannot be proposed: one of `GATE_CODES` and its numbers."""

    code: str
    params: Mapping[str, Param] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Reason:
    """One fact for or against a match, or one nobody knows: a code, its numbers, who says so."""

    code: str
    polarity: Polarity
    params: Mapping[str, Param] = field(default_factory=dict, hash=False)
    source: Source = Source.NONE


@dataclass(frozen=True, slots=True)
class Change:
    """One change a person could make, and the openings (ids, sorted) it would bring in reach."""

    code: str
    params: Mapping[str, Param] = field(default_factory=dict, hash=False)
    openings: tuple[str, ...] = ()

    @property
    def opens(self) -> int:
        """Return how many openings come in reach."""
        return len(self.openings)
