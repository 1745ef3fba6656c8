// The slider with two ends over the months of the ties, and how many ties begin in each year.
"use strict";

const mapTime = (place, { first, last, language, changed }) => {
  const [from, until] = [place.querySelector("#first"), place.querySelector("#last")];
  const years = place.querySelector("#years"), span = place.querySelector("#span");
  let begin = 0, end = 0, counts = new Map();

  const index = (date) => Number(date.slice(0, 4)) * 12 + (Number(date.slice(5, 7)) || 1) - 1;
  const text = (month) => `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}`;
  const told = (month) => {
    const form = { year: "numeric", month: "short", timeZone: "UTC" };
    const words = new Intl.DateTimeFormat(language, form).format(Date.UTC(Math.floor(month / 12), month % 12));
    // Browsers without the language's names of months write «2017 M11».
    return /M\d/.test(words) ? text(month) : words;
  };

  const draw = () => {
    const [low, high] = [Number(from.value), Number(until.value)];
    span.textContent = `${told(low)} – ${told(high)}`;
    from.setAttribute("aria-valuetext", told(low));
    until.setAttribute("aria-valuetext", told(high));
    // The left end must be reachable when both stand at the right.
    from.style.zIndex = low > (begin + end) / 2 ? 2 : 0;
    const most = Math.max(1, ...counts.values()), months = Math.max(1, end - begin);
    years.replaceChildren(...[...counts].map(([year, count]) => {
      const bar = document.createElementNS("http://www.w3.org/2000/svg", "rect");
      const left = Math.max(0, (year * 12 - begin) / months), right = Math.min(1, (year * 12 + 12 - begin) / months);
      const tall = 3 + 37 * Math.sqrt(count / most);
      const place = { x: left * 1000, y: 40 - tall, width: Math.max(2, (right - left) * 1000 - 2), height: tall };
      for (const [name, value] of Object.entries(place)) bar.setAttribute(name, value.toFixed(1));
      if (year * 12 + 11 >= low && year * 12 <= high) bar.setAttribute("class", "in");
      return bar;
    }));
  };
  const moved = (event) => {
    if (Number(from.value) > Number(until.value)) event.target === from ? (from.value = until.value) : (until.value = from.value);
    draw();
    first.value = Number(from.value) > begin ? text(Number(from.value)) : "";
    last.value = Number(until.value) < end ? text(Number(until.value)) : "";
    changed();
  };
  from.addEventListener("input", moved);
  until.addEventListener("input", moved);

  const set = () => {
    from.value = first.value ? index(first.value) : begin;
    // «2019» is its last month.
    until.value = last.value ? index(last.value) + (last.value.length === 4 ? 11 : 0) : end;
    draw();
  };
  return {
    set,
    // `drawn` is the map without filters.
    of(drawn) {
      const dated = drawn.edges.flatMap(({ attributes }) => (attributes.evidence ?? []).filter((one) => one.start));
      begin = dated.reduce((least, one) => Math.min(least, index(one.start)), Infinity);
      end = dated.reduce((most, one) => Math.max(most, index(one.end)), -Infinity);
      place.hidden = !(begin < end);
      if (place.hidden) return;
      counts = new Map();
      for (const one of dated) counts.set(Number(one.start.slice(0, 4)), (counts.get(Number(one.start.slice(0, 4))) ?? 0) + 1);
      for (const input of [from, until]) Object.assign(input, { min: begin, max: end });
      set();
    },
  };
};
