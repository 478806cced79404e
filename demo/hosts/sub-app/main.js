/** The part of a micro-frontend that has the elements: a page of its own, which qiankun, wujie and micro-app put into another. */
import { startBackOffice } from '../shared/page.js'

/**
 * Makes an element and all inside anew by the script. In wujie the page's nodes belong to the outer page and the script's elements to a
 * frame, so that only what a script makes, as every framework does, becomes an element of the script's kit.
 */
function made(node) {
  if (node.nodeType !== 1) return document.createTextNode(node.textContent)
  const copy = document.createElement(node.localName)
  for (const name of node.getAttributeNames()) copy.setAttribute(name, node.getAttribute(name))
  for (const child of node.childNodes) copy.appendChild(made(child))
  return copy
}

if (window.__POWERED_BY_QIANKUN__) {
  window.growth = {
    bootstrap: async () => {},
    mount: async ({ container }) => startBackOffice(container),
    unmount: async () => {},
  }
} else {
  if (window.__POWERED_BY_WUJIE__) {
    const growth = document.querySelector('tk-provider')
    growth.parentNode.replaceChild(made(growth), growth)
  }
  startBackOffice()
}
