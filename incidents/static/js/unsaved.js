// Warns before a form with unsaved changes is left: <form data-unsaved>, or data-unsaved="changed" where the
// server shows again what was typed and not saved.
(() => {
  "use strict";

  const changed = new Set();

  document.querySelectorAll("form[data-unsaved]").forEach((form) => {
    const mark = () => changed.add(form);
    if (form.dataset.unsaved === "changed") mark();
    form.addEventListener("input", mark);
    form.addEventListener("change", mark);
    form.addEventListener("incidents:rows-changed", mark);
    form.addEventListener("submit", () => changed.delete(form));
  });

  window.addEventListener("beforeunload", (event) => {
    if (changed.size === 0) return;
    event.preventDefault();
    event.returnValue = ""; // older browsers ask only when this is set
  });
})();
