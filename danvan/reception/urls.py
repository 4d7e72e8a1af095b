"""Addresses of reception, below /desk/reception/; the register itself is the desk's (danvan.desk.urls)."""

from django.urls import path

from danvan.reception.views import duty, notices, records, sessions

app_name = "reception"
urlpatterns = [
    path("<int:pk>/record/", records.record, name="record"),
    path("<int:pk>/sign/", records.sign, name="sign"),
    path("<int:pk>/conclude/", notices.conclude, name="conclude"),
    path("duty/", duty.duty, name="duty"),
    path("schedule/", sessions.schedule, name="schedule"),
    path("schedule/new/", sessions.new, name="session_new"),
    path("schedule/<int:pk>/", sessions.session, name="session"),
    path("schedule/<int:pk>/hold/", sessions.hold, name="hold"),
    path("schedule/<int:pk>/postpone/", sessions.postpone, name="postpone"),
    path("schedule/<int:pk>/steps/<slug:verb>/", sessions.session_step, name="session_step"),
    path("rooms/<slug:key>/", sessions.room, name="room"),
    path("due/", notices.due, name="due"),
    path("notices/<int:pk>/", notices.notice, name="notice"),
    path("notices/<int:pk>/paper/", notices.paper, name="notice_paper"),
]
