// Passes a launch's form on at once; without scripts its Continue button does the same.
document.querySelector("form[data-go-on]").submit();
