"""Addresses of reports from draft to number, below /desk/statements/."""

from django.urls import path

from danvan.web.later import Views

collecting = Views("danvan.statements.views.collecting")
correcting = Views("danvan.statements.views.correcting")
life = Views("danvan.statements.views.life")
listing = Views("danvan.statements.views.listing")

app_name = "statements"
urlpatterns = [
    path("", listing.statements, name="statements"),
    path("draft/<slug:sort>/", life.draft, name="draft"),
    path("<int:pk>/", life.statement, name="statement"),
    path("<int:pk>/changes/", correcting.changes, name="changes"),
    path("<int:pk>/do/<slug:verb>/", life.step, name="step"),
    path("<int:pk>/file.<slug:ending>", life.file, name="file"),
    path("requests/", collecting.requests, name="requests"),
    path("requests/new/", collecting.ask, name="ask"),
    path("requests/<int:pk>/", collecting.request_page, name="request"),
    path("requests/<int:pk>/sum.xlsx", collecting.sum_xlsx, name="sum_xlsx"),
    path("requests/<int:pk>/withdraw/", collecting.withdraw, name="withdraw"),
    path("submissions/<int:pk>/hand-in/", collecting.hand_in, name="hand_in"),
    path("submissions/<int:pk>/give-back/", collecting.give_back, name="give_back"),
    path("submissions/<int:pk>/enter/", collecting.enter, name="enter"),
]
