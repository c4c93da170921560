"""Invented people as a telephone sends them: 250 questions each, the same for the same seed."""

import random
import uuid
from typing import Final

FORM_ID: Final = "bench_registration"
VISIT_ID: Final = "bench_visit"
VERSION: Final = "1"
QUESTIONS: Final = 250
# Questions of the registration that are answered; the rest of the 250 are of a kind.
ASKED: Final = 27
_FAMILY: Final = [
    "សុខ",
    "ចាន់",
    "ហេង",
    "លី",
    "គឹម",
    "អ៊ុក",
    "យ៉ាន",
    "ទេព",
    "ស៊ុន",
    "មាស",
    "ងួន",
    "ប៉ែន",
    "ជា",
    "កែវ",
    "នួន",
    "ម៉ៅ",
    "ឈឹម",
    "ឡុង",
    "ហ៊ុន",
    "ខៀវ",
    "រស់",
    "ញឹម",
    "សៅ",
    "ឆាយ",
]
_GIVEN: Final = [
    "សុភា",
    "រតនា",
    "ដារ៉ា",
    "វណ្ណា",
    "ស្រីពៅ",
    "បូរ៉ា",
    "ពិសិដ្ឋ",
    "សំណាង",
    "កញ្ញា",
    "មករា",
    "វិសាល",
    "ធីតា",
    "មុនី",
    "រស្មី",
    "ភក្តី",
    "ច័ន្ទ",
    "សុវណ្ណ",
    "ម៉ាលី",
    "កុសល",
    "នារី",
    "វិចិត្រ",
    "រិទ្ធី",
    "សារិន",
    "លាងហេង",
    "ចាន់ថា",
    "សុជាតា",
    "វាសនា",
    "សុផល",
    "ពិដោរ",
    "រដ្ឋា",
    "បញ្ញា",
    "សីហា",
]
COMMUNES: Final = ("150101", "150102", "150201", "150301", "150501", "150502")


def instance_id(seed: int, number: int) -> str:
    """Return the id of one answer."""
    return f"uuid:{uuid.uuid5(uuid.NAMESPACE_OID, f'{seed}/{number}')}"


def registration(seed: int, number: int) -> bytes:
    """Return the document of one registration: about 10 kB."""
    chance = random.Random(f"{seed}/{number}")
    born = f"{chance.randint(1960, 2006)}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}"
    given = "".join(chance.sample(_GIVEN, 2))
    phone = f"0{chance.choice(('12', '17', '92', '96'))} {chance.randint(100000, 999999)}"
    rest = "".join(
        f"<more{at}>{chance.choice(('yes', 'no', 'dont_know', chance.randint(0, 999)))}</more{at}>"
        for at in range(QUESTIONS - ASKED)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<data xmlns:orx="http://openrosa.org/xforms" id="{FORM_ID}" version="{VERSION}">'
        "<start>2026-11-01T08:00:00.000+07:00</start><end>2026-11-01T09:00:00.000+07:00</end>"
        "<consent><legal_basis>consent</legal_basis>"
        "<scopes>service_delivery contact_by_phone</scopes><given_by>self</given_by>"
        "<mode>thumbprint</mode><was_read_aloud>yes</was_read_aloud>"
        "<was_understood>yes</was_understood></consent>"
        f"<who><family_name_km>{chance.choice(_FAMILY)}</family_name_km>"
        f"<given_name_km>{given}</given_name_km><sex>{chance.choice('FM')}</sex>"
        f"<born_on>{born}</born_on><client_type>returnee</client_type>"
        "<channel>outreach</channel></who>"
        f"<where><commune>{chance.choice(COMMUNES)}</commune></where>"
        f"<contacts><number>{phone}</number><owner>self</owner>"
        "<safe_to_call>safe</safe_to_call></contacts>"
        "<life><main_needs>income debt</main_needs><household_size>5</household_size></life>"
        "<returns><country>TH</country><returned_on>2025-07-28</returned_on>"
        f"<reason>conflict</reason></returns><rest>{rest}</rest>"
        f"<meta><instanceID>{instance_id(seed, number)}</instanceID></meta></data>"
    ).encode()


def visit(seed: int, number: int) -> bytes:
    """Return the document of a short note that takes no effect."""
    return (
        f'<?xml version="1.0"?><data id="{VISIT_ID}" version="{VERSION}"><note>{number}</note>'
        f"<meta><instanceID>{instance_id(seed, number)}</instanceID></meta></data>"
    ).encode()
