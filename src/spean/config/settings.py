"""One typed file of settings: everything from the environment, loud when wrong.

`spean check_settings` prints each name, what it means, and what is missing.
"""

from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from spean.config import environment as env

PACKAGE = Path(__file__).resolve().parent.parent
ROOT = PACKAGE.parent.parent

# Where this site keeps its database, keys, uploads and built files.
SPEAN_HOME = Path(env.text("SPEAN_HOME") or ROOT / "var").resolve()
_keys = env.site_keys(SPEAN_HOME)
SECRET_KEY = env.text("SPEAN_SECRET_KEY") or _keys["secret"]
SPEAN_MASTER_KEY = bytes.fromhex(env.text("SPEAN_MASTER_KEY") or _keys["master"])
SPEAN_INDEX_KEY = bytes.fromhex(env.text("SPEAN_INDEX_KEY") or _keys["index"])
SPEAN_RECOVERY_KEY = env.text("SPEAN_RECOVERY_KEY") or _keys["recovery"]
SPEAN_SITE_ID = _keys["site"]

# demo: invented people, known passwords, a line on every page. live: real people.
SPEAN_MODE = env.text("SPEAN_MODE", "live")
if SPEAN_MODE not in {"demo", "live"}:
    raise ImproperlyConfigured(f"SPEAN_MODE={SPEAN_MODE!r}: write demo or live.")
SPEAN_IS_DEMO = SPEAN_MODE == "demo"
# What the sign-in page of a demo offers: (sign-in name, role); made by `spean demo`.
SPEAN_DEMO_ACCOUNTS = (
    [
        ("counsellor", "Counsellor"),
        ("manager", "Centre manager"),
        ("jobs", "Job-centre officer"),
        ("counsellor.pvh", "Counsellor"),
        ("evaluation", "Ministry monitoring officer"),
        ("administrator", "Administrator"),
    ]
    if SPEAN_IS_DEMO
    else []
)
# Plain HTTP is for one machine's own browser; a network needs a certificate (docs/runbook.md).
SPEAN_HTTPS = env.flag("SPEAN_HTTPS", not SPEAN_IS_DEMO)
SPEAN_TWO_FACTOR = env.flag("SPEAN_TWO_FACTOR", not SPEAN_IS_DEMO)

DEBUG = env.flag("SPEAN_DEBUG", False)
ALLOWED_HOSTS = env.words("SPEAN_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = env.words("SPEAN_ORIGINS")

INSTALLED_APPS = [
    "spean.core",
    "spean.accounts",
    "spean.directory",
    "spean.people",
    "spean.casework",
    "spean.jobs",
    "spean.skills",
    "spean.surveys",
    "spean.outreach",
    "spean.results",
    "spean.desk",
    "spean.field",
    "spean.api",
    "spean.portal",
    "spean.console",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "django_htmx",
    "bs_icon_templates",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Pages carry no secret beside what a visitor may choose, but for the form token, which Django
    # masks anew for each page; so compressing them gives nothing away.
    "django.middleware.gzip.GZipMiddleware",
    "spean.config.middleware.SafeHeaders",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "spean.config.middleware.ChosenLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
    "spean.config.middleware.Gate",
]

ROOT_URLCONF = "spean.config.urls"
WSGI_APPLICATION = "spean.config.wsgi.application"

# Each part of the desk keeps its templates and its Khmer texts beside its views.
DESK_PARTS = sorted(part.parent for part in (PACKAGE / "desk").glob("*/__init__.py"))
DESK_PARTS_TEMPLATES = [part / "templates" for part in DESK_PARTS]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "look" / "templates", *DESK_PARTS_TEMPLATES],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "spean.config.context.site",
            ],
            "libraries": {"spean": "spean.config.tags"},
            "builtins": ["spean.config.tags"],
        },
    }
]

DATABASES = {"default": env.database(env.text("DATABASE_URL"), SPEAN_HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk:today"
LOGOUT_REDIRECT_URL = "portal:home"

ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "spean.config.adapter.StaffOnly"
ACCOUNT_USER_DISPLAY = "spean.config.adapter.display_name"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Spean"
MFA_ADAPTER = "spean.config.adapter.SecondFactor"
# Telephones in the field keep poor time: the code before and the one after are taken too.
MFA_TOTP_TOLERANCE = 1

# Ten guesses for one name from one address, then a quarter of an hour: a colleague elsewhere
# can still sign in, so that locking cannot be used against her (trust.md T7.8).
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE = "account/locked.html"
AXES_HTTP_RESPONSE_CODE = 429
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
AXES_DISABLE_ACCESS_LOG = True

SESSION_COOKIE_AGE = 8 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_NAME = "spean_session"
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "spean.config.errors.stale_form"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = SPEAN_HTTPS
SECURE_SSL_REDIRECT = SPEAN_HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SPEAN_HTTPS else None
SECURE_HSTS_SECONDS = 31_536_000 if SPEAN_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SPEAN_HTTPS
# Not "no-referrer": browsers would then hide the origin of our own forms, and each is refused.
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

LANGUAGE_CODE = "km"
LANGUAGES = [("km", "ខ្មែរ"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "spean_language"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_SAMESITE = "Lax"
LOCALE_PATHS = [
    *(PACKAGE / unit / "locale" for unit in ("look", "config", "pathways")),
    *(part / "locale" for part in DESK_PARTS),
]
FORMAT_MODULE_PATH = ["spean.config.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Phnom_Penh"

STATIC_URL = "static/"
STATIC_ROOT = SPEAN_HOME / "static"
STATICFILES_DIRS = [PACKAGE / "look" / "static", SPEAN_HOME / "built"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = SPEAN_HOME / "uploads"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
# What one telephone may send at once, with photographs (OpenRosa tells it so).
SPEAN_POST_LIMIT = env.number("SPEAN_POST_LIMIT_MB", 100) * 1_000_000
# Answers that come at the same time share one commit; switched on by the web server's process.
SPEAN_ONE_WRITER = env.flag("SPEAN_ONE_WRITER", False)
SPEAN_UPLOAD_LIMIT = env.number("SPEAN_UPLOAD_LIMIT_MB", 20) * 1_000_000
# Third-party test suites send unsigned messages; a demo with invented people may take them.
SPEAN_SPDCI_UNSIGNED = env.flag("SPEAN_SPDCI_UNSIGNED", False)

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# Nothing of a person ever reaches a log: only levels, loggers and messages that we write.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": env.text("SPEAN_LOG_LEVEL", "WARNING")},
}

SILENCED_SYSTEM_CHECKS: list[str] = []
SPEAN_SITE_NAME = _("Spean")
