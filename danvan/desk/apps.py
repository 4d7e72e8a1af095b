from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "danvan.desk"
    verbose_name = "Bàn làm việc"
