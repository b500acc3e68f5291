// A PDF in the page, one page at a time, drawn by pdf.js: fetched by ranges, no eval, no inline style.
const SMALLEST = 0.5;
const LARGEST = 4;
const STEP = 1.25;
const MOST_PIXELS = 12_000_000; // of a canvas; phones give up above

// A post that is about a page leads here with '#page=12'.
function told_page() {
  return Number(/^#page=(\d{1,6})$/.exec(location.hash)?.[1] ?? 1) || 1;
}

class Pages {
  constructor(root) {
    this.root = root;
    this.window = root.querySelector(".pdf-window");
    this.sheet = root.querySelector(".pdf-page");
    this.canvas = root.querySelector("canvas");
    this.words = root.querySelector(".textLayer");
    this.where = root.querySelector("[data-where]");
    this.page = 1;
    this.zoom = 1;
    this.turn = 0; // counts drawings: an older one that comes late is thrown away
  }

  async open() {
    const told = this.root.dataset;
    this.root.hidden = false;
    try {
      this.library = await import(told.library);
      this.library.GlobalWorkerOptions.workerSrc = told.worker;
      this.file = await this.library.getDocument({
        url: told.pdf, withCredentials: true, isEvalSupported: false, enableXfa: false, disableAutoFetch: true,
        disableStream: true, rangeChunkSize: 262_144, cMapUrl: told.maps, cMapPacked: true, standardFontDataUrl: told.fonts,
        wasmUrl: told.decoders,
      }).promise;
    } catch (fault) {
      this.give_up(fault?.name === "PasswordException" ? told.locked : told.wrong);
      return;
    }
    this.listen();
    this.page = Math.min(told_page(), this.file.numPages);
    await this.draw();
  }

  give_up(said) {
    this.root.textContent = said;
    this.root.setAttribute("role", "note");
  }

  listen() {
    for (const button of this.root.querySelectorAll("[data-go]")) {
      button.addEventListener("click", () => this.go(this.page + (button.dataset.go === "on" ? 1 : -1)));
    }
    for (const button of this.root.querySelectorAll("[data-zoom]")) {
      button.addEventListener("click", () => this.resize(button.dataset.zoom === "in" ? STEP : 1 / STEP));
    }
    this.window.addEventListener("keydown", (event) => this.key(event));
    window.addEventListener("hashchange", () => {
      if (!location.hash.startsWith("#page=")) return;
      this.go(told_page());
      this.window.focus();
    });
    let width = this.window.clientWidth;
    new ResizeObserver(() => {
      if (Math.abs(this.window.clientWidth - width) < 8) return;
      width = this.window.clientWidth;
      this.draw();
    }).observe(this.window);
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const does = {
      PageDown: () => this.go(this.page + 1),
      PageUp: () => this.go(this.page - 1),
      Home: () => this.go(1),
      End: () => this.go(this.file.numPages),
      "+": () => this.resize(STEP),
      "-": () => this.resize(1 / STEP),
    }[event.key];
    if (!does) return;
    event.preventDefault();
    does();
  }

  go(page) {
    const wanted = Math.min(Math.max(page, 1), this.file.numPages);
    if (wanted === this.page) return;
    this.page = wanted;
    this.window.scrollTo(0, 0);
    this.draw(true);
  }

  resize(by) {
    this.zoom = Math.min(Math.max(this.zoom * by, SMALLEST), LARGEST);
    this.draw();
  }

  async draw(aloud = false) {
    const turn = (this.turn += 1);
    this.window.setAttribute("aria-busy", "true");
    this.drawing?.cancel();
    this.laying?.cancel();
    try {
      const page = await this.file.getPage(this.page);
      if (turn !== this.turn) return;
      await this.paint(page);
    } catch (fault) {
      if (turn === this.turn && fault?.name !== "RenderingCancelledException") this.give_up(this.root.dataset.wrong);
      return;
    }
    if (turn !== this.turn) return;
    this.window.setAttribute("aria-busy", "false");
    this.say(aloud);
  }

  async paint(page) {
    const wide = page.getViewport({ scale: 1 }).width;
    const scale = (this.window.clientWidth / wide) * this.zoom;
    const view = page.getViewport({ scale });
    const sharp = Math.min(window.devicePixelRatio || 1, Math.sqrt(MOST_PIXELS / (view.width * view.height)));
    this.sheet.style.width = `${Math.floor(view.width)}px`;
    this.sheet.style.height = `${Math.floor(view.height)}px`;
    this.sheet.style.setProperty("--total-scale-factor", scale);
    this.canvas.width = Math.floor(view.width * sharp);
    this.canvas.height = Math.floor(view.height * sharp);
    const transform = sharp === 1 ? null : [sharp, 0, 0, sharp, 0, 0];
    this.drawing = page.render({ canvas: this.canvas, viewport: view, transform });
    this.words.replaceChildren();
    this.laying = new this.library.TextLayer({ textContentSource: page.streamTextContent(), container: this.words, viewport: view });
    await Promise.all([this.drawing.promise, this.laying.render()]);
  }

  say(aloud) {
    const said = this.root.dataset.said.replace("{page}", this.page).replace("{pages}", this.file.numPages);
    this.where.textContent = said;
    this.window.setAttribute("aria-label", `${this.root.dataset.name}, ${said}`);
    for (const button of this.root.querySelectorAll("[data-go]")) {
      const last = button.dataset.go === "on" ? this.file.numPages : 1;
      button.setAttribute("aria-disabled", String(this.page === last));
    }
    if (aloud) document.getElementById("live").textContent = said;
  }
}

for (const root of document.querySelectorAll("[data-pdf]")) new Pages(root).open();
