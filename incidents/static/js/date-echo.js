// Says back in words how a typed date is understood:
//   <input data-echo="/dates/say" data-echo-to="id"> <output id="id">
// asks /dates/say?text=… and expects {"sentence": "between 3 and 5 April 2017", "understood": true}.
(() => {
  "use strict";

  const PAUSE = 250; // milliseconds after the last key
  const waiting = new WeakMap();

  const show = (output, answer) => {
    output.textContent = answer.sentence || "";
    output.dataset.understood = answer.understood === false ? "no" : "yes";
  };

  const ask = async (input, output) => {
    const before = waiting.get(input);
    if (before) before.abort();
    const text = input.value.trim();
    if (!text) return show(output, {});
    const stop = new AbortController();
    waiting.set(input, stop);
    const address = new URL(input.dataset.echo, location.href);
    address.searchParams.set("text", text);
    try {
      const answer = await fetch(address, { headers: { Accept: "application/json" }, signal: stop.signal });
      if (answer.status === 401) document.dispatchEvent(new Event("incidents:signed-out"));
      else if (answer.ok || answer.status === 422) show(output, await answer.json());
    } catch (problem) {
      if (problem.name !== "AbortError") show(output, {}); // the server reads the date again on saving
    }
  };

  // One listener on the document, so that rows added later are heard too.
  const timers = new WeakMap();
  document.addEventListener("input", (event) => {
    const input = event.target;
    const output = input.dataset.echo && document.getElementById(input.dataset.echoTo);
    if (!output) return;
    clearTimeout(timers.get(input));
    timers.set(input, setTimeout(() => ask(input, output), PAUSE));
  });
})();
