from django.apps import AppConfig


class DossiersConfig(AppConfig):
    name = "danvan.dossiers"
    verbose_name = "Vụ việc phức tạp, đông người, kéo dài"
