from django.apps import AppConfig


class DenunciationsConfig(AppConfig):
    name = "danvan.denunciations"
    verbose_name = "Tố cáo"
