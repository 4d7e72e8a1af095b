"""Django for one person on one machine: pages and forms, without database, sessions, cookies, mail or logs."""

import secrets

from danvan.keydesk.handout import BODY_MOST

SECRET_KEY = secrets.token_urlsafe(48)  # nothing is signed; Django asks for one
DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1", "localhost"]  # a name that was pointed here by somebody else is turned away
INSTALLED_APPS = ["danvan.keydesk", "danvan.web"]
MIDDLEWARE = ["danvan.keydesk.gate.Gate"]
ROOT_URLCONF = "danvan.keydesk.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["danvan.keydesk.present.site"]},
    }
]
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"
STATIC_URL = "/static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

# --- nothing that comes in touches the disk ----------------------------------------------------------------
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = DATA_UPLOAD_MAX_MEMORY_SIZE = BODY_MOST
# No log: the trace of an error may hold what was read.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": True,
    "handlers": {"nowhere": {"class": "logging.NullHandler"}},
    "loggers": {"django": {"handlers": ["nowhere"], "propagate": False}},
}

# --- language and time ---------------------------------------------------------------------------------------
LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
