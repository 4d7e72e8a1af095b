"""Addresses of meetings, below /desk/meetings/."""

from django.urls import path

from danvan.web.later import Views

views = Views("danvan.meetings.views")

app_name = "meetings"
urlpatterns = [
    path("owed/", views.questions_owed, name="owed"),
    path("<int:pk>/", views.meeting, name="meeting"),
    path("<int:pk>/edit/", views.edit, name="edit"),
    path("<int:pk>/minutes/", views.minutes, name="minutes"),
    path("<int:pk>/do/<str:verb>/", views.step, name="step"),
    path("<int:pk>/hall/", views.hall, name="hall"),
    path("<int:pk>/door/", views.door, name="door"),
    path("<int:pk>/ask/", views.ask, name="ask"),
    path("<int:pk>/attendance/", views.attendance, name="attendance"),
    path("<int:pk>/enlist/", views.enlist, name="enlist"),
    path("<int:pk>/next-speaker/", views.call_next, name="call_next"),
    path("speakers/<int:pk>/<str:verb>/", views.speaker, name="speaker"),
    path("questions/<int:pk>/told/", views.told, name="told"),
    path("questions/<int:pk>/<str:verb>/", views.question, name="question"),
]
