"""Addresses of the office calendar, below /desk/calendar/."""

from django.urls import path

from danvan.web.later import Views

changes = Views("danvan.calendars.views.changes")
days = Views("danvan.calendars.views.days")
hours = Views("danvan.calendars.views.hours")
year = Views("danvan.calendars.views.year")

app_name = "calendars"
urlpatterns = [
    path("", year.year, name="year"),
    path("add/", days.add, name="add"),
    path("import/", days.propose, name="import"),
    path("hours/", hours.office_hours, name="hours"),
    path("hours/set/", hours.set_hours, name="set_hours"),
    path("changes/", changes.changes, name="changes"),
    path("changes/<int:pk>/", changes.change, name="change"),
    path("changes/<int:pk>/undo/", changes.undo, name="undo"),
]
