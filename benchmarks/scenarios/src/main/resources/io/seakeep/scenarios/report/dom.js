// Elements of the page. Whatever comes from data goes in as text, never as HTML.

function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name === "style") {
      Object.entries(value).forEach(([property, setting]) => made.style.setProperty(property, setting));
    } else {
      made.setAttribute(name, value);
    }
  }
  made.append(...children);
  return made;
}

/** A copy of a template, and what of it is to be filled in. */
function instance(templateId) {
  const copy = document.getElementById(templateId).content.firstElementChild.cloneNode(true);
  const slots = {};
  for (const slot of copy.querySelectorAll("[data-slot]")) {
    slots[slot.dataset.slot] = slot;
    slot.removeAttribute("data-slot");
  }
  return { copy, slots };
}
