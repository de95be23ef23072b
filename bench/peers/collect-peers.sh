#!/usr/bin/env bash
# The same load over loopback to Suyuan and to the field's collectors, one after the other: what the kernel dropped for each, its processor time and memory. A Markdown table.
#   bench/peers/collect-peers.sh [RECORDS_PER_SECOND… ]      SECONDS=20 by default
# nfcapd stores only; nfacctd (pmacct) sums by destination in memory; FastNetMon, its usage reports off, watches one /10 for thresholds; suyuan detects and stores events.
set -euo pipefail
export LC_ALL=C
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
seconds=${SECONDS_EACH:-20}
rates=("$@")
[ $# -gt 0 ] || rates=(300000 1000000 3000000)
for tool in nfcapd nfacctd fastnetmon curl; do
  command -v "$tool" >/dev/null || { echo "$tool is missing: apt-get install nfdump pmacct fastnetmon curl" >&2; exit 69; }
done
bin=$PWD/artifacts/bin
[ -x "$bin/Suyuan.Cli/release/suyuan" ] && [ -x "$bin/Suyuan.Bench/release/Suyuan.Bench" ] || dotnet build Suyuan.slnx -c Release --nologo -v quiet -clp:NoSummary
folder=$(mktemp -d)
trap 'kill -KILL $(jobs -p) 2>/dev/null || true; rm -rf "$folder"' EXIT
export SUYUAN_OFFLINE=1 SUYUAN_DATA=$folder/none DOTNET_gcServer=0 DOTNET_TieredPGO=1
port=22061
buffer=33554432

start_nfcapd() { mkdir -p "$folder/nfcapd"; nfcapd -p $port -b 127.0.0.1 -B $buffer -w "$folder/nfcapd" -t 60 >"$folder/log" 2>&1 & }
start_nfacctd() {
  cat >"$folder/nfacctd.conf" <<CONF
daemonize: false
nfacctd_ip: 127.0.0.1
nfacctd_port: $port
plugins: print[host]
aggregate[host]: dst_host
print_refresh_time[host]: 60
print_output_file[host]: $folder/hosts.txt
print_cache_entries[host]: 1500007
plugin_pipe_size: 268435456
plugin_buffer_size: 65536
plugin_pipe_size[host]: 268435456
nfacctd_pipe_size: $buffer
CONF
  nfacctd -f "$folder/nfacctd.conf" >"$folder/log" 2>&1 &
}
start_fastnetmon() {
  sed -E "s/^netflow = .*/netflow = on/; s/^netflow_port = .*/netflow_port = $port/; s/^netflow_host = .*/netflow_host = 127.0.0.1/; s/^disable_usage_report = .*/disable_usage_report = on/; s/^enable_ban.*= .*/enable_ban = off/; s|^networks_list_path = .*|networks_list_path = $folder/networks|; s|^white_list_path = .*|white_list_path = $folder/none.txt|; s/^enable_connection_tracking = .*/enable_connection_tracking = off/; s/^sflow = .*/sflow = off/; s/^mirror_afpacket = .*/mirror_afpacket = off/; s/^graphite = .*/graphite = off/" /etc/fastnetmon.conf >"$folder/fastnetmon.conf"
  echo 100.0.0.0/10 >"$folder/networks"
  : >"$folder/none.txt"
  # It aborts where it cannot listen, and at some of its ends: without a file of its memory.
  (ulimit -c 0; cd "$folder" && exec fastnetmon --configuration_file "$folder/fastnetmon.conf" --log_to_console --disable_pid_logic) >"$folder/log" 2>&1 &
}
start_suyuan() {
  (cd "$folder" && exec "$bin/Suyuan.Cli/release/suyuan" collect --listen 127.0.0.1:$port --allow 127.0.0.1 --store "$folder/s.duckdb") >"$folder/log" 2>&1 &
}
version() {
  case $1 in
    nfcapd) nfcapd -V 2>&1 | grep -oE '[0-9]+\.[0-9]+\.[0-9]+' | head -1 ;;
    nfacctd) nfacctd -V 2>&1 | grep -oE '[0-9]+\.[0-9]+\.[0-9]+(-git)?' | head -1 ;;
    fastnetmon) dpkg-query -W -f '${Version}' fastnetmon 2>/dev/null || fastnetmon --version 2>&1 | head -1 ;;
    suyuan) "$bin/Suyuan.Cli/release/suyuan" --version ;;
  esac
}
# Drops so far, and how many sockets of the port hold unread octets; nothing where none is open.
socket() { awk -v port="$(printf '%04X' $port)" '$2 ~ ":" port "$" { drops += $NF; waiting += $5 !~ /:00000000$/; found = 1 } END { if (found) print drops, waiting }' /proc/net/udp /proc/net/udp6; }

echo "Machine: $(grep -m1 'model name' /proc/cpuinfo | cut -d: -f2 | xargs), $(nproc) cores, sender among them; ${seconds} s each, receive buffers of 32 MB."
echo
echo '| Collector | Sent, M records/s | Datagrams lost | of | % | Processor s | Peak MB |'
echo '|---|---|---|---|---|---|---|'
for rate in "${rates[@]}"; do
  for peer in nfcapd nfacctd fastnetmon suyuan; do
    rm -rf "$folder/nfcapd" "$folder"/s.duckdb*
    "start_$peer"
    collector=$!
    for _ in $(seq 200); do [ -n "$(socket)" ] && break; sleep 0.1; done
    [ -n "$(socket)" ] || { echo "$peer does not listen:" >&2; tail -5 "$folder/log" >&2; kill "$collector" 2>/dev/null || true; continue; }
    sleep 1
    "$bin/Suyuan.Bench/release/Suyuan.Bench" load $port $((rate / 10)) 2 >/dev/null
    sleep 2
    read -r before _ < <(socket)
    "$bin/Suyuan.Bench/release/Suyuan.Bench" load $port "$rate" "$seconds" >"$folder/sent"
    for _ in $(seq 300); do read -r after waiting < <(socket); [ "$waiting" = 0 ] && break; sleep 0.1; done
    # Processes that it forked are its own: pmacct's plugin sums in another.
    pids=$(pgrep -P "$collector" || true)
    used=$(for pid in $collector $pids; do cat "/proc/$pid/stat" 2>/dev/null; done | sed 's/.*) //' | awk '{ ticks += $12 + $13 } END { printf "%.1f", ticks / 100 }')
    peak=$(for pid in $collector $pids; do grep VmHWM "/proc/$pid/status" 2>/dev/null; done | awk '{ kb += $2 } END { printf "%.0f", kb / 1024 }')
    kill -TERM "$collector" 2>/dev/null || true
    for _ in $(seq 100); do kill -0 "$collector" 2>/dev/null || break; sleep 0.1; done
    kill -KILL "$collector" 2>/dev/null || true
    wait "$collector" 2>/dev/null || true
    for _ in $(seq 100); do [ -z "$(socket)" ] && break; sleep 0.1; done
    awk -v peer="$peer $(version $peer)" -v lost=$((after - before)) -v used="$used" -v peak="$peak" \
      '/^sent/ { sub(/,/, "", $2); printf "| %s | %s | %d | %d | %.2f | %s | %s |\n", peer, $(NF - 2), lost, $2, 100 * lost / $2, used, peak }' "$folder/sent"
    grep -iE 'missing data' "$folder/log" | tail -1 | sed 's/^/  (its log: /; s/$/)/' >&2 || true
  done
done
