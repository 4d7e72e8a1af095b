"""Addresses of `web`; the parts page answers only in the demonstration and while developing."""

from django.urls import path

from danvan.web.later import Views

views = Views("danvan.web.views")

app_name = "web"
urlpatterns = [
    path("giao-dien", views.theme, name="theme"),
    path("phim-tat", views.keys, name="keys"),
    path("ngon-ngu", views.language, name="language"),
    path("healthz", views.healthz, name="healthz"),
    path("bo-phan", views.parts, name="parts"),
]
