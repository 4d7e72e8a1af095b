// What the pages gain when scripts run. Every page works without this file.
(() => {
  "use strict";
  const { body } = document;
  const root = document.documentElement;

  // The summary of errors is where a person must look first.
  document.querySelector(".errors")?.focus();

  // A form is sent once: the button says so, keeps its size, and a second press does nothing.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post" || form.hasAttribute("data-again")) return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    const button = event.submitter;
    if (!button || !button.classList.contains("btn")) return;
    const { width, height } = button.getBoundingClientRect();
    button.style.minInlineSize = `${width}px`;
    button.style.minBlockSize = `${height}px`;
    button.dataset.words = button.innerHTML;
    button.setAttribute("aria-disabled", "true");
    // After the browser has read the form, so that the button's own name and value go with it.
    setTimeout(() => { button.textContent = form.dataset.busy || body.dataset.busy; });
  });

  // Coming back with the Back button must not find a dead form.
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
    for (const button of document.querySelectorAll("[data-words]")) {
      button.innerHTML = button.dataset.words;
      button.removeAttribute("aria-disabled");
    }
  });

  // The colour of the page changes in place, so that a half-written letter stays.
  document.addEventListener("submit", (event) => {
    const choice = event.submitter;
    if (choice?.name !== "theme") return;
    event.preventDefault();
    const form = event.target;
    delete form.dataset.sent;
    const data = new FormData(form);
    data.append("theme", choice.value);
    if (choice.value === "auto") delete root.dataset.theme;
    else root.dataset.theme = choice.value;
    for (const other of form.querySelectorAll("[name=theme]")) other.setAttribute("aria-pressed", other === choice);
    fetch(choice.formAction, { method: "POST", body: data, redirect: "manual" });
  }, true);

  // Keys of the desk: elements with data-key, and J/K along a list. The officer can turn them off.
  if (!body.classList.contains("desk") || body.dataset.keys === "off") return;

  const pressed = (event) => {
    const letter = event.altKey && /^(Key|Digit)/.test(event.code) ? event.code.replace(/^(Key|Digit)/, "") : event.key;
    return (event.ctrlKey || event.metaKey ? "ctrl+" : "") + (event.altKey ? "alt+" : "") + letter.toLowerCase();
  };

  const use = (target) => {
    if (target.matches("a, button, summary")) target.click();
    else {
      target.focus();
      target.select?.();
    }
  };

  const walk = (step) => {
    const links = [...document.querySelectorAll(".list tbody a.one")];
    const at = links.indexOf(document.activeElement);
    links[Math.min(Math.max(at + step, 0), links.length - 1)]?.focus();
  };

  document.addEventListener("keydown", (event) => {
    const key = pressed(event);
    const single = !key.includes("+") || key === "+";
    const typing = event.target.closest?.("input:not([type=checkbox], [type=radio]), textarea, select");
    if (event.repeat && !"jk".includes(key)) return;
    if (single && typing && key !== "escape") return;
    const target = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
    if (target) {
      event.preventDefault();
      use(target);
    } else if (key === "j") walk(1);
    else if (key === "k") walk(-1);
  });
})();
