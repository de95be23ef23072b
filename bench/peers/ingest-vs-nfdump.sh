#!/usr/bin/env bash
# Times `suyuan ingest` beside `nfdump -s dstip/packets` on the same files. Usage: ingest-vs-nfdump.sh [FILE…]
# RUNS=5 by default, the first of each dropped. Prints a Markdown table.
set -euo pipefail
export LC_ALL=C
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
runs=${RUNS:-5}
for tool in nfdump /usr/bin/time; do
  command -v "$tool" >/dev/null || { echo "$tool is missing: apt-get install nfdump time" >&2; exit 69; }
done
if [ $# -eq 0 ]; then
  mapfile -t files < <("$(dirname "${BASH_SOURCE[0]}")/make-nfcapd.sh")
else
  files=("$@")
fi
"$root/suyuan" --version >/dev/null # builds on first use, outside the measurement
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

measure() { # output file, command… → appends "wall user system rss" to it
  local to=$1
  shift
  if ! /usr/bin/time -a -o "$to" -f '%e %U %S %M' "$@" >"$work/out" 2>"$work/err"; then
    cat "$work/out" "$work/err" >&2
    echo "failed: $*" >&2
    exit 1
  fi
}

column() { # file, column → median without the first run
  tail -n +2 "$1" | awk -v c="$2" '{print $c}' | sort -n | awk '{v[NR]=$1} END {print NR % 2 ? v[(NR+1)/2] : (v[NR/2]+v[NR/2+1])/2}'
}

echo "Machine: $(grep -m1 'model name' /proc/cpuinfo | cut -d: -f2 | xargs), $(nproc) cores; $(nfdump -V 2>&1 | head -1 | xargs); median of $((runs - 1)) runs in turn."
echo
echo '| File | Records | `nfdump -s dstip/packets` s | `suyuan ingest` s | Ratio | nfdump CPU s | suyuan CPU s | nfdump MB | suyuan MB |'
echo '|---|---|---|---|---|---|---|---|---|'
for file in "${files[@]}"; do
  name=$(basename "$file")
  : >"$work/nfdump"
  : >"$work/suyuan"
  for ((run = 0; run < runs; run++)); do
    measure "$work/nfdump" nfdump -r "$file" -s dstip/packets -n 10
    rm -rf "$work/store"
    mkdir "$work/store"
    measure "$work/suyuan" "$root/suyuan" ingest "$file" --store "$work/store/bench.duckdb"
  done
  records=$(nfdump -I -r "$file" | sed -n 's/^Flows: //p')
  theirs=$(column "$work/nfdump" 1)
  ours=$(column "$work/suyuan" 1)
  cpu() { awk 'NR > 1 {print $2 + $3}' "$1" | sort -n | awk '{v[NR]=$1} END {print NR % 2 ? v[(NR+1)/2] : (v[NR/2]+v[NR/2+1])/2}'; }
  awk -v name="$name" -v records="$records" -v theirs="$theirs" -v ours="$ours" -v tc="$(cpu "$work/nfdump")" -v oc="$(cpu "$work/suyuan")" \
    -v tm="$(column "$work/nfdump" 4)" -v om="$(column "$work/suyuan" 4)" \
    'BEGIN {printf "| `%s` | %d | %.2f | %.2f | %.2f | %.2f | %.2f | %.0f | %.0f |\n", name, records, theirs, ours, (theirs > 0 ? ours / theirs : 0), tc, oc, tm / 1024, om / 1024}'
done
