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

  // What was typed when the session had ended outlives the log-in, in this tab, for the same officer.
  const KEPT = "danvan-kept";
  const here = location.pathname;
  const store = (() => { try { return sessionStorage; } catch { return null; } })();
  if (store && !here.startsWith("/account/")) {
    const kept = JSON.parse(store.getItem(KEPT) || "null");
    const back = kept && (kept.back || document.referrer.includes("/account/"));
    store.removeItem(KEPT);
    if (back && here !== kept.path && here === kept.sent) {
      store.setItem(KEPT, JSON.stringify({ ...kept, back }));
      location.replace(kept.path);
    }
    if (back && here === kept.path && body.dataset.officer === kept.officer) putBack(kept);
  }
  document.addEventListener("submit", (event) => {
    const form = event.target;
    // Never what is to be sealed, never a password.
    if (!store || event.defaultPrevented || form.method !== "post" || !body.dataset.officer || !form.closest("main")) return;
    const fields = [...new FormData(form)].filter(([, value]) => typeof value === "string");
    const sent = new URL(form.action, location.href).pathname;
    if (/\/(account|denunciations|seal)\//.test(`${here} ${sent}`) || form.querySelector("[type=password]")) return;
    const action = form.getAttribute("action");
    store.setItem(KEPT, JSON.stringify({ path: here, sent, action, officer: body.dataset.officer, fields }));
  });

  function putBack({ action, fields }) {
    const form = [...document.querySelectorAll("main form[method=post]")].find((each) => each.getAttribute("action") === action);
    const told = document.createElement("div");
    told.className = "note warn";
    told.setAttribute("role", "status");
    told.textContent = body.dataset.kept;
    for (const box of form?.querySelectorAll("[type=checkbox], [type=radio]") ?? []) box.checked = false;
    const lost = [];
    for (const [name, value] of fields) {
      const places = [...(form?.elements ?? [])].filter((each) => each.name === name && each.type !== "hidden");
      const box = places.find((each) => /checkbox|radio/.test(each.type) && each.value === value);
      if (box) box.checked = true;
      else if (places.length) places[0].value = value;
      else if (value && /full_name|summary|text|advice|body|subject/.test(name)) lost.push(value);
    }
    if (lost.length) told.append(document.createElement("br"), lost.join(" · "));
    for (let at = form; at; at = at.parentElement) if (at.matches("details")) at.open = true;
    document.querySelector("main").prepend(told);
  }

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
