#!/usr/bin/env bash
# Live collection over loopback, sender and collector on the same cores: records sent, taken, dropped by the kernel, and the collector's memory.
#   bench/peers/collect-loopback.sh [RECORDS_PER_SECOND [SECONDS]]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
rate=${1:-1000000} seconds=${2:-20}
bin=$PWD/artifacts/bin
[ -x "$bin/Suyuan.Cli/release/suyuan" ] && [ -x "$bin/Suyuan.Bench/release/Suyuan.Bench" ] || dotnet build Suyuan.slnx -c Release --nologo -v quiet -clp:NoSummary
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export SUYUAN_OFFLINE=1 SUYUAN_DATA=$folder/none DOTNET_gcServer=0 DOTNET_TieredPGO=1
(cd "$folder" && exec "$bin/Suyuan.Cli/release/suyuan" collect --listen 127.0.0.1:22055 --allow 127.0.0.1 --metrics 127.0.0.1:29464 --store "$folder/s.duckdb") >"$folder/log" 2>&1 &
collector=$!
for _ in $(seq 100); do grep -qs listening "$folder/log" && break; sleep 0.1; done
# Two seconds at a tenth of the rate first: a collector that runs for months is not measured while its code is compiled.
"$bin/Suyuan.Bench/release/Suyuan.Bench" load 22055 "$((rate / 10))" 2 >"$folder/warm"
metric() { curl -s http://127.0.0.1:29464/metrics | awk -v name="$1" 'index($1, name) == 1 { sum += $2 } END { printf "%d\n", sum }'; }
sleep 1
before=$(metric suyuan_exporter_records_total)
"$bin/Suyuan.Bench/release/Suyuan.Bench" load 22055 "$rate" "$seconds"
sleep 2
echo "decoded $(($(metric suyuan_exporter_records_total) - before)) records; kernel drops $(metric suyuan_listener_kernel_drops_total) datagrams; queue full $(metric suyuan_queue_waits_total) times"
grep -E 'VmHWM|VmRSS' "/proc/$collector/status" | tr -s '\t ' ' '
awk '{ printf "collector CPU: user %.1f s, system %.1f s\n", $14 / 100, $15 / 100 }' "/proc/$collector/stat"
kill -TERM "$collector"
wait "$collector" || true
grep -E '^(datagrams|records|suyuan)' "$folder/log"
