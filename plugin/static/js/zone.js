// Proposes the browser's time zone where nobody has confirmed one yet. The person still has to say yes.
(() => {
  const guess = Intl.DateTimeFormat().resolvedOptions().timeZone;
  for (const select of document.querySelectorAll("select[data-zone]")) {
    const known = [...select.options].some((option) => option.value === guess);
    if (known) select.value = guess;
  }
})();
