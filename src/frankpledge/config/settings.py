"""Settings, all of them from three places: the environment, the data folder, and what is right for everyone.

`FRANKPLEDGE_DATA` is the data folder, `DATABASE_URL` a PostgreSQL, `FRANKPLEDGE_HOSTS` the names it answers to,
`FRANKPLEDGE_HTTPS=1` says that it stands behind TLS. What is chosen about signing in and mail is read by `signing_in`,
what is chosen about the public's site by `public`.
Debugging is never on.
"""

from __future__ import annotations

import os
from pathlib import Path

from csp.constants import NONCE, NONE, SELF

from frankpledge.config.database import database
from frankpledge.config.discovery import app_names
from frankpledge.config.keys import AUDIT, SEALED, STATIC, is_demonstration, secret_key
from frankpledge.config.public import MARK, public_choice
from frankpledge.config.signing_in import address, mail, provider, second_factor_required
from frankpledge.statute.settings import settings as shipped

PACKAGE = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("FRANKPLEDGE_DATA") or "frankpledge-data").resolve()
HTTPS = os.environ.get("FRANKPLEDGE_HTTPS") == "1"
DEMONSTRATION = is_demonstration(DATA)

DEBUG = False
SECRET_KEY = secret_key(DATA)
AUDIT_KEY_FILE = DATA / AUDIT
SEALED_KEYS_FILE = DATA / SEALED
AUDIT_HEADS_FILE = DATA / "audit-heads.log"
PUBLIC = public_choice(os.environ)
PUBLIC_MARK = MARK
OWN_HOSTS = (os.environ.get("FRANKPLEDGE_HOSTS") or "localhost,127.0.0.1,[::1]").split(",")
ALLOWED_HOSTS = [*OWN_HOSTS, *PUBLIC.hosts]
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in OWN_HOSTS] if HTTPS else []

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
    # Beneath our own, so that our templates come before theirs.
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "allauth.usersessions",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # What comes to the public's host is answered here: nothing below reads it, so no session is ever begun for it.
    "frankpledge.web.public.middleware.PublicHost",
    "csp.middleware.CSPMiddleware",
    "frankpledge.ground.tokens.middleware.NoCookies",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "frankpledge.ground.accounts.middleware.SessionLimits",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "frankpledge.ground.accounts.middleware.SecondFactor",
    "frankpledge.ground.accounts.middleware.RolesReadOnce",
    "frankpledge.ground.accounts.middleware.NothingStored",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "frankpledge.web.middleware.Refusals",
    "allauth.account.middleware.AccountMiddleware",
]
ROOT_URLCONF = "frankpledge.config.urls"
PUBLIC_URLCONF = "frankpledge.config.public_urls"
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
# Limits on guessing are counted here. One process serves, so its memory is enough; it must not forget under pressure.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 200_000},
    }
}

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
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "web:start"
LOGOUT_REDIRECT_URL = "account_login"
PASSWORD_RESET_TIMEOUT = 60 * 60

SECOND_FACTOR_REQUIRED = second_factor_required(os.environ, demonstration=DEMONSTRATION)
ACCOUNT_ADAPTER = "frankpledge.web.entrance.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_SIGNUP_ENABLED = False
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
# An address is written by whoever invites, and proved by the invitation or the message that resets a password.
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Frankpledge: "
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 5 * 60
# Of one browser for one account; see `web.entrance.devices` for what a browser is.
ACCOUNT_RATE_LIMITS = {"login_failed": "30/m/ip,5/5m/key"}
ACCOUNT_FORMS = {
    "login": "frankpledge.web.entrance.forms.SignInForm",
    "change_password": "frankpledge.web.entrance.forms.ChangePasswordForm",
    "reset_password": "frankpledge.web.entrance.forms.ResetForm",
    "reset_password_from_key": "frankpledge.web.entrance.forms.NewPasswordForm",
    "reauthenticate": "frankpledge.web.entrance.forms.PasswordAgainForm",
}
MFA_ADAPTER = "frankpledge.web.entrance.adapters.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "Frankpledge"
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
MFA_FORMS = {
    "authenticate": "frankpledge.web.entrance.forms.CodeForm",
    "reauthenticate": "frankpledge.web.entrance.forms.CodeAgainForm",
    "authenticate_webauthn": "frankpledge.web.entrance.forms.KeyAnswerForm",
    "activate_totp": "frankpledge.web.entrance.forms.AppForm",
    "add_webauthn": "frankpledge.web.entrance.forms.KeyForm",
}
USERSESSIONS_TRACK_ACTIVITY = False
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if HTTPS else 0
PROVIDER = provider(os.environ)
SOCIALACCOUNT_ADAPTER = "frankpledge.web.entrance.adapters.CouncilAdapter"
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [PROVIDER.app()]}} if PROVIDER else {}

MAIL = mail(os.environ)
EMAIL_BACKEND, EMAIL_FILE_PATH = MAIL.backend, str(DATA / "mail")
EMAIL_HOST, EMAIL_PORT, EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = MAIL.host, MAIL.port, MAIL.user, MAIL.password
EMAIL_USE_TLS, EMAIL_USE_SSL, EMAIL_TIMEOUT = MAIL.starttls, MAIL.tls, 20
DEFAULT_FROM_EMAIL = MAIL.sender
ADDRESS = address(os.environ, hosts=OWN_HOSTS, https=HTTPS)

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
        # The council's own sign-in is reached by a form that leads on to it.
        "form-action": [SELF, *([PROVIDER.origin] if PROVIDER else [])],
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
    "filters": {
        "links": {"()": "frankpledge.ground.links.rules.TokensUnwritten"},
        "tokens": {"()": "frankpledge.ground.tokens.rules.TokensUnwritten"},
    },
    "handlers": {"terminal": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["links", "tokens"]}},
    "root": {"handlers": ["terminal"], "level": "WARNING"},
}
