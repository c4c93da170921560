"""Peer groups: begun, joined, left; each meeting is noted once and counts as one group service."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date, datetime
from uuid import UUID, uuid5

from django.utils.translation import gettext_lazy as _

from spean.accounts.models import User
from spean.accounts.services import audit, one_writer
from spean.casework.choices import ContactMode
from spean.casework.contracts import MeetingWords, NoteWords, PeerGroupWords
from spean.casework.models import PeerGroup, PeerMeeting, PeerMember
from spean.casework.services.notes import note_group
from spean.casework.services.revisions import locked_at, put
from spean.core.errors import DomainError, NotAllowed
from spean.core.refs import Ref
from spean.directory.models import Centre
from spean.directory.perms import centres_where
from spean.people.models import Person
from spean.people.selectors import people_visible_to


class OtherCentre(DomainError):
    """A group is of people of one centre."""

    code = "other-centre"
    message = _("Only people of this centre can join this group.")


class NotAMember(DomainError):
    """Somebody was ticked who is not in the group."""

    code = "not-a-member"
    message = _("Somebody here is no longer in this group. Please look at the list again.")


@one_writer()
def begin_group(*, actor: User, centre: Centre, id: UUID, words: PeerGroupWords) -> PeerGroup:
    """Begin a peer group at a centre. The same `id` again is harmless.

    :raises NotAllowed: if the actor does no casework at this centre
    """
    _may(actor, centre.pk)
    known = PeerGroup.objects.filter(pk=id).first()
    if known is not None:
        _may(actor, known.centre_id)
        return known
    group = PeerGroup.objects.create(id=id, centre=centre, **asdict(words))
    audit(actor=actor, action="casework.peer_group_begun", on=Ref("peer_group", group.pk))
    return group


@one_writer()
def edit_group(
    *, actor: User, group: PeerGroup, revision: int, words: PeerGroupWords, is_active: bool = True
) -> PeerGroup:
    """Put a group right, or say that it does not meet any more.

    :raises NotAllowed: if the actor does no casework at this centre
    :raises ChangedMeanwhile: if somebody else saved it after it was opened here
    """
    _may(actor, group.centre_id)
    group = locked_at(group, revision)
    changed = put(group, {**asdict(words), "is_active": is_active})
    if changed:
        ref = Ref("peer_group", group.pk)
        audit(actor=actor, action="casework.peer_group_changed", on=ref, fields=changed)
    return group


@one_writer()
def join_group(*, actor: User, group: PeerGroup, person: Person, on: date) -> PeerMember:
    """Write down that somebody belongs to a group; twice is harmless.

    :raises NotAllowed: if the actor does no casework at this centre, or may not see the person
    :raises OtherCentre: if the person is another centre's
    """
    _may(actor, group.centre_id)
    if not people_visible_to(actor).filter(pk=person.pk).exists():
        raise NotAllowed
    if person.centre_id != group.centre_id:
        raise OtherCentre
    PeerGroup.objects.select_for_update().get(pk=group.pk)
    known = PeerMember.objects.filter(group=group, person=person, left_on=None).first()
    if known is not None:
        return known
    member = PeerMember.objects.create(group=group, person=person, joined_on=on)
    audit(actor=actor, action="casework.peer_joined", on=Ref("peer_group", group.pk))
    return member


@one_writer()
def leave_group(*, actor: User, member: PeerMember, on: date) -> PeerMember:
    """Write down that somebody left; that she was there stays.

    :raises NotAllowed: if the actor does no casework at this centre
    """
    _may(actor, member.group.centre_id)
    member = PeerMember.objects.select_for_update().get(pk=member.pk)
    if member.left_on is None:
        put(member, {"left_on": max(on, member.joined_on)})
        audit(actor=actor, action="casework.peer_left", on=Ref("peer_group", member.group_id))
    return member


@one_writer()
def note_meeting(
    *, actor: User, group: PeerGroup, id: UUID, words: MeetingWords, now: datetime
) -> PeerMeeting:
    """Note a meeting: as one group service, with the members who were there or by tallies.

    :raises NotAllowed: if the actor does no casework at this centre
    :raises NotAMember: if somebody ticked is not in the group, or may not be seen
    :raises NobodyCounted: if nobody was there
    :raises NotYetHappened: if the day lies after today
    :raises TopicsMissing: if nothing says what was done
    """
    _may(actor, group.centre_id)
    made = PeerMeeting.objects.filter(pk=id).select_related("group").first()
    if made is not None:
        _may(actor, made.group.centre_id)
        return made
    present = _present(actor, group, words.present)
    counted = Counter({"women": words.women or 0, "men": words.men or 0})
    counted["others"] = words.others or 0
    for member in present:
        counted[{"F": "women", "M": "men"}.get(member.person.sex, "others")] += 1
    note = NoteWords(
        happened_on=words.happened_on,
        mode=ContactMode.GROUP,
        topics=words.topics,
        minutes=words.minutes,
        summary=words.summary,
        women=counted["women"],
        men=counted["men"],
        others=counted["others"],
    )
    key = uuid5(id, "note")
    event = note_group(actor=actor, centre=group.centre, id=key, words=note, now=now)
    meeting = PeerMeeting.objects.create(id=id, group=group, event=event)
    meeting.present.set(present)
    audit(
        actor=actor,
        action="casework.peer_met",
        on=Ref("peer_group", group.pk),
        present=sum(counted.values()),
    )
    return meeting


def _present(actor: User, group: PeerGroup, ids: Iterable[UUID]) -> list[PeerMember]:
    wanted = set(ids)
    seen = people_visible_to(actor)
    rows = PeerMember.objects.filter(group=group, pk__in=wanted, person__in=seen, left_on=None)
    found = list(rows.select_related("person"))
    if len(found) != len(wanted):
        raise NotAMember
    return found


def _may(actor: User, centre_id: UUID) -> None:
    if centre_id not in centres_where(actor, "casework.edit"):
        raise NotAllowed
