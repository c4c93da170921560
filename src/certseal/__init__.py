"""Certificates that anybody can check without a network: sealed by a centre, carried on paper.

`seal` turns claims and a centre's key into the texts of a certificate's QRs; `check` says what such
a text is worth, with nothing but the trust file. No clock is read: the day is given.
"""

from certseal.check import State, Verdict, check, digest
from certseal.keys import BadKey, SigningKey, fingerprint, kid_of
from certseal.lists import Key, KeyList, StatusList, Unit, Use, sign_key_list, sign_list
from certseal.payload import BadClaims, Claims
from certseal.seal import seal
from certseal.status import BadStatus, bitstring, packed
from certseal.trust import BadTrust, OlderList, Trust, open_trust, root_in, trust_file

__all__ = [
    "BadClaims",
    "BadKey",
    "BadStatus",
    "BadTrust",
    "Claims",
    "Key",
    "KeyList",
    "OlderList",
    "SigningKey",
    "State",
    "StatusList",
    "Trust",
    "Unit",
    "Use",
    "Verdict",
    "bitstring",
    "check",
    "digest",
    "fingerprint",
    "kid_of",
    "open_trust",
    "packed",
    "root_in",
    "seal",
    "sign_key_list",
    "sign_list",
    "trust_file",
]
