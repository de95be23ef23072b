#!/usr/bin/env bash
# Writes every shipped world, small, and has tshark and nfdump read each file of it, and pmacct those of four worlds that have every encoding, both families, every
# sampling rate and every fault among them. Any complaint fails. Usage: check-sample.sh [WORLD …]
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
for tool in nfdump tshark nfacctd sfacctd; do
  command -v "$tool" >/dev/null || { echo "$tool is missing: apt-get install nfdump tshark pmacct" >&2; exit 69; }
done
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
worlds=("$@")
if [ ${#worlds[@]} = 0 ]; then
  worlds=(demo)
  for file in "$root"/worlds/*.yaml; do worlds+=("$(basename "$file" .yaml)"); done
fi

# Reads on to the end: a reader that leaves early would kill the writer.
first() { grep -v 'Running as user' | awk 'NR <= 5' || true; }

dissect() { # file, decode-as, protocol; gaps in sequence numbers are what lost and late datagrams leave
  tshark -r "$1" -d "$2" -Y "_ws.malformed || (_ws.expert.severity >= 6291456 && !(_ws.expert.message contains \"Unexpected flow sequence\")) || !$3" 2>&1 | first
}

complaints() { # file
  case $1 in
    *.nfcapd) { nfdump -v "$1"; nfdump -r "$1" -o null; nfdump -E "$1"; } 2>&1 >/dev/null | first ;;
    # Sampled packets are not opened beyond IP: tshark would guess at their contents by random ports. Their IP checksums are looked at on their own.
    *.sflow5.pcap)
      tshark -o sflow.enable_dissection:FALSE -r "$1" -d udp.port==6343,sflow -Y '_ws.malformed || _ws.expert.severity >= 6291456 || !sflow' 2>&1 | first
      tshark -o ip.check_checksum:TRUE -r "$1" -d udp.port==6343,sflow -Y 'ip.checksum.status == "Bad"' 2>&1 | first
      ;;
    *.ipfix.pcap) dissect "$1" udp.port==4739,cflow cflow ;;
    # Captured packets are cut behind their transport header, which tshark notes, and have no checksums behind IP's.
    *.packets.pcap) tshark -o ip.check_checksum:TRUE -r "$1" -Y '!(ip || ipv6) || ip.checksum.status == "Bad" || ip.len < 20 || udp.checksum.zero' 2>&1 | first ;;
    *) dissect "$1" udp.port==2055,cflow cflow ;;
  esac
}

pmacct() { # file: pmacct's daemons read captures of datagrams; they must count packets and warn of nothing
  local daemon=nfacctd config=$out/pmacct.conf log=$out/pmacct.log
  case $1 in *.sflow5.pcap) daemon=sfacctd ;; *.nfcapd | *.packets.pcap) return ;; esac
  printf '%s\n' 'daemonize: false' "pcap_savefile: $1" 'plugins: print' 'aggregate: proto' 'print_output: csv' 'print_refresh_time: 2' \
    "print_output_file: $out/pmacct.csv" 'print_output_file_append: true' >"$config"
  rm -f "$out/pmacct.csv"
  timeout 120 "$daemon" -f "$config" >"$log" 2>&1 || echo "$daemon ended with code $?"
  grep -E '^(WARN|ERROR)' "$log" | awk 'NR <= 5' || true
  grep -qE '^(tcp|udp),[1-9]' "$out/pmacct.csv" 2>/dev/null || echo "$daemon counted nothing"
}

failed=0
for world in "${worlds[@]}"; do
  "$root/suyuan" simulate "$world" -o "$out/$world" --hours 0.5 --scale 0.2 >/dev/null
  for file in "$out/$world"/*.pcap "$out/$world"/*.nfcapd; do
    [ -e "$file" ] || continue
    found=$(complaints "$file")
    case $world in demo | sampling-ladder | confounder-timeouts | ipv6-day) found+=$(pmacct "$file") ;; esac
    if [ -n "$found" ]; then
      printf '%s/%s: %s\n' "$world" "$(basename "$file")" "$found" >&2
      failed=1
    else
      echo "$world/$(basename "$file"): no complaint"
    fi
  done
  rm -rf "${out:?}/$world"
done
exit $failed
