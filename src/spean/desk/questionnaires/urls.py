"""Addresses of this part of the desk."""

from django.urls import path

from spean.desk.questionnaires.views import answers, carried, conflicts, making, out, telephones

urlpatterns = [
    path("", making.questionnaires, name="questionnaires"),
    path("new/", making.new, name="questionnaire_new"),
    path("<uuid:questionnaire_id>/", making.questionnaire, name="questionnaire"),
    path("<uuid:questionnaire_id>/use/", making.use, name="questionnaire_use"),
    path("<uuid:questionnaire_id>/file/", making.add_file, name="questionnaire_file"),
    path("<uuid:questionnaire_id>/workbook/", making.workbook, name="questionnaire_workbook"),
    path("<uuid:questionnaire_id>/answers/", answers.of_questionnaire, name="answers"),
    path(
        "<uuid:questionnaire_id>/answers.csv",
        out.take_out,
        {"kind": "csv"},
        name="answers_csv",
    ),
    path(
        "<uuid:questionnaire_id>/answers.xlsx",
        out.take_out,
        {"kind": "xlsx"},
        name="answers_excel",
    ),
    path("waiting/", answers.waiting, name="answers_waiting"),
    path("waiting/<uuid:submission_id>/again/", answers.again, name="answer_again"),
    path("waiting/<uuid:submission_id>/", answers.answer, name="answer_waiting"),
    path("waiting/<uuid:submission_id>/settle/", answers.settle, name="answer_settle"),
    path("aside/<uuid:aside_id>/", answers.aside, name="answer_aside"),
    path("aside/<uuid:aside_id>/file/", answers.aside_file, name="answer_aside_file"),
    path("aside/<uuid:aside_id>/take/", answers.take, name="answer_aside_take"),
    path("aside/<uuid:aside_id>/leave/", answers.leave, name="answer_aside_leave"),
    path("conflicts/", conflicts.conflicts, name="conflicts"),
    path("conflicts/<uuid:conflict_id>/", conflicts.choice, name="conflict_choice"),
    path("carried/", carried.carried, name="carried"),
    path("carried/<uuid:file_id>/", carried.carried_file, name="carried_file"),
    path("carried/<uuid:file_id>/receipts/", carried.receipts, name="carried_receipts"),
    path("telephones/", telephones.telephones, name="telephones"),
    path("telephones/connect/", telephones.connect, name="telephone_connect"),
    path("telephones/program/", telephones.let_read, name="program_connect"),
    path("telephones/<uuid:device_id>/lost/", telephones.lost, name="telephone_lost"),
    path("telephones/keys/<uuid:token_id>/end/", telephones.end, name="telephone_key_end"),
]
