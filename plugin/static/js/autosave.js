// Keeps what somebody is writing, a moment after each pause, and says so. The form itself stays as it is: what is sent
// here has a one-time key of its own. Where the connection is gone it tries again; where the visit has ended, the
// server keeps the words all the same, as long as this browser is theirs.
(() => {
  const PAUSE = 2500;
  const AGAIN = 15000;
  const live = document.getElementById("live");

  const typed = (form) => {
    const data = new FormData(form);
    for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
    data.set("once", crypto.randomUUID());
    data.set("form_place", new URL(form.getAttribute("action"), location.href).pathname.replace(/^\/v\/[^/]+/, ""));
    return new URLSearchParams(data);
  };
  const words = (form) => [...typed(form)].filter(([name]) => name !== "once").join();
  const line = (form) => {
    const made = document.createElement("p");
    made.className = "kept small quiet";
    form.append(made);
    return made;
  };

  const keep = (form) => {
    let waiting, said, before = words(form), sent = false;
    const later = (after) => {
      clearTimeout(waiting);
      waiting = setTimeout(save, after);
    };
    const say = (sentence) => {
      said ??= line(form);
      if (said.textContent !== sentence) live.textContent = sentence;
      said.textContent = sentence;
    };
    const save = async () => {
      const now = words(form);
      if (sent || now === before) return;
      try {
        const answer = await fetch(form.dataset.keep, { method: "POST", body: typed(form), keepalive: now.length < 50000 });
        if (sent) return;
        if (answer.status === 401) return say(form.dataset.over);
        if (!answer.ok) return;
        before = now;
        const time = new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
        say(form.dataset.kept.replace("{time}", time));
      } catch {
        say(form.dataset.notKept);
        later(AGAIN);
      }
    };

    for (const event of ["input", "change", "trix-change"]) form.addEventListener(event, () => later(PAUSE));
    form.addEventListener("submit", () => { sent = true; clearTimeout(waiting); });
    // A page that is left with words in it keeps them at once.
    document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && save());
  };

  // After the editor has taken its places, so that what it makes of the words does not count as written.
  requestAnimationFrame(() => document.querySelectorAll("form[data-keep]").forEach(keep));
})();

// More than the server takes in one go is not sent: what was pasted would be gone from the page.
{
  const MOST = 950_000; // characters as they are sent
  for (const form of document.querySelectorAll("form[data-too-much]")) {
    form.addEventListener(
      "submit",
      (event) => {
        if (new URLSearchParams(new FormData(form)).toString().length <= MOST) return;
        event.preventDefault();
        event.stopImmediatePropagation();
        const said = form.querySelector(".too-much") ?? document.createElement("p");
        said.className = "error too-much";
        said.setAttribute("role", "alert");
        said.textContent = form.dataset.tooMuch;
        form.append(said);
      },
      { capture: true },
    );
  }
}
