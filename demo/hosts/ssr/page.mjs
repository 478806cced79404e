/**
 * A page that comes with its elements rendered: @lit-labs/ssr runs the kit in Node and writes each element's inside as a declarative
 * shadow root, so that a merchant sees the score before any script has come. The standing goes with the page, and the client takes
 * over from the same one.
 */
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { render } from '@lit-labs/ssr'
import { collectResult } from '@lit-labs/ssr/lib/render-result.js'
import { html } from 'lit'
import { orders, stores, words } from '../shared/back-office.js'
import { now } from '../shared/data.js'

const demo = (path) => readFile(fileURLToPath(new URL(`../../${path}`, import.meta.url)), 'utf8')
/** JSON as it may stand in a script: nothing in it can end the script. */
const json = (value) => JSON.stringify(value).replace(/</g, '\\u003c')

/** The standing of a store, as a server of the platform would make it. */
async function standingOf(store) {
  const [{ compile, evaluate }, { program, readText, record }] = await Promise.all([
    import('tierkit/core'),
    import('tierkit/schema'),
  ])
  const [rules, merchant] = await Promise.all([
    demo('programs/store-score.json'),
    demo(`merchants/${store}.json`),
  ])
  const plan = compile([readText(rules, program).value]).value
  return evaluate(plan, readText(merchant, record).value, now())
}

/** What the page asks for later: another store's standing. */
export async function answered(path) {
  const store = stores.find(({ id }) => path === `standing/${id}`)
  return store ? JSON.stringify(await standingOf(store.id)) : null
}

/** The page, whole. */
export async function page(_address, assets) {
  await import('tierkit/define')
  const say = words.en
  const store = stores[0]
  const standing = await standingOf(store.id)
  const growth = html`<div class="growth">
    <tk-score-gauge heading=${say.score(store.name.en)} .standing=${standing}></tk-score-gauge>
    <tk-tier-ladder .standing=${standing}></tk-tier-ladder>
    <tk-task-checklist .standing=${standing}></tk-task-checklist>
    <tk-benefit-wallet .standing=${standing}></tk-benefit-wallet>
    <tk-points-ledger .standing=${standing}></tk-points-ledger>
  </div>`
  const button = (id, text) => `<button id="${id}">${text}</button>`
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Growth · server rendering</title>
    <link rel="icon" href="data:," />
    <link rel="expect" href="#standing" blocking="render" />
    ${assets}
  </head>
  <body>
    <header class="bar">
      <h1 data-say="title">${say.title}</h1>
      <span class="store" id="store">${store.name.en}</span>
      ${button('other', say.other)} ${button('brand', say.brand)} ${button('dark', say.dark)}
      ${button('language', say.language)} ${button('shown', say.hide)}
    </header>
    <main>
      ${await collectResult(render(growth))}
      <script type="application/json" id="standing">${json(standing)}</script>
      <p class="said" id="said">${say.said('')}</p>
      <h2 data-say="orders">${say.orders}</h2>
      <table id="orders">
        ${orders.map(({ id, at, amount }) => `<tr><td>${id}</td><td>${at}</td><td>${amount}</td></tr>`).join('')}
      </table>
    </main>
  </body>
</html>
`
}
