using Suyuan.Telemetry.Files;

namespace Suyuan.Fuzz.Targets;

/// <summary>A target for each log and list, with lines that its reader uses.</summary>
internal static class LogTargets
{
    public static IReadOnlyList<LogTarget> All { get; } =
    [
        new(TelemetryFormat.BotnetLog, "log-botnet",
            """
            {"kind":"command","time":"2021-04-01T08:00:00Z","controller":"198.51.100.7","port":23,"family":"mirai","target":"203.0.113.0/24","method":"udp","duration":60}
            {"kind":"command","time":"2021-04-01T08:00:01+08:00","controller":"2001:db8::7","target":"www.victim.example"}
            {"kind":"checkin","time":"2021-04-01T08:00:02Z","controller":"198.51.100.7","bot":"192.0.2.77"}
            """),
        new(TelemetryFormat.SensorLog, "log-sensor",
            """
            {"time":"2021-04-01T08:00:00Z","sensor":"s1","protocol":"ntp","victim":"203.0.113.9","port":80,"packets":9223372036854775807}
            {"time":"2021-04-01T08:00:00.123Z","sensor":"s1","protocol":"dns","victim":"2001:db8::9","packets":1}
            """),
        new(TelemetryFormat.SuricataEve, "log-suricata",
            """
            {"timestamp":"2021-04-01T08:00:00.123456+0000","event_type":"alert","src_ip":"192.0.2.1","src_port":4444,"dest_ip":"198.51.100.7","dest_port":23,"proto":"TCP","alert":{"action":"allowed","signature":"ET MALWARE Mirai CnC Checkin","category":"Malware Command and Control Activity Detected","severity":1}}
            {"timestamp":"2021-04-01T08:00:01.000000+0000","event_type":"flow","src_ip":"192.0.2.1","src_port":4444,"dest_ip":"198.51.100.7","dest_port":53,"proto":"UDP","flow":{"pkts_toserver":3,"pkts_toclient":2,"bytes_toserver":300,"bytes_toclient":900,"start":"2021-04-01T08:00:00.000000+0000","end":"2021-04-01T08:00:01.000000+0000"},"host":"s1"}
            {"timestamp":"2021-04-01T08:00:01.000000+0000","event_type":"flow","src_ip":"192.0.2.1","dest_ip":"198.51.100.7","proto":"ICMP","icmp_type":8,"icmp_code":0,"response_icmp_type":0,"response_icmp_code":0,"flow":{"pkts_toserver":3,"pkts_toclient":2,"bytes_toserver":300,"bytes_toclient":900,"start":"2021-04-01T08:00:00.000000+0000","end":"2021-04-01T08:00:01.000000+0000"},"tcp":{"tcp_flags_ts":"1b","tcp_flags_tc":"13"}}
            {"timestamp":"2021-04-01T08:00:02.000000+0000","event_type":"dns","src_ip":"192.0.2.1","dest_ip":"192.0.2.53","dns":{"type":"answer","rrname":"c.botnet.example","rrtype":"A","answers":[{"rrname":"c.botnet.example","rrtype":"A","rdata":"198.51.100.7"}]}}
            """),
        new(TelemetryFormat.ZeekLog, "log-zeek",
            "#separator \\x09\n#set_separator\t,\n#empty_field\t(empty)\n#unset_field\t-\n#path\tconn\n#fields\tts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto\tservice\tduration\torig_bytes\tresp_bytes\tconn_state\thistory\torig_pkts\torig_ip_bytes\tresp_pkts\tresp_ip_bytes\n#types\ttime\tstring\taddr\tport\taddr\tport\tenum\tstring\tinterval\tcount\tcount\tstring\tstring\tcount\tcount\tcount\tcount\n1617264000.500000\tC1\t192.0.2.1\t4444\t198.51.100.7\t53\tudp\tdns\t0.25\t60\t900\tSF\tDd\t1\t88\t1\t928\n1617264001.5\tC2\t192.0.2.1\t8\t198.51.100.7\t0\ticmp\t-\t-\t-\t-\tOTH\t-\t1\t84\t0\t0\n",
            "#separator \\x09\n#path\tintel\n#fields\tts\tid.orig_h\tid.resp_h\tseen.indicator\tseen.indicator_type\tsources\n1617264000.5\t192.0.2.1\t198.51.100.7\t198.51.100.7\tIntel::ADDR\tfeed1,feed2\n",
            """{"ts":1617264000.5,"uid":"C1","id.orig_h":"192.0.2.1","id.orig_p":4444,"id.resp_h":"198.51.100.7","id.resp_p":23,"proto":"tcp","duration":1.5,"orig_pkts":3,"orig_ip_bytes":180,"resp_pkts":2,"resp_ip_bytes":120,"conn_state":"SF","history":"ShADadFf"}""" + "\n"),
        new(TelemetryFormat.ShadowserverReport, "log-shadowserver",
            "\"timestamp\",\"src_ip\",\"src_port\",\"src_asn\",\"src_geo\",\"src_naics\",\"infection\",\"dst_network\",\"dst_port\",\"duration\",\"attack\",\"domain_source\"\n\"2021-04-01 08:00:00\",\"198.51.100.7\",\"23\",\"64500\",\"CN\",\"0\",\"ddos\",\"203.0.113.0/24\",\"80\",\"60\",\"atk\",\"x\"\n",
            "\"timestamp\",\"ip\",\"port\",\"protocol\",\"geo\",\"naics\",\"tag\"\n\"2021-04-01 08:00:00\",\"198.51.100.7\",\"123\",\"udp\",\"CN\",\"0\",\"ntp\"\n",
            "\"timestamp\",\"src_ip\",\"src_naics\",\"dst_ip\",\"dst_port\",\"request\",\"count\",\"end_time\",\"service\",\"infection\"\n\"2021-04-01 08:00:00\",\"203.0.113.9\",\"0\",\"192.0.2.2\",\"123\",\"monlist\",\"12\",\"2021-04-01 08:01:00\",\"ntp\",\"ddos-amplification\"\n"),
        new(TelemetryFormat.IndicatorCsv, "list-csv",
            "# a comment\nfirst_seen_utc,dst_ip,dst_port,c2_status,last_online,malware\n2021-03-01 00:00:00,198.51.100.7,443,online,2021-03-02,mirai\n",
            "ip,date,kind,confidence\n198.51.100.7:23,2021-03-01,c2,80\n\"www.c.example\",2021-03-01T00:00:00Z,bot,100\n"),
        new(TelemetryFormat.IndicatorJson, "list-json",
            """[{"ioc_value":"198.51.100.7:23","threat_type":"botnet_cc","malware":"elf.mirai","first_seen":"2021-03-01 00:00:00 UTC","last_seen":null,"confidence_level":75,"reference":null}]""",
            """{"ip_address":"198.51.100.7","port":23,"first_seen":"2021-03-01","malware":"mirai"}""" + "\n"),
        new(TelemetryFormat.TrackerFeed, "list-tracker",
            """{"cnc":{"ip":"198.51.100.7","port":23,"domain":"c.example"},"cnctype":"classic_cnc","messagetype":"cnc_message","ts":"2021-04-01T08:00:00Z","botnet":"mirai","message":{"targets":["203.0.113.0/24","www.victim.example"],"command":"udp","duration":60}}""" + "\n"),
        new(TelemetryFormat.MispEvent, "list-misp",
            """{"Event":{"info":"x","date":"2021-04-01","Orgc":{"name":"o"},"Attribute":[{"type":"ip-dst|port","category":"Network activity","to_ids":true,"value":"198.51.100.7|23","timestamp":"1617264000","comment":"C2","Tag":[{"name":"c2"}]}],"Object":[{"Attribute":[{"type":"domain","to_ids":true,"value":"c.example","timestamp":"1617264000"}]}]}}"""),
        new(TelemetryFormat.StixBundle, "list-stix",
            """{"type":"bundle","id":"bundle--1","objects":[{"type":"identity","id":"identity--1","name":"org"},{"type":"malware","id":"malware--1","name":"mirai"},{"type":"indicator","id":"indicator--1","name":"C2 server","indicator_types":["malicious-activity"],"pattern":"[ipv4-addr:value = '198.51.100.7' AND network-traffic:dst_port = 23] OR [domain-name:value IN ('c.example', 'd.example')]","valid_from":"2021-04-01T08:00:00Z","created_by_ref":"identity--1","confidence":80},{"type":"relationship","relationship_type":"indicates","source_ref":"indicator--1","target_ref":"malware--1"}]}"""),
    ];
}
