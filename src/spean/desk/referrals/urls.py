"""Addresses of this part of the desk."""

from django.urls import path

from spean.desk.referrals.views import acting, listing, mapping, reading, sending

urlpatterns = [
    path("", listing.service_referrals, name="service_referrals"),
    path("late/", listing.late, name="referrals_late"),
    path("partners/", listing.partners, name="referral_partners"),
    path("codes/", mapping.service_map, name="service_map"),
    path("codes/<uuid:mapping_id>/", mapping.mapping, name="service_mapping"),
    path("people/<uuid:person_id>/", sending.refer, name="refer"),
    path("<uuid:service_referral_id>/", reading.referral, name="service_referral"),
    path("<uuid:service_referral_id>/why/", reading.why, name="service_referral_why"),
    path("<uuid:service_referral_id>/oscar/", reading.oscar, name="service_referral_oscar"),
    path("<uuid:service_referral_id>/answer/", acting.answer, name="service_referral_answer"),
    path("<uuid:service_referral_id>/link/", acting.link, name="service_referral_link"),
    path("<uuid:service_referral_id>/link/end/", acting.end_link, name="service_referral_link_end"),
    path("<uuid:service_referral_id>/back/", acting.take_back, name="service_referral_back"),
    path("<uuid:service_referral_id>/told/", acting.told, name="service_referral_told"),
    path("<uuid:service_referral_id>/paper/", acting.paper, name="service_referral_paper"),
    path("papers/<uuid:paper_id>/delete/", acting.paper_gone, name="shared_paper_delete"),
]
