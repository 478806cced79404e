/** The desk in a worker of its own. Its first word is which protocol it speaks. */
import { Desk, PROTOCOL, type Reply, type Request } from './desk.js'
import { turn } from './turn.js'

interface WorkerScope {
  onmessage: ((event: { readonly data: Request }) => void) | null
  postMessage(reply: Reply): void
}
const scope = globalThis as unknown as WorkerScope

const desk = new Desk({
  reply: (reply) => scope.postMessage(reply),
  now: () => performance.now(),
  rest: turn,
  isApart: true,
})
scope.onmessage = ({ data }) => desk.take(data)
// a tool that imports every module in Node has nobody to tell
if (typeof scope.postMessage === 'function') scope.postMessage({ kind: 'ready', protocol: PROTOCOL })
