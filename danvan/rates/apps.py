from django.apps import AppConfig


class RatesConfig(AppConfig):
    name = "danvan.rates"
    verbose_name = "Số lần hỏi"
