// Meeting mode: full-screen views one after the other. All of them arrive at once and are drawn in
// advance, so going from one to the next asks nothing of the server.
//
// Everything is laid out on a stage as tall as 1080 or as wide as 1920 pixels and then scaled to the
// screen, so that type keeps its share of it: 28 pixels of 1080 are read from the last row.

const version = new URL(import.meta.url).search;
const figures = await import(new URL("figure.js" + version, import.meta.url));

const [WIDTH, HEIGHT] = [1920, 1080];
const STEPS = { ArrowRight: 1, ArrowDown: 1, PageDown: 1, ArrowLeft: -1, ArrowUp: -1, PageUp: -1 };
const meetings = new WeakMap();

/** Make an element with its properties (or attributes, by a dash or "role") and its content. */
function element(tag, properties = {}, ...content) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name in made) made[name] = value;
    else made.setAttribute(name, value);
  }
  made.append(...content);
  return made;
}

const address = (page, query) =>
  new URL((page === "overview" ? "" : page) + (query ? `?${query}` : ""), document.baseURI).href;

const cells = (tag, texts) => texts.map((text) => element(tag, {}, text));

/** A sentence in which no line ends within a number, or between it and what it counts. */
const sentence = (text) =>
  text.split(/([(+]?\d[\d.,\u2013-]*%?\)?(?: \p{Script=Han})?)/u)
    .map((part, index) => (index % 2 ? element("span", {}, part) : part));

/** What stands below the title of a view: a figure drawn later, or words. */
const bodies = {
  figure: () => [element("div", { className: "figure" })],
  sentences: (texts) => texts.map((text) => element("p", {}, text)),
  cards: (list) => [
    element("ul", {}, ...list.map(({ label, value, unit, notes }) =>
      element("li", {},
        element("h2", {}, label),
        element("p", { className: "meeting-number" }, value, element("small", {}, unit)),
        ...notes.map((note) => element("p", {}, note)),
      ))),
  ],
  table: ({ heads, rows, marked }) => [
    element("table", {},
      element("thead", {}, element("tr", {}, ...cells("th", heads))),
      element("tbody", {}, ...rows.map((row, index) =>
        element("tr", { className: marked[index] ? "meeting-marked" : "" }, ...cells("td", row))))),
  ],
};

class Meeting {
  constructor(host, message) {
    this.host = host;
    this.message = message;
    this.path = location.pathname;
    this.build();
    this.fit();
    this.watcher = new ResizeObserver(() => this.fit());
    this.watcher.observe(host);
    this.forgotten = new AbortController();
    const until = { signal: this.forgotten.signal };
    // Before Streamlit's own keys, such as "r".
    addEventListener("keydown", (event) => this.press(event), { capture: true, ...until });
    addEventListener("popstate", () => this.goBack(), until);
    this.next.focus({ preventScroll: true, focusVisible: false });
  }

  build() {
    const { views, texts, stamp, leave } = this.message;
    this.views = views.map((view, index) => {
      const kind = Object.keys(bodies).find((name) => view[name]);
      const body = element("div", { className: `meeting-body meeting-${kind}` },
        ...bodies[kind](view[kind]));
      const place = `${index + 1} / ${views.length}`;
      const section = element("section",
        { className: "meeting-view", role: "group", "aria-label": `${place} ${view.title}` },
        element("h1", {}, ...sentence(view.title)), element("p", { className: "meeting-measured" }, view.subtitle),
        body);
      return { ...view, kind, body, section, place };
    });
    const button = (text, name, step) => element("button",
      { type: "button", title: name, ariaLabel: name, onclick: () => this.go(this.index + step) }, text);
    const link = (text, name) => element("a", { title: name, ariaLabel: name }, text);
    this.previous = button("\u2190", texts.previous, -1);
    this.next = button("\u2192", texts.next, 1);
    this.progress = element("output", {});
    this.question = link("?", texts.question);
    this.leave = link("\u00D7", texts.leave);
    this.leave.href = address(this.path.slice(new URL(document.baseURI).pathname.length), leave);
    this.said = element("p", { className: "meeting-said", "aria-live": "polite" });
    this.stage = element("div", { className: "meeting-stage" },
      ...this.views.map(({ section }) => section),
      element("footer", {},
        element("p", {}, ...stamp.map((part) => element("span", {}, part))),
        element("nav", { ariaLabel: texts.name },
          this.previous, this.progress, this.next, this.question, this.leave)),
      this.said);
    this.host.replaceChildren(this.stage);
    this.show(this.named(new URLSearchParams(location.search).get("view")));
  }

  /** Lay the stage out for the shape of this screen, and scale it. */
  fit() {
    const { clientWidth: width, clientHeight: height } = this.host;
    if (!width || !height) return;
    const scale = Math.min(width / WIDTH, height / HEIGHT);
    Object.assign(this.stage.style, {
      width: `${width / scale}px`,
      height: `${height / scale}px`,
      transform: `scale(${scale})`,
    });
    this.draw();
  }

  /** Draw the figures: the one that is looked at first, then those that come next. */
  draw() {
    const later = this.views.map((_, step) => this.views[(this.index + step) % this.views.length]);
    for (const view of later) {
      if (view.kind === "figure") this.drawFigure(view);
      if (view.kind === "table") this.tighten(view);
    }
  }

  /** Let the cells of a long table have one line each, so that all of its rows are seen. */
  tighten({ body }) {
    body.classList.remove("meeting-tight");
    body.classList.toggle("meeting-tight", body.scrollHeight > body.clientHeight);
  }

  drawFigure(view) {
    const { figure } = view.figure;
    const height = view.body.clientHeight;
    if (view.height !== height) {
      view.height = height;
      const message = { ...view.figure, figure: { ...figure, layout: { ...figure.layout, height } } };
      view.bytes = new TextEncoder().encode(JSON.stringify(message));
    }
    view.remove = figures.draw({ data: view.bytes, parentElement: view.body, setTriggerValue() {} });
  }

  named(name) {
    return Math.max(0, this.views.findIndex((view) => view.name === name));
  }

  go(index) {
    const chosen = Math.min(Math.max(index, 0), this.views.length - 1);
    if (chosen === this.index) return;
    this.show(chosen);
    const url = new URL(location.href);
    url.searchParams.set("view", this.views[chosen].name);
    history.replaceState(history.state, "", url);
  }

  show(index) {
    this.index = index;
    for (const [place, { section }] of this.views.entries()) {
      section.inert = place !== index;
      section.classList.toggle("meeting-shown", place === index);
    }
    const { place, title, page, query } = this.views[index];
    this.progress.textContent = place;
    this.said.textContent = `${place} ${title}`;
    this.previous.ariaDisabled = index === 0;
    this.next.ariaDisabled = index === this.views.length - 1;
    this.question.href = address(page, query);
  }

  press(event) {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const { key } = event;
    const actions = {
      Home: () => this.go(0),
      End: () => this.go(this.views.length - 1),
      Escape: () => this.leave.click(),
      "?": () => this.question.click(),
    };
    // On a button the space bar is the button's own.
    if (!event.target.closest?.("button")) {
      actions[" "] = () => this.go(this.index + (event.shiftKey ? -1 : 1));
    }
    const step = STEPS[key];
    const action = step ? () => this.go(this.index + step) : actions[key];
    if (!action) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    action();
  }

  /** The address was changed by the back button, after which Streamlit itself shows nothing new. */
  goBack() {
    if (location.pathname !== this.path) return;
    const query = new URLSearchParams(location.search);
    if (query.get("mode") !== "meeting") location.reload();
    else this.show(this.named(query.get("view")));
  }

  end() {
    this.forgotten.abort();
    this.watcher.disconnect();
    for (const view of this.views) view.remove?.();
  }
}

const same = (one, other) =>
  one?.length === other.length && one.every((byte, index) => byte === other[index]);

export function draw({ data, parentElement }) {
  const host = parentElement.querySelector(".meeting");
  const known = meetings.get(host);
  if (known && same(known.bytes, data)) {
    known.meeting.draw(); // perhaps dark by now
  } else {
    known?.meeting.end();
    const meeting = new Meeting(host, JSON.parse(new TextDecoder().decode(data)));
    meetings.set(host, { bytes: data, meeting });
  }
  // Streamlit also calls this for an update that was overtaken: look whether it is really gone.
  return () => setTimeout(() => host.isConnected || remove(host));
}

function remove(host) {
  meetings.get(host)?.meeting.end();
  meetings.delete(host);
}
