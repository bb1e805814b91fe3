"""Settings of the test suite: the portal's own, in a throw-away data folder and with a fast password hash.

Nothing here may change what a page does; only where files lie and what costs time for nothing.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

TEST_DATA_DIR = Path(tempfile.mkdtemp(prefix="portal-tests-"))
atexit.register(shutil.rmtree, TEST_DATA_DIR, ignore_errors=True)
# Fonts and third-party assets are large and only read: the tests look at the ones the set-up has fetched.
INSTALLED_DATA_DIR = Path(os.environ.get("DATA_DIR") or Path(__file__).resolve().parent.parent / "var").resolve()
for name in ("fonts", "fonts.conf", "matplotlib", "vendor"):
    if (INSTALLED_DATA_DIR / name).exists():
        (TEST_DATA_DIR / name).symlink_to(INSTALLED_DATA_DIR / name)
(TEST_DATA_DIR / "static").mkdir()
os.environ["DATA_DIR"] = str(TEST_DATA_DIR)
os.environ["DEMO"] = "0"
os.environ.setdefault("SECRET_KEY", "for-tests-only-" + "0" * 40)

from config.settings import *  # noqa: E402, F403 - the data folder must be chosen before the settings are read
from config.settings import DATABASES, LOGGING, STORAGES  # noqa: E402

# A file, not memory: threads of the live server, worker processes and double-click tests need connections of their own.
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {"NAME": str(TEST_DATA_DIR / "test.sqlite3")}
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 0

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
SITE_SECONDS = 3600
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

# One line a request is for the log of a server, not for thousands of tests.
LOGGING["loggers"]["portal.request"]["level"] = "WARNING"
# Nor is a page that is refused, with its traceback.
LOGGING["loggers"]["django.request"] = {"level": "ERROR"}
