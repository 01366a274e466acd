// A time-lapse below a figure: play, pause, slider, speed. It runs in the browser alone.

const PLAY = "\u25B6\uFE0E";
const PAUSE = "\u275A\u275A";
const STEP = 700;

function element(tag, properties, parent) {
  const made = Object.assign(document.createElement(tag), properties);
  parent.append(made);
  return made;
}

/** Whole numbers travel as bytes, others as 32-bit floats: one row a frame. */
function unpacked({ z, whole, notDrawn, labels }) {
  const bytes = Uint8Array.from(atob(z), (letter) => letter.charCodeAt(0));
  const values = whole ? new Int8Array(bytes.buffer) : new Float32Array(bytes.buffer);
  const size = values.length / labels.length;
  return labels.map((_, index) => {
    const row = values.subarray(index * size, (index + 1) * size);
    return whole ? Array.from(row, (value) => (value === notDrawn ? null : value)) : row;
  });
}

export class Player {
  constructor(host, show) {
    this.show = show;
    this.bar = element("div", { className: "figure-player", hidden: true }, host);
    this.button = element("button", { type: "button", textContent: PLAY }, this.bar);
    this.slider = element("input", { type: "range", min: 0, step: 1 }, this.bar);
    this.month = element("output", {}, this.bar);
    this.speed = element("button", { type: "button" }, this.bar);
    this.fast = false;
    this.button.addEventListener("click", () => (this.timer ? this.stop() : this.play()));
    this.speed.addEventListener("click", () => this.setSpeed(!this.fast));
    this.slider.addEventListener("input", () => {
      const chosen = Number(this.slider.value); // stopping puts the slider back
      this.stop();
      this.go(chosen);
    });
  }

  /** Take the frames of a new figure, which itself shows the frame it starts with. */
  load(frames, { start, texts }) {
    this.stop();
    this.frames = frames;
    this.bar.hidden = !frames;
    if (!frames) return;
    if (this.unpackedFrom !== frames) this.rows = unpacked(frames);
    this.unpackedFrom = frames;
    this.texts = texts;
    this.slider.max = frames.labels.length - 1;
    this.slider.setAttribute("aria-label", texts.slider);
    this.index = start;
    this.name();
    this.setSpeed(this.fast);
  }

  frame() {
    const { titles, text, trace, bubbles, circles, palette } = this.frames;
    const row = Array.from(this.rows[this.index]);
    const drawn = row.length - circles;
    // Areas without a boundary are circles: of their own trace, and coloured one by one.
    const colours = row.slice(drawn).map((value) => palette[value]);
    const words = text?.[this.index].slice(0, drawn);
    return { z: row.slice(0, drawn), title: titles[this.index], text: words, trace, bubbles, colours };
  }

  /** The figure as it stands at this frame, for a picture or after a new size. */
  applied(figure) {
    if (!this.frames) return figure;
    const { z, title, text, trace, bubbles, colours } = this.frame();
    const data = figure.data.map((one, index) => {
      if (index === trace) return { ...one, z, ...(text ? { text } : {}) };
      return index === bubbles ? { ...one, marker: { ...one.marker, color: colours } } : one;
    });
    const layout = { ...figure.layout, title: { ...figure.layout.title, text: title } };
    return { ...figure, data, layout };
  }

  go(index) {
    this.index = index;
    this.name();
    return this.show(this.frame());
  }

  play() {
    if (this.index >= this.frames.labels.length - 1) this.go(0);
    this.timer = setInterval(() => this.step(), this.fast ? STEP / 2 : STEP);
    this.name();
  }

  step() {
    if (this.index >= this.frames.labels.length - 1) this.stop();
    else this.go(this.index + 1);
  }

  stop() {
    clearInterval(this.timer);
    this.timer = null;
    if (this.frames) this.name();
  }

  setSpeed(fast) {
    this.fast = fast;
    this.speed.textContent = fast ? "2\u00D7" : "1\u00D7";
    this.speed.setAttribute("aria-label", `${this.texts.speed} ${this.speed.textContent}`);
    this.speed.title = this.texts.speed;
    if (!this.timer) return;
    clearInterval(this.timer);
    this.timer = setInterval(() => this.step(), fast ? STEP / 2 : STEP);
  }

  /** Say the state in words too: a screen reader does not see the symbols. */
  name() {
    const label = this.frames.labels[this.index];
    this.slider.value = this.index;
    this.slider.setAttribute("aria-valuetext", label);
    this.month.textContent = label;
    this.button.textContent = this.timer ? PAUSE : PLAY;
    this.button.setAttribute("aria-label", this.timer ? this.texts.pause : this.texts.play);
    this.button.title = this.timer ? this.texts.pause : this.texts.play;
  }
}
