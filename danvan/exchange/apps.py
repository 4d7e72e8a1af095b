from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "danvan.exchange"
    label = "exchange"
    verbose_name = "Liên thông cơ sở dữ liệu quốc gia"
