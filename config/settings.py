"""Settings of the portal: one file, driven by the environment, refusing unknown values.

Nothing set: embedded SQLite in ``var/``, a private Redis on a unix socket there, demo year, debug off.
``PRODUCTION=1``: secrets, hosts and PostgreSQL must be given, cookies are secure, no demo year.
"""

import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from celery.schedules import crontab
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from config.env import read_choice, read_database, read_list, read_mail, read_number, read_redis, read_switch, read_text

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(read_text("DATA_DIR") or BASE_DIR / "var").resolve()
try:
    DATA_DIR.mkdir(parents=True, exist_ok=True)
except OSError as error:
    raise ImproperlyConfigured(f"DATA_DIR is {str(DATA_DIR)!r}, and it cannot be made ({error.strerror}).") from error

# WeasyPrint asks fontconfig once, at import: the project's faces must be known before that.
FONT_DIR = DATA_DIR / "fonts"
FONT_CONFIG = DATA_DIR / "fonts.conf"
if FONT_CONFIG.is_file():
    os.environ.setdefault("FONTCONFIG_FILE", str(FONT_CONFIG))

PRODUCTION = read_switch("PRODUCTION")
DEBUG = read_switch("DEBUG")
PORT = read_number("PORT", default=8000, lowest=1, highest=65535)
if PRODUCTION and DEBUG:
    raise ImproperlyConfigured("PRODUCTION and DEBUG are both on: a production server never shows debug pages.")

DATABASES = {"default": read_database("DATABASE_URL", default_file=DATA_DIR / "portal.sqlite3")}
EMBEDDED = DATABASES["default"]["ENGINE"].endswith("sqlite3")
if PRODUCTION and not read_text("DATABASE_URL"):
    raise ImproperlyConfigured("DATABASE_URL is missing: write postgresql://user@host:port/name.")
DEMO = read_switch("DEMO", default=EMBEDDED and not PRODUCTION)
if PRODUCTION and DEMO:
    raise ImproperlyConfigured("PRODUCTION and DEMO are both on: demo data never goes into a production database.")


def _read_secret_key() -> str:
    """Return the secret key: given in production, else made once and kept in the data folder."""
    key = read_text("SECRET_KEY")
    if key:
        return key
    if PRODUCTION:
        raise ImproperlyConfigured("SECRET_KEY is missing: a production server needs 50 random characters of its own.")
    path = DATA_DIR / "secret_key"
    if not path.is_file():
        from django.core.management.utils import get_random_secret_key

        # Complete or not at all: two processes that start together must read the same key.
        draft = path.with_name(f".secret_key.{os.getpid()}")
        draft.touch(mode=0o600)
        draft.write_text(get_random_secret_key(), encoding="utf-8")
        with suppress(FileExistsError):
            path.hardlink_to(draft)
        draft.unlink()
    return path.read_text(encoding="utf-8")


SECRET_KEY = _read_secret_key()
# Signs the audit trail. The first key signs, all of them are accepted: an old one stays here after a change of keys.
AUDIT_KEYS = [*read_list("AUDIT_KEY"), SECRET_KEY]
ALLOWED_HOSTS = read_list("ALLOWED_HOSTS", "" if PRODUCTION else "*")
if PRODUCTION and not ALLOWED_HOSTS:
    raise ImproperlyConfigured("ALLOWED_HOSTS is missing: name the hosts that this server answers for, by commas.")
CSRF_TRUSTED_ORIGINS = read_list("CSRF_TRUSTED_ORIGINS")

INSTALLED_APPS = [
    "config",
    "reports",
    "competitions",
    "research",
    "groups",
    "reviews",
    "association",
    "office",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "django_filters",
    "django_htmx",
    "rules.apps.AutodiscoverRulesConfig",
]

MIDDLEWARE = [
    "config.logs.RequestLogMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "office.web.privacy.PrivacyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "config.locale.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "office.web.session.PulseMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "association.web.actor.ActorMiddleware",
    "office.web.body_limit.BodyLimitMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "office.web.errors.RefusalMiddleware",
    "office.web.second_factor.SecondFactorMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "reports.web.navigation.navigation",
                "association.web.site.site",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static", "office.templatetags.zh"],
        },
    }
]

# Widgets of our own (office/forms/picker.html) lie among the project's templates.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

AUTH_USER_MODEL = "office.User"
# The back office knows no page above it; the account's page belongs to the association, where the grants are.
ABSOLUTE_URL_OVERRIDES = {"office.user": lambda user: reverse("association:account_detail", args=[user.pk])}
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "office.forms.password.CharacterClassesValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "reports:home"
ACCOUNT_ADAPTER = "office.web.account.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email", "phone"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
# Wrong passwords are counted by office/domain/lock.py; "login_failed" counts wrong digits of the second factor.
# A school stands behind one address: the sheer number of log-ins from there has to leave room for a whole staff.
ACCOUNT_RATE_LIMITS = {"login_failed": "5/30m/key", "login": "120/m/ip", "reauthenticate": "10/5m/user"}
MFA_ADAPTER = "office.web.second_factor.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_FORMS = {
    "authenticate": "office.forms.code.AuthenticateCodeForm",
    "reauthenticate": "office.forms.code.ReauthenticateCodeForm",
    "activate_totp": "office.forms.code.ActivateCodeForm",
    "add_webauthn": "office.forms.passkey.AddPasskeyForm",
    "authenticate_webauthn": "office.forms.passkey.AuthenticatePasskeyForm",
    "login_webauthn": "office.forms.passkey.LoginPasskeyForm",
    "reauthenticate_webauthn": "office.forms.passkey.ReauthenticatePasskeyForm",
}
# A phone's clock may be half a minute off.
MFA_TOTP_TOLERANCE = 1

# Sessions, limits and lock-outs live in the database: a stopped Redis must not log anybody out.
SESSION_ENGINE = "office.web.session"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 12 * 60 * 60
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "office_cache",
        "OPTIONS": {"MAX_ENTRIES": 100000},
    },
}

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Chinese")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
# A drop-down of a filter begins with this instead of a row of dashes.
FILTERS_EMPTY_CHOICE_LABEL = _("All")
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

STATIC_URL = "static/"
STATICFILES_DIRS: list[Any] = [BASE_DIR / "static"]
VENDOR_DIR = DATA_DIR / "vendor"
if VENDOR_DIR.is_dir():
    STATICFILES_DIRS.append(("vendor", VENDOR_DIR))
STATIC_ROOT = DATA_DIR / "static"
MEDIA_ROOT = DATA_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 31536000
DATA_UPLOAD_MAX_MEMORY_SIZE = 20 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
ATTACHMENT_MAX_BYTES = read_number("ATTACHMENT_MAX_MB", default=50, lowest=1, highest=2048) * 1024 * 1024

# Seconds for which a process keeps what every page shows of the association.
SITE_SECONDS = 30

BACKUP_DIR = Path(read_text("BACKUP_DIR") or DATA_DIR / "backups")
BACKUP_KEEP = read_number("BACKUP_KEEP", default=14, lowest=1, highest=999)
BACKUP_HOUR = read_number("BACKUP_HOUR", default=2, lowest=0, highest=23)
BACKUP_NIGHTLY = read_switch("BACKUP_NIGHTLY", default=True)
BACKUP_KEYS = read_switch("BACKUP_KEYS", default=True)

CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
HTTPS = read_switch("HTTPS", default=PRODUCTION)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
# A balancer asks for the sign of health without HTTPS.
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
if HTTPS:
    SECURE_HSTS_SECONDS = 31536000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# Behind a proxy every request comes from the proxy: locks count the address that the outermost of our own ones names.
# Without a proxy the head X-Forwarded-For is the visitor's own invention and is not read.
ALLAUTH_TRUSTED_PROXY_COUNT = read_number("PROXY_COUNT", default=int(HTTPS), lowest=0, highest=5)
# Browsers give out passkeys on https and on localhost only; fido2 would refuse the latter's plain address.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
CSRF_FAILURE_VIEW = "office.web.errors.expired_page"

# Real e-mails where EMAIL_URL names a server, the console otherwise.
MAIL_SERVER = read_mail("EMAIL_URL")
EMAIL_BACKEND, EMAIL_HOST, EMAIL_PORT = MAIL_SERVER.backend, MAIL_SERVER.host, MAIL_SERVER.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = MAIL_SERVER.user, MAIL_SERVER.password
EMAIL_USE_TLS, EMAIL_USE_SSL = MAIL_SERVER.scheme == "smtp+tls", MAIL_SERVER.scheme == "smtps"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = read_text("DEFAULT_FROM_EMAIL", "portal@localhost")
# How links in e-mails, texts for WeChat and calendar feeds begin.
PUBLIC_URL = read_text(
    "PUBLIC_URL", f"https://{ALLOWED_HOSTS[0].lstrip('.')}" if PRODUCTION else f"http://127.0.0.1:{PORT}"
).rstrip("/")

# The row is the queue, the broker only the doorbell (docs/adr): nothing is lost with a message.
CELERY_BROKER_URL = read_redis("REDIS_URL", default_socket=DATA_DIR / "redis.sock")
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_MAX_TASKS_PER_CHILD = 100
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_TIME_LIMIT = 1800
CELERY_TIMEZONE = TIME_ZONE
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 3600,
    "unacked_restore_interval": 2,
    "unacked_restore_throttle": 1,
    # A broker that is down must not hold a page: the doorbell gives up at once, the sweep finds the row.
    "socket_connect_timeout": 0.5,
    "socket_timeout": 5,
    "max_retries": 0,
}
JOB_LEASE_SECONDS = read_number("JOB_LEASE_SECONDS", default=30, lowest=2, highest=3600)
JOB_SWEEP_SECONDS = read_number("JOB_SWEEP_SECONDS", default=15, lowest=1, highest=600)
CELERY_BEAT_SCHEDULE = {
    "find-duplicates": {"task": "association.find_duplicates", "schedule": crontab(hour="2", minute="40")},
    # A sweep that no worker was free for is worth nothing once the next one is due.
    "requeue-stale-jobs": {
        "task": "office.requeue_stale_jobs",
        "schedule": JOB_SWEEP_SECONDS,
        "options": {"expires": JOB_SWEEP_SECONDS},
    },
    "forget-uploads": {"task": "office.forget_uploads", "schedule": crontab(minute="50")},
    "forget-printouts": {"task": "reports.forget_printouts", "schedule": crontab(minute="35")},
    "forget-sessions": {"task": "office.forget_sessions", "schedule": crontab(minute="20")},
    "seal-audit": {"task": "office.seal_audit", "schedule": 60, "options": {"expires": 60}},
    # Asked often, done once a day: a night when nothing ran is made up for.
    "check-audit": {"task": "reports.check_audit", "schedule": 600, "options": {"expires": 600}},
    # No signals: what changes an employment or a school does not know of reviews.
    "refresh-conflicts": {"task": "reviews.refresh_conflicts", "schedule": 600, "options": {"expires": 600}},
    "send-mail": {"task": "office.send_mail", "schedule": 30, "options": {"expires": 30}},
    "send-reminders": {"task": "reports.send_reminders", "schedule": 300, "options": {"expires": 300}},
    "request-due-backup": {"task": "office.request_due_backup", "schedule": 600, "options": {"expires": 600}},
}

# Nothing personal goes into the logs: config/logs.py.
LOG_FORMAT = read_choice("LOG_FORMAT", default="json" if PRODUCTION else "line", choices=("json", "line"))
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"clean": {"()": "config.logs.Cleaner"}},
    "formatters": {
        "line": {"()": "config.logs.LineFormatter"},
        "json": {"()": "config.logs.PortalJsonFormatter"},
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": LOG_FORMAT, "filters": ["clean"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        # Django's own: its handlers show whole addresses, or send whole pages by e-mail.
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        "office": {"level": "INFO"},
        "portal.request": {"level": "INFO"},
        "fontTools": {"level": "ERROR"},
        "weasyprint": {"level": "ERROR"},
    },
}
# Workers write into the same handler.
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
