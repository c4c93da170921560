"""The figures of the invented population (returnee notes 8.3 and 8.4), all in one place.

Shares are weights that need not add up to 1. Money in the currency named. A figure marked [V] there
was read in a source; all others are assumptions for a synthetic population and nothing else.
"""

CENTRES = {"OMC": 40, "PUR": 40, "PVH": 20}
# Migrants by district (commune data of about 2008 to 2011), the weights of a person's home.
HOMES = {
    "OMC": {"2204": 2026, "2202": 1446, "2203": 1024, "2201": 344, "2205": 258},
    "PUR": {
        "1501": 3805, "1502": 668, "1504": 643, "1503": 609, "1507": 558, "1505": 388, "1506": 25,
    },
    "PVH": {
        "1302": 242, "1303": 150, "1305": 120, "1308": 100, "1301": 80, "1304": 70, "1306": 60,
        "1307": 50,
    },
}  # fmt: skip
IDPOOR = {"OMC": 0.136, "PUR": 0.208, "PVH": 0.232}
DISPLACED = {"OMC": 0.14, "PUR": 0.03, "PVH": 0.16}
BORDER = {
    "OMC": {"o_smach": 35, "choam": 35, "poipet": 25, "unofficial": 5},
    "PUR": {"poipet": 45, "doung": 30, "prum": 20, "unofficial": 5},
    "PVH": {"o_smach": 30, "choam": 30, "poipet": 35, "unofficial": 5},
}
WOMEN_AMONG_CLIENTS = 0.58
AGES = {(18, 24): 14, (25, 34): 31, (35, 44): 25.5, (45, 54): 19, (55, 64): 8.5, (65, 74): 2}
MINORS = 0.01
MARITAL = {"married": 72, "single": 16, "divorced": 5, "separated": 2, "widowed": 5}
EDUCATION = {
    "none": 13, "primary_incomplete": 38, "primary": 17, "lower_secondary": 20,
    "upper_secondary": 9, "vocational": 2, "higher": 1,
}  # fmt: skip
READS = {"none": 0.25, "primary_incomplete": 0.70}
READS_OTHERWISE = 0.97
SPEAKS_THAI = {"well": 35, "some": 45, "no": 20}
EPISODES = {1: 48, 2: 28, 3: 14, 4: 10}
MONTHS_MEDIAN, MONTHS_SIGMA, MONTHS_CAP = 34, 0.9, 300
CHANNEL_OUT = {"mou": 24, "self_regular": 36, "broker": 30, "smuggled": 10}
EXIT_STATUS = {"valid": 55, "expired": 20, "none": 25}
SECTORS = {
    "M": {"construction": 42, "agriculture": 22, "manufacturing": 13, "service": 8, "fishing": 7,
          "domestic": 0.5, "transport": 4, "other": 3.5},
    "F": {"construction": 26, "agriculture": 27, "manufacturing": 21, "service": 13,
          "fishing": 0.5, "domestic": 8, "transport": 1.5, "other": 3},
}  # fmt: skip
OCCUPATIONS = {
    "construction": [
        "9313",
        "9313",
        "7112",
        "7114",
        "7115",
        "7122",
        "7123",
        "7131",
        "7411",
        "7212",
    ],
    "agriculture": ["6111", "6112", "6121", "9211"],
    "manufacturing": ["9329", "8160", "7511", "8153", "8189"],
    "service": ["5120", "5131", "9112", "5221"],
    "fishing": ["6222", "7511"],
    "domestic": ["9111"],
    "transport": ["8322", "8332", "8344", "9333"],
    "other": ["9329", "5414", "5221"],
}
WAGE_THB_MEDIAN, WAGE_SIGMA, WAGE_WOMEN, WAGE_SUPERVISOR = 9000, 0.35, 0.88, 1.4
WAGES_OWED, OWED_MEDIAN_THB, OWED_SIGMA = 0.22, 4500, 0.8
PAPERS_HELD = 0.07
INJURED, INJURED_CONSTRUCTION = 0.09, 0.14
REASONS = {
    "conflict": 55, "government_call": 18, "employer_closed": 6, "dismissed": 3, "deported": 4,
    "family": 8, "discrimination": 5, "other": 1,
}  # fmt: skip
DISABILITY = ((35, 0.03), (55, 0.06), (200, 0.18))
PREGNANT = 0.045
IN_DEBT, DEBT_LATE = 0.71, 0.85
OWN_PHONE, SHARED_PHONE = 0.93, 0.05
MISSING_DOCUMENT, EXACT_BIRTH = 0.24, 0.45
DUPLICATES = 0.04
WILL_RELOCATE = {"M": 0.34, "F": 0.27}
RETURN_USD = {"cost_transport": 74, "cost_food": 145, "cost_unofficial": 56}
NEEDS = {
    "income": 40, "food": 20, "debt": 22, "training": 12, "documents": 12, "wage_claim": 10,
    "health": 8, "school": 10, "housing": 6, "psychosocial": 5, "information": 6, "transport": 3,
}  # fmt: skip
# Employers and vacancies: share by trade, occupations, wage in USD a month, how many in-province.
TRADES = {
    "garment": (35, ["8153", "7531", "7543"], (210, 240)),
    "construction": (18, ["7112", "7122", "7123", "9313", "7411"], (210, 390)),
    "agriculture": (15, ["8160", "6112", "9211"], (180, 230)),
    "service": (12, ["5120", "5131", "9112", "5414"], (180, 250)),
    "manufacturing": (10, ["8212", "9329"], (210, 260)),
    "transport": (10, ["5223", "8322", "8344"], (190, 260)),
}
IN_PROVINCE = 0.12
AGE_CEILING, SEX_LIMIT = 0.34, 0.11
# Where employers outside the three provinces stand: Phnom Penh, Kampong Speu, Poipet, Battambang.
ELSEWHERE = {"1201": 5, "1205": 3, "0501": 3, "0102": 4, "0204": 3, "1706": 2}
