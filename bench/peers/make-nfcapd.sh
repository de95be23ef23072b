#!/usr/bin/env bash
# Writes heavy-tailed nfcapd files and has nfdump verify them. Usage: make-nfcapd.sh [RECORDS]
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
records=${1:-10000000}
out=$root/artifacts/peers
mkdir -p "$out"
dotnet build "$root/bench/Suyuan.Bench" -c Release --nologo -v quiet -clp:NoSummary >&2
bench=$root/artifacts/bin/Suyuan.Bench/release/Suyuan.Bench

for compression in none lz4; do
  file=$out/heavy-$records-$compression.nfcapd
  if [ ! -e "$file" ]; then
    "$bench" nfcapd "$file.part" "$records" "$compression"
    mv "$file.part" "$file"
  fi
  if command -v nfdump >/dev/null; then
    # nfdump writes complaints to standard error and still exits with 0: silence is what passes.
    complaints=$(nfdump -v "$file" 2>&1 >/dev/null; nfdump -r "$file" -o null 2>&1 >/dev/null)
    if [ -n "$complaints" ]; then
      printf '%s: nfdump complains:\n%s\n' "$file" "$complaints" >&2
      exit 1
    fi
    flows=$(nfdump -I -r "$file" | sed -n 's/^Flows: //p')
    if [ "$flows" != "$records" ]; then
      echo "$file: nfdump counts $flows flows, written were $records" >&2
      exit 1
    fi
  fi
  echo "$file"
done
