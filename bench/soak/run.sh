#!/usr/bin/env bash
# A soak: `suyuan serve` collects at a steady rate while pages are read and one live listener hardly reads. At the end it proves that every record sent is in the
# store, or counted: sent = stored + refused by reason + dropped by the kernel. Ends with 1 where that does not hold, a page failed, or (from 16 minutes on) memory grew.
#   bench/soak/run.sh [MINUTES [RECORDS_PER_SECOND [READERS]]]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
minutes=${1:-10} rate=${2:-500000} readers=${3:-4}
port=${SOAK_PORT:-23055} web=${SOAK_HTTP:-23080}
seconds=$(awk "BEGIN { print $minutes * 60 }")
suyuan=${SUYUAN_BIN:-$PWD/artifacts/bin/Suyuan.Cli/release/suyuan}
bench=$PWD/artifacts/bin/Suyuan.Bench/release/Suyuan.Bench
[ -x "$suyuan" ] && [ -x "$bench" ] || dotnet build Suyuan.slnx -c Release --nologo -v quiet -clp:NoSummary
folder=$(mktemp -d)
server=
trap '[ -n "$server" ] && kill -KILL "$server" 2>/dev/null; rm -rf "$folder"' EXIT
export SUYUAN_OFFLINE=1 SUYUAN_DATA=$folder/none DOTNET_gcServer=0 DOTNET_TieredPGO=1
(cd "$folder" && exec "$suyuan" serve --no-accounts --http "127.0.0.1:$web" --listen "127.0.0.1:$port" --store "$folder/s.duckdb") >"$folder/log" 2>&1 &
server=$!
for _ in $(seq 300); do grep -qs 'listening on UDP' "$folder/log" && break; sleep 0.1; done
grep -qs 'listening on UDP' "$folder/log" || { cat "$folder/log" >&2; exit 1; }

# Two seconds at a tenth of the rate first: what runs for months is not measured while its code is compiled.
"$bench" load "$port" "$((rate / 10))" 2 >"$folder/sent"
curl -sN --limit-rate 16 "http://127.0.0.1:$web/api/v1/live" >/dev/null &
listener=$!
(while kill -0 "$server" 2>/dev/null; do awk '/VmRSS/ { print int($2 / 1024) }' "/proc/$server/status" 2>/dev/null; sleep 2; done >"$folder/rss") &
"$bench" pages "http://127.0.0.1:$web/" "$readers" "$seconds" 100 >"$folder/pages" &
pages=$!
"$bench" load "$port" "$rate" "$seconds" >>"$folder/sent"
failed=0
wait "$pages" || { echo "soak: a page failed" >&2; failed=1; }
kill "$listener" 2>/dev/null || true
kill -TERM "$server"
wait "$server" || { echo "soak: the server ended with an error" >&2; failed=1; }
server=

number() { tr -d ',' | grep -oE "$1" | grep -oE '[0-9]+' | head -1; }
sent=$(awk '{ sum += $4 } END { printf "%d", sum }' "$folder/sent")
datagrams=$(awk '{ sum += $2 } END { printf "%d", sum }' "$folder/sent")
accepted=$(number '[0-9]+ accepted' <"$folder/log")
dropped=$(number '[0-9]+ dropped by the kernel' <"$folder/log")
decoded=$(number '[0-9]+ decoded' <"$folder/log")
used=$(number '[0-9]+ used' <"$folder/log")
refused=$(number '[0-9]+ refused$' < <(grep '^records:' "$folder/log" | sed 's/;.*//; s/ (.*//'))
stored=$("$bench" settled "$folder/s.duckdb")
cat "$folder/sent" "$folder/pages"
grep -E '^(datagrams|records|  )' "$folder/log" || true
echo "sent $sent records in $datagrams datagrams; accepted $accepted + dropped by the kernel $dropped datagrams; decoded $decoded = used $used + refused ${refused:-0}; stored $stored"
[ "$datagrams" -eq $((accepted + dropped)) ] || { echo "soak: datagrams are missing" >&2; failed=1; }
# A datagram holds 30 records, a template none: what was dropped is told by the datagrams, the templates among them at most.
templates=$((datagrams - sent / 30))
missing=$((sent - decoded))
[ "$missing" -le $((dropped * 30)) ] && [ "$missing" -ge $(((dropped - templates) * 30)) ] || { echo "soak: $missing records were not decoded, $dropped datagrams dropped" >&2; failed=1; }
[ "$decoded" -eq $((used + ${refused:-0})) ] && [ "$stored" -eq "$used" ] || { echo "soak: stored and used differ" >&2; failed=1; }

# Ten minutes stay open until the first is final: until then memory grows as it should.
middle() { sort -n | awk '{ row[NR] = $1 } END { print row[int((NR + 1) / 2)] }'; }
rows=$(wc -l <"$folder/rss") full=$((12 * 30))
echo "memory: $(sort -n "$folder/rss" | tail -1) MB at most"
if [ "$rows" -ge $((full + 120)) ]; then
  half=$((full + (rows - full) / 2))
  early=$(sed -n "$((full + 1)),${half}p" "$folder/rss" | middle)
  late=$(sed -n "$((half + 1)),${rows}p" "$folder/rss" | middle)
  echo "memory from the twelfth minute on: median $early MB in the first half, $late MB in the second"
  [ "$late" -le $((early * 11 / 10 + 20)) ] || { echo "soak: memory grew" >&2; failed=1; }
fi
exit $failed
