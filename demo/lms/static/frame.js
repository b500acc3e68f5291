// Gives the tool's frame the height it asks for (lti.frameResize), whoever else may be sending messages.
const frame = document.querySelector("iframe.tool");

function heightAsked(said) {
  let message = said;
  if (typeof said === "string") {
    try { message = JSON.parse(said); } catch { return NaN; }
  }
  return message && message.subject === "lti.frameResize" ? Number.parseFloat(message.height) : NaN;
}

window.addEventListener("message", (event) => {
  if (event.source !== frame.contentWindow || event.origin !== frame.dataset.origin) return;
  const height = heightAsked(event.data);
  if (Number.isFinite(height)) frame.style.height = `${Math.min(Math.max(height, 320), 20000)}px`;
});
