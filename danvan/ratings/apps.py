from django.apps import AppConfig


class RatingsConfig(AppConfig):
    name = "danvan.ratings"
    verbose_name = "Đánh giá của người dân"
