from django.apps import AppConfig


class WorklistsConfig(AppConfig):
    name = "danvan.worklists"
    label = "worklists"
    verbose_name = "Danh sách việc"
