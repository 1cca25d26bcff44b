"""Settings, all of them from three places: the environment, the data folder, and what is right for everyone.

`FRANKPLEDGE_DATA` is the data folder, `DATABASE_URL` a PostgreSQL, `FRANKPLEDGE_HOSTS` the names it answers to,
`FRANKPLEDGE_HTTPS=1` says that it stands behind TLS. Debugging is never on.
"""

from __future__ import annotations

import os
from pathlib import Path

from csp.constants import NONCE, NONE, SELF

from frankpledge.config.database import database
from frankpledge.config.discovery import app_names
from frankpledge.config.keys import AUDIT, STATIC, secret_key
from frankpledge.statute.settings import settings as shipped

PACKAGE = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("FRANKPLEDGE_DATA") or "frankpledge-data").resolve()
HTTPS = os.environ.get("FRANKPLEDGE_HTTPS") == "1"

DEBUG = False
SECRET_KEY = secret_key(DATA)
AUDIT_KEY_FILE = DATA / AUDIT
AUDIT_HEADS_FILE = DATA / "audit-heads.log"
ALLOWED_HOSTS = (os.environ.get("FRANKPLEDGE_HOSTS") or "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS] if HTTPS else []

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.forms",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "csp",
    *app_names(),
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "frankpledge.ground.accounts.middleware.SessionLimits",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "frankpledge.ground.accounts.middleware.NothingStored",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "frankpledge.web.middleware.Refusals",
]
ROOT_URLCONF = "frankpledge.config.urls"
WSGI_APPLICATION = "frankpledge.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "frankpledge.ground.ui.frame.frame",
            ],
        },
    }
]
FORM_RENDERER = "frankpledge.ground.ui.form_renderer.PlainFormRenderer"

DATABASES = {"default": database(url=os.environ.get("DATABASE_URL", ""), data=DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
]
LOGIN_URL = "web:sign_in"
LOGIN_REDIRECT_URL = "web:start"
PASSWORD_RESET_TIMEOUT = 60 * 60

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_IDLE_SECONDS = 30 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "frankpledge.web.errors.not_from_this_page"

SECURE_SSL_REDIRECT = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}

STATIC_URL = "/static/"
STATIC_ROOT = DATA / STATIC
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "frankpledge.config.static.LastingNames"},
}
WHITENOISE_USE_FINDERS = False
FILE_UPLOAD_PERMISSIONS = 0o600
# How many files and bytes a request may bring is for this handler to say, in words that a form can show; Django's own
# count stands behind it.
UPLOAD_FILES, UPLOAD_MEGABYTES = shipped().upload_files, shipped().upload_megabytes
FILE_UPLOAD_HANDLERS = ["frankpledge.config.uploads.PrivateUploads"]
DATA_UPLOAD_MAX_NUMBER_FILES = 100

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = False
FORMAT_MODULE_PATH = ["frankpledge.config.formats"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {"tokens": {"()": "frankpledge.ground.links.rules.TokensUnwritten"}},
    "handlers": {"terminal": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["tokens"]}},
    "root": {"handlers": ["terminal"], "level": "WARNING"},
}
