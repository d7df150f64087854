// Adds and removes repeated parts of a form without leaving the place one is at. The buttons are plain submit
// buttons (name="do" value="add:figures"); the server answers with the whole page again, and only rows are
// taken from it. Whatever goes wrong, the button sends the form as it would have without this file.
(() => {
  "use strict";

  const HEADERS = { Accept: "text/html", "X-Requested-With": "fetch" };
  const CONTROLS = "input:not([type=hidden]), select, textarea";

  const send = async (form, button) => {
    const body = new FormData(form);
    body.append(button.name, button.value);
    const address = button.getAttribute("formaction") || form.getAttribute("action") || location.href;
    const answer = await fetch(address, { method: "POST", body, headers: HEADERS });
    if (answer.status === 401) {
      document.dispatchEvent(new Event("incidents:signed-out"));
      return null;
    }
    return new DOMParser().parseFromString(await answer.text(), "text/html");
  };

  const focusAfter = (rows, value) => {
    const all = rows.querySelectorAll("[data-row]");
    const [verb, , index] = value.split(":");
    const row = verb === "add" ? all[all.length - 1] : all[Math.min(Number(index), all.length - 1)];
    const target = (row && row.querySelector(CONTROLS)) || rows.querySelector("[data-rows-button]");
    if (target) target.focus();
  };

  const change = async (form, button) => {
    const rows = button.closest("[data-rows]");
    rows.inert = true; // what is typed into them now would be lost with them
    const page = await send(form, button).finally(() => { rows.inert = false; });
    if (!page) return;
    const fresh = page.getElementById(rows.id);
    if (!fresh) throw new Error("the answer has no such rows");
    // Rows elsewhere may offer the new row to choose from, so all of them are taken from the answer.
    for (const other of form.querySelectorAll("[data-rows]")) {
      const renewed = page.getElementById(other.id);
      if (renewed) other.replaceWith(document.importNode(renewed, true));
    }
    focusAfter(document.getElementById(rows.id), button.value);
    form.dispatchEvent(new CustomEvent("incidents:rows-changed"));
  };

  document.addEventListener("submit", (event) => {
    const form = event.target;
    const button = event.submitter;
    if (!button || !button.matches("[data-rows-button]") || form.dataset.plain) return;
    event.preventDefault();
    event.stopImmediatePropagation(); // the form stays here, with its unsaved changes
    if (form.getAttribute("aria-busy") === "true") return;
    form.setAttribute("aria-busy", "true");
    change(form, button)
      .catch(() => {
        form.dataset.plain = "yes";
        form.requestSubmit(button);
      })
      .finally(() => form.removeAttribute("aria-busy"));
  }, true);
})();
