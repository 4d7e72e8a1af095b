"""The app of the People's Council."""

from django.apps import AppConfig


class CouncilConfig(AppConfig):
    """Its name and the word for it."""

    name = "danvan.council"
    label = "council"
    verbose_name = "Hội đồng nhân dân"
