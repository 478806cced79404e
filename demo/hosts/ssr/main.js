/** Takes over a page that came rendered: first what lets lit adopt what is there, then the standing, then the elements. */
import '@lit-labs/ssr-client/lit-element-hydrate-support.js'
import '../shared/page.css'
import { brands, stores, words } from '../shared/back-office.js'

const byId = (id) => document.getElementById(id)
const root = document.documentElement
const growth = document.querySelector('.growth')
const home = growth.parentNode

/** Hands a standing over; before the elements are defined it is what they were rendered with. */
function hand(standing) {
  for (const element of growth.children) element.standing = standing
}
hand(JSON.parse(byId('standing').textContent))
await import('tierkit/define')

let turn = 0
let brand = 0
let opened = ''

function speak() {
  const say = words[root.lang]
  const store = stores[turn % stores.length].name[root.lang]
  for (const node of document.querySelectorAll('[data-say]')) node.textContent = say[node.dataset.say]
  for (const id of ['other', 'brand', 'language']) byId(id).textContent = say[id]
  byId('dark').textContent = root.classList.contains('dark') ? say.light : say.dark
  byId('shown').textContent = growth.isConnected ? say.hide : say.show
  byId('store').textContent = store
  byId('said').textContent = say.said(opened)
  growth.querySelector('tk-score-gauge').heading = say.score(store)
}

const does = {
  async other() {
    turn++
    hand(await (await fetch(`standing/${stores[turn % stores.length].id}`)).json())
  },
  brand() {
    brand = 1 - brand
    for (const element of growth.children) element.appearance = { variables: { colorAccent: brands[brand] } }
  },
  dark: () => root.classList.toggle('dark'),
  language: () => (root.lang = root.lang === 'en' ? 'zh-CN' : 'en'),
  shown: () => (growth.isConnected ? growth.remove() : home.prepend(growth)),
}
for (const id of Object.keys(does))
  byId(id).addEventListener('click', async () => {
    await does[id]()
    speak()
  })
growth.addEventListener('tk-task-open', (event) => {
  event.preventDefault()
  opened = event.detail.task
  speak()
})
