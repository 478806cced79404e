/** A back-office without a framework: it writes its own texts, and the kit's attributes. */
import { brands, orders, stores, words } from './back-office.js'

/**
 * Starts it, in browsers of 2019 too: `page` is the document, or what holds the page's body inside another one.
 */
export function startBackOffice(page = document) {
  const byId = (id) => page.querySelector(`#${id}`)
  const root = document.documentElement
  const growth = page.querySelector('tk-provider')
  const gauge = page.querySelector('tk-score-gauge')
  const home = growth.parentNode

  let turn = 0
  let brand = brands[0]
  let opened = ''

  function speak() {
    const say = words[root.lang]
    const store = stores[turn % stores.length].name[root.lang]
    for (const node of page.querySelectorAll('[data-say]')) node.textContent = say[node.dataset.say]
    byId('dark').textContent = root.classList.contains('dark') ? say.light : say.dark
    // inside another page, that page takes the elements away
    if (byId('shown')) byId('shown').textContent = growth.isConnected ? say.hide : say.show
    byId('store').textContent = store
    byId('said').textContent = say.said(opened)
    gauge.setAttribute('heading', say.score(store))
    const table = byId('orders')
    table.textContent = ''
    const head = table.createTHead().insertRow()
    for (const name of say.columns)
      head.appendChild(Object.assign(document.createElement('th'), { textContent: name }))
    const body = table.createTBody()
    for (const { id, at, amount, state } of orders) {
      const row = body.insertRow()
      for (const text of [id, at, amount, state[root.lang]]) row.insertCell().textContent = text
    }
  }

  const does = {
    other() {
      turn++
      growth.setAttribute('merchant', `/data/${stores[turn % stores.length].id}.json`)
    },
    brand() {
      brand = brands[1 - brands.indexOf(brand)]
      growth.setAttribute('appearance', JSON.stringify({ variables: { colorAccent: brand } }))
    },
    dark: () => root.classList.toggle('dark'),
    language: () => (root.lang = root.lang === 'en' ? 'zh-CN' : 'en'),
    shown: () => (growth.isConnected ? growth.remove() : home.prepend(growth)),
  }
  for (const id of Object.keys(does)) {
    const button = byId(id)
    if (button)
      button.addEventListener('click', () => {
        does[id]()
        speak()
      })
  }
  growth.addEventListener('tk-task-open', (event) => {
    event.preventDefault()
    opened = event.detail.task
    speak()
  })
  speak()
}
