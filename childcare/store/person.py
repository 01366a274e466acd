"""A person (人员) as far as the program knows her: name, role, the county she is bound to."""

import getpass
from dataclasses import dataclass

from childcare.catalog.roles import ADMINISTRATOR, ROLES

LONGEST_NAME = 40  # characters, as in progress notes


@dataclass(frozen=True)
class Person:
    """Somebody who asks for something.

    Attributes:
        name: how she is called in the audit log, in notes and in the history of releases.
        role: one of ``ROLES``; any other, such as an empty one, may do nothing.
        area: code of the county she is bound to; empty for the whole region.
        subject: by which the sign-in service knows her, which two people never share; empty for
            the person at this machine.
    """

    name: str
    role: str
    area: str = ""
    subject: str = ""

    def may(self, permission: str) -> bool:
        """Say whether her role has a permission (权限); for which county is the gate's to ask."""
        role = ROLES.get(self.role)
        if role is None or (role.needs_area and not self.area):
            return False
        return permission in role.permissions


def local_person() -> Person:
    """Return who sits at this machine: the user of the operating system, who may do all."""
    try:
        name = getpass.getuser()
    except (OSError, KeyError, ImportError):
        # A container may run under a number that no user has.
        name = "local"
    return Person(name=name[:LONGEST_NAME], role=ADMINISTRATOR)
