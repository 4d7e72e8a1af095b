"""Addresses of reception, below /desk/reception/; the register itself is the desk's (danvan.desk.urls)."""

from django.urls import path

from danvan.reception.views import notices, records

app_name = "reception"
urlpatterns = [
    path("<int:pk>/record/", records.record, name="record"),
    path("<int:pk>/sign/", records.sign, name="sign"),
    path("<int:pk>/conclude/", notices.conclude, name="conclude"),
    path("due/", notices.due, name="due"),
    path("notices/<int:pk>/", notices.notice, name="notice"),
    path("notices/<int:pk>/paper/", notices.paper, name="notice_paper"),
]
