"""On a root made by debootstrap: `./run.sh` plays the demo day, `./run.sh test` passes, a second start is quick."""

import argparse
import os
import re
import shutil
import ssl
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SUITE = "bookworm"
START_S = 5.0
PLACES = ("proc", "sys", "dev", "dev/shm", "dev/pts")
AUTHORITIES = "/etc/authorities-of-the-host.pem"
"""A copy outside the places that installing ca-certificates writes anew."""

TRUST = ("SSL_CERT_FILE", "PIP_CERT", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE")
KEPT = re.compile(r"^(PIP_|SSL_CERT|REQUESTS_CA|CURL_CA|https?_proxy|no_proxy)", re.IGNORECASE)


def run(asked: argparse.Namespace) -> str:
    """Gives the durations; needs root and debootstrap."""
    del asked
    assert os.geteuid() == 0, "a new root needs root"
    with _new_root() as root:
        subprocess.run(
            ["debootstrap", "--variant=minbase", SUITE, str(root), _mirror()],
            check=True, stdout=subprocess.DEVNULL,
        )  # fmt: skip
        _lay(root)
        with _mounted(root):
            first, said = _timed(root, "./run.sh")
            assert "gerai.db" in said, f"names no files: {said[-500:]}"
            again, _ = _timed(root, "./run.sh")
            opened = _first_line(root)
            tests, said = _timed(root, "./run.sh test")
            passed = re.search(r"(\d+) passed", said)
            assert passed, said[-800:]
    assert opened < START_S, f"a second start took {opened:.1f} s to its first line"
    return (
        f"./run.sh {first:.0f} s, again {again:.1f} s, first line after {opened:.1f} s, "
        f"./run.sh test {tests:.0f} s with {passed.group(0)}"
    )


@contextmanager
def _new_root() -> Iterator[Path]:
    """A folder for a root that is removed afterwards, unless something is still mounted in it."""
    root = Path(tempfile.mkdtemp(prefix="gerai-debian-"))
    try:
        yield root
    finally:
        remove(root)


def remove(root: Path) -> None:
    """Remove a root, but never through a mount: that would be this machine's own /dev."""
    left = mounted_below(root)
    assert not left, f"nothing removed, still mounted: {' '.join(map(str, left))}"
    shutil.rmtree(root)


def mounted_below(root: Path) -> list[Path]:
    """What is mounted in a folder; binds of the same disk are seen as well, which os.path.ismount alone would miss."""
    listed = (line.split()[4] for line in Path("/proc/self/mountinfo").read_text().splitlines())
    inside = {Path(place) for place in listed if Path(place).is_relative_to(root.resolve())}
    return sorted(inside | {root / place for place in PLACES if os.path.ismount(root / place)})


def _mirror() -> str:
    """The mirror that this machine itself uses."""
    for source in sorted(Path("/etc/apt").glob("sources.list*")) + sorted(
        Path("/etc/apt/sources.list.d").glob("*.sources")
    ):
        if source.is_file() and (
            found := re.search(r"^(?:URIs:|deb(?: \[.*\])?)\s+(\S+)", source.read_text(), re.MULTILINE)
        ):
            return found.group(1)
    raise AssertionError("no apt source")


def _lay(root: Path) -> None:
    """The committed tree, and how this machine reaches its package registries."""
    tree = root / "gerai"
    tree.mkdir()
    archive = subprocess.run(["git", "archive", "HEAD"], check=True, stdout=subprocess.PIPE).stdout
    subprocess.run(["tar", "-x", "-C", str(tree)], input=archive, check=True)
    shutil.copy("/etc/resolv.conf", root / "etc/resolv.conf")
    for path in (
        "/etc/apt/apt.conf.d",
        "/etc/apt/auth.conf.d",
        "/etc/ssl/certs",
        "/etc/pip.conf",
        "/etc/xdg/pip",
    ):
        _copy(Path(path), root)
    trusted = ssl.get_default_verify_paths()
    shutil.copy(trusted.cafile or trusted.openssl_cafile, root / AUTHORITIES[1:])
    for source in Path("/etc/apt/sources.list.d").glob("debian.sources"):
        _copy(source, root)
        (root / "etc/apt/sources.list").write_text("")


def _copy(path: Path, root: Path) -> None:
    target = root / path.relative_to("/")
    if path.is_dir():
        shutil.copytree(path, target, dirs_exist_ok=True, symlinks=False, ignore_dangling_symlinks=True)
    elif path.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)


@contextmanager
def _mounted(root: Path) -> Iterator[None]:
    done: list[str] = []
    try:
        for place in PLACES:
            subprocess.run(["mount", "--bind", f"/{place}", str(root / place)], check=True)
            done.append(place)
        yield
    finally:
        for place in reversed(done):
            subprocess.run(["umount", "-l", str(root / place)], check=False)


def _chroot(root: Path, command: str) -> list[str]:
    kept = [
        f"{name}={value}"
        for name, value in os.environ.items()
        if KEPT.match(name) and name not in TRUST and "/opt/" not in value
    ]
    kept += [f"{name}={AUTHORITIES}" for name in TRUST]
    inside = [
        "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
        "HOME=/root",
        "LANG=C.UTF-8",
    ]
    return ["chroot", str(root), "env", "-i", *inside, *kept, "sh", "-c", f"cd /gerai && {command}"]


def _timed(root: Path, command: str) -> tuple[float, str]:
    started = time.monotonic()
    done = subprocess.run(
        _chroot(root, command), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    assert done.returncode == 0, f"{command} ended with {done.returncode}: {done.stdout[-3000:]}"
    return time.monotonic() - started, done.stdout


def _first_line(root: Path) -> float:
    """Seconds from a second start to its first line after the store is open."""
    started = time.monotonic()
    process = subprocess.Popen(_chroot(root, "./run.sh"), stdout=subprocess.PIPE, text=True)
    took = 0.0
    for line in process.stdout:
        if "dibuka" in line:
            took = time.monotonic() - started
            break
    process.communicate()
    assert took, "no first line"
    return took
