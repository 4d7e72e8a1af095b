// The waiting room's screen asks for calls every three seconds, shows them, and speaks them where the browser can.
// Without this file the page renews itself. Written in the words that the browser of an old television knows.
(function () {
  "use strict";
  var body = document.body, EVERY = 3000, PATIENCE = 8000, LATE = 3;
  var number = document.querySelector(".now strong"), beside = document.querySelector(".now p");
  var lists = document.querySelectorAll("main ol"), waiting = document.getElementById("dang-cho");
  var lost = document.querySelector(".lost"), clock = document.querySelector("header time");
  var button = document.getElementById("giong");
  var voice = window.speechSynthesis && window.SpeechSynthesisUtterance ? window.speechSynthesis : null;
  var tag = "", spoken = -1, aloud = false, failed = 0;

  function line(row) {
    var item = document.createElement("li"), name = document.createElement("b"), said;
    name.textContent = row.number;
    item.appendChild(name);
    if (row.beside) {
      said = document.createElement("span");
      said.textContent = row.beside;
      item.appendChild(said);
    }
    return item;
  }

  function fill(list, rows) {
    var at, empty = list.getAttribute("data-empty");
    list.textContent = "";
    for (at = 0; at < rows.length; at += 1) list.appendChild(line(rows[at]));
    if (!rows.length && empty) list.appendChild(line({ number: "", beside: empty }));
  }

  function show(told) {
    var at;
    number.textContent = told.called ? told.called.number : "–";
    beside.textContent = told.called ? told.called.beside : body.getAttribute("data-wait");
    for (at = 0; at < told.columns.length; at += 1) if (lists[at]) fill(lists[at], told.columns[at]);
    waiting.textContent = told.waiting;
    say(told.calls);
  }

  function vietnamese() {
    var at, voices = voice.getVoices();
    for (at = 0; at < voices.length; at += 1) if (/^vi/i.test(voices[at].lang)) return voices[at];
    return null;
  }

  // Each call once, the oldest first; what was called before the page opened is not called again.
  function say(calls) {
    var at, words, newest = spoken < 0 ? 0 : spoken;
    for (at = calls.length - 1; at >= 0; at -= 1) {
      if (spoken >= 0 && aloud && calls[at].key > spoken) {
        words = new window.SpeechSynthesisUtterance(calls[at].say);
        words.lang = "vi-VN";
        words.rate = 0.9;
        words.voice = vietnamese();
        voice.speak(words);
      }
      if (calls[at].key > newest) newest = calls[at].key;
    }
    spoken = newest;
  }

  // The hour of the server, in Viet Nam: a television's own clock is often wrong.
  function tick(told) {
    var now = new Date((told ? Date.parse(told) : Date.now()) + 7 * 3600 * 1000), minutes = now.getUTCMinutes();
    clock.textContent = now.getUTCHours() + " giờ " + (minutes < 10 ? "0" : "") + minutes;
  }

  function ask() {
    var asked = new XMLHttpRequest(), over = false;
    function done(good) {
      if (over) return;
      over = true;
      failed = good ? 0 : failed + 1;
      lost.hidden = failed < LATE;
      setTimeout(ask, EVERY);
    }
    asked.open("GET", body.getAttribute("data-poll"));
    if (tag) asked.setRequestHeader("If-None-Match", tag);
    asked.timeout = PATIENCE;
    asked.onerror = asked.ontimeout = function () { done(false); };
    asked.onload = function () {
      try {
        if (asked.status === 200) {
          show(JSON.parse(asked.responseText));
          tag = asked.getResponseHeader("ETag") || "";
        }
        tick(asked.getResponseHeader("Date"));
        done(asked.status === 200 || asked.status === 304);
      } catch (wrong) {
        done(false);
      }
    };
    asked.send();
  }

  if (voice && button) {
    var off = button.textContent;
    button.hidden = false;
    button.addEventListener("click", function () {
      aloud = !aloud;
      button.setAttribute("aria-pressed", String(aloud));
      button.textContent = aloud ? button.getAttribute("data-on") : off;
      if (!aloud) voice.cancel();
    });
  }
  ask();
})();
