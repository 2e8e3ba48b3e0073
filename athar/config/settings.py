"""Settings: everything an operator may change comes from the environment (see ``env.SETTINGS``)."""

from pathlib import Path

from django.utils.translation import gettext_lazy as _

from athar.config import database, env, secrets, version

BASE_DIR = env.BASE_DIR
DATA_DIR = env.data_dir()

DEBUG = env.yes("ATHAR_DEBUG")
SECRET_KEY = secrets.get("ATHAR_SECRET_KEY")
ALLOWED_HOSTS = [host.strip() for host in env.read("ATHAR_HOSTS").split(",")]
ROOT_URLCONF = "athar.config.urls"
WSGI_APPLICATION = "athar.config.wsgi.application"

ATHAR_DEMO = env.yes("ATHAR_DEMO")
ATHAR_BASE_URL = (env.read("ATHAR_BASE_URL") or f"http://127.0.0.1:{env.read('ATHAR_PORT')}").rstrip("/")
ATHAR_FORMER_KEYS = [key.strip() for key in env.read("ATHAR_FORMER_KEYS").split(",") if key.strip()]
ATHAR_ORIGIN = env.read("ATHAR_ORIGIN")
ATHAR_ASSOCIATION = {"ar": env.read("ATHAR_ASSOCIATION_AR"), "en": env.read("ATHAR_ASSOCIATION_EN")}
ATHAR_BUILD = BASE_DIR / "build"
ATHAR_ENCRYPTION_KEY = secrets.get("ATHAR_ENCRYPTION_KEY")
ATHAR_LOOKUP_KEY = secrets.get("ATHAR_LOOKUP_KEY")
ATHAR_SIGNING_KEY_FILE = Path(env.read("ATHAR_SIGNING_KEY_FILE") or DATA_DIR / "signing.key")
ATHAR_MAX_UPLOAD_MB = int(env.read("ATHAR_MAX_UPLOAD_MB"))
ATHAR_METRICS_DIR = env.read("ATHAR_METRICS_DIR")
ATHAR_METRICS_TOKEN = env.read("ATHAR_METRICS_TOKEN")
ATHAR_LIMITS = env.yes("ATHAR_LIMITS")
ATHAR_LIMIT_READS = int(env.read("ATHAR_LIMIT_READS"))
ATHAR_LIMIT_SENDS = int(env.read("ATHAR_LIMIT_SENDS"))
ATHAR_LIMIT_API = int(env.read("ATHAR_LIMIT_API"))
ATHAR_LAKE = DATA_DIR / "lake"
ATHAR_CODE = version.of_code()
ATHAR_OFFLINE = env.yes("ATHAR_OFFLINE")
ATHAR_PROXIES = int(env.read("ATHAR_PROXIES"))
ATHAR_STAFF_IDLE_MINUTES = int(env.read("ATHAR_STAFF_IDLE_MINUTES"))
ATHAR_STAFF_SESSION_HOURS = int(env.read("ATHAR_STAFF_SESSION_HOURS"))
ATHAR_IDLE_DAYS = int(env.read("ATHAR_IDLE_DAYS"))
ATHAR_SESSION_DAYS = int(env.read("ATHAR_SESSION_DAYS"))
ATHAR_MOST_SIGN_INS = int(env.read("ATHAR_MOST_SIGN_INS"))
ATHAR_PHONE_SENDER = env.read("ATHAR_PHONE_SENDER")
ATHAR_GUARDIANS_CHECKED = env.yes("ATHAR_GUARDIANS_CHECKED")
ATHAR_OIDC_ISSUER = env.read("ATHAR_OIDC_ISSUER")
ATHAR_OIDC_CLIENT_ID = env.read("ATHAR_OIDC_CLIENT_ID")
ATHAR_OIDC_CLIENT_SECRET = env.read("ATHAR_OIDC_CLIENT_SECRET")
ATHAR_OIDC_NAME = {"ar": env.read("ATHAR_OIDC_NAME_AR"), "en": env.read("ATHAR_OIDC_NAME_EN")}
ATHAR_OIDC_SECOND_PROOF = env.yes("ATHAR_OIDC_SECOND_PROOF")

EMAIL_HOST = env.read("ATHAR_SMTP_HOST")
EMAIL_PORT = int(env.read("ATHAR_SMTP_PORT"))
EMAIL_HOST_USER = env.read("ATHAR_SMTP_USER")
EMAIL_HOST_PASSWORD = env.read("ATHAR_SMTP_PASSWORD")
EMAIL_USE_TLS = env.yes("ATHAR_SMTP_TLS")
EMAIL_TIMEOUT = 20  # seconds
DEFAULT_FROM_EMAIL = env.read("ATHAR_MAIL_FROM")

INSTALLED_APPS = [
    "athar.web.ui",
    "athar.web.entrance",
    "athar.web.site",
    "athar.web.portal",
    "athar.web.workspace",
    "athar.web.api",
    "athar.demo",
    "athar.direction.content",
    "athar.direction.reporting",
    "athar.direction.strategy",
    "athar.initiatives.volunteering",
    "athar.engine.journeys",
    "athar.engine.intake",
    "athar.engine.standards",
    "athar.engine.credentials",
    "athar.engine.ledger",
    "athar.engine.register",
    "athar.foundation.admissions",
    "athar.foundation.qualifications",
    "athar.foundation.privacy",
    "athar.foundation.notices",
    "athar.foundation.preferences",
    "athar.foundation.evidence",
    "athar.foundation.identity",
    "athar.foundation.gate",
    "athar.foundation.people",
    "athar.foundation.places",
    "athar.foundation.core",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "template_partials",
    "django_htmx",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
]
MIDDLEWARE = [
    "athar.web.ui.requests.Requests",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "athar.web.ui.middleware.ContentSecurityPolicy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "athar.web.api.middleware.Answers",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "athar.web.ui.limits.Limits",
    "athar.web.ui.middleware.Reading",
    "athar.web.ui.reads.SensitiveReads",
    "athar.web.ui.looking.OnlyLooking",
    "django.contrib.messages.middleware.MessageMiddleware",
    "athar.web.entrance.middleware.Presence",
    "athar.web.entrance.middleware.SecondProof",
    "athar.web.ui.requests.BareErrors",
    "django_htmx.middleware.HtmxMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "template_partials.templatetags.partials",
                "athar.foundation.core.templatetags.athar_text",
                "athar.foundation.core.templatetags.athar_ui",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "athar.web.ui.context.site",
            ],
        },
    }
]

DATABASES = {"default": database.settings()}
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 5_000},
    },
    "shared": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "site_kept",
        "KEY_PREFIX": version.of_code()[:16],  # what other code kept may have another shape
        "OPTIONS": {"MAX_ENTRIES": 50_000},
    },
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.Account"
# The second knows sessions that were begun with it; how somebody signs in is for the entrance alone to say.
AUTHENTICATION_BACKENDS = ["athar.web.ui.viewer.Accounts", "django.contrib.auth.backends.ModelBackend"]
LOGIN_URL = "entrance:sign-in"
LOGIN_REDIRECT_URL = "workspace:home"
LOGOUT_REDIRECT_URL = "site:home"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
AUTH_PASSWORD_VALIDATORS += [{"NAME": "athar.foundation.identity.passwords.ContextWordsValidator"}]

LANGUAGE_CODE = "ar"
LANGUAGES = [("ar", _("Arabic")), ("en", _("English"))]
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = True
TIME_ZONE = "Asia/Riyadh"
FORMAT_MODULE_PATH = ["athar.foundation.core.formats"]

STATIC_URL = "/static/"
STATIC_ROOT = ATHAR_BUILD / "collected"
STATICFILES_DIRS = [ATHAR_BUILD / "static"]
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DATA_DIR / "files"},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_AGE = (
    ATHAR_IDLE_DAYS * 24 * 60 * 60
)  # from the last page; see web.entrance.presence for the rest
SESSION_ENGINE = "athar.web.ui.sessions"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ATHAR_BASE_URL.startswith("https://")
if (
    SESSION_COOKIE_SECURE
):  # a browser takes such a name only encrypted, for this host alone and for every path
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
CSRF_TRUSTED_ORIGINS = [ATHAR_BASE_URL]
X_FRAME_OPTIONS = "DENY"
SILENCED_SYSTEM_CHECKS = ["security.W004"]  # HSTS is sent by web.ui.middleware: TLS ends at the proxy

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "lines": {
            "()": "athar.foundation.core.logs.Lines",
            "format": "{asctime} {levelname} {name} {message}",
            "style": "{",
        },
        "json": {"()": "athar.foundation.core.logs.JsonLines"},
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "json" if env.read("ATHAR_LOG") == "json" else "lines",
        }
    },
    # Django's own handlers go: they would print what the formatters mask.
    "loggers": {
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
        "athar.audit": {"level": "INFO"},
        "athar.request": {"level": "INFO" if env.read("ATHAR_LOG") == "json" else "ERROR"},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
}
