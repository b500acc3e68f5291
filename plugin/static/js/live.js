// Asks now and then whether somebody has said something since. Nothing on the page moves by itself: a line appears, with a way to it.
const EVERY = 20_000; // milliseconds
const SLOWEST = 320_000;

for (const place of document.querySelectorAll("[data-live]")) {
  let tag = null;
  let pause = EVERY;
  const ask = async () => {
    if (!document.hidden) {
      try {
        const answer = await fetch(place.dataset.live, { headers: tag ? { "If-None-Match": tag } : {}, cache: "no-store" });
        if (answer.status === 200) {
          tag = answer.headers.get("ETag");
          const said = (await answer.text()).trim();
          if (said !== place.dataset.said) place.innerHTML = place.dataset.said = said;
        }
        if (answer.status >= 400 && answer.status < 500) return; // the visit has ended, or the thing is gone
        pause = answer.status >= 500 ? Math.min(pause * 2, SLOWEST) : EVERY;
      } catch {
        pause = Math.min(pause * 2, SLOWEST);
      }
    }
    setTimeout(ask, pause);
  };
  setTimeout(ask, pause);
}
