// What scripts add: everything can be read without them.
"use strict";

// A fact and its words light up together.
const lit = (about, on) => {
  const id = about.closest("[data-fact]")?.dataset.fact;
  if (!id) return;
  for (const one of document.querySelectorAll(`[data-fact="${CSS.escape(id)}"]`)) one.classList.toggle("lit", on);
};
document.addEventListener("pointerover", (event) => event.target.closest && lit(event.target, true));
document.addEventListener("pointerout", (event) => event.target.closest && lit(event.target, false));
document.addEventListener("focusin", (event) => lit(event.target, true));
document.addEventListener("focusout", (event) => lit(event.target, false));

// A click on marked words leads to the fact, as the number behind them does.
document.addEventListener("click", (event) => {
  const mark = event.target.closest("mark[data-fact]");
  if (mark && !event.target.closest("a") && getSelection().isCollapsed) location.hash = mark.dataset.fact;
});

// Arrow keys walk through suggestions, Escape leaves them.
document.querySelector(".search")?.addEventListener("keydown", (event) => {
  const input = document.getElementById("q");
  const stops = [input, ...document.querySelectorAll("#suggestions a")];
  const at = stops.indexOf(document.activeElement);
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && stops.length > 1) {
    event.preventDefault();
    stops[(at + step + stops.length) % stops.length].focus();
  } else if (event.key === "Escape") {
    document.getElementById("suggestions").replaceChildren();
    input.focus();
  }
});
