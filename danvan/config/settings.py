"""Settings. What an office changes comes from the environment (README, "Configuration"); the rest is the house's."""

import os
from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from danvan.config import consultations, figures, logs, meetings, onestop, parts, rules, statements
from danvan.lib import quiet

BASE = Path(__file__).resolve().parent.parent
VAR = Path(os.environ.get("DANVAN_VAR", "var")).resolve()

# The web server's threads share so many connections; whatever else runs has one of its own (danvan.config.serve).
POOL = (
    {"pool": {"min_size": 1, "max_size": int(most)}} if (most := os.environ.get("DANVAN_CONNECTIONS")) else {}
)


def _secret_key() -> str:
    """The key of this installation: from the environment, or from var/secret_key, which `danvan up` makes."""
    if key := os.environ.get("DANVAN_SECRET_KEY"):
        return key
    file = VAR / "secret_key"
    return file.read_text().strip() if file.exists() else "only-for-commands-that-sign-nothing-" + "0" * 30


def _database(url: str) -> dict:
    """Django's database settings of postgres://user:password@host:port/name?option=value."""
    parts = urlsplit(url)
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or "postgres"),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", None) or parts.hostname or "",
        "PORT": str(options.pop("port", None) or parts.port or ""),
        # Statements are prepared by the server and kept: a third less of its processor time a letter.
        "OPTIONS": {"server_side_binding": True, "prepare_threshold": 5, **options, **POOL},
        "CONN_MAX_AGE": 0 if POOL else 600,
        "CONN_HEALTH_CHECKS": True,
    }


# --- the installation ------------------------------------------------------------------------------------
SECRET_KEY = _secret_key()
DEBUG = False
DANVAN_URL = os.environ.get("DANVAN_URL", "http://127.0.0.1:8000").rstrip("/")
DANVAN_DEMO = os.environ.get("DANVAN_DEMO", "1" if (VAR / "demo-accounts.txt").exists() else "0") == "1"
DANVAN_OFFICE = "danvan.config.office.shown"
HTTPS = DANVAN_URL.startswith("https://")
# How many proxies stand before the site: that many entries of X-Forwarded-For, from the right, are believed.
DANVAN_PROXIES = int(os.environ.get("DANVAN_PROXIES", "1" if HTTPS else "0"))
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", urlsplit(DANVAN_URL).hostname or ""]
ALLOWED_HOSTS += [host for host in os.environ.get("DANVAN_HOSTS", "").split(",") if host]
CSRF_TRUSTED_ORIGINS = [DANVAN_URL] if HTTPS else []
DATABASES = {"default": _database(os.environ.get("DATABASE_URL", "postgres://postgres@/danvan"))}

# --- the house -------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "danvan.portal",
    "danvan.desk",
    "danvan.api",
    "danvan.reports",
    "danvan.retention",
    "danvan.dashboards",
    "danvan.exchange",
    "danvan.dossiers",
    "danvan.alarms",
    "danvan.notices",
    "danvan.worklists",
    "danvan.imports",
    "danvan.reception",
    "danvan.petitions",
    "danvan.denunciations",
    "danvan.papers",
    "danvan.cases",
    "danvan.calendars",
    "danvan.people",
    "danvan.figures",
    "danvan.journal",
    "danvan.rates",
    "danvan.web",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "template_partials.apps.SimpleAppConfig",
    "procrastinate.contrib.django",
    "csp",
    *parts.APPS,
]
# Every kind of case, by the name of its definition: the register (danvan.cases) learns them here.
DANVAN_KINDS = [
    "danvan.petitions.workflow.COMPLAINT",
    "danvan.petitions.second.SECOND_COMPLAINT",
    "danvan.petitions.workflow.RECOMMENDATION",
    "danvan.petitions.part.PART",
    "danvan.petitions.part.VERIFICATION",
    "danvan.petitions.execution.EXECUTION",
    "danvan.denunciations.workflow.DENUNCIATION",
    "danvan.denunciations.workflow.FURTHER",
    *onestop.KINDS,
]
# The kinds as (code, word) pairs, for the form that limits a post to some of them.
DANVAN_KIND_CHOICES = "danvan.cases.kinds.choices"
DANVAN_RULES_IN_USE, DANVAN_RULES_LEANED_ON = rules.IN_USE, rules.LEANED_ON
# Every check that `danvan verify` makes, in order.
DANVAN_VERIFIERS = [
    "danvan.journal.verify.events",
    "danvan.journal.verify.seals",
    "danvan.people.verify.accounts",
    "danvan.people.verify.confirmations",
    "danvan.people.verify.overrides",
    "danvan.people.verify.units",
    "danvan.cases.verify.contents",
    "danvan.cases.verify.states",
    "danvan.cases.verify.ties",
    "danvan.denunciations.verify.custodians",
    "danvan.reception.verify.turns",
    "danvan.reception.verify.calendar",
    "danvan.reception.verify.queue",
    "danvan.reception.verify.refusals",
    "danvan.papers.verify.papers",
    "danvan.papers.verify.offices",
    "danvan.calendars.verify.days",
    "danvan.figures.verify.facts",
    "danvan.figures.verify.totals",
    "danvan.alarms.verify.escalations",
    "danvan.alarms.verify.digests",
    "danvan.notices.verify.tellings",
    "danvan.notices.verify.addresses",
    "danvan.retention.verify.records",
    "danvan.retention.verify.destructions",
    "danvan.worklists.verify.views",
    "danvan.worklists.verify.batches",
    "danvan.worklists.verify.exports",
    "danvan.dossiers.verify.dossiers",
    "danvan.imports.verify.imports",
    "danvan.dashboards.verify.surges",
    "danvan.dashboards.verify.publications",
    "danvan.exchange.verify.items",
    "danvan.exchange.verify.decisions",
    *parts.VERIFIERS,
]
# What papers are made about: the stream of its events → the class that does what danvan.papers.subjects.Subject says.
DANVAN_PAPER_SUBJECTS = {
    "case": "danvan.papers.of_cases.CaseSubject",
    "turn": "danvan.reception.of_turns.TurnSubject",
    "refusal": "danvan.reception.of_refusals.RefusalSubject",
    "urging": "danvan.papers.of_urgings.UrgingSubject",
} | parts.PAPER_SUBJECTS
DANVAN_PAPER_FIELDS, DANVAN_PAYMENTS = onestop.PAPER_FIELDS, onestop.PAYMENTS
DANVAN_NOTICE_ALSO, DANVAN_RATING = onestop.NOTICE_ALSO, onestop.RATING
DANVAN_CAME_FROM = onestop.CAME_FROM
DANVAN_MEETING_KINDS, DANVAN_PROMISE_SOURCES = meetings.KINDS, meetings.PROMISE_SOURCES
DANVAN_MEETING_NAMES_YEARS = meetings.NAMES_YEARS
# What may forbid that things leave the register: why(stream, numbers, on=) says why, or nothing.
DANVAN_HOLDS = ["danvan.retention.queries.why_held", "danvan.balances.queries.why_held"]
# A folder with the Times New Roman or Tinos that the office keeps for its papers; without it, the serif inside typst.
DANVAN_FONTS = os.environ.get("DANVAN_FONTS", "")
# Tasks of the background worker stand in each app's tasks.py; this one asks for all, which the worker alone needs.
PROCRASTINATE_AUTODISCOVER_MODULE_NAME, PROCRASTINATE_IMPORT_PATHS = "", ["danvan.config.tasks"]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "danvan.web.door.Door",
    "danvan.web.middleware.NobodyKnown",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "danvan.web.middleware.NothingStored",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "danvan.web.middleware.ChosenLanguage",
    "danvan.web.middleware.ReadableAddress",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "danvan.web.middleware.PlainAnswers",
    "danvan.calendars.middleware.OneReading",
]
ROOT_URLCONF = "danvan.config.urls"
WSGI_APPLICATION = "danvan.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "people.Account"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "danvan.web.context.site",
                "danvan.desk.nav.navigation",
            ],
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    [
                        (
                            "django.template.loaders.cached.Loader",
                            ["django.template.loaders.app_directories.Loader"],
                        )
                    ],
                )
            ],
            "builtins": ["template_partials.templatetags.partials"],
        },
    }
]
FORM_RENDERER = "danvan.web.controls.Controls"
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"

# --- language and time -----------------------------------------------------------------------------------
LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
USE_I18N = True
# Steps between registers have words, but no tables: no app of Django's.
LOCALE_PATHS = [BASE / "flows" / "locale"]
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"

# --- static files and uploads ----------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
MEDIA_ROOT = VAR / "files"
# Lists that officers take out as files, written by the worker; they can be fetched for so many hours.
DANVAN_EXPORTS = VAR / "exports"
DANVAN_EXPORT_HOURS = int(os.environ.get("DANVAN_EXPORT_HOURS", "24"))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
DATA_UPLOAD_MAX_NUMBER_FILES = 20
# Bodies above these sizes (bytes) are turned away unread; files go to these addresses only, 30 MB together.
DANVAN_BODY_MOST = 2 * 1024 * 1024
DANVAN_BODY_MOST_WITH_FILES = 36 * 1024 * 1024
DANVAN_TAKES_FILES = {"portal:send", "portal:more", "portal:denounce", "desk:letter_new", "desk:step"}
DANVAN_TAKES_FILES |= {"imports:imports", "papers:template", "denunciations:new", "denunciations:sealed"}
DANVAN_TAKES_FILES |= parts.TAKES_FILES
# The key desk on a custodian's own machine (danvan.keydesk): the one place off this site that a form may go to.
DANVAN_KEY_DESK = "http://127.0.0.1:8017"

# --- security --------------------------------------------------------------------------------------------
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF, SECURE_SSL_REDIRECT = True, False
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "danvan.web.views.csrf_failure"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        "manifest-src": ["'self'"],
    }
}
DANVAN_KNOWS_NOBODY = {"/to-cao/"}  # no cookie that tells who asks is read here, and none is set
DANVAN_LEAVE_TO = os.environ.get("DANVAN_LEAVE_TO", "https://vi.wikipedia.org/")  # in haste, from there
# How often one address may do a thing at the portal or ask the API: (times, seconds). Zero times means no limit.
DANVAN_RATES = {
    "track": (int(os.environ.get("DANVAN_RATE_TRACK", "30")), 600),
    "file": (int(os.environ.get("DANVAN_RATE_FILE", "20")), 3600),
    "book": (int(os.environ.get("DANVAN_RATE_BOOK", "10")), 3600),
    "term": (int(os.environ.get("DANVAN_RATE_TERM", "200")), 600),
    "api": (int(os.environ.get("DANVAN_RATE_API", "600")), 600),
}
DANVAN_RATES |= {"denounce": (60, 3600), "receipt": (30, 600), "toil": (1, 86_400)}  # see danvan.portal.toil
DANVAN_RATES |= {"denounce_unit": (12, 3600), "denounce_plain": (6, 3600)} | parts.RATES
DANVAN_KEEPS_FILES = consultations.KEEPS_FILES

# --- reports and figures (see danvan.config.statements, danvan.config.figures) -------------------------------
DANVAN_CUT_OFF_DAY, DANVAN_NUMBERED = statements.CUT_OFF_DAY, statements.NUMBERED + onestop.NUMBERED
DANVAN_SURGES, DANVAN_OPEN_LICENCE = figures.SURGES, figures.OPEN_LICENCE
DANVAN_EXCHANGE_CARRIER, DANVAN_EXCHANGE_URL = figures.CARRIER, figures.ADDRESS
DANVAN_EXCHANGE_TOKEN, DANVAN_FIGURE_GROUPS = figures.TOKEN, figures.GROUPS

# --- alarms and messages to officers (see danvan.alarms) ----------------------------------------------------
# In these hours, on the clock of Viet Nam, nobody is written to; officers neither on days off.
DANVAN_QUIET = quiet.hours(os.environ.get("DANVAN_QUIET", "18:00-07:00"))
# Working days: how long before its last day a term is near; how long a level of the line has before the next is told.
DANVAN_DRAFT_DAYS, DANVAN_REOPEN_DAYS = onestop.DRAFT_DAYS, int(os.environ.get("DANVAN_REOPEN_DAYS", "30"))
DANVAN_ALARM_SOON = int(os.environ.get("DANVAN_ALARM_SOON", "3"))
DANVAN_ALARM_STEP = int(os.environ.get("DANVAN_ALARM_STEP", "2"))
# The highest level that is told: 0 whoever has the case in hand, 1 the unit's leader, 2 the leader of the unit above…
DANVAN_ALARM_LEVELS = int(os.environ.get("DANVAN_ALARM_LEVELS", "3"))
# So many years after a case was closed its words are shown only to whoever gives a reason; the office's own practice.
DANVAN_MASKED_AFTER_YEARS = int(os.environ.get("DANVAN_MASKED_AFTER_YEARS", "1"))
# The register of complex matters: past its term by so many calendar days a letter is suggested as prolonged; so many
# months lie between two reviews. The office's practice, not the law's.
DANVAN_PROLONGED_DAYS = int(os.environ.get("DANVAN_PROLONGED_DAYS", "60"))
DANVAN_REVIEW_MONTHS = int(os.environ.get("DANVAN_REVIEW_MONTHS", "6"))
# Without a mail server messages are laid down as files, and nothing leaves the machine.
DANVAN_MAIL = os.environ.get("DANVAN_MAIL", "")
DEFAULT_FROM_EMAIL = os.environ.get("DANVAN_MAIL_FROM", f"danvan@{urlsplit(DANVAN_URL).hostname}")
EMAIL_FILE_PATH, EMAIL_TIMEOUT = VAR / "mail", 20
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if DANVAN_MAIL else 'filebased'}.EmailBackend"
if DANVAN_MAIL:
    _server = urlsplit(DANVAN_MAIL)
    EMAIL_HOST, EMAIL_PORT = (
        _server.hostname or "",
        _server.port or (465 if _server.scheme == "smtps" else 587),
    )
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(_server.username or ""), unquote(_server.password or "")
    EMAIL_USE_SSL = _server.scheme == "smtps"
    EMAIL_USE_TLS = _server.scheme == "smtp" and "plain" not in _server.query

# --- notices to citizens (see danvan.notices) ----------------------------------------------------------------
# What carries them: a class with `send(address, text) -> reference` (docs/how-to/new-gateway.md).
DANVAN_GATEWAYS = {
    "email": os.environ.get("DANVAN_GATEWAY_MAIL", "danvan.notices.gateways.mail.Mail"),
    "sms": os.environ.get("DANVAN_GATEWAY_SMS", "danvan.notices.gateways.filed.Filed"),
}

# --- accounts (see danvan.people) ------------------------------------------------------------------------
INSTALLED_APPS += ["allauth", "allauth.account", "allauth.mfa", "axes"]
MIDDLEWARE += ["allauth.account.middleware.AccountMiddleware", "danvan.people.middleware.SessionsEnd"]
MIDDLEWARE += ["axes.middleware.AxesMiddleware"]
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "danvan.people.backends.Officers"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/desk/"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
PASSWORD_HASHERS = ["danvan.people.passwords.Argon2"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "danvan.people.passwords.LongEnough"},
    {"NAME": "danvan.people.passwords.NotTheName"},
    {"NAME": "danvan.people.passwords.NotCommon"},
]
# A session ends after so many seconds without a request, and after so many in all.
DANVAN_SESSION_IDLE = int(os.environ.get("DANVAN_SESSION_IDLE", "1800"))
DANVAN_SESSION_MAX = int(os.environ.get("DANVAN_SESSION_MAX", "43200"))
SESSION_COOKIE_AGE = DANVAN_SESSION_MAX
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
# What follows when an office has confirmed a rule of law: functions (rule, *, by, on).
DANVAN_RULE_CONFIRMED = ["danvan.cases.actions.confirm_clocks", "danvan.reception.actions.confirm_terms"]
# What follows when an officer said whom a case is about: functions (case, *, by, on).
DANVAN_CONCERNED = ["danvan.denunciations.actions.shed"]
# What follows when an officer's post ends or the account is closed: functions (officer, *, to, by, on, text).
DANVAN_LEAVING = ["danvan.denunciations.actions.leave", "danvan.cases.actions.leave"]
# What is counted again when the office calendar changes: a module with the functions of calendars.followers.Follower.
DANVAN_CALENDAR_FOLLOWER = "danvan.cases.actions.recount"
# What else leans on it, and is counted again when the cases are done.
DANVAN_CALENDAR_ALSO = ["danvan.reception.actions.recount.recount_notices", *onestop.CALENDAR_ALSO]
# What follows when a unit's working week has changed: tasks.week_changed of the calendar.
DANVAN_WEEK_CHANGED = "danvan.calendars.tasks.week_changed"
ACCOUNT_ADAPTER = "danvan.people.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_FORMS = {
    "login": "danvan.people.account_forms.LoginForm",
    "change_password": "danvan.people.account_forms.ChangePasswordForm",
    "reauthenticate": "danvan.people.account_forms.ReauthenticateForm",
}
ACCOUNT_RATE_LIMITS = {"login": "60/m/ip", "login_failed": "20/5m/key", "reauthenticate": "10/m/user"}
MFA_ADAPTER = "danvan.people.adapters.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
ACCOUNT_SESSION_REMEMBER = False
MFA_PASSKEY_LOGIN_ENABLED = MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
MFA_FORMS = {
    "authenticate": "danvan.people.mfa_forms.AuthenticateForm",
    "reauthenticate": "danvan.people.mfa_forms.ReauthenticateForm",
    "activate_totp": "danvan.people.mfa_forms.ActivateTOTPForm",
    "add_webauthn": "danvan.people.mfa_forms.AddWebAuthnForm",
    "edit_webauthn": "danvan.people.mfa_forms.EditWebAuthnForm",
}
# Five wrong passwords for one name from one address shut it for fifteen minutes.
AXES_FAILURE_LIMIT = 5
AXES_CLIENT_IP_CALLABLE = "danvan.web.addresses.address_of"
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_CALLABLE = "danvan.people.lockout.locked_out"
AXES_RESET_ON_SUCCESS = AXES_DISABLE_ACCESS_LOG = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_VERBOSE = False

LOGGING = logs.LOGGING
