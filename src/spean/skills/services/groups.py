"""Cooperative groups: begun, joined, left; savings stand as figures of the whole group."""

from dataclasses import asdict
from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from spean.accounts.models import User
from spean.accounts.services import audit, one_writer
from spean.core.errors import DomainError, NotAllowed
from spean.core.refs import Ref
from spean.directory.models import Centre
from spean.directory.perms import centres_where
from spean.people.models import Person
from spean.people.selectors import people_visible_to
from spean.skills.contracts import MeetingWords
from spean.skills.models import CooperativeGroup, CooperativeMeeting, CooperativeMember
from spean.skills.selectors.groups import savings_of
from spean.skills.services.keeping import already_made, locked, put


class OtherCentre(DomainError):
    """A group is of people of one centre."""

    code = "other-centre"
    message = _("Only people of this centre can join this group.")


class NotSoMuchSaved(DomainError):
    """Nobody takes out what is not there."""

    code = "not-so-much-saved"
    message = _("The group has not saved so much. Please look at the sums again.")


@one_writer()
def begin_cooperative(
    *, actor: User, centre: Centre, id: UUID, name: str, purpose: str, assets: str = ""
) -> CooperativeGroup:
    """Begin a group at a centre. The same `id` again is harmless.

    :raises NotAllowed: if the actor does not work on businesses at this centre
    """
    _may(actor, centre.pk)
    known = CooperativeGroup.objects.filter(pk=id).first()
    if known is not None:
        _may(actor, known.centre_id)
        return known
    words = {"name": name, "purpose": purpose, "assets": assets}
    group = CooperativeGroup.objects.create(id=id, centre=centre, **words)
    audit(actor=actor, action="skills.cooperative_begun", on=Ref("cooperative", group.pk))
    return group


@one_writer()
def edit_cooperative(
    *, actor: User, group: CooperativeGroup, revision: int, purpose: str, assets: str, active: bool
) -> CooperativeGroup:
    """Put a group right, or say that it no longer works together.

    :raises NotAllowed: if the actor does not work on businesses at this centre
    :raises ChangedMeanwhile: if somebody else saved it after it was opened here
    """
    _may(actor, group.centre_id)
    group = locked(group, revision)
    put(group, {"purpose": purpose, "assets": assets, "is_active": active})
    audit(actor=actor, action="skills.cooperative_changed", on=Ref("cooperative", group.pk))
    return group


@one_writer()
def join_cooperative(
    *, actor: User, group: CooperativeGroup, person: Person, on: date
) -> CooperativeMember:
    """Write down that somebody joined; twice is harmless.

    :raises NotAllowed: if the actor may not see the person
    :raises OtherCentre: if the person is of another centre
    """
    _may(actor, group.centre_id)
    if not people_visible_to(actor).filter(pk=person.pk).exists():
        raise NotAllowed
    if person.centre_id != group.centre_id:
        raise OtherCentre
    group = locked(group)
    member, is_new = CooperativeMember.objects.get_or_create(
        group=group, person=person, left_on=None, defaults={"joined_on": on}
    )
    if is_new:
        audit(actor=actor, action="skills.cooperative_joined", on=Ref("cooperative", group.pk))
    return member


@one_writer()
def leave_cooperative(*, actor: User, member: CooperativeMember, on: date) -> CooperativeMember:
    """Write down that somebody left; her past with the group stays.

    :raises NotAllowed: if the actor does not work on businesses at this centre
    """
    _may(actor, member.group.centre_id)
    member = locked(member)
    if member.left_on is None:
        put(member, {"left_on": max(on, member.joined_on)})
        ref = Ref("cooperative", member.group_id)
        audit(actor=actor, action="skills.cooperative_left", on=ref)
    return member


@one_writer()
def note_cooperative_meeting(
    *, actor: User, group: CooperativeGroup, id: UUID, words: MeetingWords
) -> CooperativeMeeting:
    """Write a meeting down: how many came, what was saved and taken by all together.

    :raises NotAllowed: if the actor does not work on businesses at this centre
    :raises NotSoMuchSaved: if more is taken than is there
    """
    _may(actor, group.centre_id)
    made = already_made(CooperativeMeeting, id, "written_by", actor)
    if made is not None:
        return made
    group = locked(group)
    if words.taken > savings_of(group) + words.saved:
        raise NotSoMuchSaved
    meeting = CooperativeMeeting.objects.create(
        id=id, group=group, written_by=actor, **asdict(words)
    )
    audit(actor=actor, action="skills.cooperative_met", on=Ref("cooperative", group.pk))
    return meeting


def _may(actor: User, centre_id: UUID) -> None:
    if centre_id not in centres_where(actor, "enterprise.edit"):
        raise NotAllowed
