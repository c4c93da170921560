"""Forgers: each makes texts that must not pass, from certificates that do."""

import random
from dataclasses import replace
from uuid import UUID

from base45 import b45decode

import certseal
from certseal.envelope import opened, plain_cbor
from certseal.payload import encode
from tests.certseal.world import (
    CLAIMS,
    DAY,
    ISSUED,
    KEYS,
    LIST,
    PURSAT,
    REVOKED_INDEX,
    ROOT,
    STRANGER,
    TODAY,
    crafted,
    sealed,
    text_of,
    trust,
)

LOOKALIKES = str.maketrans("SOKVichetra", "ЅОΚⅤіϲһеtга")
HEADERS = (
    {4: PURSAT.kid},
    {1: 5, 4: PURSAT.kid},
    {1: -7, 4: PURSAT.kid},
    {1: -257, 4: PURSAT.kid},
    {1: 0, 4: PURSAT.kid},
    {1: "none", 4: PURSAT.kid},
    {1: None, 4: PURSAT.kid},
    {1: -8, 2: [4], 4: PURSAT.kid},
    {1: -8, 4: PURSAT.kid, 33: b"chain"},
)


class Forger:
    def __init__(self, seed):
        self.dice = random.Random(seed)
        self.genuine = [sealed(**self.person(number)) for number in range(40)]
        self.data = [b45decode(text[5:]) for text in self.genuine]
        self.opened = [opened(data) for data in self.data]
        self.ways = (
            self.flipped,
            self.cut,
            self.another_character,
            self.another_key,
            self.another_person,
            self.lookalike,
            self.another_part,
            self.confused,
            self.expired_or_revoked,
            self.layer,
        )

    def person(self, number):
        return {
            "id": UUID(int=CLAIMS.id.int + number),
            "status_index": 100 + number,
            "birth_year": 1960 + number,
            "units": tuple(range(1, 2 + number % 8)),
        }

    def texts(self, count):
        for number in range(count):
            way = self.ways[number % len(self.ways)]
            yield way.__name__, way()

    def any_claims(self, **changes):
        return replace(CLAIMS, **self.person(self.dice.randrange(40)), **changes)

    def flipped(self):
        data = bytearray(self.dice.choice(self.data))
        for _ in range(self.dice.randint(1, 3)):
            data[self.dice.randrange(len(data))] ^= 1 << self.dice.randrange(8)
        return text_of(bytes(data))

    def cut(self):
        data = self.dice.choice(self.data)
        start, end = sorted(self.dice.sample(range(len(data) + 1), 2))
        return text_of(self.dice.choice((data[:start], data[:start] + data[end:], data + data[:1])))

    def another_character(self):
        text = self.dice.choice(self.genuine)
        place = self.dice.randrange(5, len(text))
        return text[:place] + self.dice.choice("0123456789ABC $%*+-./:") + text[place + 1 :]

    def another_key(self):
        key = self.dice.choice((STRANGER, ROOT, LIST))
        header = {1: -8, 4: self.dice.choice((PURSAT.kid, key.kid))}
        return crafted(encode(self.any_claims()), key, protected=plain_cbor(header))

    def another_person(self):
        one, other = self.dice.sample(self.opened, 2)
        return crafted(one.payload, PURSAT, signature=other.signature)

    def lookalike(self):
        number = self.dice.randrange(40)
        claims = replace(CLAIMS, **self.person(number))
        letters = list(claims.name_latin)
        place = self.dice.choice([0, 1, 2, 4, 5, 6, 7, 8])
        letters[place] = letters[place].translate(LOOKALIKES)
        payload = encode(replace(claims, name_latin="".join(letters)))
        return crafted(payload, PURSAT, signature=self.opened[number].signature)

    def another_part(self):
        number = self.dice.randrange(40)
        claims = replace(CLAIMS, **self.person(number))
        changes = self.dice.choice(
            (
                {"part": 1, "parts": 2},
                {"units": (*claims.units, 12)},
                {"level": 8},
                {"is_specimen": True},
                {"status_index": 5},
            )
        )
        payload = encode(replace(claims, **changes))
        return crafted(payload, PURSAT, signature=self.opened[number].signature)

    def confused(self):
        header = plain_cbor(self.dice.choice(HEADERS))
        signature = self.dice.choice(
            (b"", bytes(64), PURSAT.public * 2, self.dice.choice(self.opened).signature)
        )
        outside = self.dice.choice((None, {1: -8}, {1: -8, 4: PURSAT.kid}))
        payload = encode(self.any_claims())
        return crafted(payload, PURSAT, protected=header, unprotected=outside, signature=signature)

    def expired_or_revoked(self):
        days = self.dice.randint(1, 4)
        changes = self.dice.choice(
            ({"expires_at": ISSUED + days * DAY}, {"status_index": REVOKED_INDEX})
        )
        person = {**self.person(self.dice.randrange(40)), **changes}
        return sealed(**person)

    def layer(self):
        if not hasattr(self, "layers"):
            keys = certseal.sign_key_list(KEYS, ROOT)
            self.layers = [keys, trust().key_list.encode(), trust().list.encode()]
        data = self.dice.choice(self.layers)
        if data is self.layers[0]:
            return text_of(data)
        return crafted(data, self.dice.choice((PURSAT, LIST, ROOT)))


def accepted(seed, count):
    """Return the forgeries that pass, each with the way it was made, and how many were tried."""
    forger, held = Forger(seed), trust()
    originals = set(forger.genuine)
    found, tried = [], 0
    for way, text in forger.texts(count):
        if text in originals:
            continue  # The character drawn was the one that stood there.
        tried += 1
        if certseal.check(text, held, TODAY).is_good:
            found.append((way, text))
    return found, tried
