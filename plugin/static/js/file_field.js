// Says at once that a file is too large, before anybody waits for it to travel. The server says the same.
for (const field of document.querySelectorAll("input[type=file][data-most]")) {
  const said = field.closest(".field").querySelector("[data-said]");
  said.id = `${field.id}-s`;
  const before = field.getAttribute("aria-describedby") ?? "";
  const look = () => {
    const large = [...field.files].some((file) => file.size > Number(field.dataset.most) * 1_000_000);
    said.hidden = !large;
    said.textContent = large ? field.dataset.tooLarge : "";
    field.toggleAttribute("aria-invalid", large);
    field.setAttribute("aria-describedby", large ? `${before} ${said.id}`.trim() : before);
    return large;
  };
  field.addEventListener("change", look);
  field.form.addEventListener("submit", (event) => {
    if (!look()) return;
    event.preventDefault();
    field.focus();
  });
}
