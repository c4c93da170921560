"""The person's way, newest first: her own moves, and what each part of the desk adds."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from spean.accounts.models import User
from spean.core.wording import digits_text
from spean.desk.cards import Moment
from spean.desk.people.parts import MOMENTS
from spean.people.models import JobAbroad, Person, Return
from spean.people.models.migration import COUNTRIES
from spean.people.selectors import Happening, person_history, returns_of


def moments_of(viewer: User, person: Person) -> list[Moment]:
    """Return every moment that the viewer may see, the newest first."""
    moments = [
        *_of_people(person),
        *(moment for moments_for in MOMENTS for moment in moments_for(viewer, person)),
    ]
    return sorted(moments, key=_when, reverse=True)


def _when(moment: Moment) -> tuple[date, float]:
    return moment.on, moment.at.timestamp() if moment.at else 0.0


def _of_people(person: Person) -> list[Moment]:
    episodes = {episode.pk: episode for episode in returns_of(person)}
    happened = [_moment(one, person, episodes) for one in person_history(person)]
    worked = [_work(episode, job) for episode in episodes.values() for job in episode.jobs.all()]
    return [moment for moment in (*happened, *worked) if moment is not None]


def _moment(one: Happening, person: Person, episodes: dict) -> Moment | None:  # type: ignore[type-arg]
    said = _words(one, person, episodes.get(one.record_id))
    who = one.by.display_name if one.by else ""
    at = one.at if isinstance(one.at, datetime) else None
    return Moment(_day(one.at), said, who, one.precision, one.is_abroad, at=at)


def _words(one: Happening, person: Person, episode: Return | None) -> str:
    if one.code == "registered":
        how = person.get_channel_display()
        return _("Registered · %(how)s") % {"how": how}
    if one.code == "consent_recorded":
        return _("Decided what we may do")
    if one.code == "consent_withdrawn":
        return _("Took the consent back")
    country = country_of(episode)
    if one.code == "left":
        return _("Left for %(country)s") % {"country": country}
    if episode is not None and episode.border_point:
        where = episode.get_border_point_display()
        return _("Came back through %(where)s") % {"where": where}
    return _("Came back from %(country)s") % {"country": country}


def _work(episode: Return, job: JobAbroad) -> Moment | None:
    start = episode.left_on or episode.returned_on
    if start is None:
        return None
    work = job.occupation.label if job.occupation else (job.own_words or _("Work"))
    said = f"{work} · {country_of(episode)}"
    if job.months:
        said = _("%(work)s · %(months)s months") % {
            "work": said,
            "months": digits_text(job.months),
        }
    precision = (episode.left_precision if episode.left_on else episode.returned_precision) or "day"
    return Moment(start, said, precision=precision, is_abroad=True)


def country_of(episode: Return | None) -> str:
    """Return the name of the country of an episode."""
    names = dict(COUNTRIES)
    return str(names.get(episode.country, episode.country)) if episode else ""


def _day(at: date | datetime) -> date:
    return timezone.localtime(at).date() if isinstance(at, datetime) else at
