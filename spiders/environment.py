"""The settings of this installation, read from ``HIMDIR_*`` in the environment. Holds no secret in its printed form."""

import re
from pathlib import Path
from typing import Annotated

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parent.parent


class SettingMissing(ValueError):
    """A source needs a setting that was not given; the message says which, and how to set it."""


class Environment(BaseSettings):
    """Every setting of the project, with its default and its meaning."""

    model_config = SettingsConfigDict(
        env_prefix="HIMDIR_", env_ignore_empty=True, extra="ignore", hide_input_in_errors=True
    )

    home: Annotated[Path, Field(description="folder of databases, captures and snapshots")] = ROOT / ".himdir"
    database_url: Annotated[
        str | None, Field(description="work database as an SQLAlchemy URL; default: SQLite in the home")
    ] = None
    web: Annotated[str, Field(description="where responses come from: live, sample, or a path")] = "live"
    contact: Annotated[
        str | None, Field(description="who is crawling: an e-mail address or URL, sent in the User-Agent")
    ] = None
    captures: Annotated[
        str | None,
        Field(description="folder of captures, or an fsspec URL such as s3://bucket/captures; default: in the home"),
    ] = None
    maximum_response_bytes: Annotated[int, Field(gt=0, description="larger responses are refused")] = 256 * 2**20
    notify_webhook: Annotated[
        SecretStr | None, Field(description="address that is told of what needs a person; may hold a token")
    ] = None
    notify_secret: Annotated[SecretStr | None, Field(description="key that signs what the webhook is sent")] = None
    notify_apprise: Annotated[
        SecretStr | None, Field(description="Apprise addresses with spaces between: mailto://..., slack://...")
    ] = None
    lock_seconds: Annotated[
        float, Field(ge=1, description="a machine that gives no sign of life for so long has lost its work to others")
    ] = 60
    compiled: Annotated[
        bool, Field(description="whether prices are read by what the set-up compiled, where it could; no: plain Python")
    ] = True
    source_timeout_seconds: Annotated[int, Field(gt=0, description="longest time one source may take")] = 3600

    scorecard_api_key: Annotated[
        SecretStr | None,
        Field(description="key of the College Scorecard API, from https://api.data.gov/signup; secret"),
    ] = None

    @field_validator("scorecard_api_key")
    @classmethod
    def _is_a_key(cls, key: SecretStr | None) -> SecretStr | None:
        """Refuse what cannot be a key, without repeating it; blanks around it are a slip of copying."""
        words = key.get_secret_value().strip() if key is not None else ""
        if not words:
            return None
        if not re.fullmatch(r"[A-Za-z0-9_-]{6,200}", words):
            raise ValueError("a key has letters, digits, - and _ only, and at least 6 of them")
        return SecretStr(words)

    def has(self, setting: str) -> bool:
        """Whether a setting, by the name of its field, was given."""
        return getattr(self, setting) is not None

    @field_validator("captures")
    @classmethod
    def _holds_no_secret(cls, captures: str | None) -> str | None:
        """Refuse an address with a user or password in it: it is shown in messages."""
        if captures and "://" in captures and "@" in captures:
            raise ValueError("keys and passwords do not stand in the URL; give them as its protocol wants them")
        return captures

    @property
    def captures_folder(self) -> Path:
        """The folder that holds one folder a source with its WARC files; with an object store, until they are there."""
        return Path(self.captures) if self.captures and not self.captures_store else self.home / "captures"

    @property
    def captures_store(self) -> str | None:
        """The fsspec URL of the object store that keeps the captures; None where their folder does."""
        return self.captures if self.captures and "://" in self.captures else None

    @property
    def fetched_folder(self) -> Path:
        """The folder of captures that were fetched from the object store to be read again."""
        return self.home / "fetched"

    @property
    def work_database_url(self) -> str:
        """The SQLAlchemy URL of the work database."""
        return self.database_url or f"sqlite:///{(self.home / 'work.sqlite').absolute()}"

    @property
    def decisions_folder(self) -> Path:
        """The folder of what people decided about links and values: CSV files that the operator keeps."""
        return self.home / "decisions"

    @property
    def published_folder(self) -> Path:
        """The folder that readers read: snapshots and the pointer to the current one."""
        return self.home / "published"


def missing_setting_words(source: str, setting: str) -> str:
    """What to say when a source cannot be read on the live web without a setting."""
    meaning = Environment.model_fields[setting].description
    return f"{source} is not configured: set HIMDIR_{setting.upper()} ({meaning})"
