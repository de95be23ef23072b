#!/usr/bin/env bash
# Simulates, ingests and scores worlds with known truth, and rewrites the tables of docs/accuracy.md from all results kept in bench/accuracy/results.
# Usage: run.sh [--full] [--check] [WORLD…]     worlds: names of worlds/*.yaml, and "demo" (the sample of `suyuan demo`); default: all of them
#   --full    the worlds as they are written; otherwise large ones are cut to the sizes of bench/accuracy/small-sizes
#   --check   a bar that is missed ends with 1
#   --table   only rewrite the tables
# Each world's telemetry is deleted after it is scored; KEEP=DIR keeps telemetry, store and the list of mistakes there.
set -euo pipefail
export LC_ALL=C
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
results=$here/results
size=small
worlds=()
table_only=
check=
missed=
for word in "$@"; do
  case $word in
    --full) size=full ;;
    --check) check=yes ;;
    --table) table_only=yes ;;
    -*) echo "run.sh: unknown option $word" >&2; exit 64 ;;
    *) worlds+=("$word") ;;
  esac
done

small_size() { # world → arguments of simulate
  [ "$size" = full ] || awk -v world="$1" '$1 == world { $1 = ""; print }' "$here/small-sizes"
}

score_world() { # world
  local world=$1 work arguments
  work=${KEEP:+$KEEP/$world}
  work=${work:-$(mktemp -d)}
  rm -rf "${work:?}/telemetry" "$work"/world.duckdb*
  mkdir -p "$work"
  local -a cut
  read -ra cut <<<"$(small_size "$world")"
  arguments=${cut[*]:-}
  local begin=$SECONDS
  if [ "$world" = demo ]; then
    "$root/suyuan" demo --out "$work" >"$work/log" 2>&1 || { cat "$work/log" >&2; return 1; }
    mv "$work/demo.duckdb" "$work/world.duckdb"
    ln -sfn "$root/samples/generated" "$work/telemetry"
  else
    "$root/suyuan" simulate "$world" -o "$work/telemetry" "${cut[@]}" >"$work/log" 2>&1 || { cat "$work/log" >&2; return 1; }
    # 2: some input was refused, as a world may intend.
    "$root/suyuan" ingest "$work/telemetry" --store "$work/world.duckdb" >>"$work/log" 2>&1 || [ $? -eq 2 ] || { cat "$work/log" >&2; return 1; }
  fi
  mkdir -p "$results"
  "$root/suyuan" score --truth "$work/telemetry/truth" --store "$work/world.duckdb" --format json |
    jq --arg world "$world" --arg size "$size" --arg arguments "$arguments" '{world: $world, size: $size, arguments: $arguments, score: .}' >"$results/$world.json"
  if [ -n "${KEEP:-}" ]; then
    "$root/suyuan" score --truth "$work/telemetry/truth" --store "$work/world.duckdb" --details >"$work/score.txt"
  else
    rm -rf "$work"
  fi
  jq -r --arg seconds "$((SECONDS - begin))" '"\(.world) (\(.size)) in \($seconds) s: " +
    (.score.bars | "\(map(select(.met == true)) | length) bars met, \(map(select(.met == false)) | length) missed" +
      (map(select(.met == false) | "\n  \(.name) \(.value), asked \(.limit)") | add // ""))' "$results/$world.json"
  jq -e '.score.bars | all(.met != false)' "$results/$world.json" >/dev/null || missed="$missed $world"
}

if [ -z "$table_only" ]; then
  if [ ${#worlds[@]} -eq 0 ]; then
    worlds=(demo)
    for file in "$root"/worlds/*.yaml; do
      [ -e "$file" ] && worlds+=("$(basename "$file" .yaml)")
    done
  fi
  for world in "${worlds[@]}"; do
    score_world "$world"
  done
fi

table=$(mktemp)
jq -rs -f "$here/table.jq" "$results"/*.json >"$table"
awk -v table="$table" '
  /<!-- accuracy: begin/ { print; print ""; while ((getline line < table) > 0) print line; inside = 1 }
  /<!-- accuracy: end/ { inside = 0 }
  !inside { print }
' "$root/docs/accuracy.md" >"$table.md"
grep -q '<!-- accuracy: end' "$table.md" || { echo "run.sh: docs/accuracy.md has lost its markers" >&2; exit 70; }
mv "$table.md" "$root/docs/accuracy.md"
rm "$table"
if [ -n "$check" ] && [ -n "$missed" ]; then
  echo "run.sh: bars missed in$missed" >&2
  exit 1
fi
