"""Addresses of notices, below /desk/notices/."""

from django.urls import path

from danvan.web.later import Views

views = Views("danvan.notices.views")

app_name = "notices"
urlpatterns = [
    path("", views.worklist, name="worklist"),
    path("people/<int:pk>/", views.person, name="person"),
    path("people/<int:pk>/reveal/", views.reveal, name="reveal"),
    path("people/<int:pk>/told/", views.told, name="told"),
    path("people/<int:pk>/way/", views.way, name="way"),
    path("<int:pk>/resend/", views.resend, name="resend"),
]
