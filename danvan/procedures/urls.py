"""Addresses of the catalogue, below /desk/procedures/."""

from django.urls import path

from danvan.web.later import Views

bringing = Views("danvan.procedures.views.bringing")
editing = Views("danvan.procedures.views.editing")
life = Views("danvan.procedures.views.life")
listing = Views("danvan.procedures.views.listing")

app_name = "procedures"
urlpatterns = [
    path("", listing.procedures, name="procedures"),
    path("new/", editing.new, name="new"),
    path("imports/", bringing.imports, name="imports"),
    path("imports/<int:pk>/", bringing.one, name="import"),
    path("imports/<int:pk>/go/", bringing.go, name="bring_in"),
    path("imports/<int:pk>/drop/", bringing.drop, name="drop_import"),
    path("<int:pk>/", life.version, name="version"),
    path("<int:pk>/edit/", editing.edit, name="edit"),
    path("<int:pk>/next/", life.draft_next, name="next"),
    path("<int:pk>/<slug:verb>/", life.step, name="step"),
]
