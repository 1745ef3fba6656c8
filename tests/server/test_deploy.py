"""The files that others run the server by name what there is."""

import json
import re
import shlex
import shutil
import socket
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

import click
import httpx
import pytest

from kg.commands.main import main
from tests.cooperation import cooperation
from tests.server.program import publish
from tests.server.test_serve import until

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


@pytest.mark.skipif(shutil.which("nginx") is None, reason="no nginx here")
def test_sparql_from_the_native_server_behind_nginx(tmp_path: Path) -> None:
    publish(tmp_path / "store", cooperation().store())
    ports = [free_port() for _ in range(3)]
    conf = (PROJECT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    for before, port in zip(("127.0.0.1:7878", "127.0.0.1:7879", "listen 8080"), ports, strict=True):
        conf = conf.replace(before, f"{before[:-4]}{port}")
    folders = "".join(
        f"{kind}_temp_path {tmp_path}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    file = tmp_path / "nginx.conf"
    file.write_text(
        f"daemon off; error_log stderr; pid {tmp_path}/pid;\nevents {{}}\nhttp {{ access_log off; {folders}\n{conf}}}\n"
    )
    kg = [sys.executable, "-m", "kg.commands", "serve", "--store", str(tmp_path / "store")]
    commands = [
        [*kg, "--port", str(ports[0]), "--processes", "1"],
        [*kg, "--port", str(ports[1]), "--native"],
        ["nginx", "-c", str(file), "-p", str(tmp_path)],
    ]
    with ExitStack() as running:
        for command in commands:
            process = running.enter_context(subprocess.Popen(command, stderr=subprocess.DEVNULL, cwd=PROJECT))
            running.callback(process.terminate)
        address = f"http://127.0.0.1:{ports[2]}"
        asked = {"query": "ASK { ?s ?p ?o }"}
        assert until(
            lambda: answers(f"{address}/health") == 200 and answers(f"{address}/sparql?query=ASK%7B%7D") == 200
        )
        native = httpx.get(f"{address}/sparql", params=asked, headers={"accept": "text/csv"})
        assert native.text == "true"
        assert "etag" not in native.headers
        assert httpx.post(f"{address}/sparql", data=asked, headers={"accept": "text/csv"}).text == "true"
        own = httpx.get(f"{address}/queries/sister-cities", headers={"accept": "text/csv", "host": "graph.example"})
        assert (own.status_code, "etag" in own.headers) == (200, True)
        assert "<title>" in httpx.get(address, headers={"accept": "text/html"}).text


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


def answers(address: str) -> int:
    try:
        return httpx.get(address, timeout=5).status_code
    except httpx.TransportError:
        return 0
