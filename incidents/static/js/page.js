// On every page: closes open menus, opens the section a link points into, says when the sign-in has run out.
// Pages work without this file.
(() => {
  "use strict";

  const openMenus = () => document.querySelectorAll("details.menu[open]");

  document.addEventListener("click", (event) => {
    openMenus().forEach((menu) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    openMenus().forEach((menu) => {
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  });

  // A link to a field in a closed section (from the error summary, from the side list) opens the section first.
  const reveal = () => {
    const name = decodeURIComponent(location.hash.slice(1));
    const target = name && document.getElementById(name);
    if (!target) return;
    for (let part = target.closest("details"); part; part = part.parentElement.closest("details")) part.open = true;
    if (target.matches("input, select, textarea")) target.focus();
    else target.scrollIntoView();
  };
  window.addEventListener("hashchange", reveal);
  if (location.hash) reveal();

  // Other scripts send this event when the server answers 401.
  document.addEventListener("incidents:signed-out", () => {
    const dialog = document.getElementById("signed-out");
    if (dialog && dialog.showModal && !dialog.open) dialog.showModal();
  });
})();
