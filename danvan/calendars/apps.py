from django.apps import AppConfig


class CalendarsConfig(AppConfig):
    name = "danvan.calendars"
    label = "calendars"
    verbose_name = "Lịch làm việc"
