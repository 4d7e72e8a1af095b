"""Addresses of the council's pages, below /desk/council/."""

from django.urls import path

from danvan.web.later import Views

views = Views("danvan.council.views")

app_name = "council"
urlpatterns = [
    path("petitions/", views.petitions, name="petitions"),
    path("petitions/new/", views.take, name="take"),
    path("petitions/doubles/", views.doubles, name="doubles"),
    path("petitions/table.xlsx", views.table, name="table"),
    path("petitions/<int:pk>/", views.petition, name="petition"),
    path("petitions/<int:pk>/edit/", views.revise, name="revise"),
    path("petitions/<int:pk>/join/<int:other>/<str:how>/", views.join, name="join"),
    path("petitions/<int:pk>/do/<str:verb>/", views.step, name="step"),
    path("owed/", views.owed, name="owed"),
    path("meetings/", views.meetings, name="meetings"),
    path("meetings/new/", views.meeting_new, name="meeting_new"),
    path("meetings/<int:pk>/", views.meeting, name="meeting"),
    path("meetings/<int:pk>/deputies/", views.attending, name="attending"),
    path("deputies/", views.deputies, name="deputies"),
    path("deputies/<int:pk>/", views.deputy, name="deputy"),
    path("deputies/do/<str:what>/<int:pk>/", views.enter, name="enter"),
    path("sessions/", views.sessions, name="sessions"),
    path("sessions/new/", views.session_new, name="session_new"),
    path("sessions/<int:pk>/", views.session, name="session"),
    path("sessions/<int:pk>/edit/", views.session_edit, name="session_edit"),
    path("sessions/<int:pk>/do/<str:verb>/<int:row>/", views.session_do, name="session_do"),
    path("resolutions/", views.resolutions, name="resolutions"),
    path("resolutions/new/", views.resolution_new, name="resolution_new"),
    path("resolutions/<int:pk>/", views.resolution, name="resolution"),
    path("resolutions/<int:pk>/edit/", views.resolution_edit, name="resolution_edit"),
    path("resolutions/<int:pk>/do/<str:verb>/<int:row>/", views.resolution_do, name="resolution_do"),
    path("oversight/", views.oversights, name="oversights"),
    path("oversight/new/", views.oversight_new, name="oversight_new"),
    path("oversight/<int:pk>/", views.oversight, name="oversight"),
    path("oversight/<int:pk>/edit/", views.oversight_edit, name="oversight_edit"),
    path("oversight/<int:pk>/do/<str:verb>/<int:row>/", views.oversight_do, name="oversight_do"),
]
