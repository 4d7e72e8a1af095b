"""Addresses of people: log-in and second factor, units, officers, rules to confirm, the first run.

Views of django-allauth are loaded at their first request and never before it: those of passkeys bring 10 MiB with
them, which a commune's server should not hold before somebody uses a passkey.
"""

from django.urls import URLPattern, URLResolver, include, path

from danvan.web.later import View, Views

absences = Views("danvan.people.views.absences")
first_run = Views("danvan.people.views.first_run")
mail = Views("danvan.people.views.mail")
officers = Views("danvan.people.views.officers")
rules = Views("danvan.people.views.rules")
terms = Views("danvan.people.views.terms")
units = Views("danvan.people.views.units")
ACCOUNT, MFA = "allauth.account.views", "allauth.mfa"

account: list[URLPattern | URLResolver] = [
    path("login/", View(f"{ACCOUNT}.login"), name="account_login"),
    path("logout/", View(f"{ACCOUNT}.logout"), name="account_logout"),
    path("closed/", View(f"{ACCOUNT}.account_inactive"), name="account_inactive"),
    path("again/", View(f"{ACCOUNT}.reauthenticate"), name="account_reauthenticate"),
    path("password/", View(f"{ACCOUNT}.password_change"), name="account_change_password"),
    path("second-factor/", View(f"{MFA}.base.views.index"), name="mfa_index"),
    path("second-factor/ask/", View(f"{MFA}.base.views.authenticate"), name="mfa_authenticate"),
    path("second-factor/again/", View(f"{MFA}.base.views.reauthenticate"), name="mfa_reauthenticate"),
    path("second-factor/app/on/", View(f"{MFA}.totp.views.activate_totp"), name="mfa_activate_totp"),
    path("second-factor/app/off/", View(f"{MFA}.totp.views.deactivate_totp"), name="mfa_deactivate_totp"),
    path(
        "second-factor/codes/",
        View(f"{MFA}.recovery_codes.views.view_recovery_codes"),
        name="mfa_view_recovery_codes",
    ),
    path(
        "second-factor/codes/new/",
        View(f"{MFA}.recovery_codes.views.generate_recovery_codes"),
        name="mfa_generate_recovery_codes",
    ),
    path("second-factor/keys/", View(f"{MFA}.webauthn.views.list_webauthn"), name="mfa_list_webauthn"),
    path("second-factor/keys/add/", View(f"{MFA}.webauthn.views.add_webauthn"), name="mfa_add_webauthn"),
    path(
        "second-factor/keys/<int:pk>/edit/",
        View(f"{MFA}.webauthn.views.edit_webauthn"),
        name="mfa_edit_webauthn",
    ),
    path(
        "second-factor/keys/<int:pk>/remove/",
        View(f"{MFA}.webauthn.views.remove_webauthn"),
        name="mfa_remove_webauthn",
    ),
    path(
        "second-factor/keys/login/", View(f"{MFA}.webauthn.views.login_webauthn"), name="mfa_login_webauthn"
    ),
    path(
        "second-factor/keys/again/",
        View(f"{MFA}.webauthn.views.reauthenticate_webauthn"),
        name="mfa_reauthenticate_webauthn",
    ),
]

desk = [
    path("units/", units.units, name="units"),
    path("units/<slug:key>/", units.unit, name="unit"),
    path("units/<slug:key>/settings/", units.unit_settings, name="unit_settings"),
    path("absences/", absences.absences, name="absences"),
    path("absences/<int:pk>/end/", absences.end_absence, name="end_absence"),
    path("officers/", officers.officers, name="officers"),
    path("officers/new/", officers.new_officer, name="new_officer"),
    path("officers/<int:pk>/", officers.officer, name="officer"),
    path("officers/<int:pk>/posts/", officers.add_post, name="add_post"),
    path("officers/<int:pk>/posts/<int:post>/end/", officers.finish_post, name="finish_post"),
    path("officers/<int:pk>/password/", officers.new_password, name="new_password"),
    path("officers/<int:pk>/mail/", mail.officer_mail, name="officer_mail"),
    path("my-mail/", mail.my_mail, name="my_mail"),
    path("mail/<str:token>/", mail.prove_mail, name="prove_mail"),
    path("officers/<int:pk>/close/", officers.close, name="close_account"),
    path("rules/", rules.rules, name="rules"),
    path("rules/<str:rule>/term/", terms.set_term, name="set_term"),
    path("rules/<str:rule>/term/withdraw/", terms.withdraw_term, name="withdraw_term"),
    path("rules/<str:rule>/<str:version>/", rules.confirm, name="confirm_rule"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("account/", include(account)),
    path("desk/", include((desk, "people"))),
    path("first-run/<str:token>/", first_run.first_run, name="first_run"),
]
