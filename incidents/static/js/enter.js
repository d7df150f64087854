// On the machine that serves, opening the one-time address is enough: the form sends itself. Elsewhere this file is
// not loaded, because a preview of the address must not use it up.
(() => {
  "use strict";
  document.getElementById("enter")?.requestSubmit();
})();
