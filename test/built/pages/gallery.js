// the same module as the element's own, loaded before the element is measured
import '/dist/tierkit-chart.min.js'

const stage = document.getElementById('stage')
const views = { whatif: ['whatif', ''], compare: ['view', 'compare'], all: ['view', 'all'] }
const read = (name) => fetch(`/standings/${name}.json`).then((answer) => answer.json())
const fails = () => Promise.reject(new Error('no answer'))

/** Shows a shot in place of the last one; resolves with its height when nothing changes any more. */
window.show = async ({ element, view, state, width, lang, dir, theme }) => {
  const [standing, entries] = await Promise.all([
    read(state === 'error' || state === 'loading' ? 'ready' : state),
    read('entries'),
  ])
  document.documentElement.lang = lang
  document.documentElement.dir = dir
  document.documentElement.dataset.theme = theme
  stage.textContent = ''
  stage.style.width = `${width}px`
  const provider = document.createElement('tk-provider')
  provider.now = () => Date.parse(standing.at)
  const shown = document.createElement(`tk-${element}`)
  if (views[view]) shown.setAttribute(...views[view])
  if (view === 'whatif') shown.askWhatIf = () => Promise.resolve({ standing, levers: [lever] })
  provider.adapter = {
    standing:
      state === 'error'
        ? fails
        : state === 'loading'
          ? () => new Promise(() => {})
          : async () => ({ data: standing }),
    entries: async () => ({ data: { entries, before: null, after: null, total: entries.length } }),
    send: fails,
  }
  provider.appendChild(shown)
  stage.appendChild(provider)
  await settled(shown)
  const summary = shown.shadowRoot.querySelector('details.what-if > summary')
  if (summary) {
    summary.click()
    await settled(shown)
  }
  return stage.offsetHeight
}

const lever = {
  id: 'replyRate',
  kind: 'metric',
  subject: { id: 'replyRate', kind: 'metric', name: { en: 'Replies', 'zh-CN': '回复率' }, unit: 'percent' },
  have: 82,
  together: 90,
  tasks: ['replyMore'],
}

async function settled(shown) {
  let before = ''
  for (let same = 0, round = 0; same < 3 && round < 60; round++) {
    await new Promise((frame) => requestAnimationFrame(() => setTimeout(frame)))
    await shown.updateComplete
    const now = `${shown.shadowRoot.innerHTML} ${stage.offsetHeight}`
    same = now === before ? same + 1 : 0
    before = now
  }
}
