"""Addresses of this part of the desk."""

from django.urls import path

from spean.desk.enterprise.views import businesses, following, groups, kits, money, plans

_B = "<uuid:business_id>/"
_P = "plans/<uuid:shop_plan_id>/"
_K = "kits/<uuid:kit_id>/"
_G = "groups/<uuid:cooperative_id>/"

urlpatterns = [
    path("", following.enterprise, name="enterprise"),
    path("people/<uuid:person_id>/", businesses.businesses, name="businesses"),
    path("people/<uuid:person_id>/new/", businesses.new, name="business_new"),
    path(_B, businesses.business, name="business"),
    path(f"{_B}change/", businesses.edit, name="business_edit"),
    path(f"{_B}move/", businesses.move, name="business_move"),
    path(f"{_B}plan/", plans.plan, name="shop_plan"),
    path(_P, plans.read, name="shop_plan_read"),
    path(f"{_P}paper/", plans.paper, name="shop_plan_paper"),
    path(f"{_P}household/", plans.household, name="shop_household"),
    path(f"{_B}visit/", following.visit, name="business_visit"),
    path(f"{_B}check/", following.check, name="business_check"),
    path(f"{_B}money/", money.money, name="business_money"),
    path("money/<uuid:finance_id>/", money.answer, name="finance_answer"),
    path(f"{_B}kit/", kits.new, name="kit_new"),
    path(_K, kits.kit, name="kit"),
    path(f"{_K}allow/", kits.allow, name="kit_allow"),
    path(f"{_K}cancel/", kits.cancel, name="kit_cancel"),
    path(f"{_K}hand/", kits.hand_over, name="kit_hand_over"),
    path(f"{_K}receipt/", kits.receipt, name="kit_receipt"),
    path(f"{_K}look/", kits.look, name="kit_look"),
    path("files/<uuid:kit_file_id>/", kits.file, name="kit_file"),
    path("groups/", groups.groups, name="cooperatives"),
    path("groups/new/", groups.new, name="cooperative_new"),
    path(_G, groups.group, name="cooperative"),
    path(f"{_G}change/", groups.edit, name="cooperative_edit"),
    path(f"{_G}join/", groups.join, name="cooperative_join"),
    path(f"{_G}meeting/", groups.meeting, name="cooperative_meeting"),
    path("members/<uuid:cooperative_member_id>/leave/", groups.leave, name="cooperative_leave"),
]
