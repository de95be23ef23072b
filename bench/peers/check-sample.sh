#!/usr/bin/env bash
# Writes the simulated sample and has tshark and nfdump read every file of it. Any complaint fails. Usage: check-sample.sh [SEED]
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
for tool in nfdump tshark; do
  command -v "$tool" >/dev/null || { echo "$tool is missing: apt-get install nfdump tshark" >&2; exit 69; }
done
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
dotnet build "$root/bench/Suyuan.Bench" -c Release --nologo -v quiet -clp:NoSummary >&2
"$root/artifacts/bin/Suyuan.Bench/release/Suyuan.Bench" sample "$out" "${1:-20260706}"
failed=0
for file in "$out"/*.pcap "$out"/*.nfcapd; do
  case $file in
    *.nfcapd) found=$({ nfdump -v "$file"; nfdump -r "$file" -o null; nfdump -E "$file"; } 2>&1 >/dev/null | grep -v 'Running as user' || true) ;;
    # Sampled packets are not opened beyond IP: tshark would guess at their contents by random ports. Their IP checksums are looked at on their own.
    *.sflow5.pcap) found=$({
      tshark -o sflow.enable_dissection:FALSE -r "$file" -d udp.port==6343,sflow -Y '_ws.malformed || _ws.expert.severity >= 6291456 || !sflow'
      tshark -o ip.check_checksum:TRUE -r "$file" -d udp.port==6343,sflow -Y 'ip.checksum.status == "Bad"'
    } 2>&1 | grep -v 'Running as user' | head -5 || true) ;;
    *.ipfix.pcap) found=$(tshark -r "$file" -d udp.port==4739,cflow -Y '_ws.malformed || _ws.expert.severity >= 6291456 || !cflow' 2>&1 | grep -v 'Running as user' | head -5 || true) ;;
    *) found=$(tshark -r "$file" -d udp.port==2055,cflow -Y '_ws.malformed || _ws.expert.severity >= 6291456 || !cflow' 2>&1 | grep -v 'Running as user' | head -5 || true) ;;
  esac
  if [ -n "$found" ]; then
    printf '%s: %s\n' "$(basename "$file")" "$found" >&2
    failed=1
  else
    echo "$(basename "$file"): no complaint"
  fi
done
exit $failed
