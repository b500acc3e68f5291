// Puts the editor in the place of every textarea[data-editor]. The textarea stays behind it and holds what is sent:
// the editor writes its HTML there on every change, and the hidden <name>_format says 'html' instead of 'plain'.
(() => {
  const { config } = window.Trix;
  // Paragraphs, as the server keeps them; a heading that was pasted stays one of the kind that the server keeps.
  Object.assign(config.blockAttributes.default, { tagName: "p", breakOnReturn: true });
  config.blockAttributes.heading1.tagName = "h3";

  const escaped = (text) => {
    const holder = document.createElement("div");
    holder.textContent = text;
    return holder.innerHTML;
  };
  const paragraphs = (text) =>
    text.trim() &&
    text.trim().split(/\n\s*\n/).map((part) => `<p>${escaped(part).replaceAll("\n", "<br>")}</p>`).join("");

  // A browser that gives a form back (Back, reload) gives the HTML back too, with its format.
  const words = (textarea, format) =>
    format.value === "html" ? textarea.value : textarea.dataset.html ?? paragraphs(textarea.value);

  const made = (textarea, id) => {
    const editor = document.createElement("trix-editor");
    const label = document.querySelector(`label[for="${id}"]`);
    const told = { id, input: textarea.id, toolbar: textarea.dataset.editor, "aria-multiline": "true", "aria-label": label.textContent.trim() };
    for (const name of ["aria-describedby", "aria-invalid", "placeholder"]) told[name] = textarea.getAttribute(name);
    if (textarea.required) told["aria-required"] = "true";
    for (const [name, value] of Object.entries(told)) if (value) editor.setAttribute(name, value);
    editor.dataset.rows = textarea.rows;
    editor.className = "words";
    return editor;
  };

  // Buttons answer the keyboard too (the editor itself listens to the mouse alone), with arrows between them.
  const wire = (tools, editor) => {
    const buttons = [...tools.querySelectorAll("[data-trix-attribute]")];
    buttons.forEach((button, at) => {
      button.tabIndex = at ? -1 : 0;
      button.addEventListener("click", (event) => {
        if (event.detail) return;
        button.dispatchEvent(new MouseEvent("mousedown", { bubbles: true, cancelable: true }));
        if (button.dataset.trixAttribute !== "href") editor.focus();
      });
    });
    tools.addEventListener("keydown", (event) => {
      const from = buttons.indexOf(event.target);
      const turned = getComputedStyle(tools).direction === "rtl" ? -1 : 1;
      const step = { ArrowRight: turned, ArrowLeft: -turned }[event.key];
      if (from < 0 || !step) return;
      const next = buttons.at((from + step) % buttons.length);
      buttons.forEach((button) => { button.tabIndex = button === next ? 0 : -1; });
      next.focus();
      event.preventDefault();
    });
    editor.addEventListener("trix-attributes-change", ({ attributes }) => {
      for (const button of buttons) button.setAttribute("aria-pressed", String(Boolean(attributes[button.dataset.trixAttribute])));
    });
  };

  const upgrade = (textarea) => {
    const format = document.getElementById(textarea.dataset.format);
    const tools = document.getElementById(textarea.dataset.editor);
    const id = textarea.id;
    textarea.value = words(textarea, format);
    format.value = "html";
    textarea.id = `${id}-sent`;
    textarea.hidden = true;
    tools.hidden = false;
    const editor = made(textarea, id);
    textarea.after(tools, editor);
    wire(tools, editor);
    // The editor draws with the next frame and only then fills the textarea: quick fingers would lose a last letter.
    textarea.form?.addEventListener("submit", () => editor.editorController?.render());
  };

  document.addEventListener("trix-file-accept", (event) => event.preventDefault());
  document.querySelectorAll("textarea[data-editor]:enabled").forEach(upgrade);
})();
