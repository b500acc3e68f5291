// Copies the text of the element that a button names, and says so. LMS frames often forbid the clipboard:
// there the text is selected, so that one keystroke is left to do.
(() => {
  const say = (words) => {
    const live = document.getElementById("live");
    if (live) live.textContent = words;
  };
  const select = (source) => {
    const range = document.createRange();
    range.selectNodeContents(source);
    const selection = window.getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
  };
  // One fact a line: 'When: 24 November'.
  const lines = (source) => {
    const facts = [...source.querySelectorAll("dt")].map(
      (term) => `${term.textContent.trim()}: ${term.nextElementSibling.textContent.trim()}`,
    );
    return facts.length ? facts.join("\n") : source.value ?? source.textContent.trim();
  };
  const copy = async (button) => {
    const source = document.getElementById(button.dataset.copy);
    try {
      await navigator.clipboard.writeText(lines(source));
    } catch {
      select(source);
      if (!document.execCommand("copy")) return say(button.dataset.selected);
    }
    say(button.dataset.copied);
    button.querySelector("[data-label]").textContent = button.dataset.copied;
  };

  for (const button of document.querySelectorAll("[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", () => copy(button));
  }
})();
