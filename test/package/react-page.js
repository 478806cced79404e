// What a page with React 19 does with the components: `step` renders the next thing, and `log` is what was heard.
import { createElement as h, createRef } from 'react'
import { flushSync } from 'react-dom'
import { createRoot, hydrateRoot } from 'react-dom/client'
import { Provider, ScoreGauge, TaskChecklist } from 'tierkit/react'

const place = document.getElementById('place')
const root = createRoot(place)
const log = []
const ref = createRef()
const calls = []
const draw = (what) => flushSync(() => root.render(what))

Object.assign(window, {
  log,
  ref,
  calls,
  tags: () => ['tk-score-gauge', 'tk-task-checklist'].map((tag) => Boolean(customElements.get(tag))),
  gauge: (props) => draw(h(ScoreGauge, { ref, ...props })),
  list: (name) => draw(h(TaskChecklist, { ref: (one) => void calls.push(one && one.localName), onTaskClaim: ({ detail }) => log.push(`${name} ${detail.task}`) })), // prettier-ignore
  around: () =>
    draw(
      h(
        Provider,
        { onTaskClaim: (event) => (event.preventDefault(), log.push('provider')) },
        h(TaskChecklist),
      ),
    ),
  nothing: () => draw(null),
  hydrate: (html, props) => {
    const box = document.createElement('div')
    box.innerHTML = html
    document.body.append(box)
    flushSync(() =>
      hydrateRoot(box, h(ScoreGauge, props), { onRecoverableError: (error) => log.push(String(error)) }),
    )
    return box.firstChild
  },
  claim: (task) =>
    document.querySelector('tk-task-checklist').dispatchEvent(
      new CustomEvent('tk-task-claim', {
        detail: { task },
        bubbles: true,
        composed: true,
        cancelable: true,
      }),
    ),
})
