"""What is asked of a page from within; these run whether or not its own scripts may."""

from __future__ import annotations

from typing import Final

# What moved by itself while the page came and was scrolled through, but for what nobody sees: a
# table that comes in pieces may settle its columns by a pixel. An observer is told at once
# of what is buffered, and in its next task of the rest.
SHIFTS: Final = """async () => {
  await document.fonts.ready;
  const found = [];
  const observer = new PerformanceObserver(list => found.push(...list.getEntries()));
  observer.observe({type: 'layout-shift', buffered: true});
  for (const place of [document.body.scrollHeight, 0]) {
    scrollTo({top: place, behavior: 'instant'});
    for (let i = 0; i < 2; i++) await new Promise(requestAnimationFrame);
  }
  await new Promise(resolve => setTimeout(resolve));
  found.push(...observer.takeRecords());
  return found.filter(entry => entry.value > 0.005).map(
    entry => `moved by ${entry.value}: ` + entry.sources.map(
      source => source.node?.outerHTML?.slice(0, 80) ?? source.node?.nodeName).join(', '));
}"""

# What sticks out of the page, the innermost that do; nothing where it does not scroll sideways.
SIDEWAYS: Final = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const out = [...document.querySelectorAll('body *')].filter(
    element => element.getBoundingClientRect().right > width + 1);
  return [`${document.documentElement.scrollWidth} px wide`, ...out.filter(
    element => !out.some(other => other !== element && element.contains(other))
  ).slice(0, 5).map(element => element.outerHTML.slice(0, 160))];
}"""

OPEN_ALL: Final = "document.querySelectorAll('details').forEach(each => { each.open = true; })"

# What Tab is to reach, in order; of radio buttons it reaches one.
_REACHABLE: Final = """[...document.querySelectorAll(
  'a[href], area[href], button, input, select, textarea, summary, iframe, [tabindex]')].filter(
  element => element.tabIndex >= 0 && !element.disabled && element.type !== 'radio'
    && element.type !== 'hidden' && element.checkVisibility({visibilityProperty: true})
    && (element.tagName === 'SUMMARY' || !element.closest('details:not([open])')
        || element.closest('details:not([open])').querySelector('summary').contains(element)))"""

START: Final = f"""() => {{
  window.reachable = {_REACHABLE};
  window.reached = [];
  return window.reachable.length;
}}"""

# The faults of the element that has the focus now; null behind the last.
FOCUSED: Final = """() => {
  const element = document.activeElement;
  if (!element || element === document.body || element === window.reached[0]) return null;
  const before = window.reached.at(-1);
  window.reached.push(element);
  const style = getComputedStyle(element), box = element.getBoundingClientRect();
  const what = element.outerHTML.slice(0, 120), faults = [];
  if (before && !(before.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING))
    faults.push(`out of order: ${what}`);
  // In a drawing the frame itself grows thick.
  const frame = element.closest('svg') && element.querySelector('rect');
  const thick = frame && parseFloat(getComputedStyle(frame).strokeWidth) >= 3;
  if (!thick && (style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 2))
    faults.push(`no visible focus: ${what}`);
  if (box.bottom <= 0 || box.top >= innerHeight || box.right <= 0 || box.left >= innerWidth)
    faults.push(`focus out of sight: ${what}`);
  return faults;
}"""

LEFT_OUT: Final = """() => window.reachable.filter(
  element => !window.reached.includes(element)).map(
  element => `never reached: ${element.outerHTML.slice(0, 120)}`)"""

# What is said, but for buttons, of which some work by script alone.
TEXT: Final = """() => {
  document.querySelectorAll('button').forEach(button => button.remove());
  return document.body.innerText;
}"""

CONTROLS: Final = """[...document.querySelectorAll(
  'button, input, select, textarea, nav, .skip')].filter(
  element => element.checkVisibility({visibilityProperty: true})).map(
  element => element.outerHTML.slice(0, 120))"""

# What paper would cut off: it does not scroll.
CUT: Final = """[...document.querySelectorAll('.wide, pre')].filter(
  element => element.scrollWidth > element.clientWidth || element.scrollHeight
    > element.clientHeight + 1).map(
  element => `${element.scrollWidth} px in ${element.clientWidth}: `
    + element.outerHTML.slice(0, 120))"""

# Where the heads of a table stand in its frame when that is scrolled to its end.
HEADS: Final = """() => [...document.querySelectorAll('.wide:has(> .rows)')].filter(
  frame => frame.scrollHeight > frame.clientHeight).map(frame => {
    frame.scrollTop = frame.scrollHeight;
    const head = frame.querySelector('thead th').getBoundingClientRect();
    return Math.round(head.top - frame.getBoundingClientRect().top);
  })"""

# The names of elements, with each attribute and without; of a page in a text where one is given.
SHAPES: Final = """text => [...new Set([...(text ?
  new DOMParser().parseFromString(text, 'text/html') : document
).querySelectorAll('*')].flatMap(element => [
  element.localName,
  ...element.getAttributeNames().map(name => `${element.localName} ${name}`)]))]"""

# Texts that turn the order of what stands beside them around: neither isolated nor alone.
UNISOLATED: Final = r"""() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
  const inline = element => getComputedStyle(element).display === 'inline';
  const alone = node => [...node.parentNode.childNodes].every(
    other => other === node || !other.textContent.trim());
  while (walker.nextNode()) {
    let node = walker.currentNode;
    if (!/[\u202a-\u202e\u2066-\u2069]/.test(node.data)) continue;
    if (node.parentElement.closest('bdi, [dir=auto], pre, textarea, select, script')) continue;
    while (alone(node) && inline(node.parentElement)) node = node.parentElement;
    if (!alone(node)) found.push(`not isolated: ${node.parentElement.outerHTML.slice(0, 160)}`);
  }
  return found;
}"""
