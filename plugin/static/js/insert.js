// A question at hand, or a whole agenda, is put into the field it is for, on a line of its own, by one tap.
(() => {
  const put = (field, words) => {
    const editor = field.form.querySelector(`trix-editor[input="${field.id}"]`)?.editor;
    if (editor) {
      const before = editor.getDocument().toString().replace(/\n$/, "");
      editor.setSelectedRange(before.length);
      if (before.trim()) editor.insertLineBreak();
      words.split("\n").forEach((line, at) => {
        if (at) editor.insertLineBreak();
        editor.insertString(line);
      });
    } else {
      const before = field.value.trimEnd();
      const apart = field.tagName === "TEXTAREA" ? "\n" : " ";
      field.value = before ? `${before}${apart}${words}` : words;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
    document.getElementById("live").textContent = words;
  };

  // The buttons come as the list is opened: a page has many lists, and few are looked into.
  const furnish = (bank) => {
    const form = bank.closest("form");
    for (const line of bank.querySelectorAll("li")) {
      const words = line.dataset.words ?? line.textContent.trim();
      const called = line.querySelector("b")?.textContent ?? words;
      const button = document.createElement("button");
      button.type = "button";
      button.className = "bare small";
      button.textContent = bank.dataset.use;
      button.setAttribute("aria-label", `${bank.dataset.use}: ${called}`);
      button.addEventListener("click", () => {
        put(form.elements.namedItem(bank.dataset.insert), words);
        button.textContent = `✓ ${bank.dataset.use}`;
      });
      line.append(button);
    }
  };

  for (const bank of document.querySelectorAll("[data-insert]")) bank.addEventListener("toggle", () => furnish(bank), { once: true });
})();
