// Sends a form that only carries something onward. Its button stays for those without scripts.
document.querySelectorAll("form[data-autosubmit]").forEach((form) => form.submit());
