// A plotly figure that stays mounted: Streamlit calls draw() for every new version of the data.
//
// layout.meta may carry (all optional):
//   dark         {light colour: dark colour}, used on the screen when the app is dark
//   patterns     {fill colour: "diagonal" | "dots" | "cross"}, pattern_ink: colour of the strokes
//   link         true: hovering an area marks it in every other linked figure; accent: its outline
//   narrow       layout overrides for a width below 600 px; narrow_foot: {text, bottom} of the
//                annotation named "foot"; narrow_hidden: names of traces left out
//   words        [sentence, subtitle, lines of the foot note], as the copy button copies them
//   picture      {width, height} of a downloaded picture, else as on the screen
//   magnified    how many times their usual size hatches and outlines have
//   halo         {text colour: outline}: letters that are read on whatever lies below them
//   fit_window   {least, reserved}: lowered to the window's height less what is reserved
//   scroll_zoom  true: the mouse wheel zooms a map instead of scrolling the page

// The modules beside this one carry its version, so that an upgrade never mixes old and new.
const version = new URL(import.meta.url).search;
const beside = (name) => import(new URL(name + version, import.meta.url));
const [theme, patterns, link, { buttons }, { Player }] = await Promise.all(
  ["theme.js", "patterns.js", "link.js", "picture.js", "player.js", "plotly.min.js"].map(beside),
);
const Plotly = window.Plotly; // the last import is a classic script, which sets this

document.head.insertAdjacentHTML(
  "beforeend",
  `<link rel="stylesheet" href="${new URL("figure.css" + version, import.meta.url)}">`,
);

const NARROW = 600;
const SMALL = 380; // of a phone: no room for buttons beside a title
const PLAYER = 40; // height of the bar below a time-lapse
const touched = matchMedia("(pointer: coarse)");
const PAPER = 1120; // a sheet is drawn like a page this wide: its letters can still be read
const charts = new WeakMap();
const onPage = new Set();
const files = new Map();
let count = 0;

/** Fetch a JSON file once a page; it may be away for the moment in which a run begins anew. */
function fetched(url) {
  if (typeof url !== "string") return Promise.resolve(url);
  const address = new URL(url.replace(/^\//, ""), document.baseURI).href;
  if (!files.has(address)) {
    const attempt = async (left) => {
      const answer = await fetch(address);
      if (answer.ok) return answer.json();
      if (!left) throw new Error(`${address}: ${answer.status}`);
      await new Promise((resolve) => setTimeout(resolve, 400));
      return attempt(left - 1);
    };
    files.set(address, attempt(5).catch((error) => (files.delete(address), Promise.reject(error))));
  }
  return files.get(address);
}

/** Hand plotly the boundaries under their URL: a figure then carries (and compares) only a text. */
async function withBoundaries(figure) {
  const data = figure.data.map(async (trace) => {
    if (typeof trace.geojson !== "string") return trace;
    const geojson = new URL(trace.geojson.replace(/^\//, ""), document.baseURI).href;
    window.PlotlyGeoAssets[geojson] ??= await fetched(trace.geojson);
    return { ...trace, geojson };
  });
  return { ...figure, data: await Promise.all(data) };
}

/** Plotly.react keeps zoom only while it is given the very same configuration object. */
function configuration(chart) {
  const { language, texts, figure } = chart.message;
  const map = Object.keys(figure.layout).some((name) => /^geo\d*$/.test(name));
  const scrollZoom = Boolean(figure.layout.meta?.scroll_zoom);
  const key = `${language} ${map} ${scrollZoom}`;
  if (chart.configurationKey === key) return chart.configuration;
  const dictionary = {
    "Zoom in": texts.zoomIn,
    "Zoom out": texts.zoomOut,
    Reset: texts.reset,
    "Double-click to zoom back out": texts.resetHint,
  };
  chart.configurationKey = key;
  chart.configuration = {
    displaylogo: false,
    displayModeBar: map && (touched.matches || "hover"),
    modeBarButtons: [["zoomInGeo", "zoomOutGeo", "resetGeo"]],
    responsive: false, // watched below: plotly's own way would draw a second time
    scrollZoom,
    showSendToCloud: false,
    locale: language,
    locales: { [language]: { dictionary, format: {} } },
    topojsonURL: new URL("topojson/", import.meta.url).href,
  };
  return chart.configuration;
}

const point = (p) => ({
  curve: p.curveNumber,
  index: p.pointNumber ?? p.pointIndex,
  location: p.location ?? null,
  x: p.x ?? null,
  y: p.y ?? null,
  customdata: p.customdata ?? null,
});

/** Build the inside of the component once; later updates find it in place. */
function mounted(host) {
  const known = charts.get(host);
  if (known) return known;
  const plot = document.createElement("div");
  plot.className = "figure-plot";
  plot.id = `figure-${++count}`;
  plot.setAttribute("role", "img");
  const chart = { host, plot, queue: Promise.resolve() };
  host.append(plot);
  charts.set(host, chart);
  onPage.add(chart);
  chart.player = new Player(host, (frame) => later(chart, () => showFrame(chart, frame)));
  chart.buttons = buttons(host, () => ({
    Plotly,
    plot,
    figure: chart.player.applied(chart.light),
    original: chart.light,
    config: chart.configuration,
    fileName: chart.message.fileName,
  }));
  chart.watcher = new ResizeObserver(() => {
    if (chart.message && plot.clientWidth !== chart.width) redraw(chart);
  });
  chart.watcher.observe(host);
  return chart;
}

/** Do one thing after the other: a step of the player must not fall into a redraw. */
function later(chart, action) {
  chart.queue = chart.queue.then(action).catch((error) => {
    console.error(error);
    if (!chart.width && chart.message) chart.plot.textContent = chart.message.texts.failed;
  });
  return chart.queue;
}

let turn = Promise.resolve();

/** One figure after the other: each is on the screen before the next is begun. */
function inTurn(action) {
  const mine = turn.then(action);
  const shown = () =>
    new Promise((resolve) => {
      requestAnimationFrame(() => setTimeout(resolve));
      setTimeout(resolve, 100); // a hidden tab has no frames
    });
  turn = mine.then(shown, shown);
  return mine;
}

function redraw(chart) {
  const { message } = chart;
  return later(chart, async () => {
    const gone = () => chart.message !== message || !chart.host.isConnected;
    // A newer version waits, the figure is in a closed tab, or it is already as it should be.
    if (gone() || !chart.plot.clientWidth) return;
    if (!chart.fresh && chart.width === chart.plot.clientWidth) return;
    const [light, frames] = await Promise.all([withBoundaries(message.figure), fetched(message.frames)]);
    if (gone()) return;
    if (chart.fresh) chart.player.load(frames, message);
    chart.fresh = false;
    await inTurn(() => gone() || paint(chart, light));
  });
}

/** Draw the light form as this screen wants it: narrow or wide, light or dark. */
async function paint(chart, light, onPaper = false) {
  const { plot, host } = chart;
  const width = onPaper ? widthOnPaper(plot) : plot.clientWidth;
  const meta = light.layout.meta ?? {};
  const narrow = width < NARROW;
  chart.light = narrow ? theme.narrowed(light) : light;
  chart.whole = light;
  chart.dark = !onPaper && theme.isDark(host) ? meta.dark : null;
  const shade = (colour) => theme.recoloured(colour, chart.dark);
  const { data, layout: shaded } = shade(chart.player.applied(chart.light));
  const height = fitted(chart, shaded.height ?? 450, narrow ? null : meta.fit_window);
  const layout = theme.framed({ ...shaded, width, height, autosize: false }, width);
  if (touched.matches) layout.dragmode = false; // a finger on the figure scrolls the page
  plot.style.minHeight = `${height}px`;
  host.classList.toggle("figure-small", width < SMALL);
  if (!chart.width) plot.textContent = "";
  chart.width = width;
  chart.marking = { isLinked: Boolean(meta.link), accent: shade(meta.accent ?? "#1f5a9c") };
  patterns.install(plot, meta, shade);
  await Plotly.react(plot, data, layout, configuration(chart));
  // On paper the drawing shrinks to its column (house.css), for which it must know its own size.
  for (const svg of plot.querySelectorAll(".main-svg")) {
    svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
  }
  // A figure that was replaced by a plot of its own (new configuration) has lost its listeners.
  if (chart.listening !== plot._ev) {
    chart.listening = plot._ev;
    plot.on("plotly_click", (event) => chart.setTriggerValue("clicked", point(event.points[0])));
    link.listen(plot);
  }
  link.forget(plot, chart.marking);
}

/** A figure takes the same share of a sheet as of the page. */
function widthOnPaper(plot) {
  const page = document.querySelector('[data-testid="stVerticalBlock"]')?.clientWidth || plot.clientWidth;
  return Math.round((PAPER * plot.clientWidth) / page);
}

// The browser prints what stands there when these have run, so nothing in them may wait.
for (const [event, onPaper] of [["beforeprint", true], ["afterprint", false]]) {
  window.addEventListener(event, () => {
    for (const chart of onPage) {
      if (chart.whole && chart.plot.clientWidth) paint(chart, chart.whole, onPaper);
    }
  });
}

/** Lower a wide figure until it fits the window, so that a small screen shows it whole. */
function fitted(chart, height, fit) {
  if (!fit) return height;
  const reserved = fit.reserved + (chart.message.frames ? PLAYER : 0);
  return Math.min(height, Math.max(fit.least, window.innerHeight - reserved));
}

/** One step of the time-lapse: new classes and a new title, nothing asked of the server. */
async function showFrame(chart, frame) {
  const title = theme.recoloured(frame.title, chart.dark);
  const change = { z: [frame.z] };
  if (frame.text) change.text = [frame.text];
  await Plotly.update(chart.plot, change, { "title.text": title }, [frame.trace]);
  if (frame.bubbles >= 0) {
    const colours = theme.recoloured(frame.colours, chart.dark);
    await Plotly.restyle(chart.plot, { "marker.color": [colours] }, [frame.bubbles]);
  }
  link.forget(chart.plot, chart.marking);
}

const same = (one, other) =>
  one?.length === other.length && one.every((byte, index) => byte === other[index]);

export function draw({ data, parentElement, setTriggerValue }) {
  const host = parentElement.querySelector(".figure");
  const chart = mounted(host);
  const dark = theme.isDark(host);
  const unchanged = same(chart.bytes, data) && chart.wasDark === dark;
  Object.assign(chart, { bytes: data, wasDark: dark, setTriggerValue });
  if (!unchanged) {
    const message = JSON.parse(new TextDecoder().decode(data));
    chart.player.stop();
    Object.assign(chart, { message, fresh: true });
    chart.plot.style.minHeight ||= `${message.figure.layout.height ?? 450}px`; // no jump later
    chart.plot.setAttribute("aria-label", message.alt);
    chart.buttons.name(message.texts);
    redraw(chart);
  }
  // Streamlit also calls this for an update that was overtaken: look whether it is really gone.
  return () => setTimeout(() => host.isConnected || remove(host, chart));
}

function remove(host, chart) {
  chart.player.stop();
  chart.watcher.disconnect();
  link.leave(chart.plot);
  Plotly.purge(chart.plot);
  charts.delete(host);
  onPage.delete(chart);
}
