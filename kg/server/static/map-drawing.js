// The network on the canvas: sigma draws it, what is pointed at or chosen stands out with its neighbours.
"use strict";

// The second sign of a kind of ties, beside its colour; none for a solid line.
const mapDash = ({ dash, projection }) => (dash || (projection ? "5 4" : "")).split(" ").filter(Boolean).map(Number);

const UNSEEN = "rgba(0,0,0,0)";
const mapDrawing = (place, { language, choose }) => {
  const graph = new graphology.MultiDirectedGraph();
  let pointed = null, chosen = [], near = null, colours = {}, seen = null;

  const computed = (name) => {
    const probe = document.createElement("span");
    probe.style.cssText = `color: var(--${name}, var(--Other))`;
    place.append(probe);
    const found = getComputedStyle(probe).color;
    probe.remove();
    return found;
  };
  // The colours of ties are made for white paper; in the dark they are mixed with white.
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const shade = (colour) => {
    if (!dark.matches || !/^#[0-9a-f]{6}$/i.test(colour)) return colour;
    const mixed = [1, 3, 5].map((at) => Math.round(0.55 * parseInt(colour.slice(at, at + 2), 16) + 0.45 * 255));
    return `#${mixed.map((part) => part.toString(16).padStart(2, "0")).join("")}`;
  };
  const recolour = () => {
    colours = Object.fromEntries(["ink", "paper", "line", "accent", "quiet"].map((name) => [name, computed(name)]));
    colours.font = getComputedStyle(document.body).fontFamily;
    const kinds = new Map();
    graph.forEachNode((_, { class: kind }) => kind && kinds.set(kind, ""));
    for (const kind of kinds.keys()) kinds.set(kind, computed(kind));
    graph.forEachNode((node, { class: kind }) => graph.setNodeAttribute(node, "color", kinds.get(kind) ?? computed("Other")));
  };

  const focus = () => {
    const nodes = pointed ? [pointed] : chosen.filter((node) => graph.hasNode(node));
    near = nodes.length ? new Set(chosen.length === 2 && !pointed ? nodes : nodes.flatMap((node) => [node, ...graph.neighbors(node)])) : null;
    renderer.refresh({ skipIndexation: true });
  };
  // On a small screen, and where there are many, nodes are smaller.
  const small = () => Math.min(1, 0.45 + place.clientWidth / 1500) * Math.max(0.5, Math.min(1, Math.sqrt(250 / graph.order)));
  // Half the way to the nearest node of its size or a larger, in pixels of the whole map: no such disc lies on another, and a hub keeps its size amid small ones.
  const makeRoom = () => {
    const whole = { cameraState: { x: 0.5, y: 0.5, ratio: 1, angle: 0 } };
    const at = new Map(graph.mapNodes((node, place) => [node, renderer.graphToViewport(place, whole)]));
    graph.updateEachNodeAttributes((node, data) => {
      const { x, y } = at.get(node);
      let nearest = Infinity;
      for (const [other, there] of at) if (other !== node && graph.getNodeAttribute(other, "size") >= 0.7 * data.size) nearest = Math.min(nearest, (x - there.x) ** 2 + (y - there.y) ** 2);
      return { ...data, room: Math.sqrt(nearest) / 2 };
    });
  };
  const centres = () => (pointed ? [pointed] : chosen);

  const renderer = new Sigma(graph, place, {
    allowInvalidContainer: true,
    renderLabels: false,
    renderEdgeLabels: false,
    enableEdgeEvents: true,
    minEdgeThickness: 0.9,
    zIndex: true,
    stagePadding: 45,
    minCameraRatio: 0.02,
    maxCameraRatio: 3,
    doubleClickZoomingRatio: 1.6,
    defaultDrawNodeHover: () => {},
    nodeReducer: (node, data) => {
      const shown = { ...data, label: null, size: Math.min(Math.min(24, Math.max(4, data.size * 0.5)) * small(), Math.max(2.5, data.room ?? Infinity)), zIndex: 1 + 1 / (1 + data.size) };
      if (near && !near.has(node)) Object.assign(shown, { color: colours.line, zIndex: 0 });
      if (centres().includes(node)) Object.assign(shown, { size: shown.size + 2, zIndex: 2 });
      return shown;
    },
    edgeReducer: (edge, data) => {
      const line = shade(data.color), dashes = mapDash(data);
      const shown = { ...data, label: null, line, dashes, color: dashes.length ? UNSEEN : line, size: (2 + Math.log2(data.weight)) * (data.quiet ? 0.6 : 1), type: data.symmetric ? "line" : "arrow", zIndex: 1 };
      if (!near) return shown;
      const ends = graph.extremities(edge), middle = centres();
      const lit = middle.length === 2 ? ends.every((end) => middle.includes(end)) : ends.some((end) => middle.includes(end));
      return lit ? { ...shown, size: shown.size + 1, zIndex: 2 } : { ...shown, line: colours.line, color: dashes.length ? UNSEEN : colours.line, size: 1.4, zIndex: 0 };
    },
  });

  // Sigma has no dashes: such ties are there to be pointed at, but unseen, and their lines are drawn over the others.
  const drawDashes = () => {
    const context = renderer.getCanvases().edgeLabels.getContext("2d");
    const point = (node) => ({ ...renderer.framedGraphToViewport(renderer.getNodeDisplayData(node)), radius: renderer.scaleSize(renderer.getNodeDisplayData(node).size) });
    const lines = graph.mapEdges((edge, _, source, target) => ({ shown: renderer.getEdgeDisplayData(edge), source, target })).filter(({ shown }) => shown.dashes.length);
    for (const { shown, source, target } of lines.sort((a, b) => a.shown.zIndex - b.shown.zIndex)) {
      const a = point(source), b = point(target), length = Math.hypot(b.x - a.x, b.y - a.y);
      const width = Math.max(0.9, renderer.scaleSize(shown.size)), arrow = shown.type === "arrow" ? width * 2.5 : 0;
      if (length <= b.radius + arrow) continue;
      const along = { x: (b.x - a.x) / length, y: (b.y - a.y) / length };
      const back = (far) => ({ x: b.x - along.x * far, y: b.y - along.y * far });
      context.strokeStyle = context.fillStyle = shown.line;
      context.lineWidth = width;
      context.setLineDash(shown.dashes);
      const end = arrow ? back(b.radius + arrow) : b;
      context.beginPath();
      context.moveTo(a.x, a.y);
      context.lineTo(end.x, end.y);
      context.stroke();
      if (!arrow) continue;
      const tip = back(b.radius);
      context.beginPath();
      context.moveTo(tip.x, tip.y);
      context.lineTo(end.x - along.y * width, end.y + along.x * width);
      context.lineTo(end.x + along.y * width, end.y - along.x * width);
      context.fill();
    }
  };

  renderer.on("afterRender", () => {
    drawDashes();
    const context = renderer.getCanvases().labels.getContext("2d");
    const nodes = graph.mapNodes((node, data) => {
      const shown = renderer.getNodeDisplayData(node);
      const { x, y } = renderer.framedGraphToViewport(shown);
      const rank = centres().includes(node) ? 0 : near && !near.has(node) ? 2 : 1;
      return { label: data[`label_${language}`] ?? data.label, x, y, radius: renderer.scaleSize(shown.size), weight: data.size, rank };
    });
    mapLabels(context, nodes, renderer.getDimensions(), colours);
  });
  renderer.on("enterNode", ({ node }) => { pointed = node; place.style.cursor = "pointer"; focus(); });
  renderer.on("leaveNode", () => { pointed = null; place.style.cursor = ""; focus(); });
  renderer.on("enterEdge", () => { place.style.cursor = "pointer"; });
  renderer.on("leaveEdge", () => { place.style.cursor = ""; });
  renderer.on("clickNode", ({ node }) => choose([node]));
  renderer.on("clickEdge", ({ edge }) => choose(graph.extremities(edge)));
  renderer.on("clickStage", () => choose([]));
  dark.addEventListener("change", () => { recolour(); renderer.refresh(); });

  const camera = renderer.getCamera();
  const move = (to) => camera.animate(to, { duration: matchMedia("(prefers-reduced-motion: reduce)").matches ? 1 : 200 });
  const zoom = {
    in: () => move({ ratio: camera.ratio / 1.5 }),
    out: () => move({ ratio: Math.min(3, camera.ratio * 1.5) }),
    fit: () => move({ x: 0.5, y: 0.5, ratio: 1, angle: 0 }),
  };
  const step = (x, y) => move({ x: camera.x + x * camera.ratio * 0.15, y: camera.y + y * camera.ratio * 0.15 });
  const keys = {
    ArrowLeft: () => step(-1, 0), ArrowRight: () => step(1, 0), ArrowUp: () => step(0, 1), ArrowDown: () => step(0, -1),
    "+": zoom.in, "=": zoom.in, "-": zoom.out, 0: zoom.fit, Escape: () => choose([]),
  };
  place.addEventListener("keydown", (event) => {
    if (!keys[event.key] || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    keys[event.key]();
  });

  return {
    graph, renderer, zoom,
    // Positions are those of `whole`, so that what stays on the map stays where it is.
    show(drawn, whole) {
      const wide = (axis) => {
        const at = whole.nodes.map((node) => node.attributes[axis]);
        return Math.max(...at) - Math.min(...at);
      };
      // Layouts lie on their side, as a page does; on a phone they stand up and fill the frame.
      const upright = place.clientHeight > place.clientWidth && whole.nodes.length > 1 && wide("x") > wide("y");
      const places = new Map(whole.nodes.map(({ key, attributes: { x, y } }) => [key, upright ? { x: y, y: -x } : { x, y }]));
      graph.clear();
      pointed = null;
      graph.import({ ...drawn, nodes: drawn.nodes.map((node) => ({ ...node, attributes: { ...node.attributes, ...places.get(node.key) } })) });
      recolour();
      const at = [...places.values()];
      const range = (axis) => (at.length ? [Math.min(...at.map((one) => one[axis])), Math.max(...at.map((one) => one[axis]))] : [0, 1]);
      renderer.setCustomBBox({ x: range("x"), y: range("y") });
      if (seen !== whole) camera.setState({ x: 0.5, y: 0.5, ratio: 1, angle: 0 });
      seen = whole;
      focus();
      renderer.refresh();
      makeRoom();
    },
    choose(nodes, lead) {
      chosen = nodes;
      focus();
      if (!lead || !graph.hasNode(nodes[0])) return;
      const { x, y } = renderer.getNodeDisplayData(nodes[0]);
      move({ x, y, ratio: Math.min(camera.ratio, 0.6) });
    },
  };
};
