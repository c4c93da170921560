"""F1 and F2: registration with consent, with the last return (F3) and its jobs (F4)."""

from tools.forms.parts import begun, place
from tools.forms.sheet import Form

from spean.people import choices as c

YES, SAFE = "selected(${legal_basis}, 'consent')", "${safe_to_call} != 'never'"


def registration() -> Form:
    """Return the questionnaire."""
    form = begun("spean_registration", "ការចុះឈ្មោះ", "Registration")
    _consent(form)
    _who(form)
    _where(form)
    _reach(form)
    _life(form)
    _returns(form)
    return form


def _consent(form: Form) -> None:
    with form.group("consent", "ការយល់ព្រម", "Consent"):
        form.ask(
            "note",
            "consent_text",
            "យើងកត់ត្រាអ្វីដែលអ្នកប្រាប់ ដើម្បីជួយអ្នក។ អ្នកអាចបដិសេធសំណួរណាក៏បាន ហើយអាចឈប់នៅពេលណាក៏បាន។ ការបដិសេធមិនធ្វើឱ្យបាត់ជំនួយឡើយ។",
            "We write down what you tell us, in order to help you. You may refuse any question and "
            "stop at any time. Refusing never costs you help.",
        )
        form.choose(
            c.LegalBasis,
            "legal_basis",
            "តើកត់ត្រាដោយមូលដ្ឋានអ្វី?",
            "On what basis is a record kept?",
            needed=True,
            default="consent",
            only=("consent", "vital_interest"),
        )
        form.choose(
            c.Scope,
            "scopes",
            "តើបុគ្គលនេះអនុញ្ញាតអ្វីខ្លះ?",
            "What does the person allow?",
            many=1,
            relevant=YES,
        )
        form.choose(
            c.ConsentGiver,
            "given_by",
            "តើអ្នកណាអនុញ្ញាត?",
            "Who allows it?",
            default="self",
            relevant=YES,
        )
        form.ask(
            "text",
            "giver_name",
            "ឈ្មោះអ្នកអនុញ្ញាត",
            "Name of whoever allows it",
            relevant="${given_by} = 'guardian' or ${given_by} = 'other'",
        )
        form.choose(c.ConsentMode, "mode", "តើអនុញ្ញាតដោយរបៀបណា?", "How?", needed=True, relevant=YES)
        form.ask("text", "witness", "សាក្សី", "Witness", relevant="${mode} = 'verbal'", needed=True)
        form.yes_no("was_read_aloud", "តើបានអានឱ្យស្តាប់ទេ?", "Was it read aloud?")
        form.yes_no("was_understood", "តើបុគ្គលនេះយល់ទេ?", "Was it understood?")


def _who(form: Form) -> None:
    with form.group("who", "បុគ្គល", "The person"):
        names(form)
        form.choose(c.Sex, "sex", "ភេទ", "Sex", needed=True)
        form.yes_no(
            "knows_birthday",
            "តើដឹងថ្ងៃខែឆ្នាំកំណើតទេ?",
            "Is the date of birth known?",
            default="yes",
        )
        form.ask(
            "date",
            "born_on",
            "ថ្ងៃខែឆ្នាំកំណើត",
            "Date of birth",
            relevant="${knows_birthday} = 'yes'",
            constraint=". <= today() and . > '1900-01-01'",
            message=("ថ្ងៃនេះមិនអាចទៅរួចទេ។", "This day cannot be right."),
        )
        form.ask(
            "integer",
            "age",
            "អាយុ (ប្រមាណ)",
            "Age (about)",
            relevant="${knows_birthday} = 'no'",
            constraint=". >= 0 and . <= 120",
            message=("អាយុត្រូវនៅចន្លោះ ០ ដល់ ១២០។", "An age lies between 0 and 120."),
        )
        form.choose(
            c.ClientType, "client_type", "ជាអ្នកណា?", "Who is she?", needed=True, default="returnee"
        )
        form.choose(
            c.Channel,
            "channel",
            "មករកយើងតាមណា?",
            "How did she come to us?",
            needed=True,
            default="outreach",
        )


def names(form: Form) -> None:
    """Ask for the name in both scripts, and for what everybody says."""
    form.ask("text", "family_name_km", "នាមត្រកូលជាអក្សរខ្មែរ", "Family name in Khmer")
    form.ask("text", "given_name_km", "នាមខ្លួនជាអក្សរខ្មែរ", "Given name in Khmer")
    form.ask("text", "family_name_lat", "នាមត្រកូលជាអក្សរឡាតាំង", "Family name in Latin letters")
    form.ask("text", "given_name_lat", "នាមខ្លួនជាអក្សរឡាតាំង", "Given name in Latin letters")
    form.ask("text", "nickname", "ឈ្មោះហៅក្រៅ", "Called")


def standing(form: Form) -> None:
    """Ask for marital status and schooling."""
    form.choose(c.MaritalStatus, "marital_status", "ស្ថានភាពគ្រួសារ", "Marital status")
    form.choose(c.Education, "education", "កម្រិតវប្បធម៌", "Schooling")


def _where(form: Form) -> None:
    with form.group("where", "កន្លែងរស់នៅ", "Where she lives"):
        place(form)
        form.ask("text", "address", "ភូមិ ផ្ទះ ផ្លូវ", "Village, house, street")
        form.choose(c.LivesIn, "lives_in", "រស់នៅឯណា?", "Lives in")
        form.choose(
            c.YesNoUnknown, "is_displaced", "តើភៀសខ្លួនដោយសារជម្លោះទេ?", "Displaced by the conflict?"
        )


def telephones(form: Form, km: str = "លេខទូរស័ព្ទ", en: str = "Telephone number") -> None:
    """Ask for numbers, whose each is, and whether one may call."""
    with form.repeat("contacts", km, en):
        form.ask("text", "number", "លេខ", "Number", appearance="numbers")
        form.choose(c.PhoneOwner, "owner", "ជារបស់អ្នកណា?", "Whose is it?", default="self")
        form.choose(
            c.SafeToCall,
            "safe_to_call",
            "តើទូរស័ព្ទទៅមានសុវត្ថិភាពទេ?",
            "Is it safe to call?",
            default="safe",
        )
        form.choose(c.MessagingApp, "app", "កម្មវិធីសារ", "Messaging app", relevant=SAFE)


def _reach(form: Form) -> None:
    telephones(form)
    with (
        form.group("emergency", "ក្នុងករណីបន្ទាន់", "In an emergency"),
        form.repeat("in_emergency", "អ្នកដែលត្រូវប្រាប់", "Whom to tell"),
    ):
        form.ask("text", "name", "ឈ្មោះ", "Name")
        form.choose(c.Relation, "relation", "ត្រូវជាអ្វី?", "Relation")
        form.ask("text", "phone", "លេខទូរស័ព្ទ", "Telephone", appearance="numbers")


def _life(form: Form) -> None:
    with form.group("life", "ជីវភាព", "Her life"):
        standing(form)
        form.yes_no("can_read_khmer", "តើចេះអានអក្សរខ្មែរទេ?", "Reads Khmer?")
        form.yes_no("can_write_khmer", "តើចេះសរសេរអក្សរខ្មែរទេ?", "Writes Khmer?")
        form.choose(c.SpeaksThai, "speaks_thai", "តើនិយាយភាសាថៃបានទេ?", "Speaks Thai?")
        form.choose(c.IdPoor, "id_poor", "បណ្ណសមធម៌", "IDPoor")
        form.choose(
            c.Need,
            "main_needs",
            "តើត្រូវការអ្វីជាងគេ? (យ៉ាងច្រើន ៣)",
            "What is needed most? (three at most)",
            many=1,
            needed=True,
            constraint="count-selected(.) <= 3",
            message=("សូមជ្រើសយ៉ាងច្រើន ៣។", "Please choose three at most."),
        )
        form.choose(
            c.Help, "help_needed", "តើត្រូវការជំនួយអ្វីពេលនិយាយគ្នា?", "Help needed to talk", many=1
        )
    with form.group("household", "គ្រួសារ", "Household"):
        for name, km, en in (
            ("size", "ចំនួនសមាជិកដែលហូបបាយជាមួយគ្នា", "People who eat from one pot"),
            ("children_under_5", "កុមារអាយុក្រោម ៥ ឆ្នាំ", "Children under 5"),
            ("children_5_17", "កុមារអាយុ ៥ ដល់ ១៧ ឆ្នាំ", "Children from 5 to 17"),
            ("out_of_school", "កុមារមិនបានទៅរៀន", "Children not in school"),
            ("elderly", "មនុស្សចាស់អាយុ ៦០ ឆ្នាំឡើង", "People of 60 and older"),
        ):
            form.ask(
                "integer",
                f"household_{name}",
                km,
                en,
                constraint=". >= 0 and . <= 60",
                message=("សូមពិនិត្យចំនួននេះ។", "Please look at this number again."),
            )


def _returns(form: Form) -> None:
    with form.repeat("returns", "ការវិលត្រឡប់", "Return"):
        episode(form)


def episode(form: Form) -> None:
    """Ask about one return and the jobs before it."""
    form.ask("text", "place", "ខេត្ត ឬទីក្រុងនៅបរទេស", "Province or city abroad")
    form.ask("date", "left_on", "ថ្ងៃចាកចេញ", "Day of leaving")
    form.ask(
        "date",
        "returned_on",
        "ថ្ងៃវិលត្រឡប់",
        "Day of return",
        constraint=". <= today()",
        message=("ថ្ងៃនេះមិនទាន់មកដល់ទេ។", "This day is still to come."),
    )
    form.choose(c.BorderPoint, "border_point", "ច្រកព្រំដែន", "Border point", appearance="minimal")
    form.choose(
        c.ReturnReason, "reason", "មូលហេតុនៃការវិលត្រឡប់", "Reason for the return", appearance="minimal"
    )
    form.choose(c.ChannelOut, "channel_out", "ចេញទៅតាមណា?", "How did she go?", appearance="minimal")
    form.choose(
        c.DocumentsAbroad, "documents_abroad", "ឯកសារនៅបរទេស", "Papers abroad", appearance="minimal"
    )
    form.choose(
        c.DocumentsHeldBy,
        "documents_held_by",
        "ឥឡូវអ្នកណាកាន់ឯកសារ?",
        "Who holds them now?",
        appearance="minimal",
    )
    with form.repeat("jobs", "ការងារនៅបរទេស", "Job abroad"):
        form.ask("text", "own_words", "តើធ្វើការអ្វី? (ពាក្យរបស់គាត់)", "What work? (in her own words)")
        form.ask("text", "tools", "ម៉ាស៊ីន ឬឧបករណ៍ដែលប្រើ", "Machines or tools used")
        form.ask(
            "integer",
            "months",
            "ប៉ុន្មានខែ?",
            "How many months?",
            constraint=". >= 0 and . <= 600",
            message=("សូមពិនិត្យចំនួននេះ។", "Please look at this number again."),
        )
        form.ask("decimal", "wage", "ប្រាក់ឈ្នួល", "Wage")
        form.choose(c.WageUnit, "wage_unit", "សម្រាប់", "For", default="month")
        form.choose(c.Currency, "wage_currency", "រូបិយប័ណ្ណ", "Currency", default="THB")
        form.yes_no("wages_owed", "តើនៅជំពាក់ប្រាក់ឈ្នួលទេ?", "Are wages still owed?")
        form.ask(
            "decimal",
            "wages_owed_amount",
            "ជំពាក់ប៉ុន្មាន?",
            "How much is owed?",
            relevant="${wages_owed} = 'yes'",
        )
