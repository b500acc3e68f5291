// After an '@' the names of those who read it: chosen with the arrows and Enter, closed with Escape. Without this, people type them.
const LONGEST = 40; // characters of a name that is being typed

class Names {
  constructor(field, told) {
    this.field = field;
    this.told = told;
    this.list = null;
    this.turn = 0;
    field.addEventListener(field.editor ? "trix-change" : "input", () => this.look());
    field.addEventListener("keydown", (event) => this.key(event), true);
    field.addEventListener("blur", () => setTimeout(() => this.close(), 150));
  }

  before() {
    if (!this.field.editor) return this.field.value.slice(0, this.field.selectionStart);
    const [at] = this.field.editor.getSelectedRange();
    return this.field.editor.getDocument().toString().slice(0, at);
  }

  async look() {
    const found = new RegExp(`(?:^|[\\s(])@([^@\\n]{0,${LONGEST}})$`).exec(this.before());
    const turn = (this.turn += 1);
    if (!found || /\s{2}|\s\S+\s\S+\s/.test(found[1])) return this.close();
    this.typed = found[1];
    const answer = await fetch(`${this.told.dataset.calls}?begins=${encodeURIComponent(this.typed)}`).catch(() => null);
    if (turn !== this.turn) return;
    const names = answer?.ok ? await answer.text() : "";
    if (turn !== this.turn) return;
    names.trim() ? this.open(names) : this.close();
  }

  open(names) {
    if (!this.list) {
      this.list = document.createElement("ul");
      this.list.className = "names";
      this.list.id = `${this.field.id}-names`;
      this.list.setAttribute("role", "listbox");
      this.list.setAttribute("aria-label", this.told.dataset.label);
      this.list.addEventListener("mousedown", (event) => {
        event.preventDefault();
        const chosen = event.target.closest("li");
        if (chosen) this.take(chosen);
      });
      this.field.after(this.list);
      this.field.setAttribute("aria-controls", this.list.id);
    }
    this.list.innerHTML = names;
    [...this.list.children].forEach((one, at) => { one.id = `${this.list.id}-${at}`; });
    this.mark(this.list.firstElementChild);
  }

  mark(one) {
    for (const other of this.list.children) other.setAttribute("aria-selected", String(other === one));
    this.field.setAttribute("aria-activedescendant", one.id);
    document.getElementById("live").textContent = one.textContent;
  }

  close() {
    this.turn += 1;
    this.list?.remove();
    this.list = null;
    for (const name of ["aria-controls", "aria-activedescendant"]) this.field.removeAttribute(name);
  }

  key(event) {
    if (!this.list || event.isComposing) return;
    const now = this.list.querySelector("[aria-selected=true]");
    const does = {
      ArrowDown: () => this.mark(now.nextElementSibling ?? this.list.firstElementChild),
      ArrowUp: () => this.mark(now.previousElementSibling ?? this.list.lastElementChild),
      Enter: () => this.take(now),
      Tab: () => this.take(now),
      Escape: () => this.close(),
    }[event.key];
    if (!does) return;
    event.preventDefault();
    event.stopPropagation();
    does();
  }

  take(one) {
    const name = `${one.textContent} `;
    if (this.field.editor) {
      const [at] = this.field.editor.getSelectedRange();
      this.field.editor.setSelectedRange([at - this.typed.length, at]);
      this.field.editor.insertString(name);
    } else {
      const at = this.field.selectionStart;
      this.field.setRangeText(name, at - this.typed.length, at, "end");
      this.field.dispatchEvent(new Event("input", { bubbles: true }));
    }
    this.field.focus();
    this.close();
  }
}

const begin = (field) => {
  const told = field.closest("form")?.querySelector("[data-calls]");
  if (told && !field.dataset.calls) {
    field.dataset.calls = "on";
    new Names(field, told);
  }
};

// An editor is ready a moment after the page; a plain textarea as it gets the focus.
document.addEventListener("focusin", ({ target }) => {
  if (target.matches?.("trix-editor, textarea")) begin(target);
});
