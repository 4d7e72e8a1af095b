from django.apps import AppConfig


class BurdensConfig(AppConfig):
    name = "danvan.burdens"
    label = "burdens"
    verbose_name = "Rà soát thủ tục hành chính"
