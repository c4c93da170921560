"""Addresses of this part of the desk."""

from django.urls import path

from spean.desk.cases.views import closing, debts, follow_ups, money, notes, plans, steps, triage

urlpatterns = [
    path("people/<uuid:person_id>/questions/", triage.ask, name="triage"),
    path("people/<uuid:person_id>/plan/", plans.plan, name="plan"),
    path("people/<uuid:person_id>/plan/print/", plans.paper, name="plan_print"),
    path("people/<uuid:person_id>/money/", money.money, name="money"),
    path("people/<uuid:person_id>/debts/", debts.debts, name="debts"),
    path("people/<uuid:person_id>/debts/new/", debts.write, name="debt_new"),
    path("debts/<uuid:debt_id>/", debts.edit, name="debt"),
    path("debts/<uuid:debt_id>/reply/", debts.reply, name="debt_reply"),
    path("debts/<uuid:debt_id>/packet/", debts.packet, name="debt_packet"),
    path("budgets/<uuid:budget_id>/", money.budget, name="budget"),
    path("people/<uuid:person_id>/note/", notes.write, name="note"),
    path("people/<uuid:person_id>/open/", closing.open_case, name="open_case"),
    path("people/<uuid:person_id>/close/", closing.close, name="close_case"),
    path("plans/<uuid:plan_id>/", plans.version, name="plan_version"),
    path("plans/<uuid:plan_id>/edit/", plans.edit, name="plan_edit"),
    path("plans/<uuid:plan_id>/agree/", plans.agree, name="plan_agree"),
    path("plans/<uuid:plan_id>/step/", steps.add, name="plan_step_new"),
    path("steps/<uuid:action_id>/", steps.step, name="plan_step"),
    path("steps/<uuid:action_id>/move/", steps.move, name="plan_step_move"),
    path("notes/group/", notes.groups, name="group_notes"),
    path("notes/group/new/", notes.group, name="group_note"),
    path("notes/<uuid:note_id>/", notes.read, name="note_read"),
    path("notes/<uuid:note_id>/edit/", notes.correct, name="note_edit"),
    path("follow-ups/", follow_ups.follow_ups, name="follow_ups"),
    path("follow-ups/<uuid:follow_up_id>/", follow_ups.follow_up, name="follow_up"),
    path("follow-ups/<uuid:follow_up_id>/try/", follow_ups.tried, name="follow_up_try"),
    path("follow-ups/<uuid:follow_up_id>/reached/", follow_ups.reached, name="follow_up_reached"),
    path("follow-ups/<uuid:follow_up_id>/again/", follow_ups.again, name="follow_up_again"),
    path("follow-ups/<uuid:follow_up_id>/end/", follow_ups.end, name="follow_up_end"),
    path("closings/", closing.closings, name="closings"),
    path("closings/<uuid:case_id>/", closing.decide, name="closing_decide"),
    path("hand-over/", closing.hand_over, name="hand_over"),
]
