"""The items of the reintegration sustainability survey (RSS): number, dimension, answers, wording.

Source: domain notes 3.1, which give the thirty items (E1 to E10 economic, S1 to S10 social, P1 to
P10 psychosocial) and what each answer is worth. They were put together from memory of IOM's survey
(MEASURE project, 2017; IOM Reintegration Handbook 2.2.5), so the wording here is the project's own:
it measures the same, and is compared with figures from IOM's own sheet only after that sheet was
laid beside it. A score is no part of a questionnaire: it comes from a dated scheme that maps these
names and codes to 0 … 1. `no_answer` is left out of a score; it is never a nought.
"""

from dataclasses import dataclass
from typing import Any

from tools.forms.sheet import Codes

NO_ANSWER = {"no_answer": ("មិនចង់ឆ្លើយ", "Does not wish to answer")}


def _codes(name: str, **said: tuple[str, str]) -> Codes:
    return Codes(name, {**said, **NO_ANSWER})


# Five steps, worth 1, 0.75, 0.5, 0.25 and 0 in the order in which they stand (notes 3.1, "L5").
CONTENT = _codes(
    "rss_content",
    very_satisfied=("ពេញចិត្តណាស់", "Very content"),
    satisfied=("ពេញចិត្ត", "Content"),
    neutral=("ធម្មតា", "In between"),
    dissatisfied=("មិនសូវពេញចិត្ត", "Not content"),
    very_dissatisfied=("មិនពេញចិត្តសោះ", "Not content at all"),
)
ACCESS = _codes(
    "rss_access",
    very_easy=("ងាយណាស់", "Very easy"),
    easy=("ងាយ", "Easy"),
    neutral=("មធ្យម", "In between"),
    hard=("ពិបាក", "Hard"),
    very_hard=("ពិបាកណាស់", "Very hard"),
)
QUALITY = _codes(
    "rss_quality",
    very_good=("ល្អណាស់", "Very good"),
    good=("ល្អ", "Good"),
    neutral=("មធ្យម", "In between"),
    poor=("មិនសូវល្អ", "Poor"),
    very_poor=("អន់ណាស់", "Very poor"),
)
MUCH = _codes(
    "rss_much",
    very_much=("ច្រើនណាស់", "Very much"),
    much=("ច្រើន", "Much"),
    somewhat=("មធ្យម", "Somewhat"),
    little=("តិច", "A little"),
    not_at_all=("គ្មានសោះ", "Not at all"),
)
SAFE = _codes(
    "rss_safe",
    very_safe=("មានសុវត្ថិភាពណាស់", "Very safe"),
    safe=("មានសុវត្ថិភាព", "Safe"),
    neutral=("មធ្យម", "In between"),
    unsafe=("មិនសូវមានសុវត្ថិភាព", "Not safe"),
    very_unsafe=("គ្មានសុវត្ថិភាពសោះ", "Not safe at all"),
)
# Worth 1 … 0 from "never" on, but for P1, where it is the other way round.
OFTEN = _codes(
    "rss_often",
    never=("មិនដែល", "Never"),
    rarely=("កម្រ", "Rarely"),
    sometimes=("ពេលខ្លះ", "Sometimes"),
    often=("ញឹកញាប់", "Often"),
    very_often=("ញឹកញាប់ណាស់", "Very often"),
)
YES_NO = _codes("rss_yes_no", yes=("បាទ/ចាស", "Yes"), no=("ទេ", "No"))
BORROW = _codes(
    "rss_borrow",
    yes=("បាន", "Yes"),
    no=("មិនបាន", "No"),
    unknown=("មិនដឹង", "Does not know"),
)
# Bands and no amounts: what somebody owes exposes her (notes 3.1, E5; 6.2, class 3).
DEBT = _codes(
    "rss_debt",
    no_debt=("គ្មានបំណុល", "Nothing is owed"),
    smaller=("បំណុលតិចជាងចំណាយមួយខែ", "Less than a month's spending"),
    larger=("បំណុលច្រើនជាងចំណាយមួយខែ", "More than a month's spending"),
)
ASSETS = _codes(
    "rss_assets",
    land=("ដី", "Land"),
    animals=("សត្វចិញ្ចឹម", "Animals"),
    trees=("ដើមឈើហូបផ្លែ ឬដំណាំយូរឆ្នាំ", "Trees that bear"),
    buildings=("អគារសម្រាប់រកស៊ី", "A building for work or trade"),
    vehicle=("យានជំនិះ", "A vehicle"),
    equipment=("ឧបករណ៍ ឬគ្រឿងចក្រ", "Tools or machines"),
    none=("គ្មានអ្វីទេ", "Nothing of this"),
)
LOOKING = _codes(
    "rss_looking",
    unemployed=("គ្មានការងារធ្វើ", "There is no work now"),
    work=("មិនពេញចិត្តការងារ", "The work itself"),
    conditions=("លក្ខខណ្ឌការងារមិនល្អ", "The conditions at work"),
    salary=("ប្រាក់ឈ្នួលតិច", "The pay"),
    other=("មូលហេតុផ្សេង", "Another reason"),
)
CHILDREN = _codes(
    "rss_children",
    all=("ទៅទាំងអស់", "All of them"),
    some=("ទៅខ្លះ", "Some of them"),
    none=("គ្មាននរណាទៅទេ", "None of them"),
    no_children=("គ្មានកុមារដល់វ័យចូលរៀន", "There are none of that age"),
)
LEAVING = _codes(
    "rss_leaving",
    wish=("ចង់ចេញទៅ", "I wish to leave"),
    need=("ចាំបាច់ត្រូវចេញទៅ", "I have to leave"),
)


@dataclass(frozen=True)
class Item:
    """One item; `name` is "rss_" and its number in the notes, `more` are columns of the sheet."""

    name: str
    codes: Codes
    km: str
    en: str
    more: dict[str, Any]


def _item(name: str, codes: Codes, km: str, en: str, **more: Any) -> Item:
    return Item(f"rss_{name}", codes, km, en, more)


# "Nothing" and "does not wish to answer" stand alone.
_ALONE = "not((selected(., 'none') or selected(., 'no_answer')) and count-selected(.) > 1)"
_NOT_BOTH = (
    "«គ្មានអ្វីទេ» ឬ «មិនចង់ឆ្លើយ» មិនអាចជ្រើសជាមួយចម្លើយផ្សេងបានទេ។",
    "“Nothing of this” and “does not wish to answer” stand alone.",
)
ECONOMIC = (
    _item("e1", CONTENT, "បច្ចុប្បន្ន តើអ្នកពេញចិត្តនឹងជីវភាព និងប្រាក់ចំណូលរបស់អ្នកកម្រិតណា?", "How content are you today with what you have to live on?"),
    _item("e2", OFTEN, "ដោយសារម្ហូបថ្លៃ តើអ្នកត្រូវហូបតិច ឬហូបមិនសូវល្អ ញឹកញាប់ប៉ុណ្ណា?", "How often do you eat less, or less well, because food costs too much?"),
    _item("e3", BORROW, "បើអ្នកត្រូវការលុយ តើអាចខ្ចីពីនរណាម្នាក់បានទេ?", "If you needed money, could you borrow it from somebody?"),
    _item("e4", OFTEN, "តើអ្នកខ្ចីលុយញឹកញាប់ប៉ុណ្ណា?", "How often do you borrow money?"),
    _item("e5", DEBT, "តើបំណុលរបស់អ្នកច្រើនជាង ឬតិចជាងចំណាយក្នុងមួយខែ?", "Do you owe more, or less, than you spend in a month?", hint=("មិនសួរចំនួនទេ គ្រាន់តែប្រៀបធៀប។", "The amount is not asked. Compare only.")),
    _item("e6", ACCESS, "តើងាយ ឬពិបាកប៉ុណ្ណាសម្រាប់អ្នកក្នុងការរកការងារ ឬវគ្គបណ្តុះបណ្តាល?", "How easy is it for you to find work or training?"),
    _item("e7", YES_NO, "ឥឡូវនេះ តើអ្នកធ្វើការ ឬកំពុងរៀន ឬមើលថែគ្រួសារតាមបំណងខ្លួនឯងទេ?", "Do you work now, or study or look after the family because you chose to?"),
    _item("e8", ASSETS, "តើអ្នកមានអ្វីខ្លះសម្រាប់រកស៊ីចិញ្ចឹមជីវិត?", "Which of these do you have to make a living with?", many=1, constraint=_ALONE, message=_NOT_BOTH),
    _item("e9", YES_NO, "តើអ្នកកំពុងរកការងារ ឬការងារថ្មីទេ?", "Are you looking for work, or for other work?"),
    _item("e10", LOOKING, "តើមូលហេតុធំជាងគេដែលអ្នករកការងារគឺអ្វី?", "What is the main reason why you are looking?", relevant="${rss_e9} = 'yes'"),
)  # fmt: skip
SOCIAL = (
    _item("s1", ACCESS, "តើងាយ ឬពិបាកប៉ុណ្ណាសម្រាប់អ្នកក្នុងការមានកន្លែងស្នាក់នៅ?", "How easy is it for you to have a place to live?"),
    _item("s2", QUALITY, "តើកន្លែងដែលអ្នករស់នៅល្អកម្រិតណា?", "How good is the place where you live?"),
    _item("s3", ACCESS, "តើងាយ ឬពិបាកប៉ុណ្ណាសម្រាប់អ្នក និងគ្រួសារក្នុងការទៅរៀន?", "How easy is it for you and your family to go to school or learn?"),
    _item("s4", CHILDREN, "តើកុមារដល់វ័យចូលរៀនក្នុងគ្រួសារអ្នក បានទៅរៀនទេ?", "Do the children of school age in your household go to school?"),
    _item("s5", ACCESS, "បើមាននរណាធ្វើបាបអ្នក តើងាយ ឬពិបាកប៉ុណ្ណាក្នុងការរកជំនួយពីឃុំ ប៉ូលិស ឬតុលាការ?", "If somebody wronged you, how easy would it be to get help from the commune, the police or a court?"),
    _item("s6", YES_NO, "តើអ្នកមានឯកសារអត្តសញ្ញាណយ៉ាងតិចមួយទេ?", "Do you have at least one identity paper?", hint=("មិនសួរលេខឯកសារទេ។", "Its number is not asked.")),
    _item("s7", ACCESS, "តើងាយ ឬពិបាកប៉ុណ្ណាក្នុងការធ្វើឯកសារដែលអ្នកត្រូវការ?", "How easy is it to get the papers that you need?"),
    _item("s8", ACCESS, "តើងាយ ឬពិបាកប៉ុណ្ណាក្នុងការមានទឹកស្អាតសម្រាប់ផឹក?", "How easy is it to get clean water to drink?"),
    _item("s9", ACCESS, "ពេលមានអ្នកឈឺ តើងាយ ឬពិបាកប៉ុណ្ណាក្នុងការទៅព្យាបាល?", "When somebody is ill, how easy is it to be treated?"),
    _item("s10", QUALITY, "តើការព្យាបាលនៅទីនោះល្អកម្រិតណា?", "How good is the treatment there?"),
)  # fmt: skip
PSYCHOSOCIAL = (
    _item("p1", OFTEN, "តើអ្នកចូលរួមកិច្ចការជាមួយអ្នកដទៃញឹកញាប់ប៉ុណ្ណា ដូចជាមង្គលការ បុណ្យទាន ឬប្រជុំភូមិ?", "How often do you join in with others: weddings, feasts, village meetings?"),
    _item("p2", MUCH, "ពេលអ្នកត្រូវការជំនួយ តើអាចពឹងពាក់អ្នកជុំវិញបានប៉ុណ្ណា?", "When you need help, how much can you count on the people around you?"),
    _item("p3", MUCH, "តើអ្នកមានអារម្មណ៍ថាជាផ្នែកមួយនៃសហគមន៍នេះប៉ុណ្ណា?", "How much do you feel that you belong here?"),
    _item("p4", SAFE, "ក្នុងជីវិតប្រចាំថ្ងៃ តើអ្នកមានអារម្មណ៍ថាមានសុវត្ថិភាពកម្រិតណា?", "How safe do you feel from day to day?"),
    _item("p5", OFTEN, "តើក្នុងគ្រួសារអ្នកមានភាពតានតឹង ឬឈ្លោះគ្នាញឹកញាប់ប៉ុណ្ណា?", "How often are there tensions or quarrels in your family?"),
    _item("p6", OFTEN, "តាំងពីវិលត្រឡប់មកវិញ តើគេរើសអើងអ្នកញឹកញាប់ប៉ុណ្ណា?", "Since you came back, how often were you treated worse than others?"),
    _item("p7", OFTEN, "តើអ្នកខឹង ព្រួយ ភ័យខ្លាច តានតឹង ឯកោ មើលងាយខ្លួនឯង ឬផ្ចង់អារម្មណ៍មិនបាន ញឹកញាប់ប៉ុណ្ណា?", "How often are you angry, sad, afraid, under strain, lonely, low in your own eyes, or unable to keep your mind on a thing?"),
    _item("p8", YES_NO, "តើអ្នកចង់និយាយជាមួយអ្នកជំនាញដែលជួយខាងផ្លូវចិត្តទេ?", "Would you like to talk with somebody trained to help with such worries?"),
    _item("p9", YES_NO, "តើអ្នកគិតថាអាចស្នាក់នៅ និងរស់នៅក្នុងប្រទេសកម្ពុជាបានទេ?", "Do you feel able to stay and live in Cambodia?"),
    _item("p10", LEAVING, "តើអ្នកចង់ចេញទៅ ឬចាំបាច់ត្រូវចេញទៅ?", "Do you wish to leave, or do you have to?", relevant="${rss_p9} = 'no'"),
)  # fmt: skip
DIMENSIONS = {"economic": ECONOMIC, "social": SOCIAL, "psychosocial": PSYCHOSOCIAL}
# The short form by telephone (notes 3.1): nine items, reported apart from the full survey.
SHORT = {f"rss_{one}" for one in ("e1", "e2", "e5", "e7", "s9", "p3", "p6", "p7", "p9")}
