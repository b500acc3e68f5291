// The outline: after a section has moved, says where it stands and gives the focus back to the button that moved it; and
// lets a pointer drag sections. Dragging sends the same form as the buttons: the order on the page is only its preview.
(() => {
  const form = document.querySelector("form[data-outline]");
  if (!form) return;
  const list = form.querySelector("ol");

  const at = list.querySelector("li[data-say]");
  const tell = () => {
    const { by, say } = at.dataset;
    const button = at.querySelector(`button[value="${by}"]:enabled`) ?? at.querySelector("button[name=to]:enabled");
    (by === "up" || by === "down" ? button : at.querySelector("a"))?.focus();
    document.getElementById("live").textContent = say;
  };
  // Once the page is there: going to #s-... takes the focus away, and a region that is born with words is not read out.
  if (at) window.addEventListener("load", () => window.setTimeout(tell, 50));

  let dragged = null; // { row, next }: next is what it stood before
  const drag = (event) => {
    const row = event.target.closest("[data-grip]")?.closest("li");
    if (!row || event.button || dragged) return;
    event.preventDefault();
    list.setPointerCapture(event.pointerId); // the row itself changes its place, and would lose it
    dragged = { row, next: row.nextElementSibling };
    row.classList.add("dragged");
  };
  const preview = (event) => {
    if (!dragged) return;
    const others = [...list.children].filter((one) => one !== dragged.row);
    const next = others.find((one) => {
      const box = one.getBoundingClientRect();
      return event.clientY < box.top + box.height / 2;
    });
    if ((next ?? null) !== dragged.row.nextElementSibling) list.insertBefore(dragged.row, next ?? null);
  };
  const stop = () => {
    const { row, next } = dragged;
    row.classList.remove("dragged");
    dragged = null;
    return { row, next };
  };
  const drop = () => {
    if (!dragged) return;
    const { row, next } = stop();
    if (row.nextElementSibling === next) return;
    form.elements.after.value = row.previousElementSibling?.dataset.section ?? "first";
    form.action = row.dataset.move;
    form.submit();
  };
  const leave = () => {
    if (!dragged) return;
    const { row, next } = stop();
    list.insertBefore(row, next);
  };

  for (const grip of list.querySelectorAll("[data-grip]")) grip.hidden = false;
  list.addEventListener("pointerdown", drag);
  list.addEventListener("pointermove", preview);
  list.addEventListener("pointerup", drop);
  list.addEventListener("pointercancel", leave);
  document.addEventListener("keydown", (event) => event.key === "Escape" && leave());
})();
