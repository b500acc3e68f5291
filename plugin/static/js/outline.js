// The outline: after a section has moved, says where it stands and gives the focus back to the button that moved it; and
// lets a pointer drag sections. Dragging sends the same form as the buttons: the order on the page is only its preview.
(() => {
  const form = document.querySelector("form[data-outline]");
  if (!form) return;
  const list = form.querySelector("ol");
  const rows = () => [...list.querySelectorAll(":scope > li")];

  const at = list.querySelector("li[data-say]");
  if (at) {
    const button = at.querySelector(`button[value="${at.dataset.by || "up"}"]:not(:disabled)`) ?? at.querySelector("button:not(:disabled), a");
    (at.dataset.by ? button : at.querySelector("a"))?.focus();
    // after the page is there: a region that is born with words in it is not read out
    window.setTimeout(() => {
      document.getElementById("live").textContent = at.dataset.say;
    }, 100);
  }

  let dragged = null; // { row, next, pointer }
  const stop = (back) => {
    dragged.row.classList.remove("dragged");
    if (back) list.insertBefore(dragged.row, dragged.next);
    const { row, next } = dragged;
    dragged = null;
    return row.nextElementSibling !== next ? row : null;
  };
  const drop = () => {
    const moved = stop(false);
    if (!moved) return;
    form.elements.after.value = moved.previousElementSibling?.dataset.section ?? "first";
    form.action = moved.dataset.move;
    form.requestSubmit();
  };

  for (const grip of list.querySelectorAll("[data-grip]")) {
    grip.hidden = false;
    const row = grip.closest("li");
    grip.addEventListener("pointerdown", (event) => {
      if (event.button || dragged) return;
      event.preventDefault();
      grip.setPointerCapture(event.pointerId);
      dragged = { row, next: row.nextElementSibling };
      row.classList.add("dragged");
    });
    grip.addEventListener("pointermove", (event) => {
      if (dragged?.row !== row) return;
      const above = rows().find((one) => {
        const box = one.getBoundingClientRect();
        return one !== row && event.clientY < box.top + box.height / 2;
      });
      const place = above ?? null;
      if (place !== row.nextElementSibling && place !== row) list.insertBefore(row, place);
    });
    grip.addEventListener("pointerup", () => dragged?.row === row && drop());
    grip.addEventListener("pointercancel", () => dragged?.row === row && stop(true));
  }
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && dragged) stop(true);
  });
})();
