// A small virtual DOM: describe a tree with h(), bring an element's children in line with patch().
// Text only ever becomes text nodes, so that nothing that comes from a plan can become markup.

const SVG = "http://www.w3.org/2000/svg";
const SVG_TAGS = new Set(["svg", "g", "path", "rect", "circle", "text", "title", "line", "tspan"]);

/** An element: attributes, on… handlers and `key`; children are nodes, texts, arrays, or nothing. */
export function h(tag, attrs, ...children) {
  return { tag, attrs: attrs ?? {}, children: flat(children) };
}

function flat(children) {
  const all = [];
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false || child === "") continue;
    all.push(typeof child === "object" ? child : { text: String(child) });
  }
  return all;
}

/** Makes the element's children those of the list, keeping what is there: focus and scroll stay. */
export function patch(parent, vnodes) {
  const wanted = flat([vnodes]);
  const keyed = new Map();
  for (const node of parent.childNodes) {
    if (node.vkey !== undefined) keyed.set(node.vkey, node);
  }
  let at = parent.firstChild;
  for (const vnode of wanted) {
    const key = vnode.attrs?.key;
    let node = key !== undefined ? keyed.get(key) : at;
    if (node && key === undefined && node.vkey !== undefined) node = null;
    if (!node || !fits(node, vnode)) {
      node = create(vnode);
      parent.insertBefore(node, at);
    } else if (node !== at) {
      parent.insertBefore(node, at);
    } else {
      at = at.nextSibling;
    }
    update(node, vnode);
  }
  while (at) {
    const next = at.nextSibling;
    at.remove();
    at = next;
  }
}

function fits(node, vnode) {
  if (vnode.text !== undefined) return node.nodeType === Node.TEXT_NODE;
  return node.nodeType === Node.ELEMENT_NODE && node.localName === vnode.tag.toLowerCase() && !vnode.attrs.manual === !node.manual;
}

function create(vnode) {
  if (vnode.text !== undefined) return document.createTextNode(vnode.text);
  const node = SVG_TAGS.has(vnode.tag) ? document.createElementNS(SVG, vnode.tag) : document.createElement(vnode.tag);
  if (vnode.attrs.key !== undefined) node.vkey = vnode.attrs.key;
  if (vnode.attrs.manual) {
    node.manual = true;
    vnode.attrs.manual(node);
  }
  return node;
}

function update(node, vnode) {
  if (vnode.text !== undefined) {
    if (node.nodeValue !== vnode.text) node.nodeValue = vnode.text;
    return;
  }
  const before = node.vattrs ?? {};
  for (const name of Object.keys(before)) {
    if (!(name in vnode.attrs)) set(node, name, null);
  }
  for (const [name, value] of Object.entries(vnode.attrs)) {
    if (name !== "value" && (before[name] !== value || name === "checked")) set(node, name, value);
  }
  node.vattrs = vnode.attrs;
  // Whoever made it by hand keeps its inside.
  if (!node.manual) patch(node, vnode.children);
  // A choice is known only when its options are there.
  if ("value" in vnode.attrs) set(node, "value", vnode.attrs.value);
}

function set(node, name, value) {
  if (name === "key" || name === "manual") return;
  if (name.startsWith("on")) {
    node[name] = value;
  } else if (name === "value" || name === "checked" || name === "open") {
    if (name === "open" ? node.vattrs?.open !== value : node[name] !== value) node[name] = value ?? "";
  } else if (name.startsWith("--")) {
    node.style.setProperty(name, value);
  } else if (value === null || value === undefined || value === false) {
    node.removeAttribute(name);
  } else {
    node.setAttribute(name, value === true ? "" : value);
  }
}

/** Calls the function soon, and once for however many wishes there were. */
export function soon(work) {
  let asked = false;
  return () => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => {
      asked = false;
      work();
    });
  };
}
