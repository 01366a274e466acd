"""What every command asks of the data (命令的共同参数): an area, a month, or why not."""

import argparse
import sys

import pandas as pd

from childcare.analyses import AreaTree, months
from childcare.catalog import label
from childcare.store import Connection

MONTH_FORMAT = "%Y-%m"


class RefusalError(Exception):
    """A command that cannot be done; its text says why and what to do."""


def tell(text: str) -> None:
    """Say how far a command has come."""
    print(text, flush=True)


def refuse(text: str) -> int:
    """Say why a command was not done, and return the code it ends with."""
    print(text, file=sys.stderr)
    return 1


def add_area_and_month(parser: argparse.ArgumentParser) -> None:
    """Let a command be asked for an area and a month."""
    parser.add_argument("--as-of", help="month, such as 2025-12; the latest without it")
    parser.add_argument("--area", help="code of the area; the topmost without it")


def asked_area(given: argparse.Namespace, tree: AreaTree) -> str | None:
    """Return the area asked for, or None for the topmost.

    Raises:
        RefusalError: there is no area of this code.
    """
    if given.area and given.area not in tree:
        raise RefusalError(label("cli.unknown_area", area=given.area))
    return str(given.area) if given.area else None


def asked_month(given: argparse.Namespace, connection: Connection) -> pd.Timestamp:
    """Return the month asked for, or the latest.

    Raises:
        RefusalError: there are no data of this month.
    """
    known = months(connection)
    if given.as_of is None:
        return known[0]
    found = next((one for one in known if one.strftime(MONTH_FORMAT) == given.as_of), None)
    if found is None:
        raise RefusalError(label("cli.unknown_month", month=given.as_of))
    return found
