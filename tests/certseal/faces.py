"""A badge for the tests, and ways of altering a document."""

import copy
from dataclasses import replace

from certseal.badge import Alignment, Face, badge
from tests.certseal.world import CLAIMS, PURSAT, UNITS

FACE = Face(
    issuer_name_km="មជ្ឈមណ្ឌលពោធិ៍សាត់",
    issuer_name_en="Pursat centre",
    issuer_url="https://spean.example/centres/pursat",
    title_km="ជាងរៀបក្បឿង",
    title_en="Tiler",
    criteria_km="បានវាយតម្លៃដោយអ្នកវាយតម្លៃពីររូប។",
    criteria_en="Assessed by two assessors.",
    standard_url="https://spean.example/standards/",
    status_url="https://spean.example/status/pursat",
    alignments=(
        Alignment(
            name="lay tiles",
            url="http://data.europa.eu/esco/skill/a2e1",
            framework="ESCO",
        ),
    ),
)


def made(key=PURSAT, units=(1, 2), **changes):
    numbered = {unit.number: unit for unit in UNITS}
    return badge(replace(CLAIMS, units=units, **changes), numbered, FACE, key)


def leaves(document, path=()):
    """Walk every single value of a document with its place."""
    if isinstance(document, dict):
        for name, inner in document.items():
            yield from leaves(inner, (*path, name))
    elif isinstance(document, list):
        for number, inner in enumerate(document):
            yield from leaves(inner, (*path, number))
    else:
        yield path, document


def altered(document):
    """Return copies of a document, each with one value altered or one member gone."""
    for path, value in leaves(document):
        changed = copy.deepcopy(document)
        place = changed
        for step in path[:-1]:
            place = place[step]
        if isinstance(value, str):
            place[path[-1]] = value[:-1] + ("1" if value[-1:] != "1" else "2")
        elif isinstance(value, bool):
            place[path[-1]] = not value
        yield path, changed
