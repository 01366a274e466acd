"""Files in, a checked database out (数据导入): ``build(folder)`` makes a release (数据版本)."""

from childcare.ingest.build_release import BuildResult, build
from childcare.ingest.finding import Finding, finding_lines

__all__ = ["BuildResult", "Finding", "build", "finding_lines"]
