"""Who has which role (权限文件): the claims of a sign-in, held against access.toml.

Nobody has a role unless an entry gives it. A claim (声明) is what the sign-in service says about a
person; it may be one text or a list of them, and may lie inside another claim, such as
``realm_access.roles``.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from childcare.catalog import DeclarationError, label
from childcare.catalog.roles import ROLES
from childcare.catalog.toml_file import declare, read_path, require
from childcare.settings import access_file
from childcare.store.person import LONGEST_NAME, Person

_SECTIONS = ("sign_in", "grants")


class NoAccessError(Exception):
    """Somebody has signed in but may not enter; the text says why, for people."""

    def __init__(self, sentence: str, *, person: Person, is_expired: bool = False) -> None:
        """Say why, who it was as far as known, and whether signing in anew would help."""
        super().__init__(sentence)
        self.person = person
        self.is_expired = is_expired


@dataclass(frozen=True)
class SignIn:
    """What holds for every sign-in.

    Attributes:
        name_claim: claim that holds how a person is called.
        hours: after so many hours one has to sign in anew, and claims are read anew.
    """

    name: str
    name_claim: str = "name"
    hours: float = 12.0

    def __post_init__(self) -> None:
        """Refuse a time that lets nobody in."""
        require(self.hours > 0, f"has hours = {self.hours}, not above 0")


@dataclass(frozen=True)
class Grant:
    """One entry: whoever has this value in this claim has this role.

    Attributes:
        role: one of ``ROLES``.
        claim, value: what the sign-in service must say.
        area: code of the county that all of them are bound to, or
        area_claim: the claim that holds the code of each one's county.
    """

    name: str
    role: str
    claim: str
    value: str
    area: str = ""
    area_claim: str = ""

    def __post_init__(self) -> None:
        """Refuse an unknown role, and a county where there must be none or should be one."""
        require(self.role in ROLES, f"gives the unknown role {self.role!r}, not {list(ROLES)}")
        require(bool(self.claim and self.value), "has an empty claim or value")
        require(not (self.area and self.area_claim), "has both area and area_claim")
        if ROLES[self.role].needs_area:
            require(bool(self.area or self.area_claim), f"gives {self.role} without a county")


@dataclass(frozen=True)
class Access:
    """The whole file; of the entries the first that fits counts."""

    sign_in: SignIn
    grants: tuple[Grant, ...]


def read_access() -> Access:
    """Read the file as it is now.

    Raises:
        DeclarationError: it is missing or not understood; nobody may enter by half of it.
    """
    path = access_file()
    try:
        changed = path.stat()
    except OSError as error:
        raise DeclarationError(path.name, "-", "file not found") from error
    return _read(path, changed.st_mtime_ns, changed.st_size)


@lru_cache(maxsize=4)
def _read(path: Path, changed: int, size: int) -> Access:
    """Read a file once for each of its states."""
    content = read_path(path)
    if unknown := sorted(set(content) - set(_SECTIONS)):
        raise DeclarationError(path.name, unknown[0], f"is none of the sections {_SECTIONS}")
    grants = content.get("grants", {})
    if not isinstance(grants, dict) or not grants:
        raise DeclarationError(path.name, "grants", "holds no entry, so nobody may enter")
    return Access(
        declare(SignIn, path.name, "sign_in", content.get("sign_in", {})),
        tuple(declare(Grant, path.name, name, fields) for name, fields in grants.items()),
    )


def person_of(
    claims: Mapping[str, Any], access: Access, *, counties: Collection[str], now: datetime
) -> Person:
    """Return who has signed in, with the role that the file gives.

    Args:
        claims: what the sign-in service says, with ``sub`` and ``iat`` of OpenID Connect.
        access: the file.
        counties: codes of the areas that a person may be bound to.
        now: this moment, with its time zone.

    Raises:
        NoAccessError: the sign-in is too old, or no entry lets this person in.
    """
    subject = next(iter(texts_of(claims, "sub")), "")
    named = next(iter(texts_of(claims, access.sign_in.name_claim)), "").strip()
    nobody = Person(name=(named or subject)[:LONGEST_NAME], role="", subject=subject)
    if not subject or _is_old(claims, access.sign_in, now):
        raise NoAccessError(label("access.sign_in_again"), person=nobody, is_expired=True)
    for grant in access.grants:
        if _fits(grant, claims):
            area = _county(grant, claims, counties, nobody)
            return Person(name=nobody.name, role=grant.role, area=area, subject=subject)
    raise NoAccessError(label("access.no_grant", subject=subject), person=nobody)


def _is_old(claims: Mapping[str, Any], sign_in: SignIn, now: datetime) -> bool:
    """Say whether the claims were made too long ago; without their moment they are."""
    made = claims.get("iat")
    if isinstance(made, bool) or not isinstance(made, int | float):
        return True
    return now.timestamp() - made > sign_in.hours * 3600


def _fits(grant: Grant, claims: Mapping[str, Any]) -> bool:
    # Whoever may write any address into her own profile must not become somebody else by it.
    if grant.claim == "email" and claims.get("email_verified") is False:
        return False
    return grant.value in texts_of(claims, grant.claim)


def _county(
    grant: Grant, claims: Mapping[str, Any], counties: Collection[str], person: Person
) -> str:
    """Return the county that an entry binds a person to, empty where it binds to none."""
    if not grant.area and not grant.area_claim:
        return ""
    found = [grant.area] if grant.area else texts_of(claims, grant.area_claim)
    if len(found) != 1:
        words = label("access.not_one_county", claim=grant.area_claim, number=len(found))
        raise NoAccessError(words, person=person)
    if found[0] not in counties:
        raise NoAccessError(label("access.unknown_county", county=found[0]), person=person)
    return found[0]


def texts_of(claims: Mapping[str, Any], name: str) -> list[str]:
    """Return what a claim holds as texts: one, several of a list, or none."""
    value = claims.get(name)
    if value is None and "." in name:
        value = _inner(claims, name)
    values = value if isinstance(value, list | tuple) else [value]
    return [str(one) for one in values if isinstance(one, str | int) and not isinstance(one, bool)]


def _inner(claims: Mapping[str, Any], name: str) -> Any:
    """Return a claim that lies inside of others, its name joined by dots."""
    value: Any = claims
    for part in name.split("."):
        if not isinstance(value, Mapping):
            return None
        value = value.get(part)
    return value
