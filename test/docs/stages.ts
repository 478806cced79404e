/** What the text around a block says is there, for blocks that run in a page: its elements, its values, and the scripts beside it. */
import type { Block } from './blocks.js'

/** The page that a script of the docs is for. */
export const stage = `
<tk-provider id="me"><tk-score-gauge></tk-score-gauge><tk-task-checklist></tk-task-checklist></tk-provider>
<script type="application/json" id="standing">@standing</script>
<script type="application/json" id="program">@program</script>
<script type="application/json" id="merchant">@merchant</script>
<div id="log"></div><div id="content"></div>`

/** By a piece of the code: what stands before it. */
const given: readonly (readonly [piece: string, script: string])[] = [
  ['provider.appearance', `const provider = document.querySelector('tk-provider')\n`],
  [
    'indexedDbAdapter({ program, merchant })',
    `const [program, merchant] = await Promise.all(['program', 'merchant'].map(async (name) => (await fetch('/' + name + '.json')).text()))\n`,
  ],
]
export const scriptOf = ({ code }: Block): string => {
  const before = given.filter(
    ([piece, script]) => code.includes(piece) && !code.includes(script.slice(0, 20)),
  )
  return before.map(([, script]) => script).join('') + code
}

/** By a piece of the HTML: a script of the page's that has run before. */
const earlier: readonly (readonly [piece: string, script: string])[] = [
  [
    'preview.population =',
    `window.ids = ['shop-17', 'shop-18', 'shop-19']
window.sales = Float64Array.of(1, 2, 3)
window.save = () => {}`,
  ],
]
export const earlierOf = ({ code }: Block): string =>
  earlier
    .filter(([piece]) => code.includes(piece))
    .map(([, script]) => script)
    .join('\n')

/** A prefix of a host's own that a block uses: its tags are registered by another block of the page. */
export const prefixOf = ({ code }: Block): string | null =>
  /<(?!tk-|micro-app)([a-z]+)-(?:provider|score-gauge)/.exec(code)?.[1] ?? null

/** What a template on a server writes. */
const templates: readonly (readonly [expression: RegExp, value: string])[] = [
  [/<\?= json_encode\(\$standing, [\w\s|]+\) \?>/g, '@standing'],
  [/<%= raw json_escape\(@standing\.to_json\) %>/g, '@standing'],
  [
    /\{\{ standing\|json_script:"standing" \}\}/g,
    '<script id="standing" type="application/json">@standing</script>',
  ],
  [/\$\{standingJson\}/g, '@standing'],
]
export const writtenBy = (code: string): string =>
  templates.reduce((text, [expression, value]) => text.replace(expression, value), code)

/** A component of React's, and what shows it with the standing of the stage. */
export const shownByReact = (code: string): string => `${code}
import { createRoot } from 'react-dom/client'
const value = JSON.parse(document.getElementById('standing').textContent)
document.getElementById('me').remove()
createRoot(document.getElementById('content')).render(
  <${/export (?:function|const) (\w+)/.exec(code)?.[1]} standing={value} onClaim={() => {}} />,
)`
