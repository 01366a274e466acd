// Hovering an area in one figure marks it in all linked figures of the page (no server involved).

const EVENT = "figure-area";
const SHAPES = ".choroplethlayer .choroplethlocation, .scattergeo path.point, .points path.point, .points .point > path";
const linked = new Set();
let clearing;

/** Which area a drawn shape stands for: its location, else the first of its customdata. */
function areaOf(shape) {
  const datum = shape.__data__ ?? shape.parentNode.__data__;
  if (datum?.loc !== undefined) return datum.loc;
  const trace = shape.closest("g.trace")?.__data__?.[0]?.trace ?? datum?.trace;
  const index = datum?.index ?? datum?.i;
  return trace?.customdata?.[index]?.[0];
}

/** The shapes of each area, looked up once after each drawing and only when somebody hovers. */
function shapesOf(plot, area) {
  if (!plot.shapesByArea) {
    plot.shapesByArea = new Map();
    for (const shape of plot.querySelectorAll(SHAPES)) {
      const code = areaOf(shape);
      if (code === undefined) continue;
      if (!plot.shapesByArea.has(code)) plot.shapesByArea.set(code, []);
      plot.shapesByArea.get(code).push(shape);
    }
  }
  return plot.shapesByArea.get(area) ?? [];
}

function unmark(plot) {
  plot.querySelectorAll(".figure-marked").forEach((copy) => copy.remove());
  plot.classList.remove("figure-faded");
}

/** Lay an outlined copy over the shape: neighbours drawn later would hide half of a plain outline. */
function mark(plot, area, others) {
  unmark(plot);
  if (area === null) return;
  const shapes = shapesOf(plot, area).filter((shape) => shape.getAttribute("d")); // not off the map
  for (const shape of shapes) {
    const copy = shape.cloneNode();
    copy.setAttribute("class", "figure-marked");
    copy.__data__ = shape.__data__; // a map that is zoomed meanwhile moves every path of the layer
    copy.style.stroke = plot.accent;
    copy.style.strokeWidth = "2.5px";
    copy.style.strokeOpacity = 1;
    copy.style.opacity = 1;
    shape.closest("g.points, g.trace").append(copy);
  }
  plot.classList.toggle("figure-faded", others && shapes.length > 0);
}

window.addEventListener(EVENT, ({ detail }) => {
  for (const plot of linked) mark(plot, detail.area, plot !== detail.from);
});

function tell(area, from) {
  window.dispatchEvent(new CustomEvent(EVENT, { detail: { area, from } }));
}

/** Hear the mouse over this figure; whether it is linked is asked at every drawing. */
export function listen(plot) {
  plot.on("plotly_hover", ({ points: [point] }) => {
    clearTimeout(clearing);
    const area = point.location ?? point.customdata?.[0];
    if (linked.has(plot) && area !== undefined) tell(area, plot);
  });
  // From one area to the next there is a moment over none: fading in between would flicker.
  plot.on("plotly_unhover", () => {
    if (linked.has(plot)) clearing = setTimeout(() => tell(null, plot), 80);
  });
}

/** After a drawing: forget the old shapes, and join or leave the linked figures. */
export function forget(plot, { isLinked, accent }) {
  unmark(plot);
  plot.shapesByArea = null;
  plot.accent = accent;
  if (isLinked) linked.add(plot);
  else linked.delete(plot);
}

export function leave(plot) {
  linked.delete(plot);
}
