"""Addresses of scores at the desk, below /desk/scores/."""

from django.urls import path

from danvan.web.later import Views

views = Views("danvan.scores.views")

app_name = "scores"
urlpatterns = [
    path("", views.page, name="card"),
    path("xlsx/", views.page_xlsx, name="card_xlsx"),
    path("json/", views.page_json, name="card_json"),
    path("behind/<str:key>/", views.behind, name="behind"),
    path("scales/<str:key>/", views.scales, name="scales"),
]
