"""A caseload divided: everybody to exactly one, whatever the order she came in."""

from hypothesis import given
from hypothesis import strategies as st

from spean.casework.rules.sharing import BY_COMMUNE, EVENLY, Sharable, divided

PLACES = st.sampled_from(["15", "1501", "150101", "15010102", "150102", "22040103", "220401"])
PEOPLE = st.lists(PLACES, max_size=60).map(
    lambda places: [Sharable(f"{n:03}", place) for n, place in enumerate(places)]
)
AMONG = st.integers(1, 6).map(lambda n: [f"colleague {one}" for one in range(n)])
WAYS = st.sampled_from([BY_COMMUNE, EVENLY])


@given(PEOPLE, AMONG, WAYS)
def test_everybody_goes_to_exactly_one_colleague(people, among, way):
    shares = divided(people, among, way)

    assert list(shares) == among
    gone = [one.id for share in shares.values() for one in share]
    assert sorted(gone) == sorted(one.id for one in people)


@given(PEOPLE, AMONG, WAYS, st.randoms())
def test_the_order_of_the_list_changes_nothing(people, among, way, chance):
    mixed = [*people]
    chance.shuffle(mixed)

    assert divided(mixed, among, way) == divided(people, among, way)


@given(PEOPLE, AMONG)
def test_evenly_is_as_many_to_each_give_or_take_one(people, among):
    sizes = [len(share) for share in divided(people, among, EVENLY).values()]

    assert max(sizes) - min(sizes) <= 1


@given(PEOPLE, AMONG)
def test_a_commune_stays_with_one_colleague(people, among):
    holders: dict[str, set[str]] = {}
    for who, share in divided(people, among, BY_COMMUNE).items():
        for one in share:
            holders.setdefault(one.commune, set()).add(who)

    assert all(len(them) == 1 for them in holders.values())
