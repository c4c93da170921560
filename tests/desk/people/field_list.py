"""The fields of forms F1 to F4 (domain: centre practice 2.4), and where each is written and read.

Each row: number in the form, the field as the form names it, the page it is corrected on, the
inputs there, and the names under which the answer is read (`data-field`).
"""

PERSON, PROTECTED = "person", "sensitive"

F1 = [
    ("1", "client_no", None, (), ("client_number",)),
    ("2", "registered_at", None, (), ("registered_at",)),
    ("2", "registered_by", None, (), ("registered_by",)),
    ("2", "mrc", None, (), ("centre",)),
    ("2", "channel", "name", ("channel",), ("channel",)),
    ("3", "client_type", "name", ("client_type",), ("client_type",)),
    ("4", "family_name_km", "name", ("family_name_km",), ("family_name_km",)),
    ("4", "given_name_km", "name", ("given_name_km",), ("given_name_km",)),
    ("4", "family_name_lat", "name", ("family_name_lat",), ("family_name_lat",)),
    ("4", "given_name_lat", "name", ("given_name_lat",), ("given_name_lat",)),
    ("4", "nickname", "name", ("nickname",), ("nickname",)),
    ("5", "sex", "name", ("sex",), ("sex",)),
    ("6", "dob, dob_precision", "name", ("born",), ("born",)),
    ("7", "document type", "document", ("kind",), ("kind",)),
    ("7", "document number", "document", ("number",), ("number",)),
    ("7", "document expiry", "document", ("expires_on",), ("expires_on",)),
    ("7", "document seen", "document", ("was_seen",), ("was_seen",)),
    ("8", "phone number", "contact", ("number",), ("number",)),
    ("8", "owner", "contact", ("owner",), ("owner",)),
    ("8", "safe_to_call", "contact", ("safe_to_call",), ("safe_to_call",)),
    ("8", "best_time", "contact", ("best_time", "call_after"), ("best_time", "call_after")),
    ("8", "app", "contact", ("app",), ("app",)),
    ("9", "emergency name", "emergency", ("name",), ("name",)),
    ("9", "emergency relation", "emergency", ("relation",), ("relation",)),
    ("9", "emergency phone", "emergency", ("phone",), ("phone",)),
    ("10", "current address", "address", ("area", "address"), ("area", "address")),
    ("10", "lives_in", "address", ("lives_in",), ("lives_in",)),
    (
        "11",
        "permanent address",
        "address",
        ("permanent_area", "permanent_address"),
        ("permanent_area", "permanent_address"),
    ),
    ("11", "displaced_by_conflict", "address", ("is_displaced",), ("is_displaced",)),
    ("11", "home area UXO/damage", "address", ("home_damaged",), ("home_damaged",)),
    ("12", "household size", "household", ("size",), ("size",)),
    ("12", "children <5", "household", ("children_under_5",), ("children_under_5",)),
    ("12", "children 5-17", "household", ("children_5_17",), ("children_5_17",)),
    ("12", "out of school", "household", ("out_of_school",), ("out_of_school",)),
    ("12", "elderly 60+", "household", ("elderly",), ("elderly",)),
    ("12", "persons with disability", "household", ("with_disability",), ("with_disability",)),
    ("12", "pregnant member", "household", ("has_pregnant_member",), ("has_pregnant_member",)),
    ("12", "head sex", "household", ("head_sex",), ("head_sex",)),
    ("13", "marital status", "background", ("marital_status",), ("marital_status",)),
    ("14", "education", "background", ("education",), ("education",)),
    ("14", "years", "background", ("school_years",), ("school_years",)),
    ("14", "can_read_khmer", "background", ("can_read_khmer",), ("can_read_khmer",)),
    ("14", "can_write_khmer", "background", ("can_write_khmer",), ("can_write_khmer",)),
    ("14", "can_read_thai", "background", ("can_read_thai",), ("can_read_thai",)),
    ("14", "speaks_thai", "background", ("speaks_thai",), ("speaks_thai",)),
    ("15", "see", PROTECTED, ("see",), ("see",)),
    ("15", "hear", PROTECTED, ("hear",), ("hear",)),
    ("15", "walk", PROTECTED, ("walk",), ("walk",)),
    ("15", "remember", PROTECTED, ("remember",), ("remember",)),
    ("15", "self-care", PROTECTED, ("self_care",), ("self_care",)),
    ("15", "communicate", PROTECTED, ("communicate",), ("communicate",)),
    (
        "16",
        "ethnicity",
        PROTECTED,
        ("ethnicity", "ethnicity_other"),
        ("ethnicity", "ethnicity_other"),
    ),
    ("12", "pregnant herself", PROTECTED, ("is_pregnant",), ("is_pregnant",)),
    ("17", "IDPoor", "protection", ("id_poor",), ("id_poor",)),
    ("17", "equity card no.", "document", ("kind", "number"), ("kind", "number")),
    ("18", "NSSF number", "document", ("kind", "number"), ("kind", "number")),
    ("18", "NSSF scheme", "protection", ("nssf_scheme",), ("nssf_scheme",)),
    (
        "18",
        "last contribution",
        "protection",
        ("nssf_last_contribution_on",),
        ("nssf_last_contribution_on",),
    ),
    ("19", "main needs now", "needs", ("main_needs",), ("main_needs",)),
    ("20", "consent reference", "consent", ("consent-decision",), ("decision",)),
    ("21", "language", "needs", ("language",), ("language",)),
    ("21", "help needed", "needs", ("help_needed",), ("help_needed",)),
]

SCOPES = (
    *("share_nea", "share_pdolvt", "share_tvet", "share_nssf", "share_commune_idpoor"),
    *("share_mosvy", "share_cso", "share_employer", "contact_by_phone", "contact_by_telegram"),
    *("photo_use", "anonymous_statistics", "research_contact"),
)
F2 = [
    ("1", "consent_given_by", "consent", ("consent-given_by",), ("given_by",)),
    ("1", "name of the giver", "consent", ("consent-giver_name",), ("giver_name",)),
    ("2", "mode", "consent", ("consent-mode", "consent-witness"), ("mode", "witness")),
    ("3", "text_version", None, (), ("text_version",)),
    ("3", "language", "consent", ("consent-language",), ("language",)),
    ("3", "read_aloud", "consent", ("consent-was_read_aloud",), ("was_read_aloud",)),
    ("3", "comprehension", "consent", ("consent-was_understood",), ("was_understood",)),
    ("4", "service_delivery and its legal basis", "consent", ("consent-decision",), ("decision",)),
    *(
        ("4", scope, "consent", (f"scopes-{scope}", f"scopes-{scope}_until"), (scope,))
        for scope in SCOPES
    ),
    ("4", "the CSO by name", "consent", ("scopes-share_cso_recipient",), ("share_cso",)),
    (
        "5",
        "withheld information, from whom, why",
        "consent",
        (
            "withheld-withheld_information",
            "withheld-withheld_from",
            "withheld-withheld_reason",
        ),
        ("withheld_information", "withheld_from", "withheld_reason"),
    ),
    (
        "6",
        "withdrawal: date, by, effect",
        "withdraw",
        ("withdrawn_by", "effect"),
        ("withdrawn_at", "withdrawn_by", "withdrawal_effect"),
    ),
]


def _return(name: str, *inputs: str, read: str = "") -> tuple[object, ...]:
    return ("", name, "return", inputs or (name,), (read or name,))


F3 = [
    _return("country"),
    _return("place"),
    _return("departure date", "left", read="left"),
    _return("return date", "returned", read="returned"),
    _return("border_point"),
    _return("channel_out"),
    _return("recruiter"),
    _return("recruiter_licence"),
    _return("cost paid", "cost_amount", "cost_currency", read="cost"),
    _return("cost_financed_by"),
    _return("documents_abroad"),
    _return("documents_held_by"),
    _return("exit_status"),
    _return("reason"),
    _return("was_assisted"),
    _return("assisted_by"),
    _return("cost_transport"),
    _return("cost_food"),
    _return("cost_unofficial"),
    _return("children_along"),
    _return("left_behind"),
    _return("remittance", "remittance_amount", "remittance_currency"),
    _return("savings", "savings_amount", "savings_currency"),
]


def _job(name: str, *inputs: str) -> tuple[object, ...]:
    return ("", name, "job", inputs or (name,), (name,))


F4 = [
    *(_job(name) for name in ("employer_thai", "employer_lat", "owner_contact", "address")),
    *(_job(name) for name in ("sector", "occupation", "tasks", "own_words", "tools", "months")),
    *(_job(name) for name in ("team_size", "was_supervisor", "wage_unit")),
    _job("wage", "wage_amount", "wage_currency"),
    *(_job(name) for name in ("hours_per_day", "days_per_week", "overtime_paid")),
    *(_job(name) for name in ("had_contract", "had_social_security", "social_security_number")),
    *(_job(name) for name in ("training_received", "was_injured", "injury", "wages_owed")),
    *(_job(name) for name in ("wages_owed_amount", "deposit_retained", "documents_retained")),
    _job("reference_contact"),
]
ALL = [
    (form, *row) for form, rows in (("F1", F1), ("F2", F2), ("F3", F3), ("F4", F4)) for row in rows
]
