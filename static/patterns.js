// Hatches for what colour alone must not say (a true zero, too few people), also on a photocopy;
// and light outlines around names, which stand on colours dark and light.

const { written } = await import(
  new URL("theme.js" + new URL(import.meta.url).search, import.meta.url)
);

const SIZE = 7;
const strokes = {
  diagonal: `<path d="M-1,1L1,-1M0,${SIZE}L${SIZE},0M${SIZE - 1},${SIZE + 1}L${SIZE + 1},${SIZE - 1}"/>`,
  dots: `<path stroke-width="1.8" stroke-linecap="round" d="M1.75,1.75h.01M5.25,5.25h.01"/>`,
  cross: `<path d="M0,0L${SIZE},${SIZE}M0,${SIZE}L${SIZE},0"/>`,
  ticks: `<path d="M1.5,3.5h3"/>`,
};

const identity = (prefix, index) => `${prefix}-pattern-${index}`;

function definitions(meta, shade, prefix) {
  const ink = written(shade(meta.pattern_ink ?? "#4a4a4a"));
  return Object.entries(meta.patterns ?? {}).map(([colour, kind], index) =>
    `<pattern id="${identity(prefix, index)}" width="${SIZE}" height="${SIZE}" patternUnits="userSpaceOnUse"` +
    ` patternTransform="scale(${meta.magnified ?? 1})">` +
    `<rect width="${SIZE}" height="${SIZE}" style="fill:${written(shade(colour))}"/>` +
    `<g style="stroke:${ink};fill:none" stroke-width="0.9">${strokes[kind] ?? strokes.diagonal}</g></pattern>`,
  ).join("");
}

/** Where plotly says a fill: in the style of most shapes, in an attribute of map areas. */
const filledWith = (colour) =>
  `:is(path,rect):is([style*="fill: ${colour}"],[fill="${colour}"]):not(.hoverlayer *)`;

const outlined = (colour, { magnified = 1 }) =>
  `paint-order:stroke;stroke:${colour};stroke-opacity:0.85;stroke-width:${3 * magnified}px;` +
  "stroke-linejoin:round";
const lettered = (colour) => `text[style*="fill: ${written(colour)}"]`;

/** On the screen a style rule does it: it costs nothing at a redraw and outlives every restyling. */
export function install(plot, meta, shade) {
  const colours = Object.keys(meta.patterns ?? {});
  const shown = colours.length || meta.halo ? definitions(meta, shade, plot.id) : "";
  if (plot.dataset.patterns === shown) return;
  plot.dataset.patterns = shown;
  plot.parentElement.querySelector(".figure-patterns")?.remove();
  if (!shown) return;
  const rules = colours.map((colour, index) =>
    `#${plot.id} ${filledWith(written(shade(colour)))}` +
    `{fill:url(#${identity(plot.id, index)}) !important}`,
  );
  for (const [ink, ground] of Object.entries(meta.halo ?? {})) {
    rules.push(`#${plot.id} ${lettered(shade(ink))}{${outlined(shade(ground), meta)}}`);
  }
  plot.insertAdjacentHTML(
    "afterend",
    `<div class="figure-patterns"><style>${rules.join("")}</style>` +
      `<svg width="0" height="0" aria-hidden="true"><defs>${shown}</defs></svg></div>`,
  );
}

/** In a picture, which stands alone, the fills themselves are replaced. */
export function inked(svg, meta) {
  for (const [ink, ground] of Object.entries(meta?.halo ?? {})) {
    for (const text of svg.querySelectorAll(lettered(ink))) {
      text.setAttribute("style", `${text.getAttribute("style")};${outlined(ground, meta)}`);
    }
  }
  if (!meta?.patterns) return;
  const light = (colour) => colour;
  Object.keys(meta.patterns).map(written).forEach((colour, index) => {
    const pattern = `url(#${identity("picture", index)})`;
    for (const shape of svg.querySelectorAll(filledWith(colour))) {
      const style = shape.getAttribute("style") ?? "";
      shape.setAttribute("style", style.replace(`fill: ${colour}`, `fill: ${pattern}`));
      if (shape.getAttribute("fill") === colour) shape.setAttribute("fill", pattern);
    }
  });
  const defs = new DOMParser().parseFromString(
    `<svg xmlns="http://www.w3.org/2000/svg"><defs>${definitions(meta, light, "picture")}</defs></svg>`,
    "image/svg+xml",
  ).documentElement.firstChild;
  svg.insertBefore(svg.ownerDocument.importNode(defs, true), svg.firstChild);
}
