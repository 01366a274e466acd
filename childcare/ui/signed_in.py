"""Who is looking (登录身份): the person of this session, or the way to sign in.

Without ``[auth]`` in .streamlit/secrets.toml nobody signs in. Then the person at this machine may
do everything, and whoever reaches the server from another machine may only look.
"""

from contextvars import ContextVar
from datetime import UTC, datetime

from childcare.catalog import DeclarationError, label, spoken
from childcare.catalog.roles import ROLES, VIEWER
from childcare.store.access_file import NoAccessError, person_of, read_access
from childcare.store.person import Person, local_person
from childcare.ui import sign_in
from childcare.ui.counties import counties

NOBODY = Person(name="", role="")
# Every run of a page asks anew; what callbacks ask before it is of the run before, or asked then.
_person: ContextVar[Person | None] = ContextVar("person", default=None)


def begin_run() -> bool:
    """Find out who is looking; return False, with a sign-in screen shown, where nobody may enter.

    To be called before anything of a page, its navigation included, is made.
    """
    _person.set(NOBODY)
    try:
        person = _find_out()
        sign_in.write_down(person)
    except sign_in.StopError as stop:
        stop.show()
        return False
    _person.set(person)
    return True


def person() -> Person:
    """Return who is looking: somebody who may do nothing where nobody may enter."""
    known = _person.get()
    if known is not None:
        return known
    try:
        return _find_out()
    except sign_in.StopError:
        return NOBODY


def _find_out() -> Person:
    """Return who is looking.

    Raises:
        StopError: nobody, or somebody who may not enter.
    """
    if not sign_in.is_wanted():
        return _guest() if sign_in.is_exposed() else local_person()
    claims = sign_in.claims()
    if claims is None:
        raise sign_in.StopError
    try:
        return person_of(claims, read_access(), counties=counties(), now=datetime.now(UTC))
    except DeclarationError as error:
        raise sign_in.StopError(f"{label('access.bad_file')}  \n{error}", may_leave=True) from error
    except NoAccessError as error:
        sign_in.write_down_refusal(error)
        raise sign_in.StopError(
            str(error), may_sign_in=error.is_expired, may_leave=not error.is_expired
        ) from error


def _guest() -> Person:
    return Person(name=label("access.guest"), role=VIEWER)


def signature() -> str:
    """Return the name that a person who has signed in signs with; empty where nobody does."""
    return person().name if sign_in.is_wanted() else ""


def situation() -> str:
    """Return in a sentence how this installation tells people apart, and what that means here."""
    if not sign_in.is_wanted():
        if sign_in.is_exposed():
            return label("access.exposed")
        return label("access.single_user", name=person().name)
    who, role = person().name, spoken(ROLES[person().role])
    if area := person().area:
        return label("access.signed_in_county", name=who, role=role, area=counties()[area])
    return label("access.signed_in", name=who, role=role)


def show_who() -> None:
    """Say at the foot of a page who is signed in, with a button that signs out."""
    if not sign_in.is_wanted():
        return
    one = person()
    words = {"name": one.name, "role": spoken(ROLES[one.role])}
    if one.area:
        text = label("access.who_of_county", area=counties()[one.area], **words)
    else:
        text = label("access.who", **words)
    sign_in.show_way_out(one, text)
