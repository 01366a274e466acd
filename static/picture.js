// Pictures to carry away: always in the light form, with title, unit, month, source and hatches.

const version = new URL(import.meta.url).search;
const { inked } = await import(new URL("patterns.js" + version, import.meta.url));
const { framed } = await import(new URL("theme.js" + version, import.meta.url));

const SCALE = 3;

/** The part of a layout a person may have changed by zooming and panning. */
function view(layout) {
  const entries = Object.entries(layout).map(([name, part]) => {
    if (/^geo\d*$/.test(name)) {
      const { center, projection, fitbounds } = part;
      return [name, { center, projection, fitbounds }];
    }
    return /^[xy]axis\d*$/.test(name) ? [name, { range: part.range, autorange: part.autorange }] : null;
  });
  return entries.filter(Boolean);
}

/** The figure as an SVG document; plotly draws, this hatches. */
export async function drawing({ Plotly, plot, figure, config }) {
  const { width, height } = figure.layout.meta?.picture ?? plot._fullLayout;
  const sized = { ...figure.layout, width, height, autosize: false };
  const layout = structuredClone(framed(sized, width));
  for (const [name, part] of view(plot.layout)) {
    layout[name] = { ...layout[name], ...JSON.parse(JSON.stringify(part)) };
  }
  const url = await Plotly.toImage({ data: figure.data, layout, config }, { format: "svg", width, height });
  const text = decodeURIComponent(url.slice(url.indexOf(",") + 1));
  const svg = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
  inked(svg, figure.layout.meta);
  return { width, height, text: new XMLSerializer().serializeToString(svg) };
}

/** Draw the SVG at three times its size, or to a size given; null when the browser refuses. */
export async function pixels({ width, height, text }, ground, size) {
  const url = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = Object.assign(document.createElement("canvas"), {
      width: size?.width ?? Math.round(width * SCALE),
      height: size?.height ?? Math.round(height * SCALE),
    });
    const context = canvas.getContext("2d");
    context.fillStyle = ground ?? "#fff";
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
  } finally {
    URL.revokeObjectURL(url);
  }
}

function download(blob, name) {
  const anchor = document.createElement("a");
  anchor.href = URL.createObjectURL(blob);
  anchor.download = name;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(anchor.href), 10000);
}

async function save(format, source) {
  const picture = await drawing(source);
  const blob = format === "png"
    ? await pixels(picture, source.figure.layout.paper_bgcolor)
    : new Blob([picture.text], { type: "image/svg+xml" });
  download(blob, `${source.fileName}.${format}`);
}

/** Sentence, subtitle and foot note as lines of text, as the figure stands at this moment. */
function words({ figure, original }) {
  const shown = figure.layout.title?.text ?? "";
  const plain = shown.replaceAll("<br>", " ").replace(/<[^>]*>/g, "");
  const [title, ...rest] = original.layout.meta?.words ?? [plain];
  // In a time-lapse the title changes with the month; its line breaks are no part of the text.
  const bold = shown === original.layout.title?.text ? null : shown.match(/<b>(.*?)<\/b>/s);
  return [bold ? bold[1].replaceAll("<br>", "") : title, ...rest].filter(Boolean).join("\n");
}

/** Copy text; where the page was not reached by https, browsers only know the old way. */
async function copied(text) {
  if (navigator.clipboard && window.isSecureContext) return navigator.clipboard.writeText(text);
  const field = Object.assign(document.createElement("textarea"), { value: text, readOnly: true });
  field.style.cssText = "position:fixed;top:0;opacity:0";
  document.body.append(field);
  const focused = document.activeElement;
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  focused?.focus();
  if (!done) throw new Error("the browser refuses to copy");
}

/** The button that copies a figure's words, and says for a moment that it did. */
function copyButton(source) {
  const button = Object.assign(document.createElement("button"), { type: "button" });
  let texts = {};
  button.addEventListener("click", async () => {
    const text = await copied(words(source())).then(() => texts.copied, () => texts.notCopied);
    button.textContent = text;
    setTimeout(() => (button.textContent = texts.copy), 2000);
  });
  button.setAttribute("aria-live", "polite");
  return {
    button,
    name(given) {
      texts = given;
      button.textContent = texts.copy ?? "";
      button.title = texts.copyHint ?? "";
      button.hidden = !texts.copy;
    },
  };
}

/** A few plain words at the figure's corner, for the mouse and for the keyboard. */
export function buttons(host, source) {
  const bar = document.createElement("div");
  bar.className = "figure-buttons";
  const copy = copyButton(source);
  bar.append(copy.button);
  const made = ["png", "svg"].map((format) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = format.toUpperCase();
    button.addEventListener("click", async () => {
      button.disabled = true;
      await save(format, source()).catch(console.error);
      button.disabled = false;
    });
    bar.append(button);
    return [format, button];
  });
  host.append(bar);
  return {
    name(texts) {
      copy.name(texts);
      for (const [format, button] of made) {
        button.title = texts[format];
        button.setAttribute("aria-label", texts[format]);
      }
    },
  };
}
