"""Addresses of reports, below /desk/reports/."""

from django.urls import path

from danvan.reports import views

app_name = "reports"
urlpatterns = [
    path("", views.index, name="index"),
    path("people-relations/", views.report, name="people_relations"),
    path("people-relations.docx", views.report_docx, name="people_relations_docx"),
    path("people-relations.json", views.report_json, name="people_relations_json"),
    path("people-relations/<slug:slug>/", views.subjects, name="subjects"),
]
