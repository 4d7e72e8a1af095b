"""Addresses of reports, below /desk/reports/."""

from django.urls import path

from danvan.web.later import Views

applications = Views("danvan.reports.views.applications")
crosstab = Views("danvan.reports.views.crosstab")
people_relations = Views("danvan.reports.views.people_relations")
sections = Views("danvan.reports.views.sections")
statutory = Views("danvan.reports.views.statutory")

app_name = "reports"
urlpatterns = [
    path("", people_relations.index, name="index"),
    path("people-relations/", people_relations.report, name="people_relations"),
    path("people-relations.docx", people_relations.report_docx, name="people_relations_docx"),
    path("people-relations.pdf", people_relations.report_pdf, name="people_relations_pdf"),
    path("people-relations.json", people_relations.report_json, name="people_relations_json"),
    path("people-relations/parts/<slug:part>/<slug:slug>/", sections.section_list, name="section_list"),
    path("people-relations/<slug:slug>/", people_relations.subjects, name="subjects"),
    path("applications/", applications.applications, name="applications"),
    path("applications.docx", applications.applications_docx, name="applications_docx"),
    path("applications.pdf", applications.applications_pdf, name="applications_pdf"),
    path("applications.xlsx", applications.applications_xlsx, name="applications_xlsx"),
    path("applications.json", applications.applications_json, name="applications_json"),
    path("applications/<slug:slug>/", applications.applications_list, name="applications_list"),
    path("statutory/", statutory.form, name="statutory"),
    path("statutory.xlsx", statutory.form_xlsx, name="statutory_xlsx"),
    path("statutory.json", statutory.form_json, name="statutory_json"),
    path("statutory/<int:number>/", statutory.subjects, name="statutory_subjects"),
    path("crosstab/", crosstab.crosstab, name="crosstab"),
    path("crosstab.csv", crosstab.crosstab_csv, name="crosstab_csv"),
    path("crosstab.xlsx", crosstab.crosstab_xlsx, name="crosstab_xlsx"),
    path("crosstab.json", crosstab.crosstab_json, name="crosstab_json"),
    path("crosstab/list/", crosstab.crosstab_list, name="crosstab_list"),
]
