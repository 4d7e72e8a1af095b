"""Addresses for machines, with their version; what changes its meaning gets a new one."""

from django.urls import path

from danvan.web.later import Views

views = Views("danvan.api.views")

app_name = "api"
urlpatterns = [
    path("", views.page, name="page"),
    path("v1/openapi.json", views.openapi, name="openapi"),
    path("v1/law/due", views.due, name="due"),
    path("v1/law/rules", views.rules, name="rules"),
    path("v1/<path:rest>", views.nothing, name="nothing"),
]
