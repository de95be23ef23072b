#!/usr/bin/env bash
# Shows that our decoded flows equal, row by row, those that nfdump prints: of nfcapd files directly, of export datagrams (captures and files of NetFlow,
# IPFIX, sFlow) as nfdump's own collectors record them when the datagrams are sent to this machine again. Lengths of sFlow's packets are tshark's.
# Usage: compare-flows.sh [FOLDER]   samples/booter-dns, and every file of flow exports below FOLDER; exit 1 on differences that compare-flows.known does not name.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
folder=${1:-}
port=${SUYUAN_COMPARE_PORT:-29955}
export TZ=UTC LC_ALL=C
for tool in nfdump nfcapd sfcapd tshark text2pcap jq; do
  command -v "$tool" >/dev/null || { echo "$tool is missing: apt-get install nfdump nfdump-sflow tshark jq" >&2; exit 69; }
done
dotnet build "$root/bench/Suyuan.Bench" -c Release --nologo -v quiet -clp:NoSummary >&2
bench=$root/artifacts/bin/Suyuan.Bench/release/Suyuan.Bench
out=$(mktemp -d)
collectors=()
# Only what this script started is ended.
trap '[ ${#collectors[@]} -eq 0 ] || kill "${collectors[@]}" 2>/dev/null || true; rm -rf "$out"' EXIT

# Fields of both sides: start end src dst sport dport proto packets bytes flags tos in out src_as dst_as src_mask dst_mask.
# nfdump knows no absent values: it prints 0.
ours() {
  "$bench" dump "$@" 2>"$out/refused" | awk -F, -v OFS=' ' 'NR > 1 {
    for (i = 10; i <= 17; i++) if ($i == "") $i = 0
    if ($7 == 1 || $7 == 58) $6 = int($6 / 256) "." $6 % 256
    # The collectors were told no rate: where the exporter told none, counts are as they stand.
    print $1, $2, $3, $4, $5, $6, $7, $8 * $18, $9 * $18, $10, $11, $12, $13, $14, $15, $16, $17
  }'
}

theirs() {
  nfdump "$@" -q -N -6 -o 'fmt:%ts,%te,%sa,%da,%sp,%dp,%pr,%pkt,%byt,%flg,%tos,%in,%out,%sas,%das,%smk,%dmk' 2>"$out/complaints" | awk -F, -v OFS=' ' '
    function milliseconds(text,   y, m, d, days) {
      y = substr(text, 1, 4) + 0; m = substr(text, 6, 2) + 0; d = substr(text, 9, 2) + 0
      if (m <= 2) { y--; m += 12 }
      days = 365 * y + int(y / 4) - int(y / 100) + int(y / 400) + int((153 * (m - 3) + 2) / 5) + d - 1 - 719468
      return sprintf("%.0f", (days * 86400 + substr(text, 12, 2) * 3600 + substr(text, 15, 2) * 60 + substr(text, 18, 2)) * 1000 + substr(text, 21, 3))
    }
    NF == 17 {
      for (i = 3; i <= 17; i++) gsub(/ /, "", $i)
      flags = 0
      for (i = 1; i <= 8; i++) flags = flags * 2 + (substr($10, i, 1) != ".")
      $10 = flags; $1 = milliseconds($1); $2 = milliseconds($2)
      print
    }'
}

wait_for() { # a collector that listens on the port
  local hex
  hex=$(printf ':%04X ' "$1")
  for _ in $(seq 100); do grep -q "$hex" /proc/net/udp && return; sleep 0.05; done
  echo "no collector on port $1: is it in use? set SUYUAN_COMPARE_PORT" >&2
  exit 69
}

collect() { # FILES… → $out/netflow, $out/sflow
  rm -rf "$out/netflow" "$out/sflow"
  mkdir "$out/netflow" "$out/sflow"
  nfcapd -b 127.0.0.1 -p "$port" -w "$out/netflow" -t 3600 -B 8000000 >"$out/nfcapd.log" 2>&1 & collectors=($!)
  sfcapd -b 127.0.0.1 -p $((port + 1)) -w "$out/sflow" -t 3600 -B 8000000 >"$out/sfcapd.log" 2>&1 & collectors+=($!)
  wait_for "$port"
  wait_for $((port + 1))
  read -r netflow sflow < <("$bench" replay "$port" "$@")
  sleep 0.3
  kill -TERM "${collectors[@]}"
  wait "${collectors[@]}" 2>/dev/null || true
  collectors=()
}

# The octets of sFlow's sampled packets: a collector counts the frame, we count the IP packet, as tshark reads it in the sampled header.
lengths() { # FILES… → "source destination octets" of each sampled IP packet
  local file number=0
  for file in "$@"; do
    number=$((number + 1))
    case $(head -c 4 "$file" | od -An -tx1 | tr -d ' ') in
      00000005) od -Ax -tx1 -v "$file" | text2pcap -q -u 6343,6343 - "$out/$number.pcap" 2>/dev/null; file=$out/$number.pcap ;;
    esac
    tshark -r "$file" -d udp.port==1-65535,sflow -T json --no-duplicate-keys 2>/dev/null | jq -r '
      def first: if type == "array" then .[0] else . end;
      def samples: if type == "object" then to_entries[] | if .key == "sflow_245.header_tree" then .value else .value | samples end
        elif type == "array" then .[] | samples else empty end;
      .[]._source.layers.sflow | samples | first
      | if .ip then .ip | first | [."ip.src", ."ip.dst", ."ip.len"] elif .ipv6 then .ipv6 | first | [."ipv6.src", ."ipv6.dst", (."ipv6.plen" | tonumber + 40)] else empty end
      | map(tostring) | join(" ")'
  done
}

failed=0 files=0 rows=0
known() { # NAME COLUMN of compare-flows.known: name, fields not compared, rows only ours, rows only nfdump's, reason
  awk -F'\t' -v name="$1" -v column="$2" '$1 == name { print $column; exit }' "$here/compare-flows.known"
}

without() { # FIELDS → the rows with "-" in these fields
  awk -v fields="$1" 'BEGIN {
    split("start end src dst sport dport proto packets bytes flags tos in out src_as dst_as src_mask dst_mask", names)
    for (i in names) { at[names[i]] = i }
    count = split(fields, left, ",")
  } { for (i = 1; i <= count; i++) if (left[i] in at) $at[left[i]] = "-"; print }' | sort
}

compare() { # NAME FILES…
  local name=$1 left=
  shift
  netflow=0 sflow=0
  if [ "$(head -c 2 "$1" | od -An -tx1 | tr -d ' ')" = 0ca5 ]; then
    theirs -r "$1" >"$out/theirs"
  else
    collect "$@"
    [ $((netflow + sflow)) -gt 0 ] || return 0
    # sFlow has a number for "no interface", which we leave out; sfcapd puts ICMP's type in the source port.
    {
      theirs -R "$out/netflow"
      theirs -R "$out/sflow" | awk '{
        for (i = 12; i <= 13; i++) if ($i == 1073741823) $i = 0
        if ($7 == 1 || $7 == 58) { $6 = $5 substr($6, index($6, ".")); $5 = 0 }
        print
      }'
    } >"$out/theirs"
  fi
  ours "$@" >"$out/ours"
  if [ "$sflow" -gt 0 ]; then
    # A collector writes down when it received a sample: that is now.
    left=start,end,bytes
    lengths "$@" | sort >"$out/lengths"
    "$bench" dump "$@" 2>/dev/null | awk -F, 'NR > 1 { print $3, $4, $9 }' | sort >"$out/our-lengths"
    if [ "$(known "$name" 2)" != lengths ] && ! cmp -s "$out/lengths" "$out/our-lengths"; then
      failed=$((failed + 1))
      echo "DIFFERENT: $name: lengths of sampled packets, ours and tshark's"
      diff "$out/our-lengths" "$out/lengths" | head -6 || true
    fi
  fi
  judge "$name" "$left,$(known "$name" 2)"
}

judge() { # NAME FIELDS-LEFT-OUT
  local name=$1 only_ours only_theirs equal reason
  without "$2" <"$out/ours" >"$out/a"
  without "$2" <"$out/theirs" >"$out/b"
  comm -23 "$out/a" "$out/b" >"$out/only-ours"
  comm -13 "$out/a" "$out/b" >"$out/only-theirs"
  only_ours=$(wc -l <"$out/only-ours") only_theirs=$(wc -l <"$out/only-theirs")
  equal=$(($(wc -l <"$out/a") - only_ours))
  files=$((files + 1)) rows=$((rows + equal))
  reason=$(known "$name" 5)
  local counts="rows ours $(wc -l <"$out/a"), nfdump's $(wc -l <"$out/b"), equal $equal"
  if [ -z "$reason" ] && [ $((only_ours + only_theirs)) -eq 0 ]; then
    echo "equal: $name: $counts"
  elif [ -n "$reason" ] && [ "$(known "$name" 3) $(known "$name" 4)" = "$only_ours $only_theirs" ]; then
    echo "known: $name: $counts, only ours $only_ours, only nfdump's $only_theirs: $reason"
  else
    failed=$((failed + 1))
    echo "DIFFERENT: $name: $counts, only ours $only_ours, only nfdump's $only_theirs"
    sed -n '1,3s/^/  ours    /p' "$out/only-ours"
    sed -n '1,3s/^/  nfdump  /p' "$out/only-theirs"
    sed 's/^/  /' "$out/refused"
  fi
}

is_exports() { # nfcapd files and files that replay finds datagrams in; others are passed over
  case $(head -c 4 "$1" | od -An -tx1 | tr -d ' ') in
    0ca5*|d4c3b2a1|a1b2c3d4|0a0d0d0a|0005*|0009*|000a*|00000005) ;;
    *) return 1 ;;
  esac
}

for file in "$root"/samples/booter-dns/*; do
  case $file in
    */ddos.pcap|*/*.md|*/LICENSE) ;;
    *) if is_exports "$file"; then compare "samples/${file#"$root"/samples/}" "$file"; fi ;;
  esac
done
if [ -n "$folder" ]; then
  # Exports whose templates stand in another file are read together, in the order that the folder's truth gives.
  grouped=$out/grouped
  : >"$grouped"
  if [ -d "$folder/truth" ]; then
    while IFS=$'\t' read -r name list; do
      members=()
      for base in $list; do
        member=$(find "$folder/flow" -name "*$base" | head -1)
        if [ -n "$member" ]; then members+=("$member"); fi
      done
      if [ ${#members[@]} -gt 0 ]; then
        compare "$name" "${members[@]}"
        printf '%s\n' "${members[@]}" >>"$grouped"
      fi
    done < <(
      jq -r 'to_entries[] | [.key, (.value.files_in_order | join(" "))] | @tsv' "$folder/truth/flow_counts.json"
      jq -r '.[] | [.context, ([.dat_files_in_order[] | "_" + .] | join(" "))] | @tsv' "$folder/truth/flow_logstash_expected.json"
    )
  fi
  while IFS= read -r file; do
    if ! grep -qxF "$file" "$grouped" && is_exports "$file"; then compare "${file#"$folder"/}" "$file"; fi
  done < <(find "$folder"/nfcapd "$folder"/derived "$folder"/flow -type f | sort)
fi
echo "$files inputs, $rows rows equal, $failed inputs with unexplained differences"
[ "$failed" -eq 0 ]
