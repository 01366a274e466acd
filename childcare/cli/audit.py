"""``audit``: the audit log (审计日志), and whether anything in it was changed."""

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pandas as pd

from childcare.catalog import label, spoken
from childcare.catalog.roles import ACTIONS, AUDIT
from childcare.cli.request import RefusalError, refuse, tell
from childcare.exports import csv_bytes
from childcare.settings import audit_log_file
from childcare.store.audit_log import AuditEntry, AuditLog, read_audit
from childcare.store.gate import demand
from childcare.store.person import local_person

_MOST_NAMED = 10


def add_command(commands: Any) -> None:
    """Add ``audit`` to the commands."""
    parser = commands.add_parser("audit", help="print the audit log and check that it is whole")
    parser.add_argument("--csv", type=Path, help="write to this file instead of the screen")
    parser.set_defaults(run=_run)


def _run(given: argparse.Namespace) -> int:
    """Print or write the log; return 1 where its chain is broken."""
    demand(local_person(), AUDIT)
    try:
        log = read_audit()
        if given.csv:
            given.csv.write_bytes(csv_bytes(pd.DataFrame([asdict(one) for one in log.entries])))
    except OSError as error:
        reason = error.strerror or type(error).__name__
        file = error.filename or audit_log_file()
        raise RefusalError(label("access.log_unreadable", file=file, reason=reason)) from error
    if not given.csv:
        for entry in log.entries:
            tell(_line(entry))
    return _say_whether_whole(log)


def _line(entry: AuditEntry) -> str:
    """Return an entry as a line: when, who, what, about what."""
    when = entry.at.astimezone().strftime("%Y-%m-%d %H:%M:%S")
    who = " ".join(filter(None, (entry.name, entry.role, entry.person_area)))
    about = " ".join(filter(None, (entry.subject, entry.area, entry.detail)))
    return "\t".join((when, who, spoken(ACTIONS[entry.action]), about))


def _say_whether_whole(log: AuditLog) -> int:
    if log.broken:
        lines = ", ".join(str(number) for number in log.broken[:_MOST_NAMED])
        return refuse(label("access.chain_broken", number=len(log.broken), lines=lines))
    tell(label("access.chain_whole", number=len(log.entries), last=log.last))
    return 0
