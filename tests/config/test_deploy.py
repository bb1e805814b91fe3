"""The files of deploy/ as far as they can be tried without an engine: read, compared with the settings, and run."""

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from config.supervisor import COMMANDS
from tests.config.compose_file import ComposeFile
from tests.house.sources import ROOT
from tests.house.test_documents import table_cells

pytestmark = pytest.mark.pure

DEPLOY = ROOT / "deploy"
UNITS = sorted(path for kind in ("service", "target", "timer") for path in DEPLOY.glob(f"*.{kind}"))
NGINX = sorted(DEPLOY.glob("nginx*.conf"))


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    return ComposeFile(DEPLOY / "compose.yaml").read()


def known_variables() -> set[str]:
    """Return the variables that the table of operations.md explains, which are those that the code reads."""
    names = {word for word in table_cells("operations.md", 1) if re.fullmatch(r"[A-Z_]+", word)}
    return names | {f"{name}_FILE" for name in names}


def set_variables(text: str) -> set[str]:
    return set(re.findall(r"(?m)^([A-Z_]+)=", text))


def test_compose_sets_only_what_the_settings_read(compose: dict[str, Any]) -> None:
    services = compose["services"]
    for name in ("prepare", "web", "worker", "beat"):
        environment = services[name]["environment"]
        assert set(environment) - known_variables() == set(), name
        assert {"PRODUCTION", "SECRET_KEY_FILE", "ALLOWED_HOSTS", "DATABASE_URL_FILE", "REDIS_URL"} <= set(environment)


def test_compose_names_only_what_it_has(compose: dict[str, Any]) -> None:
    services = compose["services"]
    for name, service in services.items():
        assert set(service.get("secrets", ())) <= set(compose["secrets"]), name
        assert set(service.get("depends_on", ())) <= set(services), name
        for volume in service.get("volumes", ()):
            source = volume.split(":")[0]
            own = source in compose["volumes"] or (DEPLOY / source).exists() or source == "./certificates"
            assert own, f"{name}: {volume}"
    examples = {path.name for path in (DEPLOY / "secrets.example").iterdir()}
    assert examples == set(compose["secrets"])


def test_topology_has_many_of_each_and_one_clock(compose: dict[str, Any]) -> None:
    services = compose["services"]
    assert [services[name]["deploy"]["replicas"] for name in ("web", "worker", "beat")] == [2, 2, 1]
    for name in ("worker", "beat"):
        assert services[name]["command"][-1] == name
        assert name in COMMANDS
    assert services["prepare"]["restart"] == "no"
    assert services["broker"]["command"][1:3] == ["--save", ""], "Redis keeps nothing"


def test_units_and_the_example_set_only_what_the_settings_read() -> None:
    assert set_variables((DEPLOY / "portal.env.example").read_text()) - known_variables() == set()
    for unit in UNITS:
        text = unit.read_text()
        assert unit.name in text.splitlines()[0], "the first line says where it belongs"
        assert set(re.findall(r"(?m)^Environment=([A-Z_]+)=", text)) <= known_variables()
        for part in re.findall(r"config\.supervisor (\w+)", text):
            assert part in COMMANDS, unit.name


def test_image_copies_what_is_there_and_runs_scripts_that_are_whole() -> None:
    text = (DEPLOY / "Containerfile").read_text().replace("\\\n", " ")
    for sources in re.findall(r"(?m)^COPY (.+) \S+$", text):
        assert all((ROOT / source).exists() for source in sources.split())
    for script in [*re.findall(r"sh (script/\S+)", text), "deploy/prepare.sh", "script/backup", "script/restore"]:
        subprocess.run(["sh", "-n", str(ROOT / script)], check=True)
    for words in re.findall(r'"((?:deploy|script)/[^"]+)"', text):
        assert (ROOT / words).is_file()
    ignored = (ROOT / ".containerignore").read_text().split()
    assert {".venv", "var", ".git", "deploy/secrets"} <= set(ignored)


def test_nginx_lets_through_what_the_portal_accepts() -> None:
    (limit,) = re.findall(r"client_max_body_size (\d+)m", (DEPLOY / "nginx-proxy.conf").read_text())
    assert 50 < int(limit) < 60, "a little above the default of ATTACHMENT_MAX_MB"


def test_sign_of_health_is_asked_from_outside_django() -> None:
    done = subprocess.run(
        [shutil.which("python3") or "python3", str(ROOT / "script" / "healthcheck.py")],
        env={"PATH": os.environ["PATH"], "PORT": "9", "ALLOWED_HOSTS": "portal.example"},
        check=False,
    )
    assert done.returncode == 1, "nobody answers at port 9"


@pytest.mark.verify
def test_nginx_reads_its_files(tmp_path: Path) -> None:
    program = shutil.which("nginx") or pytest.fail("apt-get install nginx-light", pytrace=False)
    request = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=portal.example", "-days", "1"]
    subprocess.run([*request, "-keyout", "key.pem", "-out", "cert.pem"], cwd=tmp_path, check=True, capture_output=True)
    for path in NGINX:
        if path.name == "nginx-proxy.conf":
            continue  # read with each of the others
        text = path.read_text().replace("/etc/nginx/portal-proxy.conf", str(DEPLOY / "nginx-proxy.conf"))
        text = re.sub(r"(ssl_certificate) \S+;", rf"\1 {tmp_path}/cert.pem;", text)
        text = re.sub(r"(ssl_certificate_key) \S+;", rf"\1 {tmp_path}/key.pem;", text)
        text = text.replace("server web:8000", "server 127.0.0.1:8000")
        whole = f"pid {tmp_path}/pid;\nerror_log stderr;\nevents {{}}\nhttp {{\naccess_log off;\n{text}\n}}\n"
        (tmp_path / path.name).write_text(whole)
        done = subprocess.run(
            [program, "-t", "-c", str(tmp_path / path.name)], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        assert "[warn]" not in done.stderr, done.stderr


@pytest.mark.verify
def test_systemd_reads_its_units(tmp_path: Path) -> None:
    program = shutil.which("systemd-analyze") or pytest.fail("apt-get install systemd", pytrace=False)
    names = []
    for unit in UNITS:
        name = unit.name.replace("@.", "@8001.")
        (tmp_path / name).write_text(unit.read_text().replace("/srv/portal", str(ROOT)))
        if "@" in name:
            shutil.copy(tmp_path / name, tmp_path / unit.name)
        names.append(f"./{name}")
    environment = {**os.environ, "SYSTEMD_UNIT_PATH": f"{tmp_path}:"}
    done = subprocess.run(
        [program, "verify", "--man=no", *names],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
