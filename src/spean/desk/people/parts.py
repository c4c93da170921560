"""What the other parts of the desk put on a person's page, in the order shown."""

from spean.desk.attendance import cards as attendance
from spean.desk.cases import cards as cases
from spean.desk.cases.doing import doing_card
from spean.desk.certificates import cards as certificates
from spean.desk.courses import cards as courses
from spean.desk.day import cards as day
from spean.desk.enterprise import cards as enterprise
from spean.desk.guidance import cards as guidance
from spean.desk.jobs import cards as jobs
from spean.desk.passport import cards as passport
from spean.desk.recognition import cards as recognition
from spean.desk.referrals import cards as referrals

CARDS = (
    cases.card_for,
    day.card_for,
    doing_card,
    jobs.card_for,
    guidance.card_for,
    jobs.skills_card_for,
    recognition.card_for,
    certificates.card_for,
    passport.card_for,
    courses.card_for,
    attendance.card_for,
    enterprise.card_for,
    referrals.card_for,
)
MOMENTS = (
    cases.moments_for,
    referrals.moments_for,
    jobs.moments_for,
    courses.moments_for,
    certificates.moments_for,
)
