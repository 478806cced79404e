/** The part of a micro-frontend that has the elements: a page of its own, which qiankun, wujie and micro-app put into another. */
import { startBackOffice } from '../shared/page.js'

if (window.__POWERED_BY_QIANKUN__)
  window.growth = {
    bootstrap: async () => {},
    mount: async ({ container }) => startBackOffice(container),
    unmount: async () => {},
  }
else startBackOffice()
