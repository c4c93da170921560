"""Addresses of this part of the desk."""

from django.urls import path

from spean.desk.jobs.views import (
    employers,
    links,
    matches,
    messages,
    placements,
    referrals,
    skills,
    vacancies,
    vacancy_form,
    wishes,
)

urlpatterns = [
    path("", vacancies.jobs, name="jobs"),
    path("vacancies/new/", vacancy_form.new, name="vacancy_new"),
    path("vacancies/skills/", vacancy_form.needs, name="vacancy_skills"),
    path("vacancies/<uuid:vacancy_id>/", vacancies.vacancy, name="vacancy"),
    path("vacancies/<uuid:vacancy_id>/edit/", vacancy_form.edit, name="vacancy_edit"),
    path("vacancies/<uuid:vacancy_id>/state/", vacancies.move, name="vacancy_move"),
    path("vacancies/<uuid:vacancy_id>/people/", vacancies.people, name="vacancy_people"),
    path("vacancies/<uuid:vacancy_id>/link/", links.make, name="link_new"),
    path("links/<uuid:link_id>/end/", links.end, name="link_end"),
    path("employers/", employers.employers, name="employers"),
    path("employers/new/", employers.new, name="employer_new"),
    path("employers/<uuid:employer_id>/", employers.employer, name="employer"),
    path("employers/<uuid:employer_id>/edit/", employers.edit, name="employer_edit"),
    path("employers/<uuid:employer_id>/check/", employers.check, name="employer_check"),
    path("employers/<uuid:employer_id>/bar/", employers.bar, name="employer_bar"),
    path("employers/<uuid:employer_id>/lift/", employers.lift, name="employer_lift"),
    path("people/<uuid:person_id>/wishes/", wishes.wishes, name="wishes"),
    path("people/<uuid:person_id>/", matches.matches, name="matches"),
    path("people/<uuid:person_id>/skills/", skills.skills, name="skills"),
    path("people/<uuid:person_id>/skills/<uuid:claim_id>/", skills.grade, name="skill"),
    path("people/<uuid:person_id>/skills/<uuid:claim_id>/drop/", skills.drop, name="skill_drop"),
    path("people/<uuid:person_id>/<uuid:vacancy_id>/", matches.match, name="match"),
    path("people/<uuid:person_id>/<uuid:vacancy_id>/no/", matches.no, name="match_no"),
    path("people/<uuid:person_id>/<uuid:vacancy_id>/wrong/", matches.wrong, name="match_wrong"),
    path("referrals/<uuid:referral_id>/", referrals.referral, name="referral"),
    path("referrals/<uuid:referral_id>/move/", referrals.move, name="referral_move"),
    path("referrals/<uuid:referral_id>/no/", referrals.no, name="referral_no"),
    path("referrals/<uuid:referral_id>/place/", placements.place, name="place"),
    path("placements/<uuid:placement_id>/", placements.placement, name="placement"),
    path("messages/", messages.outbox, name="messages"),
]
