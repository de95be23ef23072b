#!/usr/bin/env bash
# Fuzzes one target for some minutes: fuzz/run.sh TARGET [MINUTES]. The decoders are instrumented by SharpFuzz where its tool can be had, and mutated by
# AFL++ where it is installed (Debian: apt-get install afl++), else by our own driver, which follows the same instrumentation. What is found is kept in
# fuzz/findings/TARGET; `dotnet run --project fuzz/Suyuan.Fuzz -c Release -- replay TARGET FILE` shows it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
target=${1:?"usage: fuzz/run.sh TARGET [MINUTES]; targets: dotnet run --project fuzz/Suyuan.Fuzz -c Release -- list"}
minutes=${2:-10}
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_ROLL_FORWARD=Major

dotnet build fuzz/Suyuan.Fuzz -c Release --nologo -v quiet -clp:NoSummary -m:1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -r artifacts/bin/Suyuan.Fuzz/release "$work/bin"

instrumented=yes
if dotnet tool install SharpFuzz.CommandLine --version 2.3.0 --tool-path "$work/tool" >/dev/null 2>&1; then
  for assembly in Suyuan.Telemetry Suyuan.Enrichment Suyuan.Simulation suyuan; do "$work/tool/sharpfuzz" "$work/bin/$assembly.dll"; done
else
  instrumented=no
  echo "fuzz: the sharpfuzz tool cannot be installed; mutating without instrumentation"
fi

if [ $instrumented = no ] || ! command -v afl-fuzz >/dev/null; then
  nice -n 19 "$work/bin/Suyuan.Fuzz" run --seed "${SEED:-$RANDOM}" --seconds $((minutes * 60)) "$target"
  exit
fi

"$work/bin/Suyuan.Fuzz" corpus "$target" "$work/in"
export AFL_SKIP_BIN_CHECK=1 AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES=1 AFL_SKIP_CPUFREQ=1 AFL_NO_UI=1 AFL_NO_AFFINITY=1
nice -n 19 afl-fuzz -i "$work/in" -o "$work/out" -t 5000 -m none -V $((minutes * 60)) -- "$work/bin/Suyuan.Fuzz" afl "$target" >"$work/log" 2>&1 || { tail -20 "$work/log"; exit 1; }
grep -E '^(execs_done|execs_per_sec|corpus_count|saved_crashes|saved_hangs|edges_found)' "$work/out/default/fuzzer_stats"
found=$(find "$work/out/default/crashes" "$work/out/default/hangs" -name 'id:*' | wc -l)
if [ "$found" -gt 0 ]; then
  mkdir -p "fuzz/findings/$target"
  find "$work/out/default/crashes" "$work/out/default/hangs" -name 'id:*' | while read -r input; do
    cp "$input" "fuzz/findings/$target/$(sha256sum "$input" | cut -c1-12)"
  done
  echo "$found found: fuzz/findings/$target"
  exit 1
fi
