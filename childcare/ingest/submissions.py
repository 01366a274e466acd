"""Working on submissions (报送件): every step asks the gate first and is written down.

``person`` comes first everywhere. ``DeniedError`` (she may not) and ``SubmissionError`` (it cannot
be done) carry sentences for people; so do the errors of publishing.
"""

from childcare.ingest.submission_access import get, mine, start
from childcare.ingest.submission_editing import (
    add_file,
    answer,
    files,
    leave_out,
    name_table,
    remove_file,
    take_back,
)
from childcare.ingest.submission_steps import (
    hand_in,
    is_behind,
    publish,
    rebase,
    send_back,
    withdraw,
)
from childcare.ingest.submission_trial import files_laid_out, last_try, look, try_out

__all__ = [
    "add_file",
    "answer",
    "files",
    "files_laid_out",
    "get",
    "hand_in",
    "is_behind",
    "last_try",
    "leave_out",
    "look",
    "mine",
    "name_table",
    "publish",
    "rebase",
    "remove_file",
    "send_back",
    "start",
    "take_back",
    "try_out",
    "withdraw",
]
