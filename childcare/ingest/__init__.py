"""Files in, a checked database out (数据导入): ``build(folder)`` makes a release (数据版本)."""

from childcare.ingest.finding import Finding, finding_lines
from childcare.ingest.new_release import BuildResult
from childcare.ingest.publishing import (
    StaleBaseError,
    build,
    build_beside,
    publish,
    remove_candidate,
    restore,
)
from childcare.store.not_done import NotDoneError, NotWrittenError, UnknownReleaseError
from childcare.store.publishing_lock import HeldError

__all__ = [
    "BuildResult",
    "Finding",
    "HeldError",
    "NotDoneError",
    "NotWrittenError",
    "StaleBaseError",
    "UnknownReleaseError",
    "build",
    "build_beside",
    "finding_lines",
    "publish",
    "remove_candidate",
    "restore",
]
