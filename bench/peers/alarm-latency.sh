#!/usr/bin/env bash
# Latency of alarms in live collection over loopback, from the record that completes an attack's evidence to the webhook's message; sender and collector on the same cores.
#   bench/peers/alarm-latency.sh [RECORDS_PER_SECOND [SECONDS [ATTACKS]]]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
rate=${1:-100000} seconds=${2:-75} attacks=${3:-100}
bin=$PWD/artifacts/bin
[ -x "$bin/Suyuan.Cli/release/suyuan" ] && [ -x "$bin/Suyuan.Bench/release/Suyuan.Bench" ] || dotnet build Suyuan.slnx -c Release --nologo -v quiet -clp:NoSummary
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export SUYUAN_OFFLINE=1 SUYUAN_DATA=$folder/none DOTNET_gcServer=0 DOTNET_TieredPGO=1 BENCH_SECRET="a secret for this run"
cat >"$folder/suyuan.yaml" <<'YAML'
alarms:
  webhooks:
    - name: bench
      url: http://127.0.0.1:29467/
      secret_variable: BENCH_SECRET
YAML
(cd "$folder" && exec "$bin/Suyuan.Cli/release/suyuan" collect --listen 127.0.0.1:22057 --allow 127.0.0.1 --metrics 127.0.0.1:29466 --store "$folder/s.duckdb" --config "$folder/suyuan.yaml") >"$folder/log" 2>&1 &
collector=$!
for _ in $(seq 300); do grep -qs listening "$folder/log" && break; sleep 0.1; done
"$bin/Suyuan.Bench/release/Suyuan.Bench" alarm-latency 22057 "$rate" "$seconds" "$attacks" 29467
curl -s http://127.0.0.1:29466/metrics | grep -E '^suyuan_(alarm_look|alarms_|alarm_channel_[srd]|alarm_latency|listener_kernel|queue_waits)'
awk '{ printf "collector CPU: user %.1f s, system %.1f s\n", $14 / 100, $15 / 100 }' "/proc/$collector/stat"
kill -TERM "$collector"
wait "$collector" || true
grep -E '^(datagrams|records|suyuan|warning)' "$folder/log" || true
