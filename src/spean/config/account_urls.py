"""Sign-in, sign-out, password and second factor, by the kept package; nothing of its rest."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from django.urls import path

from spean.config import account_views as ours

urlpatterns = [
    path("login/", account.login, name="account_login"),
    path("logout/", ours.SignOut.as_view(), name="account_logout"),
    path("password/", account.password_change, name="account_change_password"),
    path("again/", account.reauthenticate, name="account_reauthenticate"),
    path("code/", ours.GiveCode.as_view(), name="mfa_authenticate"),
    path("code/again/", ours.GiveCodeAgain.as_view(), name="mfa_reauthenticate"),
    path("second/", mfa.index, name="mfa_index"),
    path("second/app/", ours.SwitchOn.as_view(), name="mfa_activate_totp"),
    path("second/app/off/", ours.SwitchOff.as_view(), name="mfa_deactivate_totp"),
    path("second/codes/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("second/codes/new/", ours.NewSpareCodes.as_view(), name="mfa_generate_recovery_codes"),
    path("second/codes/file/", codes.download_recovery_codes, name="mfa_download_recovery_codes"),
]
