// Draws one chart into SVG text. V8 alone has neither timers nor a console; ECharts asks for both and needs neither here.
globalThis.setTimeout = function () { return 0; };
globalThis.clearTimeout = function () { };
globalThis.console = { log() { }, warn() { }, error() { } };

globalThis.renderChart = function (option, width, height) {
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    chart.setOption(JSON.parse(option));
    return chart.renderToSVGString();
  } finally {
    chart.dispose();
  }
};
