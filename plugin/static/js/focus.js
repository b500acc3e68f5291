// After a form came back: the focus goes to the words that say what to put right.
document.querySelector("[data-focus]")?.focus();
