// A passage that is marked in the thing on this page can be taken into the field for it.
const MOST = 500; // characters; as many as the field takes
let marked = "";

document.addEventListener("selectionchange", () => {
  const selection = document.getSelection();
  const within = selection.anchorNode?.parentElement?.closest(".reading");
  const words = selection.toString().trim().replace(/\s+/g, " ");
  if (within && words) marked = words.slice(0, MOST);
});

for (const root of document.querySelectorAll("[data-quote]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "bare small";
  button.textContent = root.dataset.quote;
  button.addEventListener("click", () => {
    const field = root.querySelector("input");
    if (marked) field.value = marked;
    field.focus();
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
  root.append(button);
}
