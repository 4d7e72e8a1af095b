"""Addresses of dialogues, below /desk/dialogues/."""

from django.urls import path

from danvan.web.later import Views

views = Views("danvan.dialogues.views")

app_name = "dialogues"
urlpatterns = [
    path("", views.dialogues, name="dialogues"),
    path("new/", views.new, name="new"),
    path("requests/", views.requests, name="requests"),
    path("requests/new/", views.request_new, name="request_new"),
    path("requests/<int:pk>/", views.request, name="request"),
    path("requests/<int:pk>/do/<str:verb>/", views.request_step, name="request_step"),
]
