"""The settings of this installation, read from ``HIMDIR_*`` in the environment. Holds no secret in its printed form."""

from pathlib import Path
from typing import Annotated

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parent.parent


class Environment(BaseSettings):
    """Every setting of the project, with its default and its meaning."""

    model_config = SettingsConfigDict(env_prefix="HIMDIR_", env_ignore_empty=True, extra="ignore")

    home: Annotated[Path, Field(description="folder of databases, captures and snapshots")] = ROOT / ".himdir"
    database_url: Annotated[
        str | None, Field(description="work database as an SQLAlchemy URL; default: SQLite in the home")
    ] = None
    web: Annotated[str, Field(description="where responses come from: live, sample, or a path")] = "live"
    contact: Annotated[
        str | None, Field(description="who is crawling: an e-mail address or URL, sent in the User-Agent")
    ] = None
    captures: Annotated[Path | None, Field(description="folder of captures; default: in the home")] = None
    maximum_response_bytes: Annotated[int, Field(gt=0, description="larger responses are refused")] = 256 * 2**20
    source_timeout_seconds: Annotated[int, Field(gt=0, description="longest time one source may take")] = 3600

    @property
    def captures_folder(self) -> Path:
        """The folder that holds one folder a source with its WARC files."""
        return self.captures or self.home / "captures"

    @property
    def work_database_url(self) -> str:
        """The SQLAlchemy URL of the work database."""
        return self.database_url or f"sqlite:///{(self.home / 'work.sqlite').absolute()}"

    @property
    def published_folder(self) -> Path:
        """The folder that readers read: snapshots and the pointer to the current one."""
        return self.home / "published"
