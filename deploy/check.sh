#!/usr/bin/env bash
# Checks what lies in deploy/ as far as this machine can: units by systemd-analyze, the Dockerfile by hadolint, the compose file by docker. What is missing is said.
# PROGRAM is what the units start here; on this machine it does not lie in /opt/suyuan.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
program=${1:?usage: deploy/check.sh PROGRAM}
failed=0

if command -v systemd-analyze >/dev/null; then
  units=$(mktemp -d)
  trap 'rm -rf "$units"' EXIT
  for unit in systemd/*.service systemd/*.timer; do
    sed "s|/opt/suyuan/suyuan|$program|" "$unit" >"$units/$(basename "$unit")"
  done
  cp -r systemd/*.service.d "$units/"
  said=$(systemd-analyze verify --man=no "$units"/*.service "$units"/*.timer 2>&1) || failed=1
  # Units of the machine itself may be noted too.
  said=$(grep -F "$units" <<<"$said" || true)
  if [ -n "$said" ]; then echo "$said" >&2; failed=1; fi
  exposure=$(systemd-analyze security --no-pager --offline=true "$units/suyuan.service" 2>/dev/null | grep -oE 'suyuan.service: [0-9.]+' || true)
  echo "units: verified; exposure ${exposure:-not told by this version} (0 none, 10 all)"
else
  echo "units: not verified, no systemd-analyze here"
fi

if command -v hadolint >/dev/null; then
  hadolint container/Dockerfile || failed=1
  echo "Dockerfile: linted"
else
  echo "Dockerfile: not linted, no hadolint here"
fi

if docker compose version >/dev/null 2>&1; then
  docker compose -f container/compose.yaml config --quiet || failed=1
  echo "compose file: checked"
else
  echo "compose file: not checked, no docker compose here"
fi
exit $failed
