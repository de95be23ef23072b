# The reference's printed numbers beside those of a report of ours (JSON, format "suyuan-report").
# $printed: the reference's numbers; $ours: the report; $part: bots and reflectors are 1 in so many of the reference's.
# $want: "page" = Markdown; "misses" = a line for each number that is not as printed, where it could be.
$printed[0] as $reference | $ours[0] as $report

| def kinds: [
    { name: "controllers", path: ["controllers"], kind: "controller", protocol: "", scope: "", part: 1, leaders: "table1_top20" },
    { name: "bots", path: ["bots"], kind: "bot", protocol: "", scope: "", part: $part, leaders: "table2_top20" },
    { name: "Memcached reflectors", path: ["reflectors", "memcached"], kind: "reflector", protocol: "memcached", scope: "", part: $part, leaders: "table3_top20" },
    { name: "NTP reflectors", path: ["reflectors", "ntp"], kind: "reflector", protocol: "ntp", scope: "", part: $part, leaders: "table4_top20" },
    { name: "SSDP reflectors", path: ["reflectors", "ssdp"], kind: "reflector", protocol: "ssdp", scope: "", part: $part, leaders: "table5_top20" },
    { name: "cross-domain routers", path: ["cross_domain_spoofing_routers"], kind: "spoofing_router", protocol: "", scope: "cross_domain", part: 1, leaders: "table6_top20" },
    { name: "local routers", path: ["local_spoofing_routers"], kind: "spoofing_router", protocol: "", scope: "local", part: 1, leaders: "table7_top20" }
  ];

# [figure's number, panel's subject, pairs as printed] of a kind; a list is the figure of countries.
def panels: to_entries | map(select(.key | startswith("fig"))
  | (.key | capture("fig(?<n>[0-9]+)").n | tonumber) as $figure
  | if .value | type == "array" then [$figure, "countries", .value]
    else .value | to_entries[] | select(.key | IN("home_abroad", "cloud", "provinces", "operators")) | [$figure, (if .key == "operators" then "networks" else .key end), .value] end);

def round2: (. * 100 | round / 100) + 0;
def cells: map(tostring) | "| " + join(" | ") + " |";

def counts: kinds | map(. as $of
  | ($reference | getpath($of.path).total) as $total
  | ([$report.resources[] | select(.kind == $of.kind and .protocol == $of.protocol and .scope == $of.scope) | .count] | first // 0) as $found
  | ($total / $of.part) as $wanted
  | { name: $of.name, total: $total, wanted: ($wanted | round), found: $found, off: (100 * ($found - $wanted) / $wanted), within: ((($found - $wanted) | fabs) <= ([0.005 * $wanted, 0.5] | max)) });

def shares: [kinds[] | . as $of | ($reference | getpath($of.path) | panels)[] | . as [$figure, $subject, $pairs]
  | ([$report.figures[] | select(.number == $figure) | .panels[] | select(.subject == $subject)] | first // { all: [], total: 0 }) as $panel
  | ([$pairs[][0] | select(. != "其他")]) as $named
  | $pairs[] | . as [$name, $share]
  | (if $name == "其他" then 100 - ([$panel.all[] | select(.zh as $zh | any($named[]; . == $zh)) | .fraction * 100] | add // 0)
     else ([$panel.all[] | select(.zh == $name) | .fraction * 100] | add // 0) end) as $found
  | { figure: $figure, kind: $of.name, subject: $subject, name: $name, share: $share, found: $found, one: (if $panel.total == 0 then 100 else 100 / $panel.total end) }
  | .off = (if .share == null then null else .found - .share end)
  | .within = (if .share == null then null else (.off | fabs) <= 0.2 + 1e-9 end)
  # Of few, one is more than 0.2 points: no whole number of them is nearer.
  | .possible = (.within == false and (.off | fabs) > .one + 0.05)];

def place: if type == "array" then map(.zh) | join("、") elif type == "object" then .zh elif . == null then "" else tostring end;
def leaders: [kinds[] | . as $of | ($of.leaders | capture("table(?<n>[0-9])").n | tonumber) as $number
  | ($reference | getpath($of.path + [$of.leaders])) as $rows
  | ([$report.tables[] | select(.number == $number and (.id | startswith("table-"))) | .rows] | first // []) as $found
  | { table: $number, kind: $of.name, rows: ($rows | length),
      equal: ([range($rows | length) | select([$rows[.].province, $rows[.].operator] == [($found[.].province | place), ($found[.].network | place)])] | length),
      wrong: [range($rows | length) | select([$rows[.].province, $rows[.].operator] != [($found[.].province | place), ($found[.].network | place)])
        | "row \(. + 1): \($rows[.].province) \($rows[.].operator) is printed, \($found[.].province | place) \($found[.].network | place) is ours"] }];

counts as $counts | shares as $shares | leaders as $leaders
| ([$shares[] | select(.within != null)]) as $compared
| if $want == "misses" then
    ($counts[] | select(.within | not) | "\(.name): \(.found) in place of \(.wanted | round)"),
    ($shares[] | select(.possible) | "figure \(.figure), \(.kind), \(.name): \(.found | round2) % in place of \(.share) %"),
    ($leaders[] | "table \(.table), \(.kind), \(.wrong[])")
  else
"Bots and reflectors 1 in \($part). Counts within 0.5 %: \([$counts[] | select(.within)] | length) of \($counts | length). "
  + "Shares within 0.2 points: \([$compared[] | select(.within)] | length) of \($compared | length)"
  + (if $compared == [] then "" else ", the farthest \([$compared[].off | fabs] | max | round2)" end)
  + ". Top 20 rows with the printed place and operator: \([$leaders[].equal] | add) of \([$leaders[].rows] | add).",
  "",
  (["Resources", "printed", "asked of this world", "ours", "off", "within 0.5 %"], ["---", "---:", "---:", "---:", "---:", "---"] | cells),
  ($counts[] | [.name, .total, .wanted, .found, "\(.off | round2) %", (if .within then "yes" else "**no**" end)] | cells),
  "",
  (["Top 20 table", "of", "rows printed", "rows with the same province and operator"], ["---:", "---", "---:", "---:"] | cells),
  ($leaders[] | [.table, .kind, .rows, .equal] | cells),
  "",
  (["Figure", "of", "share", "printed", "ours", "off", "within 0.2"], ["---:", "---", "---", "---:", "---:", "---:", "---"] | cells),
  ($shares[] | [.figure, "\(.kind), \(.subject | gsub("_"; " "))", .name, (if .share == null then "–" else "\(.share) %" end), "\(.found | round2) %",
    (if .off == null then "–" else (.off | round2) end),
    (if .within == null then "–" elif .within then "yes" elif .possible then "**no**" else "no: one is \(.one | round2)" end)] | cells)
  end
