"""Compile every kernel once, and throw away what older sources left on disk."""

import shutil
from datetime import date

from jobmatch.codes import Screening
from jobmatch.engine.changing import changed
from jobmatch.engine.encoding import encode
from jobmatch.engine.index import build
from jobmatch.engine.jit import ENGINE, base, kept_in
from jobmatch.engine.searching import pair_scores, top, top_by_brute_force
from jobmatch.engine.vocabulary import Vocabulary
from jobmatch.model import Opening, Profile


def warm() -> None:
    """Call each kernel with a market of one person and one post."""
    today, words = date(2026, 1, 1), Vocabulary()
    opening = Opening(id="a", screening=Screening.CLEARED)
    posts, people = encode([opening], [Profile(id="b")], today=today, vocabulary=words)
    index = build(posts)
    top(changed(index, posts), people, 1)
    top_by_brute_force(posts, people, 1)
    pair_scores(posts, people, [0], [0])


def forget_older() -> None:
    """Remove what was compiled from other sources of the engine."""
    for package in (ENGINE, *(ENGINE.parent / name for name in ("clearing", "market"))):
        current = kept_in(package)
        for place in base().glob(f"{package.name}-*"):
            if place != current:
                shutil.rmtree(place, ignore_errors=True)
