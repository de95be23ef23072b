# All results → the Markdown of docs/accuracy.md between its markers.

def percent: if . == null then "–" else (. * 1000 | round) as $tenths | "\($tenths / 10 | floor).\($tenths % 10) %" end;
def number: tostring | explode | reverse | [., range(0; length; 3) as $at | .[$at:$at + 3]] | .[1:] | map(reverse | implode) | reverse | join(",");
def ratio($right; $all): if $all == 0 then null else $right / $all end;
def shown($limit): if ($limit | endswith("%")) then percent else . * 100 | round / 100 | tostring end;
def line: "| " + join(" | ") + " |";
def rule($texts; $numbers): "|" + ("---|" * $texts) + ("---:|" * $numbers);

# Rows of one kind, summed over results.
def row($what; $part; $confidence): map(.score.rows[] | select(.what == $what and .part == $part and (.confidence == $confidence or $confidence == null)))
  | {truth: (map(.truth) | add // 0), right: (map(.right) | add // 0), false: (map(.false) | add // 0)}
  | . + {precision: ratio(.right; .right + .false), recall: ratio(.right; .truth)};

def summary: # of some results
  row("events"; "all"; null) as $events | row("reflectors"; "all"; 0.5) as $reflectors | row("bots"; "all"; 0.5) as $bots | row("bots"; "all"; 0.8) as $sure
  | row("controllers"; "with logs"; 0.5) as $controllers | row("cross-domain routers"; "all"; null) as $cross | row("local routers"; "all"; null) as $local
  | [($events.truth | number), ($events.precision | percent), ($events.recall | percent), ($reflectors.precision | percent), ($reflectors.recall | percent),
     ($sure.precision | percent), ($bots.recall | percent),
     (ratio((map(.score.spoofed_bots.spoofed) | add); (map(.score.spoofed_bots.bots) | add)) | percent),
     ($controllers.precision | percent), ($controllers.recall | percent), ($cross.false | number), ($cross.recall | percent), ($local.precision | percent), ($local.recall | percent),
     (map(.score.false_alarms | select(.background_only)) as $quiet | if ($quiet | length) == 0 then "–"
      else ratio(($quiet | map(.events) | add); ($quiet | map(.days) | add)) | . * 100 | round / 100 | tostring end)];

def counts($title; $what; $confidence; wanted): # pooled rows of all parts
  . as $results
  | [.[].score.rows[] | select(.what == $what and (.confidence == $confidence or $confidence == null)) | .part] | unique | map(select(wanted)) | sort_by([(tonumber? // (ltrimstr("1 in ") | tonumber? // 0)), .])
  | if length == 0 then empty else
      ([$title, "truth", "found", "right", "precision", "recall"] | line), rule(1; 5),
      (.[] as $part | $results | row($what; $part; $confidence) | select(.truth + .false > 0)
        | [$part, (.truth | number), (.right + .false | number), (.right | number), (.precision | percent), (.recall | percent)] | line),
      ""
    end;

sort_by(.world) as $all
| ($all | map(. as $result | .score.bars[] | select(.met == false) | {world: $result.world, name, limit, value})) as $missed
| "Bars missed: \($missed | length) of \($all | map(.score.bars[] | select(.met != null)) | length) measured in \($all | length) worlds; \($all[0].score.bars | map(.name) | map(select(. as $name | $all | all(.score.bars[] | select(.name == $name) | .met == null))) | length) bars not measured in any.", "",
  (["Bar", "asked", "met in", "of worlds", "worst", "missed in"] | line), rule(2; 3) + "---|",
  ($all[0].score.bars[] | . as $bar
    | [$all[] | . as $result | .score.bars[] | select(.name == $bar.name and .met != null) | . + {world: $result.world}] as $measured
    | (if ($bar.limit | startswith("≥")) then ($measured | min_by(.value)) else ($measured | max_by(.value)) end) as $worst
    | [$bar.name, $bar.limit] + (if ($measured | length) == 0 then ["–", "0", "not measured", ""] else
        [($measured | map(select(.met)) | length | tostring), ($measured | length | tostring), ($worst.value | shown($bar.limit)),
         ($measured | map(select(.met | not) | "\(.world) \(.value | shown($bar.limit))") | join(", "))] end) | line),
  "",
  "P = precision, R = recall, in percent of what is in scope; at confidence 0.5, as lists show; precision of bots at 0.8; *forged* = spoofed addresses among bots;",
  "controllers where botnet logs are among the input; alarms = false alarms a day where the world has no attack. – = nothing to measure it on.", "",
  (["World", "Events", "P", "R", "Reflectors P", "R", "Bots P", "R", "forged", "Controllers P", "R", "Cross-domain routers: false", "R", "Local routers P", "R", "Alarms"] | line), rule(1; 15),
  ($all[] | ["\(.world)\(if .arguments == "" then "" else " (cut)" end)"] + ([.] | summary) | line),
  (["**all**"] + ($all | summary) | line), "",
  ($all | counts("Events by vector"; "events"; null; . != "all" and (startswith("1 in ") | not))),
  ($all | counts("Events by sampling"; "events"; null; startswith("1 in "))),
  ($all | counts("Reflectors by protocol, at 0.5"; "reflectors"; 0.5; . != "all" and (startswith("1 in ") | not))),
  ($all | counts("Reflectors by sampling, at 0.5"; "reflectors"; 0.5; startswith("1 in "))),
  ($all | counts("Bots by sampling, at 0.5"; "bots"; 0.5; startswith("1 in "))),
  ($all | counts("Cross-domain routers by sampling"; "cross-domain routers"; null; startswith("1 in "))),
  ($all | counts("Local routers by sampling"; "local routers"; null; startswith("1 in "))),
  ($all | map(.score.start_error | select(.events > 0)) | if length == 0 then empty else
    "Start of events: \(ratio(map(.within_minute_share * .events) | add; map(.events) | add) | percent) within one minute. Vectors of matched events: "
    + ($all | map(.score.vector_sets | select(.events > 0)) | "\(ratio(map(.mean_jaccard * .events) | add; map(.events) | add) | percent) in common (Jaccard), \(ratio(map(.exact_share * .events) | add; map(.events) | add) | percent) of the sets equal."), "" end),
  "Classes of traffic by exporter interface: true ones down, found ones across, in observed packets. *transit* = forged, but it entered elsewhere; *unseen* = no evidence kept;",
  "*none* = the truth tells of no such traffic there (further routers on the path).", "",
  ([$all[].score.confusion[]] as $cells | ($cells | map(.found) | unique) as $columns
    | (["truth"] + $columns | line), rule(1; $columns | length),
      ($cells | group_by(.truth)[] | . as $row | [$row[0].truth] + ($columns | map(. as $found | $row | map(select(.found == $found) | .sampled_packets) | add // 0 | round | number)) | line)), "",
  (["Confidence", "resources", "mean", "true"] | line), rule(1; 3),
  ([$all[].score.calibration[] | select(.kind == "all")] | group_by(.from)[]
    | ["\(.[0].from) – \(.[0].to)", (map(.resources) | add | number), (ratio(map(.resources * .mean_confidence) | add; map(.resources) | add) | percent),
       (ratio(map(.resources * .right_share) | add; map(.resources) | add) | percent)] | line), "",
  "Brier score of all confidences: \([$all[].score.brier[] | select(.kind == "all")] | ratio(map(.score * .resources) | add // 0; map(.resources) | add // 0) | if . == null then "–" else . * 1000 | round / 1000 end). By kind: "
  + ([$all[].score.brier[] | select(.kind != "all")] | group_by(.kind) | map("\(.[0].kind) \(ratio(map(.score * .resources) | add; map(.resources) | add) * 1000 | round / 1000)") | join(", ")) + ".", ""
