"""Addresses of reports from draft to number, below /desk/statements/."""

from django.urls import path

from danvan.statements.views import correcting, life, listing

app_name = "statements"
urlpatterns = [
    path("", listing.statements, name="statements"),
    path("draft/<slug:sort>/", life.draft, name="draft"),
    path("<int:pk>/", life.statement, name="statement"),
    path("<int:pk>/changes/", correcting.changes, name="changes"),
    path("<int:pk>/do/<slug:verb>/", life.step, name="step"),
    path("<int:pk>/file.<slug:ending>", life.file, name="file"),
]
