from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "danvan.cases"
    verbose_name = "Sổ chung"
