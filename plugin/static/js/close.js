// Tells the LMS that registration is over (LTI Dynamic Registration 1.0); it then closes this page. Where it does
// not, the button asks once more and closes a window that a script may close. Nothing but the subject is sent, so
// anybody may hear it.
(() => {
  const lms = window.opener || window.parent;
  const tell = () => lms.postMessage({ subject: "org.imsglobal.lti.close" }, "*");
  for (const button of document.querySelectorAll("[data-lti-close]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      tell();
      window.close();
    });
  }
  tell();
})();
