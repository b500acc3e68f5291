// Speaks with the page of the LMS around us, which keeps a word for us where our own cookie may not come back (LTI
// platform storage: lti.put_data, lti.get_data). Silence is an answer too: after a moment we go on without it.
(() => {
  // Milliseconds. Only an LMS that has offered its storage is asked; a slow page of it is worth waiting for, since
  // without its word nothing but a window of our own is left.
  const PATIENCE = 6000;
  const AGAIN = 250; // its frame may still be loading
  const part = document.querySelector("[data-storage]");
  const { storage: subject, target, origin, key, value } = part.dataset;
  const around = window.parent === window ? window.opener : window.parent;
  const message_id = `tandem-${Date.now()}-${Math.random()}`;

  const frame = (name) => {
    try {
      return name === "_parent" ? around : around.frames[name];
    } catch {
      return undefined; // a page of another origin has no frame of that name
    }
  };
  // To that origin alone: whoever else may stand around us learns nothing.
  const send = (name) => frame(name)?.postMessage({ subject, message_id, key, ...(value && { value }) }, origin);

  // Which frame answers may differ from the one that the login named; then it is asked as well.
  const asking = new Set([target]);
  const capable = ({ supported_messages: known }) => {
    const named = Array.isArray(known) && known.find((one) => one?.subject === subject)?.frame;
    if (typeof named === "string") asking.add(named);
  };
  const ask = () => {
    around.postMessage({ subject: "lti.capabilities", message_id: `${message_id}-capabilities` }, "*");
    asking.forEach(send);
  };
  const asked = new Promise((answered) => {
    window.setTimeout(answered, PATIENCE);
    if (!around) return answered();
    window.addEventListener("message", ({ data, origin: from, source }) => {
      if (data?.subject === "lti.capabilities.response" && source === around) capable(data);
      if (data?.subject !== `${subject}.response` || data.message_id !== message_id || from !== origin) return;
      answered(data.error ? undefined : data.value);
    });
    ask();
    window.setInterval(ask, AGAIN);
  });

  asked.then((kept) => {
    if (part.tagName === "A") return window.location.replace(part.href);
    part.elements.proof.value = typeof kept === "string" ? kept : "";
    part.submit();
  });
})();
