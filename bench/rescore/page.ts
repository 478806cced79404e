// The same measures in a page.
import { measured } from './measures.js'

declare global {
  interface Window {
    measured?: typeof measured
  }
}
window.measured = measured
