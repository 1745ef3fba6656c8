"""Whoever installs kg is told the licence of everything that comes with it."""

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution, metadata
from pathlib import Path
from zipfile import ZipFile

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PROJECT = Path(__file__).resolve().parent.parent
NOTICES = (PROJECT / "THIRD-PARTY-NOTICES.md").read_text("utf-8")
LINES = dict(re.findall(r"^\| ([a-z0-9-]+) \| ([^|]+) \|$", NOTICES.split("## Models")[0], re.MULTILINE))
del LINES["package"]  # the head of the table
LOCKED = set(re.findall(r"^([a-z0-9-]+)==", (PROJECT / "requirements.lock").read_text("utf-8"), re.MULTILINE))
SCRIPTS = PROJECT / "kg" / "server" / "static" / "vendor"


def requirements(package: str, extras: frozenset[str]) -> Iterator[Requirement]:
    try:
        stated = distribution(package).requires or []
    except PackageNotFoundError:  # of another platform
        return
    for requirement in map(Requirement, stated):
        marker = requirement.marker
        asked_for = marker is None or "extra" not in str(marker) or any(marker.evaluate({"extra": e}) for e in extras)
        if asked_for and canonicalize_name(requirement.name) in LOCKED:
            yield requirement


def runtime(name: str, extras: frozenset[str] = frozenset()) -> set[str]:
    """The locked packages that the plain installation of one brings, on any platform."""
    found: set[tuple[str, frozenset[str]]] = set()
    waiting = [(name, extras)]
    while waiting:
        package, extras = waiting.pop()
        wanted = {(canonicalize_name(one.name), frozenset(one.extras)) for one in requirements(package, extras)}
        waiting += wanted - found
        found |= wanted
    return {package for package, _ in found}


def test_every_package_that_runs_has_its_line_and_nothing_else_has() -> None:
    assert runtime("kg") == set(LINES)


@pytest.mark.parametrize("package", sorted(LINES))
def test_the_licence_is_the_one_a_package_states(package: str) -> None:
    try:
        stated = metadata(package).json.get("license_expression")
    except PackageNotFoundError:
        pytest.skip("not installed on this platform")
    assert LINES[package] == stated or not stated


def test_every_copied_script_is_named_and_brings_its_licences() -> None:
    for folder in SCRIPTS.iterdir():
        texts = (folder / "LICENCES.txt").read_text("utf-8")
        name = re.escape(folder.name)
        version = re.search(rf"^(?:@[\w-]+/)?{name}(?:\.org)? (\S+)$", texts, re.MULTILINE)
        assert version, f"{folder.name} does not stand in its own list"
        assert f"| {folder.name} {version[1]} |" in NOTICES


def test_the_wheel_carries_the_licence_and_the_notices(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path)]
    subprocess.run(build, cwd=PROJECT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    with ZipFile(wheel) as archive:
        files = archive.namelist()
    for name in ("LICENSE", "THIRD-PARTY-NOTICES.md"):
        assert any(file.endswith(f".dist-info/licenses/{name}") for file in files), name
    assert "kg/export/picture/data/OFL.txt" in files
    assert {f"kg/server/static/vendor/{folder.name}/LICENCES.txt" for folder in SCRIPTS.iterdir()} <= set(files)


def test_the_licence_is_stated_alike_everywhere() -> None:
    stated = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["project"]["license"]
    assert f"license: {stated}\n" in (PROJECT / "CITATION.cff").read_text("utf-8")
    assert "Apache License" in (PROJECT / "LICENSE").read_text("utf-8").splitlines()[1]
    assert stated == "Apache-2.0"
