// What the pages of denouncing gain when scripts run; each works without. Nothing is stored, nothing goes elsewhere.
(() => {
  "use strict";
  const QUICK = 700; // milliseconds between two presses of Escape
  const BATCH = 128; // hashes between two breaths of the page
  const encoder = new TextEncoder();
  let busy = false;
  let mined = null; // { task, number }: the promise of a number for the task of the page
  let escaped = 0;

  // Leaving: what was typed goes, and the place in the history becomes that of another page.
  const leave = () => {
    const target = document.querySelector("[data-leave]").href;
    for (const form of document.forms) form.reset();
    document.title = "";
    document.body.replaceChildren();
    location.replace(target);
  };
  document.addEventListener("click", (event) => {
    const pressed = event.target.closest("[data-leave], [data-copy], [data-print]");
    if (!pressed) return;
    if (pressed.matches("[data-leave]")) {
      event.preventDefault();
      leave();
    } else if (pressed.matches("[data-print]")) print();
    else {
      const receipt = document.querySelector("[data-receipt]").textContent;
      navigator.clipboard.writeText(receipt).then(() => { pressed.textContent = pressed.dataset.done; });
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.repeat) return;
    if (event.timeStamp - escaped < QUICK) leave();
    escaped = event.timeStamp;
  });

  // The work for which a letter is let in at once: a number that makes the hash begin with so many zero bits.
  const zeroBits = (bytes) => {
    let bits = 0;
    for (const byte of bytes) {
      bits += byte ? Math.clz32(byte) - 24 : 8;
      if (byte) break;
    }
    return bits;
  };
  const tried = async (task, number, bits) => {
    const digest = await crypto.subtle.digest("SHA-256", encoder.encode(`${task}:${number}`));
    return zeroBits(new Uint8Array(digest)) >= bits;
  };
  const search = async (task, bits) => {
    for (let from = 0; ; from += BATCH) {
      const numbers = Array.from({ length: BATCH }, (_, at) => from + at);
      const good = await Promise.all(numbers.map((number) => tried(task, number, bits)));
      if (good.includes(true)) return String(from + good.indexOf(true));
      if (mined?.task !== task) return "";
      await new Promise((rest) => { setTimeout(rest); });
    }
  };
  const begin = () => {
    for (const button of document.querySelectorAll("[data-print]")) button.hidden = false;
    for (const button of document.querySelectorAll("[data-copy]")) button.hidden = !navigator.clipboard;
    const form = document.querySelector("[data-task]");
    const task = form?.dataset.task;
    if (mined?.task === task) return;
    mined = task && window.crypto?.subtle ? { task } : null;
    if (mined) mined.number = form.elements.found.value || search(task, Number(form.dataset.bits));
  };

  // A form is sent without leaving the page, so that the history holds one entry and no way back to what was written.
  const read = (form, button) => {
    const data = new FormData(form);
    if (button?.name) data.append(button.name, button.value);
    return data;
  };
  const shown = (text) => {
    const page = new DOMParser().parseFromString(text, "text/html");
    document.documentElement.lang = page.documentElement.lang;
    document.title = page.title;
    document.body.replaceWith(page.body);
    scrollTo(0, 0);
    const first = document.querySelector(".errors, [role=status], h1");
    first.tabIndex = -1;
    first.focus();
    begin();
  };
  const send = async (form, button) => {
    const { found } = form.elements;
    if (found && mined && !button?.name) found.value = await mined.number;
    const answer = await fetch(form.action, {
      method: "POST", body: read(form, button), credentials: "omit", redirect: "error", referrerPolicy: "no-referrer",
    });
    if (answer.status !== 200 && answer.status !== 422) throw new Error(answer.status);
    shown(await answer.text());
  };
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!form.matches("[data-alone]")) return;
    event.preventDefault();
    if (busy) return;
    busy = true;
    const button = event.submitter;
    const words = button?.textContent;
    if (button?.classList.contains("btn")) button.textContent = button.dataset.busy || document.body.dataset.busy;
    try {
      await send(form, button);
    } catch {
      if (button) button.textContent = words;
      const said = document.querySelector("[data-unsent]");
      said.hidden = false;
      said.scrollIntoView();
    }
    busy = false;
  }, true);
  begin();
})();
