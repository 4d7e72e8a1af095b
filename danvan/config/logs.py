"""What is written into the logs: no personal data, no addresses, no query strings."""

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "()": "danvan.web.logs.PrivateFormatter",
            "format": "%(asctime)s %(levelname)s %(name)s: %(message)s",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "axes": {"level": "CRITICAL"},  # it would write names and addresses
        "django.request": {"level": "ERROR"},  # who asks too often would fill the disk
        "django.security.DisallowedHost": {"handlers": [], "propagate": False},  # whatever strangers type
    },
}
