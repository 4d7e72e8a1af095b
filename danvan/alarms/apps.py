from django.apps import AppConfig


class AlarmsConfig(AppConfig):
    name = "danvan.alarms"
    label = "alarms"
    verbose_name = "Cảnh báo"
