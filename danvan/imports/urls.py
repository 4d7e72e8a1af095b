"""Addresses of imports, below /desk/imports/."""

from django.urls import path

from danvan.web.later import Views

views = Views("danvan.imports.views")

app_name = "imports"
urlpatterns = [
    path("", views.imports, name="imports"),
    path("<int:pk>/", views.one, name="import"),
    path("<int:pk>/columns/", views.columns, name="columns"),
    path("<int:pk>/go/", views.go, name="go"),
    path("<int:pk>/drop/", views.drop, name="drop"),
    path("<int:pk>/take-out/", views.take_out, name="take_out"),
    path("<int:pk>/kept/", views.kept, name="kept"),
    path("<int:pk>/back/", views.back, name="back"),
]
