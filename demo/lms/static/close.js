// The tool says when its registration is over, from the frame: then the list of tools shows it.
const done = document.getElementById("done");
window.addEventListener("message", (event) => {
  if (event.origin !== done.dataset.origin) return;
  if (event.data && event.data.subject === "org.imsglobal.lti.close") window.location.assign(done.href);
});
