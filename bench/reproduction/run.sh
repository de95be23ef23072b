#!/usr/bin/env bash
# The reference quarter, from raw telemetry to the report, compared number by number with the report it is made after.
# Usage: run.sh [--check] [PART]   bots and reflectors are 1 in PART of the reference's (default 20); controllers and routers are always all of them
#   rewrites the numbers of docs/reproduction.md; --check leaves it alone and fails where a count, share or row of a Top 20 is not as printed.
#   KEEP=DIR keeps world, telemetry, store and report there.
set -euo pipefail
export LC_ALL=C.UTF-8
check=
if [ "${1:-}" = --check ]; then
  check=yes
  shift
fi
part=${1:-20}
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
work=${KEEP:-$(mktemp -d)}
mkdir -p "$work"
[ -n "${KEEP:-}" ] || trap 'rm -rf "$work"' EXIT
numbers=$here/cncert-2021q2.json

step() { # name, command …: its seconds and its largest memory go to $work/steps
  local name=$1
  shift
  /usr/bin/time -f "$name %e %U %S %M" -a -o "$work/steps" "$@" >>"$work/log" 2>&1 || [ $? -eq 2 ] || { tail -5 "$work/log" >&2; exit 1; }
}

rm -rf "$work/steps" "$work/telemetry" "$work/report" "$work"/quarter.duckdb*
dotnet run --project "$root/bench/Suyuan.Bench" -c Release -- quarter-world "$numbers" "$part" >"$work/quarter.yaml"
printf 'data:\n  own_prefixes: %s\n' "$here/places.csv" >"$work/suyuan.yaml"
"$root/suyuan" --version >/dev/null
step simulate "$root/suyuan" simulate "$work/quarter.yaml" -o "$work/telemetry"
step ingest "$root/suyuan" ingest "$work/telemetry" --store "$work/quarter.duckdb" --config "$work/suyuan.yaml"
step report "$root/suyuan" report --period 2021Q2 --store "$work/quarter.duckdb" --config "$work/suyuan.yaml" --format html,json --edition internal -o "$work/report"
report=$(find "$work/report" -name '*.json' | head -1)
[ -n "$report" ] || { echo "run.sh: no report in JSON was written" >&2; exit 1; }

compare() { jq -rn --arg want "$1" --argjson part "$part" --slurpfile printed "$numbers" --slurpfile ours "$report" -f "$here/compare.jq"; }

compare page >"$work/table.md"
{
  echo
  awk '{ printf "%s%s: %.0f s (%.0f s of processor time), %.0f MiB at most", (NR > 1 ? "; " : ""), $1, $2, $3 + $4, $5 / 1024 } END { print "." }' "$work/steps"
} >>"$work/table.md"
head -1 "$work/table.md"
tail -1 "$work/table.md"
compare misses >"$work/misses"
if [ -n "$check" ]; then
  [ -s "$work/misses" ] || exit 0
  sed 's/^/run.sh: /' "$work/misses" >&2
  exit 1
fi

page=$root/docs/reproduction.md
grep -q '<!-- reproduction: end' "$page" || { echo "run.sh: $page has lost its markers" >&2; exit 70; }
awk -v table="$work/table.md" '
  /<!-- reproduction: begin/ { print; print ""; while ((getline line < table) > 0) print line; print ""; inside = 1 }
  /<!-- reproduction: end/ { inside = 0 }
  !inside { print }
' "$page" >"$work/page.md"
mv "$work/page.md" "$page"
