#!/bin/sh
# Sets everything up on a bare Debian or Ubuntu, then runs: demo | test | check | bench | proof | any gerai verb.
set -eu
cd "$(dirname "$0")"
PATH=$PATH:/usr/sbin:/sbin # ldconfig is not on a Debian user's PATH

verb=${1:-}
case "$verb" in test | check | bench | proof) want=dev ;; *) want=app ;; esac
[ -e .venv/.dev ] && want=dev # never shrink a developer's environment

BASE_PACKAGES="python3 python3-venv libegl1 libgl1 libxkbcommon0 libxkbcommon-x11-0 libdbus-1-3 libfontconfig1
 libglib2.0-0 libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-render-util0 libxcb-shape0
 libxcb-xkb1 libxcb-util1 libwayland-cursor0 libusb-1.0-0 fonts-dejavu-core"
DEV_PACKAGES="xvfb xdotool openbox zbar-tools libatomic1" # the last for the browser driver
grep -q "^ID=debian" /etc/os-release 2>/dev/null && BROWSER=chromium || BROWSER= # Ubuntu has none as a package
PROOF_PACKAGES="debootstrap gcc libc6-dev"

has_library() { ldconfig -p 2>/dev/null | grep -q "$1"; }
has_libraries() {
  for library in libGL.so.1 libEGL.so.1 libxkbcommon.so.0 libdbus-1.so.3 libfontconfig.so.1 libxcb-cursor.so.0 \
    libxcb-icccm.so.4 libxcb-keysyms.so.1 libxcb-image.so.0 libxcb-render-util.so.0 libxkbcommon-x11.so.0; do
    has_library "$library" || return 1
  done
}
has_commands() {
  for name in "$@"; do command -v "$name" >/dev/null 2>&1 || return 1; done
}

missing=
if [ "$(uname)" = Linux ] && command -v apt-get >/dev/null 2>&1; then
  has_libraries && python3 -c 'import ensurepip' 2>/dev/null || missing=$BASE_PACKAGES
  case "$verb" in
  test | check | bench | proof) has_commands Xvfb xdotool openbox zbarimg $BROWSER && has_library libatomic.so.1 || missing="$missing $DEV_PACKAGES $BROWSER" ;;
  esac
  if [ "$verb" = proof ]; then
    has_commands debootstrap gcc && [ -e /usr/include/dlfcn.h ] || missing="$missing $PROOF_PACKAGES"
  fi
fi
if [ -n "$missing" ]; then
  sudo=
  if [ "$(id -u)" != 0 ]; then
    if command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then sudo=sudo; else
      # shellcheck disable=SC2086 # the list is meant to be split
      echo "Perlu paket sistem. Jalankan dahulu sebagai root:" >&2
      echo "apt-get update && apt-get install -y --no-install-recommends" $missing >&2
      exit 2
    fi
  fi
  $sudo apt-get update -qq
  # shellcheck disable=SC2086
  $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
fi

PYTHON=
for name in python3 python3.14 python3.13 python3.12 python3.11; do
  if command -v $name >/dev/null 2>&1 &&
    $name -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 15))' 2>/dev/null; then
    PYTHON=$name
    break
  fi
done
if [ -z "$PYTHON" ]; then
  echo "Gerai perlu Python 3.11 sampai 3.14 (Debian 12+, Ubuntu 24.04+); di sini: $(python3 -V 2>&1 || :)." >&2
  exit 2
fi

if command -v uv >/dev/null 2>&1; then UV=uv; else # uv is an ordinary wheel
  [ -x .tools/bin/uv ] || {
    $PYTHON -m venv .tools
    .tools/bin/pip install -q --disable-pip-version-check --require-hashes -r requirements/tools.lock
  }
  UV=.tools/bin/uv
fi

sum=$(cksum <requirements/$want.lock)
[ -x .venv/bin/python ] || $UV venv -q --no-managed-python -p $PYTHON .venv
if [ "$(cat .venv/.sum 2>/dev/null || :)" != "$sum" ]; then
  $UV pip sync -q --require-hashes --compile-bytecode -p .venv requirements/$want.lock
  if [ $want = dev ]; then : >.venv/.dev; fi
  echo "$sum" >.venv/.sum
fi
PY=.venv/bin/python
workers=2

case "$verb" in
"") exec $PY -m pos demo ;; # without a display it says so, plays a day and names its files
test)
  shift
  [ $# -gt 0 ] && exec $PY -m pytest -q "$@"
  exec $PY -m pytest -q -n $workers --dist worksteal
  ;;
check)
  .venv/bin/ruff format --check -q .
  .venv/bin/ruff check -q .
  .venv/bin/mypy
  contracts=$(.venv/bin/lint-imports --no-logo 2>&1) || {
    echo "$contracts"
    exit 1
  }
  exec $PY -m pytest -q -n $workers --dist worksteal
  ;;
bench)
  shift
  exec $PY -m tests.bench "$@"
  ;;
proof)
  shift
  exec $PY -m tests.proof "$@"
  ;;
*) exec $PY -m pos "$@" ;; # everything else is a gerai verb
esac
