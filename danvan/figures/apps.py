from django.apps import AppConfig


class FiguresConfig(AppConfig):
    name = "danvan.figures"
    verbose_name = "Số liệu"
