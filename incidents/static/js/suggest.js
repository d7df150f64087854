// Fills the <datalist> of a field while somebody types:
//   <input list="id" data-suggest="/sources/suggest?q="> <datalist id="id">
// asks that address with the typed words and expects [{"value": "SRC-…", "label": "Title, publisher, year"}].
(() => {
  "use strict";

  const PAUSE = 200; // milliseconds after the last key
  const LEAST = 2; // letters before it is worth asking
  const timers = new WeakMap();
  const waiting = new WeakMap();

  const fill = (list, answers) => {
    list.replaceChildren(
      ...answers.map(({ value, label }) => {
        const option = document.createElement("option");
        option.value = value;
        option.label = label;
        option.textContent = label;
        return option;
      }),
    );
  };

  const ask = async (input, list) => {
    const before = waiting.get(input);
    if (before) before.abort();
    const stop = new AbortController();
    waiting.set(input, stop);
    try {
      const address = input.dataset.suggest + encodeURIComponent(input.value.trim());
      const answer = await fetch(address, { headers: { Accept: "application/json" }, signal: stop.signal });
      if (answer.status === 401) document.dispatchEvent(new Event("incidents:signed-out"));
      else if (answer.ok) fill(list, await answer.json());
    } catch (problem) {
      if (problem.name !== "AbortError") fill(list, []); // typing by hand goes on without suggestions
    }
  };

  document.addEventListener("input", (event) => {
    const input = event.target;
    if (!input.dataset.suggest || !input.list) return;
    clearTimeout(timers.get(input));
    // Choosing from the list is an input event too; the chosen value needs no second question.
    const chosen = Array.from(input.list.options).some((option) => option.value === input.value);
    if (chosen || input.value.trim().length < LEAST) return;
    timers.set(input, setTimeout(() => ask(input, input.list), PAUSE));
  });
})();
