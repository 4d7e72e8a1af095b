from django.apps import AppConfig


class ScoresConfig(AppConfig):
    name = "danvan.scores"
    verbose_name = "Chấm điểm đơn vị"
