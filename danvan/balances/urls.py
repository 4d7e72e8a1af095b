"""Addresses of opening balances, below /desk/balances/."""

from django.urls import path

from danvan.web.later import Views

views = Views("danvan.balances.views")

app_name = "balances"
urlpatterns = [
    path("", views.balances, name="balances"),
    path("declare/<slug:key>/", views.declare, name="declare"),
    path("<int:pk>/settle/", views.settle, name="settle"),
    path("openings/<int:pk>/enter/<int:case>/", views.enter, name="enter"),
    path("openings/<int:pk>/withdraw/", views.withdraw, name="withdraw"),
]
