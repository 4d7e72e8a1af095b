from django.apps import AppConfig


class PromisesConfig(AppConfig):
    name = "danvan.promises"
    label = "promises"
    verbose_name = "Sổ lời hứa, cam kết"
