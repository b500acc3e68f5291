// The tool may open its return address inside the frame: then the whole window goes back, not the frame alone.
const back = document.getElementById("back");
if (window.top !== window.self) window.top.location.assign(back.href);
else window.location.replace(back.href);
