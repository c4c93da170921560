"""The engine: a whole market as arrays, searched exactly.

`encode` turns openings and profiles into `Posts` and `People`; `build` makes posts searchable;
`top` finds each person's best posts, the same as `top_by_brute_force` to the last bit.
"""

from jobmatch.engine.changing import changed, rebuilt
from jobmatch.engine.encoding import encode
from jobmatch.engine.index import Index, build
from jobmatch.engine.lists import Lists, joined
from jobmatch.engine.refreshing import refreshed, scan
from jobmatch.engine.searching import pair_scores, top, top_by_brute_force
from jobmatch.engine.values import Locations, People, Posts
from jobmatch.engine.vocabulary import Vocabulary

__all__ = [
    "Index",
    "Lists",
    "Locations",
    "People",
    "Posts",
    "Vocabulary",
    "build",
    "changed",
    "encode",
    "joined",
    "pair_scores",
    "rebuilt",
    "refreshed",
    "scan",
    "top",
    "top_by_brute_force",
]
