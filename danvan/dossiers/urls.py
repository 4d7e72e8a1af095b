"""Addresses of the register of complex matters, below /desk/dossiers/."""

from django.urls import path

from danvan.web.later import Views

views = Views("danvan.dossiers.views")

app_name = "dossiers"
urlpatterns = [
    path("", views.register, name="register"),
    path("register.xlsx", views.register_xlsx, name="register_xlsx"),
    path("of-case/<int:pk>/", views.enter, name="enter"),
    path("of-case/<int:pk>/join/", views.join, name="join"),
    path("<int:pk>/", views.dossier, name="dossier"),
    path("<int:pk>/decide/", views.decide, name="decide"),
    path("<int:pk>/take-off/", views.take_off, name="take_off"),
]
