// Colours and sizes of the screen: a figure arrives in its light, wide form.

const DEGREE = Math.PI / 180;

const probe = document.createElement("span");

/** The colour as the browser itself writes it in a style attribute: rgb(…) or rgba(…). */
export function written(colour) {
  probe.style.color = "";
  probe.style.color = colour;
  return probe.style.color;
}

/** Whether the app's own background, whatever the theme is called, is nearer to black. */
export function isDark(element) {
  const background = getComputedStyle(element).getPropertyValue("--st-background-color").trim();
  const [red, green, blue] = written(background).match(/[\d.]+/g) ?? [255, 255, 255];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue < 128;
}

/** Copy a figure (or text), its light colours replaced by the dark ones, also inside <span>s. */
export function recoloured(value, dark) {
  const shades = new Map(
    Object.entries(dark ?? {}).map(([light, shade]) => [light.toLowerCase(), shade]),
  );
  const copy = (part, name) => {
    if (typeof part === "string") return shades.size ? recolouredText(part, shades) : part;
    // Boundaries are large, typed arrays are no text, and the light form stays in meta.
    if (part === null || typeof part !== "object" || name === "geojson" || name === "meta") return part;
    if (part.bdata !== undefined) return { ...part };
    if (Array.isArray(part)) return part.map((item) => copy(item));
    return Object.fromEntries(Object.entries(part).map(([key, item]) => [key, copy(item, key)]));
  };
  return copy(value);
}

function recolouredText(text, shades) {
  const whole = shades.get(text.toLowerCase());
  if (whole || !text.includes("color")) return whole ?? text;
  return text.replace(/#[0-9a-f]{3,8}\b/gi, (found) => shades.get(found.toLowerCase()) ?? found);
}

/** Lay the overrides over the layout; lists are replaced as a whole. */
export function merged(layout, overrides) {
  const result = { ...layout };
  for (const [key, value] of Object.entries(overrides ?? {})) {
    const nested = value && typeof value === "object" && !Array.isArray(value);
    result[key] = nested && layout[key] ? merged(layout[key], value) : value;
  }
  return result;
}

/** The narrow form: without the traces there is no room for, and the layout with its overrides. */
export function narrowed({ data, layout }) {
  const hidden = layout.meta?.narrow_hidden ?? [];
  return {
    data: data.map((trace) => (hidden.includes(trace.name) ? { ...trace, visible: false } : trace)),
    layout: narrowLayout(layout),
  };
}

function narrowLayout(layout) {
  const { narrow, narrow_foot: foot } = layout.meta ?? {};
  const result = merged(layout, narrow);
  if (!foot || !layout.annotations) return result;
  // Anchored at its lower edge the note ends at the lower edge of the figure, however long it is.
  const place = { text: foot.text, yanchor: "bottom", yshift: 6 - foot.bottom };
  const annotations = result.annotations.map((note) =>
    note.name === "foot" ? { ...note, ...place } : note,
  );
  return { ...result, annotations, margin: { ...result.margin, b: foot.bottom } };
}

const mercator = (latitude) => Math.log(Math.tan(Math.PI / 4 + (latitude * DEGREE) / 2));
const latitude = (y) => (2 * Math.atan(Math.exp(y)) - Math.PI / 2) / DEGREE;

/**
 * Let a mercator map use its whole place: plotly clips a map to its ranges, so a square city in a
 * wide place would stay a square when zoomed. The ranges given are the least that is shown.
 */
export function framed(layout, width) {
  const { geo, margin = {}, height } = layout;
  const [west, east] = geo?.lonaxis?.range ?? [];
  const [south, north] = geo?.lataxis?.range ?? [];
  if (geo?.projection?.type !== "mercator" || ![west, east, south, north].every(Number.isFinite)) {
    return layout;
  }
  const { x = [0, 1], y = [0, 1] } = geo.domain ?? {};
  const across = (width - (margin.l ?? 80) - (margin.r ?? 80)) * (x[1] - x[0]);
  const down = (height - (margin.t ?? 100) - (margin.b ?? 80)) * (y[1] - y[0]);
  const [low, high] = [mercator(south), mercator(north)];
  const [wide, tall] = [(east - west) * DEGREE, high - low];
  const scale = Math.max(wide / across, tall / down);
  const moreWidth = (scale * across - wide) / 2 / DEGREE;
  const moreHeight = (scale * down - tall) / 2;
  return {
    ...layout,
    geo: merged(geo, {
      lonaxis: { range: [west - moreWidth, east + moreWidth] },
      lataxis: { range: [latitude(low - moreHeight), latitude(high + moreHeight)] },
    }),
  };
}
