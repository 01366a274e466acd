"""Roles (角色): who may do what, and what is written into the audit log, from roles.toml."""

from dataclasses import dataclass

from childcare.catalog import toml_file
from childcare.catalog.toml_file import declare, require

READ, EXPORT, DRAFT = "read", "export", "draft"
PUBLISH, RESTORE, AUDIT = "publish", "restore", "audit"
VIEWER, ADMINISTRATOR = "viewer", "administrator"
_FILE = "roles.toml"


@dataclass(frozen=True)
class Named:
    """A permission (权限), or an action (操作) of the audit log: its name for people."""

    name: str
    label_zh: str
    label_en: str


@dataclass(frozen=True)
class Role:
    """What a role (角色) is called and what those who have it may do.

    Attributes:
        permissions: some of ``PERMISSIONS``.
        needs_area: whether the role exists for one county only.
    """

    name: str
    label_zh: str
    label_en: str
    permissions: list[str]
    needs_area: bool = False

    def __post_init__(self) -> None:
        """Refuse a permission that nothing asks for."""
        for permission in self.permissions:
            require(permission in PERMISSIONS, f"grants the unknown permission {permission!r}")


_CONTENT = toml_file.read("roles")
PERMISSIONS = {
    name: declare(Named, _FILE, name, fields) for name, fields in _CONTENT["permissions"].items()
}
ROLES = {name: declare(Role, _FILE, name, fields) for name, fields in _CONTENT["roles"].items()}
ACTIONS = {
    name: declare(Named, _FILE, name, fields) for name, fields in _CONTENT["actions"].items()
}
