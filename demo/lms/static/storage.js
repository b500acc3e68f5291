// Platform storage (LTI Client Side postMessages): keeps a few words for tools in frames, each frame's apart, as long
// as this page stands. Only tools that were added to this LMS are answered. Where `data-frame` names another frame, this
// page merely says that the words are kept there.
const origins = document.currentScript.dataset.origins.split(" ");
const elsewhere = document.currentScript.dataset.frame;
const MOST_KEYS = 500;
const MOST_LETTERS = 4096;
const kept = new WeakMap();

function words(event) {
  const frames = kept.get(event.source) || {};
  kept.set(event.source, frames);
  frames[event.origin] = frames[event.origin] || new Map();
  return frames[event.origin];
}

function put(message, store) {
  const { key, value } = message;
  if (value === undefined || value === null) {
    store.delete(key);
    return { key };
  }
  if (typeof value !== "string") return fault("bad_request", "value must be a text");
  if (value.length > MOST_LETTERS || (store.size >= MOST_KEYS && !store.has(key))) {
    return fault("storage_exhaustion", "there is no room for this");
  }
  store.set(key, value);
  return { key, value };
}

function fault(code, said) {
  return { error: { code, message: said } };
}

function answer(message, event) {
  if (message.subject === "lti.capabilities") {
    const frame = elsewhere || window.name || "_parent";
    const stored = ["lti.put_data", "lti.get_data"].map((subject) => ({ subject, frame }));
    return { supported_messages: [{ subject: "lti.capabilities" }, { subject: "lti.frameResize" }, ...stored] };
  }
  if (elsewhere) return fault("unsupported_subject", `this is kept in the frame ${elsewhere}`);
  if (typeof message.key !== "string" || !message.key) return fault("bad_request", "key is missing");
  const store = words(event);
  if (message.subject === "lti.put_data") return put(message, store);
  return { key: message.key, value: store.has(message.key) ? store.get(message.key) : null };
}

window.addEventListener("message", (event) => {
  const message = event.data;
  if (!event.source) return; // whoever asked has gone on meanwhile
  const known = ["lti.capabilities", "lti.put_data", "lti.get_data"];
  if (!message || typeof message !== "object" || !known.includes(message.subject)) return;
  const { subject, message_id } = message;
  let said = fault("bad_request", "message_id is missing");
  if (!origins.includes(event.origin)) said = fault("wrong_origin", "no tool of this LMS lives there");
  else if (typeof message_id === "string" && message_id) said = answer(message, event);
  event.source.postMessage({ subject: `${subject}.response`, message_id, ...said }, event.origin);
});
