"""``build``, ``publish``, ``releases``, ``restore``: which data everybody sees (数据版本)."""

import argparse
import json
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from childcare import ingest
from childcare.catalog import label
from childcare.cli.request import RefusalError, refuse, tell
from childcare.settings import DEMO_DIR
from childcare.store.originals import kept_room
from childcare.store.person import local_person
from childcare.store.publishing_lock import shown_moment
from childcare.store.releases import RESTORED, KeptRelease, kept_releases


def add_commands(commands: Any) -> None:
    """Add the commands of releases to the commands."""
    build = commands.add_parser("build", help="read a folder of files, check it, make a release")
    build.add_argument("folder", nargs="?", type=Path, default=DEMO_DIR)
    build.add_argument("--sources", type=Path, help="file that maps foreign headings and codes")
    build.add_argument("--why", default="", help="what the release is for")
    build.add_argument(
        "--beside", action="store_true", help="do not make it current: publish does, later"
    )
    build.set_defaults(run=_build)

    publish = commands.add_parser("publish", help="make a release current that was built beside")
    publish.add_argument("release", nargs="?", help="its name; the newest such without it")
    publish.add_argument("--why", default="", help="the reason, kept with it")
    publish.set_defaults(run=_publish)

    listing = commands.add_parser("releases", help="list the releases, and what became of them")
    listing.add_argument("--json", action="store_true", help="with every file, as JSON")
    listing.add_argument("--remove", metavar="NAME", help="throw away one that was never current")
    listing.set_defaults(run=_releases)

    restore = commands.add_parser("restore", help="make an earlier release current again")
    restore.add_argument("release", help="its name")
    restore.add_argument("--why", default="", help="the reason, kept with it")
    restore.set_defaults(run=_restore)


def _build(given: argparse.Namespace) -> int:
    build = ingest.build_beside if given.beside else ingest.build
    result = build(given.folder, sources=given.sources, tell=tell, why=given.why)
    for line in ingest.finding_lines(result.findings):
        print(line, file=sys.stderr if result.release is None else sys.stdout)
    if result.release is None:
        return refuse(label("cli.not_built"))
    print(
        label("releases.built_beside", release=result.release)
        if given.beside
        else label("cli.built", release=result.release)
    )
    return 0


def _publish(given: argparse.Namespace) -> int:
    release = given.release or _newest_candidate()
    ingest.publish(release, person=local_person(), why=given.why)
    print(label("releases.published", release=release))
    return 0


def _newest_candidate() -> str:
    """Return the candidate that was built last.

    Raises:
        RefusalError: there is none.
    """
    found = next((one.name for one in kept_releases() if one.is_candidate), None)
    if found is None:
        raise RefusalError(label("releases.no_candidate"))
    return found


def _restore(given: argparse.Namespace) -> int:
    ingest.restore(given.release, person=local_person(), why=given.why)
    print(label("releases.restored", release=given.release))
    return 0


def _releases(given: argparse.Namespace) -> int:
    if given.remove:
        ingest.remove_candidate(given.remove, person=local_person())
        print(label("releases.removed", release=given.remove))
        return 0
    kept = kept_releases()
    if given.json:
        print(json.dumps([_record_of(one) for one in kept], ensure_ascii=False, indent=1))
        return 0
    print("\n".join(_lines_of(one) for one in kept) or label("releases.none"))
    originals, room = kept_room()
    print(
        label(
            "releases.room",
            releases=len(kept),
            size=_megabytes(sum(one.size for one in kept)),
            candidates=sum(one.is_candidate for one in kept),
            originals=originals,
            kept=_megabytes(room),
        )
    )
    return 0


def _record_of(one: KeptRelease) -> dict[str, Any]:
    """Return a release in the form of JSON."""
    events = [{**asdict(event), "at": _text(event.at)} for event in one.events]
    record: dict[str, Any] = {
        "release": one.name,
        "is_current": one.is_current,
        "is_candidate": one.is_candidate,
        "size": one.size,
        "events": events,
        "manifest": None,
    }
    if one.manifest:
        record["manifest"] = {**asdict(one.manifest), "built_at": _text(one.manifest.built_at)}
    return record


def _text(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def _lines_of(one: KeptRelease) -> str:
    """Return what people read about a release: of what, by whom, and what became of it."""
    state, made = _state(one), one.manifest
    if made is None:
        lines = [f"{one.name}  {state}  {label('releases.unknown_origin')}"]
    else:
        at, by = shown_moment(made.built_at), made.built_by
        lines = [label("releases.line", release=one.name, state=state, built_at=at, by=by)]
        lines[0] += label("releases.because", why=made.why) if made.why else ""
        lines += [label("releases.on_base", base=made.base)] if made.base else []
        counts = {"files": len(made.files), "rows": sum(made.rows.values())}
        lines.append(label("releases.files", **counts, size=_megabytes(one.size)))
    for event in one.events:
        words = {
            "at": shown_moment(event.at),
            "by": event.by,
            "why": event.why or label("releases.no_reason"),
        }
        lines.append(
            label("releases.event_restored", **words)
            if event.action == RESTORED
            else label("releases.event_published", **words)
        )
    return "\n".join(lines)


def _state(one: KeptRelease) -> str:
    if one.is_current:
        return label("releases.state_current")
    if one.is_candidate:
        return label("releases.state_candidate")
    return label("releases.state_earlier")


def _megabytes(size: int) -> str:
    return f"{size / 1e6:,.1f}"
