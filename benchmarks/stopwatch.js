// Runs in every measured page before its own scripts: notes when what was last changed, as painted.
(() => {
  const CHARTS = ".figure-plot, [data-testid='stPlotlyChart']";
  // Not seen by anybody: status and head, and the table that is written for screen readers later.
  const UNSEEN = "[data-testid='stStatusWidget'], [data-testid='stToolbar'], head, canvas";
  const watch = { start: 0, drawn: 0, first: 0, charts: 0, page: 0, message: 0, bytes: 0, touched: 0 };
  window.stopwatch = watch;

  /** Note the moment after the frame in which a change is painted. */
  function stamp(names) {
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => {
        for (const name of names) watch[name] = performance.now();
      };
      channel.port2.postMessage(0);
    });
  }

  /** 0 is the first chart of the page, 1 the second; -1 is outside of any. */
  function chartOf(node, charts) {
    const element = node.nodeType === 1 ? node : node.parentElement;
    if (!element) return -1;
    const chart = element.closest(CHARTS) ?? element.querySelector(CHARTS);
    return chart ? charts.indexOf(chart) : -1;
  }

  new MutationObserver((records) => {
    const charts = [...document.querySelectorAll(CHARTS)];
    const names = new Set();
    for (const { target, addedNodes } of records) {
      const element = target.nodeType === 1 ? target : target.parentElement;
      if (element?.closest(UNSEEN)) continue;
      names.add("page");
      const inside = element?.closest(CHARTS) ? [element] : [...addedNodes];
      for (const node of inside) {
        const index = chartOf(node, charts);
        if (index >= 0) names.add("charts");
        if (index === 0) names.add("first");
      }
    }
    if (!names.size) return;
    watch.touched = performance.now();
    if (names.has("first")) watch.drawn = watch.touched;
    stamp(names);
  }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });

  // A table is painted on a canvas, which changes no element.
  const write = CanvasRenderingContext2D.prototype.fillText;
  CanvasRenderingContext2D.prototype.fillText = function (...given) {
    if (this.canvas.isConnected && performance.now() - watch.touched > 4) {
      watch.touched = performance.now();
      stamp(["page"]);
    }
    return write.apply(this, given);
  };

  const Native = window.WebSocket;
  window.WebSocket = class extends Native {
    constructor(...given) {
      super(...given);
      this.addEventListener("message", ({ data }) => {
        watch.message = watch.touched = performance.now();
        watch.bytes += data.byteLength ?? data.size ?? data.length;
      });
    }
  };

  document.addEventListener(
    "click",
    ({ target }) => {
      if (!target.closest("[role=option]")) return;
      Object.assign(watch, { drawn: 0, first: 0, charts: 0, page: 0, message: 0, bytes: 0 });
      watch.start = watch.touched = performance.now();
    },
    true,
  );
})();
