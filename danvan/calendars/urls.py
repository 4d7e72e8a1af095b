"""Addresses of the office calendar, below /desk/calendar/."""

from django.urls import path

from danvan.calendars.views import changes, days, hours, year

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
