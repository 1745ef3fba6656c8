// Names of nodes, the best tied first, each where it covers no node and no other name.
"use strict";

const mapLabels = (() => {
  const LETTERS = 24, LINES = 3, MOST = 400, LARGEST = 6, LINE = 1.2;

  const wrapped = (text) => {
    const lines = [""];
    for (const word of text.split(/\s+/)) {
      const last = lines.at(-1);
      if (last && last.length + word.length >= LETTERS) lines.push(word);
      else lines[lines.length - 1] = last ? `${last} ${word}` : word;
    }
    if (lines.length > LINES) lines.splice(LINES, Infinity, (lines[LINES - 1] += " …") && "");
    return lines.filter(Boolean);
  };

  const overlap = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];

  // `nodes`: { label, x, y, radius, weight, rank } in pixels of the canvas; those of rank 0 are named in any case.
  return (context, nodes, { width, height }, colours) => {
    const order = nodes.filter((one) => one.x > -50 && one.y > -50 && one.x < width + 50 && one.y < height + 50);
    order.sort((a, b) => a.rank - b.rank || b.weight - a.weight || (a.label < b.label ? -1 : 1));
    const discs = order.slice(0, MOST).map(({ x, y, radius: r }) => [x - r, y - r, x + r, y + r]);
    // Where the buttons are no name could be read.
    const names = [[width - 56, 0, width, 136]];
    context.lineJoin = "round";
    context.textBaseline = "top";
    for (const [at, node] of order.slice(0, MOST).entries()) {
      if (node.rank > 1) continue;
      const size = Math.round(Math.min(15, 11 + node.radius / 5));
      context.font = `${node.rank ? 400 : 600} ${size}px ${colours.font}`;
      const lines = wrapped(node.label);
      const wide = Math.max(...lines.map((line) => context.measureText(line).width));
      const tall = lines.length * size * LINE;
      const { x, y, radius: r } = node;
      const places = [
        ["left", x + r + 3, y - tall / 2],
        ["right", x - r - 3 - wide, y - tall / 2],
        ["center", x - wide / 2, y + r + 2],
        ["center", x - wide / 2, y - r - 2 - tall],
        ["right", x + r - wide, y + r + 2],
        ["left", x - r, y + r + 2],
        ["right", x + r - wide, y - r - 2 - tall],
        ["left", x - r, y - r - 2 - tall],
      ];
      const box = ([, left, top]) => [left - 1, top, left + wide + 1, top + tall];
      const free = (place, smaller) => {
        const own = box(place);
        const inside = own[0] >= 0 && own[1] >= 0 && own[2] <= width && own[3] <= height;
        return inside && !discs.some((other, i) => (smaller ? i < at : i !== at) && overlap(own, other)) && !names.some((other) => overlap(own, other));
      };
      // In the middle of a crowd the largest would have no name, if none covered smaller nodes.
      const place = places.find((one) => free(one, false)) ?? (at < LARGEST ? places.find((one) => free(one, true)) : null) ?? (node.rank === 0 ? places[x + r + wide > width ? 1 : 0] : null);
      if (!place) continue;
      names.push(box(place));
      const [align, left, top] = place;
      context.textAlign = align;
      const from = align === "left" ? left : align === "right" ? left + wide : x;
      for (const [number, line] of lines.entries()) {
        context.strokeStyle = colours.paper;
        context.lineWidth = 3;
        context.strokeText(line, from, top + number * size * LINE);
        context.fillStyle = colours.ink;
        context.fillText(line, from, top + number * size * LINE);
      }
    }
  };
})();
