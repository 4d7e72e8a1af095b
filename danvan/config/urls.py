"""Every address of the product, by floor."""

from django.urls import URLPattern, URLResolver, include, path

from danvan.web import views as web

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("danvan.portal.urls")),
    path("", include("danvan.web.urls")),
    path("", include("danvan.people.urls")),
    path("api/", include("danvan.api.urls")),
    path("desk/", include("danvan.desk.urls")),
    path("desk/reception/", include("danvan.reception.urls")),
    path("desk/papers/", include("danvan.papers.urls")),
    path("desk/notices/", include("danvan.notices.urls")),
    path("desk/calendar/", include("danvan.calendars.urls")),
    path("desk/retention/", include("danvan.retention.urls")),
    path("desk/imports/", include("danvan.imports.urls")),
    path("desk/denunciations/", include("danvan.denunciations.urls")),
    path("desk/reports/", include("danvan.reports.urls")),
    path("desk/dossiers/", include("danvan.dossiers.urls")),
    path("desk/dashboards/", include("danvan.dashboards.urls")),
    path("desk/exchange/", include("danvan.exchange.urls")),
    path("desk/balances/", include("danvan.balances.urls")),
    path("desk/procedures/", include("danvan.procedures.urls")),
    path("desk/statements/", include("danvan.statements.urls")),
    path("desk/counters/", include("danvan.counters.urls")),
    path("desk/onestop/", include("danvan.onestop.urls")),
    path("desk/burdens/", include("danvan.burdens.urls")),
    path("desk/ratings/", include("danvan.ratings.urls")),
    path("desk/scores/", include("danvan.scores.urls")),
    path("desk/emulation/", include("danvan.emulation.urls")),
    path("desk/council/", include("danvan.council.urls")),
    path("desk/meetings/", include("danvan.meetings.urls")),
    path("desk/dialogues/", include("danvan.dialogues.urls")),
    path("desk/promises/", include("danvan.promises.urls")),
    path("desk/consultations/", include("danvan.consultations.urls")),
]

handler400 = web.bad_request
handler403 = web.permission_denied
handler404 = web.page_not_found
