import type { Language } from '../api/types.ts';

/** A piece of the built-in documentation. In text, `…` is code; a list's entries are a word and what it means. */
export type HelpPiece = { text: string } | { code: string } | { list: [string, string][] };

export interface HelpSection {
  id: string;
  title: string;
  pieces: HelpPiece[];
}

const en: HelpSection[] = [
  {
    id: 'what',
    title: 'What this shows',
    pieces: [
      { text: 'Suyuan reads flow telemetry of routers, finds DDoS attacks in it, and names the network resources that they are launched from, each with the evidence.' },
      {
        list: [
          ['Attack event', 'All bursts on one target. A burst joins the event if it starts less than 24 h after the burst before ended, and ends within 24 h of the event’s beginning.'],
          ['Controller', 'A host that orders attacks, known from botnet logs, sensors, feeds, or contacts that many bots share.'],
          ['Bot', 'A host that sends attack traffic under its own address.'],
          ['Reflector', 'A server that answers forged requests and so sends its answers to the target, by protocol.'],
          ['Spoofing router', 'A router whose customers send packets with forged sources: cross-domain, where the sources lie outside its region, or local, where they lie within.'],
          ['Confidence', 'The probability that the row is right. Lists leave out what is below 0.5 unless asked.'],
        ],
      },
    ],
  },
  {
    id: 'start',
    title: 'Getting data in',
    pieces: [
      { text: 'Let routers export NetFlow v5 or v9, IPFIX or sFlow v5 to this machine: UDP ports 2055, 4739 and 6343. Collection shows what arrives, and what is wrong with it.' },
      { text: 'Files (captures, nfcapd, botnet and sensor logs) are read with the server stopped:' },
      { code: './suyuan ingest PATH… --store suyuan.duckdb' },
      { text: 'A simulated network to look around in:' },
      { code: './suyuan serve --demo' },
    ],
  },
  {
    id: 'pages',
    title: 'The pages',
    pieces: [
      {
        list: [
          ['Overview', 'Attacks that go on, and the numbers of a period against the one before. Every number leads to the list behind it.'],
          ['Events', 'All attacks. Filters and order stand in the address: copy it to share what you see.'],
          ['Event', 'What, when, how big; who took part and why; what each interface carried. Counts under sampling are estimates, with their range.'],
          ['Resources', 'Addresses behind attacks, by kind, protocol, place, operator and cloud.'],
          ['Resource', 'One address: its roles, its life, and the evidence in each event.'],
          ['Collection', 'Whether the data are good: kernel drops, lost records, silent exporters, wrong clocks, unknown sampling.'],
          ['Reports', 'The report of a period, as HTML, PDF, Word, Excel or JSON; public with masked addresses, or internal. Two periods can be compared: what came, went and stayed.'],
          ['Settings', 'Thresholds, and what higher ones would miss; address data; alarm channels; accounts, API keys and the audit log; your own password and sessions.'],
        ],
      },
    ],
  },
  {
    id: 'read',
    title: 'Reading the numbers',
    pieces: [
      {
        list: [
          ['Estimated', 'Packets and octets are multiplied by the sampling interval; the range beside them holds with 95 % probability.'],
          ['Peak', 'Over the shortest of 1, 10 and 60 s that the data resolve.'],
          ['–', 'Not known, which is not zero: an order that no exporter saw has no traffic to measure.'],
          ['Undetermined', 'What the evidence does not carry stays so, is counted, and is printed as such.'],
          ['Times', 'In the home’s zone (China: UTC+8), in which periods are cut. CSV and the API are UTC.'],
          ['Minutes', 'A minute is final five minutes after its end. Alarms come at once; events, with who took part, after that.'],
        ],
      },
    ],
  },
  {
    id: 'api',
    title: 'For programs',
    pieces: [
      { text: 'All of this comes from the API under `/api/v1`, described by `/openapi/v1.json`. Lists take the filters that the address of a page shows.' },
      { code: "curl 'http://127.0.0.1:8080/api/v1/events?vector=ntp-reflection&limit=10'" },
    ],
  },
];

const zh: HelpSection[] = [
  {
    id: 'what',
    title: '这里展示什么',
    pieces: [
      { text: '溯源读取路由器的流量数据，从中发现 DDoS 攻击，指出攻击由哪些网络资源发起，并逐条给出证据。' },
      {
        list: [
          ['攻击事件', '针对同一目标的全部爆发。若一次爆发在上次爆发结束后 24 小时内开始，且在事件开始后 24 小时内结束，则并入同一事件。'],
          ['控制端', '下达攻击指令的主机，来自僵尸网络日志、传感器、情报，或多台肉鸡的共同联系对象。'],
          ['肉鸡', '以自身地址发送攻击流量的主机。'],
          ['反射服务器', '应答伪造请求、从而把应答发往目标的服务器，按协议区分。'],
          ['伪造流量来源路由器', '其用户发送伪造源地址的数据包：来源在本区域之外为跨域，在区域之内为本地。'],
          ['置信度', '该条记录正确的概率。列表默认不含低于 0.5 的记录。'],
        ],
      },
    ],
  },
  {
    id: 'start',
    title: '接入数据',
    pieces: [
      { text: '在路由器上配置，将 NetFlow v5/v9、IPFIX 或 sFlow v5 发往本机 UDP 2055、4739、6343 端口。“采集”页显示到达情况与问题。' },
      { text: '文件（抓包、nfcapd、僵尸网络与传感器日志）请在停止服务后读取：' },
      { code: './suyuan ingest PATH… --store suyuan.duckdb' },
      { text: '先用模拟网络熟悉：' },
      { code: './suyuan serve --demo' },
    ],
  },
  {
    id: 'pages',
    title: '各页面',
    pieces: [
      {
        list: [
          ['总览', '正在进行的攻击，以及本期与上期的数字。每个数字都通往其背后的列表。'],
          ['攻击事件', '全部攻击。筛选与排序写在网址中，复制网址即可分享。'],
          ['事件', '方式、时间、规模；谁参与、依据是什么；各接口承载了什么。采样下的数值为估算并给出范围。'],
          ['攻击资源', '攻击背后的地址，可按种类、协议、归属地、运营商和云筛选。'],
          ['资源', '单个地址：角色、活动时间、每次事件中的证据。'],
          ['采集', '数据是否可靠：内核丢弃、记录丢失、设备静默、时钟偏差、采样率未知。'],
          ['报告', '报告期的报告：HTML、PDF、Word、Excel 或 JSON；公开版地址掩码，另有内部版。也可对比两个时期：新增、消失与存续。'],
          ['设置', '检测阈值及调高会漏掉什么；地址数据；告警通道；账户、API 密钥与审计日志；自己的密码和会话。'],
        ],
      },
    ],
  },
  {
    id: 'read',
    title: '如何读数',
    pieces: [
      {
        list: [
          ['估算', '包数与字节数按采样率放大，旁边的范围有 95% 的把握。'],
          ['峰值', '取数据所能分辨的 1、10、60 秒中最短者的均值。'],
          ['–', '未知，并非零：没有设备观测到的攻击指令，无流量可测。'],
          ['未判定', '证据不足时保持未判定，照实计数和列出。'],
          ['时间', '按所在区域时区（中国为 UTC+8），报告期亦按此划分。CSV 与 API 为 UTC。'],
          ['分钟', '每分钟在结束五分钟后结算。告警立即出现，事件及参与资源随后给出。'],
        ],
      },
    ],
  },
  {
    id: 'api',
    title: '供程序使用',
    pieces: [
      { text: '以上内容均来自 `/api/v1` 接口，说明见 `/openapi/v1.json`。列表接受的筛选条件与页面网址相同。' },
      { code: "curl 'http://127.0.0.1:8080/api/v1/events?vector=ntp-reflection&limit=10'" },
    ],
  },
];

export const help: Record<Language, HelpSection[]> = { en, zh };
