"""The files that others run the server by name what there is."""

import json
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest

from kg.commands.main import main

PROJECT = Path(__file__).resolve().parents[2]
UNIT = (PROJECT / "deploy" / "kg.service").read_text(encoding="utf-8")
DOCKERFILE = (PROJECT / "deploy" / "Dockerfile").read_text(encoding="utf-8")


def commands() -> list[list[str]]:
    found = re.search(r"^ExecStart=(.*)$", UNIT, re.MULTILINE)
    assert found
    _, *of_unit = shlex.split(found[1])
    *_, of_container = re.findall(r"^CMD (\[.*\])$", DOCKERFILE, re.MULTILINE)
    return [of_unit, json.loads(of_container)]


@pytest.mark.parametrize("arguments", commands(), ids=["unit", "container"])
def test_the_command_is_one(arguments: list[str]) -> None:
    assert isinstance(main, click.Group)
    name, *options = arguments
    main.commands[name].make_context(name, options)


def test_the_container_is_made_from_what_there_is() -> None:
    sources = [
        part for line in re.findall(r"^COPY (?!--from)(.*) \S+$", DOCKERFILE, re.MULTILINE) for part in line.split()
    ]
    kept = re.findall(r"^!(.*)$", (PROJECT / "deploy" / "Dockerfile.dockerignore").read_text(), re.MULTILINE)
    assert set(sources) == set(kept)
    assert all((PROJECT / source).exists() for source in sources)
    assert set(re.findall(r"^FROM (\S+)", DOCKERFILE, re.MULTILINE)) == {"python:3.11-slim"}


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd here")
def test_the_unit_is_sound(tmp_path: Path) -> None:
    unit = tmp_path / "kg.service"
    unit.write_text(UNIT.replace("/opt/kg/.venv/bin/kg", sys.executable), encoding="utf-8")
    done = subprocess.run(["systemd-analyze", "verify", "--man=no", str(unit)], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    judged = subprocess.run(
        ["systemd-analyze", "security", "--no-pager", "--offline=true", "--threshold=25", str(unit)],
        capture_output=True,
    )
    assert judged.returncode == 0, judged.stdout.decode()
