// The waiting room's screen asks for calls every three seconds, shows them, and speaks them where the browser can.
// Without this file the page renews itself. Plain enough for the browser of an old television.
(() => {
  "use strict";
  const { body } = document;
  const EVERY = 3000, PATIENCE = 8000, LATE = 3;
  const number = document.querySelector(".now strong");
  const beside = document.querySelector(".now p");
  const lists = [...document.querySelectorAll("main ol")];
  const waiting = document.getElementById("dang-cho");
  const lost = document.querySelector(".lost");
  const clock = document.querySelector("header time");
  const button = document.getElementById("giong");
  const voice = "speechSynthesis" in window ? window.speechSynthesis : null;
  let tag = "", spoken = null, aloud = false, failed = 0;

  const line = (row) => {
    const item = document.createElement("li");
    const name = document.createElement("b");
    name.textContent = row.number;
    item.append(name);
    if (row.beside) {
      const said = document.createElement("span");
      said.textContent = row.beside;
      item.append(said);
    }
    return item;
  };

  const show = (told) => {
    number.textContent = told.called ? told.called.number : "–";
    beside.textContent = told.called ? told.called.beside : body.dataset.wait;
    told.columns.forEach((rows, at) => {
      const list = lists[at];
      if (!list) return;
      list.textContent = "";
      for (const row of rows) list.append(line(row));
      if (!rows.length && list.dataset.empty) list.append(line({ number: "", beside: list.dataset.empty }));
    });
    waiting.textContent = told.waiting;
    say(told.calls);
  };

  // Each call once, the oldest first; what was called before the page opened is not called again.
  const say = (calls) => {
    const newest = Math.max(0, ...calls.map((call) => call.key));
    if (spoken !== null && aloud && voice) {
      for (const call of calls.filter((each) => each.key > spoken).reverse()) {
        const words = new SpeechSynthesisUtterance(call.say);
        words.lang = "vi-VN";
        words.rate = 0.9;
        words.voice = voice.getVoices().find((each) => each.lang.toLowerCase().startsWith("vi")) || null;
        voice.speak(words);
      }
    }
    spoken = Math.max(spoken || 0, newest);
  };

  const tick = (told) => {
    const now = new Date((told ? Date.parse(told) : Date.now()) + 7 * 3600 * 1000);
    clock.dateTime = now.toISOString();
    clock.textContent = `${now.getUTCHours()} giờ ${String(now.getUTCMinutes()).padStart(2, "0")}`;
  };

  const ask = async () => {
    const stop = new AbortController();
    const late = setTimeout(() => stop.abort(), PATIENCE);
    try {
      const headers = tag ? { "If-None-Match": tag } : {};
      const answer = await fetch(body.dataset.poll, { headers, signal: stop.signal, cache: "no-store" });
      if (answer.status === 200) {
        show(await answer.json());
        tag = answer.headers.get("ETag") || "";
      } else if (answer.status !== 304) throw new Error(String(answer.status));
      tick(answer.headers.get("Date"));
      failed = 0;
    } catch {
      failed += 1;
    }
    clearTimeout(late);
    lost.hidden = failed < LATE;
    setTimeout(ask, EVERY);
  };

  if (voice && button) {
    button.hidden = false;
    const off = button.textContent;
    button.addEventListener("click", () => {
      aloud = !aloud;
      button.setAttribute("aria-pressed", String(aloud));
      button.textContent = aloud ? button.dataset.on : off;
      if (!aloud) voice.cancel();
    });
  }
  ask();
})();
