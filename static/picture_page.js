// Draws pictures for the command line and the ZIP of all pictures: asks the program beside it, on
// this machine only, for one figure after the other, and hands back SVG and PNG. Never shown.
//
// GET fonts -> {family, characters}     POST unreadable <- the characters no font has
// GET job/N -> {figure, png} or 204     POST done/N/svg, done/N/png <- the picture; failed/N <- why

const { drawing, pixels } = await import(new URL("static/picture.js", document.baseURI));
const SIZE = 40;
// Assigned to no character, so whatever is drawn for it is the box of a missing one.
const NOBODY = "\u0378";

const answer = async (path) => (await fetch(path)).json();
const hand = (path, body) => fetch(path, { method: "POST", body });

/** What a character looks like, as text that can be compared. */
function looks(context, character) {
  context.clearRect(0, 0, SIZE, SIZE);
  context.fillText(character, 4, 30);
  return context.getImageData(0, 0, SIZE, SIZE).data.join();
}

/** The characters that would become boxes. */
function unreadable({ family, characters }) {
  const canvas = Object.assign(document.createElement("canvas"), { width: SIZE, height: SIZE });
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.font = `26px ${family}`;
  const box = looks(context, NOBODY);
  return [...characters].filter((character) => looks(context, character) === box).join("");
}

async function draw(number, { figure, png }, boundaries) {
  const { width, height } = figure.layout;
  for (const trace of figure.data) {
    if (trace.type === "choropleth") trace.geojson = boundaries;
  }
  const config = { topojsonURL: new URL("static/topojson/", document.baseURI).href };
  const plot = { layout: {}, _fullLayout: { width, height } };
  const picture = await drawing({ Plotly: window.Plotly, plot, figure, config });
  await hand(`done/${number}/svg`, picture.text);
  if (!png) return;
  await hand(`done/${number}/png`, await pixels(picture, figure.layout.paper_bgcolor, png));
}

async function all() {
  await hand("unreadable", unreadable(await answer("fonts")));
  const boundaries = new URL("boundaries", document.baseURI).href;
  window.PlotlyGeoAssets ??= {};
  window.PlotlyGeoAssets[boundaries] = await answer(boundaries);
  for (let number = 0; ; number += 1) {
    const job = await fetch(`job/${number}`);
    if (job.status === 204) break;
    await draw(number, await job.json(), boundaries).catch((error) =>
      hand(`failed/${number}`, String(error?.stack ?? error)),
    );
  }
}

await all().catch((error) => hand("failed/0", String(error?.stack ?? error)));
