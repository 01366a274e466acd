"""What the page of data management looks at (数据管理): section, submission, step, by the URL."""

from childcare.catalog import label
from childcare.catalog.roles import AUDIT, DRAFT
from childcare.ui import choices, filters, signed_in

SECTIONS = IMPORT, COMPLETENESS, RELEASES, LOG = "import", "completeness", "releases", "log"
SECTION, SUBMISSION, STEP = "section", "submission", "step"
STEPS = FILES, RECOGNISED, FINDINGS, PREVIEW, PUBLISH = (
    "files",
    "recognised",
    "findings",
    "preview",
    "publish",
)


def choose_section(*, has_release: bool) -> str:
    """Ask which section to show, among those that this person may use."""
    person = signed_in.person()
    names = {
        IMPORT: label("management.tab_import"),
        COMPLETENESS: label("management.tab_completeness"),
        RELEASES: label("management.tab_releases"),
        LOG: label("management.tab_log"),
    }
    if not person.may(DRAFT):
        del names[IMPORT]
    if not has_release:
        del names[COMPLETENESS]
    if not person.may(AUDIT):
        del names[LOG]
    return filters.choose_one(
        SECTION, label("management.section"), list(names), names.get, segmented=True
    )


def open_submission(number: str, step: str = "") -> None:
    """Open a submission; the URL names it, so that nothing is lost by a reload."""
    choices.put(SECTION, IMPORT, default=IMPORT)
    choices.put(SUBMISSION, number)
    choices.put(STEP, step)


def close_submission() -> None:
    """Go back to the list of submissions."""
    choices.put(SUBMISSION, "")
    choices.put(STEP, "")


def go_to_step(step: str) -> None:
    """Make a step the current one."""
    choices.put(STEP, step)


def step_names() -> dict[str, str]:
    """Return what each step is called."""
    return {
        FILES: label("management.step_files"),
        RECOGNISED: label("management.step_recognised"),
        FINDINGS: label("management.step_findings"),
        PREVIEW: label("management.step_preview"),
        PUBLISH: label("management.step_publish"),
    }
