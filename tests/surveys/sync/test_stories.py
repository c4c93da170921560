"""Stories that the machine once found, and one that is told the same each time."""

import hashlib

from spean.surveys.rules.sync import hand_on, join
from tests.surveys.sync.world import FIELDS, Server, Telephone, known_device, shuffled


def test_who_sees_a_change_of_her_own_that_waits_has_not_seen_what_came_since():
    mine, other, server = Telephone("a", "u"), Telephone("b", "v"), Server()
    for phone in (mine, other):
        server.state = known_device(server.state, phone)
    mine.write("make", "p", {"phone": 1}, "t")
    mine.told(server.take(mine.outbox))
    server.state = hand_on(server.state, "p", ["u", "v"])
    for phone in (mine, other):
        phone.fetch(server.state)
    mine.write("change", "p", {"phone": 2}, "t")
    other.write("change", "p", {"phone": 3}, "t")
    server.take(other.outbox)
    mine.fetch(server.state)
    mine.write("change", "p", {"phone": 4}, "t")

    (told,) = server.take([mine.outbox[-1]])

    assert told.outcome == "conflict"
    assert server.state.subjects["p"].fields["phone"].value == 3


def test_who_wrote_a_merged_record_has_not_thereby_seen_the_one_that_stands():
    mine, other, server = Telephone("a", "u"), Telephone("b", "v"), Server()
    for phone in (mine, other):
        server.state = known_device(server.state, phone)
    other.write("make", "stands", {"village": 1}, "t")
    other.write("make", "gone", {"village": 2}, "t")
    other.told(server.take(other.outbox))
    for record in ("stands", "gone"):
        server.state = hand_on(server.state, record, ["u", "v"])
    for phone in (mine, other):
        phone.fetch(server.state)
    mine.write("change", "gone", {"village": 3}, "t")
    mine.write("change", "stands", {"village": 4}, "t")
    other.write("change", "stands", {"village": 2}, "t")
    server.take(other.outbox)
    server.state = join(server.state, "gone", "stands")

    carried, own = server.take(mine.outbox)

    assert carried.outcome == "applied"
    assert own.outcome == "conflict"
    assert server.state.subjects["stands"].fields["village"].value == 3


def test_the_same_seed_tells_the_same_story():
    def story(seed):
        first, second = Telephone("a", "u"), Telephone("b", "v")
        server = Server()
        for phone in (first, second):
            server.state = known_device(server.state, phone)
        first.write("make", "p", {"phone": 1}, "t")
        server.take(first.outbox)
        server.state = hand_on(server.state, "p", ["u", "v"])
        for phone in (first, second):
            phone.fetch(server.state)
            for value in range(4):
                phone.write("change", "p", {FIELDS[value % 3]: f"{phone.name}{value}"}, "t")
        server.take(shuffled([*first.outbox, *second.outbox], seed))
        return hashlib.sha256(repr(server.state).encode()).hexdigest()

    assert [story(seed) for seed in range(20)] == [story(seed) for seed in range(20)]
