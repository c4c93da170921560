"""From openings and profiles to arrays."""

from collections.abc import Iterable
from datetime import date

from jobmatch.engine.encoding_people import learn, people_of
from jobmatch.engine.encoding_posts import posts_of
from jobmatch.engine.values import People, Posts
from jobmatch.engine.vocabulary import Vocabulary
from jobmatch.model import Opening, Profile
from jobmatch.weights import DEFAULT, Weights


def encode(
    openings: Iterable[Opening],
    profiles: Iterable[Profile] = (),
    *,
    today: date,
    weights: Weights = DEFAULT,
    vocabulary: Vocabulary | None = None,
) -> tuple[Posts, People]:
    """Return openings and profiles as arrays that speak one vocabulary.

    Later ones are encoded with the same `vocabulary` and the same `weights`. `today` decides what
    is still open and how old people are, so arrays are made anew each day.

    :raises BadValue: if a row cannot be meant or an id is there twice, naming the row
    """
    words = Vocabulary() if vocabulary is None else vocabulary
    offered, asked = list(openings), list(profiles)
    # Everything is named before anything is written, so that both sides have the same words.
    needs = [words.asked(opening.gates) for opening in offered]
    for opening in offered:
        for code in (*sorted(opening.needs), *sorted(opening.nice)):
            words.skill(code)
    for profile in asked:
        learn(profile, words)
    return posts_of(offered, needs, today, weights, words), people_of(asked, today, weights, words)
