"""The gate (权限检查): whoever reads or writes for a person asks here first."""

from childcare.catalog import label, spoken
from childcare.catalog.roles import PERMISSIONS, ROLES
from childcare.store import audit_log
from childcare.store.person import Person


class DeniedError(Exception):
    """A person may not do what was asked; the text is a sentence for people."""


def demand(person: Person, permission: str, *, area: str = "", subject: str = "") -> None:
    """Return when a person may do something; write down and refuse all else.

    Args:
        person: who asks.
        permission: one of ``PERMISSIONS``.
        area: county the thing asked for belongs to, empty for the whole region. A person bound to
            a county may touch things of that county alone.
        subject: what it is about, for the audit log: a number, a release, a file.

    Raises:
        DeniedError: she may not.
        AuditError: she may not, and that could not be written down.
    """
    refusal = ""
    if not person.may(permission):
        role = ROLES.get(person.role)
        refusal = label(
            "access.denied_role",
            name=person.name,
            role=spoken(role) if role else label("access.no_role"),
            permission=spoken(PERMISSIONS[permission]),
        )
    elif person.area and area != person.area:
        refusal = label("access.denied_area", name=person.name, area=person.area)
    if refusal:
        audit_log.record(person, audit_log.DENIED, subject=subject, area=area, detail=permission)
        raise DeniedError(refusal)
