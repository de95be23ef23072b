#!/usr/bin/env bash
# Compares what the demo found with the truth of its simulated sample; prints the table of docs/accuracy.md. Usage: demo-against-truth.sh
set -euo pipefail
export LC_ALL=C
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$root/suyuan" demo --out "$work" >"$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }
truth=$root/samples/generated/truth

keys() { # file, kind → protocol, scope and address of each resource of that kind; all by their columns' names
  awk -F, -v kind="$2" 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
    $at["kind"] == kind { print $at["protocol"] "," $at["scope"] "," $at["address"] }' "$1" | tr -d '\r' | sort -u
}

"$root/suyuan" resources --store "$work/demo.duckdb" --format csv >"$work/resources.csv"
for kind in controller bot reflector spoofing_router; do
  keys "$truth/resources.csv" "$kind" >"$work/truth"
  keys "$work/resources.csv" "$kind" >"$work/found"
  right=$(comm -12 "$work/truth" "$work/found" | wc -l)
  awk -v kind="$kind" -v truth="$(wc -l <"$work/truth")" -v found="$(wc -l <"$work/found")" -v right="$right" 'BEGIN {
    printf "| %s | %d | %d | %d | %.1f %% | %.1f %% |\n", kind, truth, found, right, truth ? 100 * right / truth : 0, found ? 100 * right / found : 0 }'
done
