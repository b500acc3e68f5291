// Tells the LMS how tall this page is, so that its frame can grow with it (lti.frameResize). Where it is ignored
// nothing is lost: the page scrolls. Only a height is sent, so any parent may hear it.
(() => {
  if (window.parent === window) return;
  let told = 0;
  let waiting = 0;

  // The body's own height, never the document's: that one is at least as tall as the frame and could not shrink again.
  const height = () => {
    const ends = [document.body, ...document.querySelectorAll(".menu[open] > div")]
      .map((part) => part.getBoundingClientRect().bottom + window.scrollY);
    return Math.ceil(Math.max(...ends));
  };
  const tell = () => {
    waiting = 0;
    const now = height();
    // A pixel or two is what a scrollbar's coming and going makes: answering it would never end.
    if (Math.abs(now - told) < 3) return;
    told = now;
    window.parent.postMessage({ subject: "lti.frameResize", height: now }, "*");
  };
  const soon = () => {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(tell, 80);
  };

  new ResizeObserver(soon).observe(document.body);
  document.addEventListener("toggle", soon, true);
  window.addEventListener("load", soon);
})();
