/**
 * What a server of PHP, Rails or the like does: it writes the whole page by a template, the merchant's data into it as JSON, and
 * another page for another store or language. The data is the program and the record; a server that evaluates would write a standing.
 */
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { orders, stores, words } from '../shared/back-office.js'

const demo = (path) => readFile(fileURLToPath(new URL(`../../${path}`, import.meta.url)), 'utf8')

/** Text as it may stand in HTML. */
const html = (text) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
/** JSON as it may stand in a script: nothing in it can end the script. */
const json = (text) => text.replace(/</g, '\\u003c')

/** The page for what the address asks. */
export async function page({ searchParams }) {
  const lang = searchParams.get('lang') === 'zh-CN' ? 'zh-CN' : 'en'
  const store = stores.find(({ id }) => id === searchParams.get('store')) ?? stores[0]
  const other = stores.find((one) => one !== store)
  const say = words[lang]
  const [program, merchant] = await Promise.all([
    demo('programs/store-score.json'),
    demo(`merchants/${store.id}.json`),
  ])
  const link = (id, text, address) =>
    `<a class="button" id="${id}" href="?${new URLSearchParams(address)}">${html(text)}</a>`
  const row = (cells, tag) => `<tr>${cells.map((cell) => `<${tag}>${html(cell)}</${tag}>`).join('')}</tr>`
  return `<!doctype html>
<html lang="${lang}">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${html(say.title)}</title>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="/shared/page.css" />
    <link rel="stylesheet" href="/tierkit/themes/reserve.css" />
    <script src="/tierkit/classic/tierkit-all.min.js" defer></script>
    <script src="page.js" defer></script>
  </head>
  <body>
    <header class="bar">
      <h1>${html(say.title)}</h1>
      <span class="store">${html(store.name[lang])}</span>
      ${link('other', say.other, { store: other.id, lang })}
      <button id="brand">${html(say.brand)}</button>
      <button id="dark">${html(say.dark)}</button>
      ${link('language', say.language, { store: store.id, lang: lang === 'en' ? 'zh-CN' : 'en' })}
      <button id="shown">${html(say.hide)}</button>
    </header>
    <main>
      <tk-provider>
        <div class="growth">
          <tk-score-gauge heading="${html(say.score(store.name[lang]))}"></tk-score-gauge>
          <tk-tier-ladder></tk-tier-ladder>
          <tk-task-checklist></tk-task-checklist>
          <tk-benefit-wallet></tk-benefit-wallet>
          <tk-points-ledger></tk-points-ledger>
        </div>
      </tk-provider>
      <script type="application/json" id="program">${json(program)}</script>
      <script type="application/json" id="merchant">${json(merchant)}</script>
      <p class="said" id="said"></p>
      <h2>${html(say.orders)}</h2>
      <table id="orders">
        ${row(say.columns, 'th')}
        ${orders.map(({ id, at, amount, state }) => row([id, at, amount, state[lang]], 'td')).join('\n        ')}
      </table>
    </main>
  </body>
</html>
`
}
