/** A page of the site, whole: what was written, with the way to every other page around it. */
import { readFileSync } from 'node:fs'
import { sections } from './contents.js'
import { escapeHtml } from './highlight.js'
import { sourcePage, written, type Written } from './markdown.js'
import { root, urlOf, way } from './places.js'

const order = sections.flatMap(({ pages }) => pages)
const { version } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as { version: string }

export const pageOf = (file: string): Written =>
  (file.endsWith('.md') ? written : sourcePage)(readFileSync(root + file, 'utf8'), file)

/** Before anything is painted: the theme that was chosen on an earlier page. */
const early = `try{var t=localStorage.getItem('tierkit-docs-theme');if(t)document.documentElement.setAttribute('data-theme',t)}catch(e){}`

const symbols = `<svg class="symbols" aria-hidden="true" xmlns="http://www.w3.org/2000/svg">
<symbol id="icon-steps" viewBox="0 0 16 16"><path d="M2 13.25h3.2v-3.2h3.2v-3.2h3.2v-3.2H14"/></symbol>
<symbol id="icon-menu" viewBox="0 0 16 16"><path d="M2 4h12M2 8h12M2 12h12"/></symbol>
<symbol id="icon-copy" viewBox="0 0 16 16"><rect x="5.5" y="5.5" width="8" height="8" rx="1.25"/><path d="M10.5 5.5v-2a1 1 0 0 0-1-1h-6a1 1 0 0 0-1 1v6a1 1 0 0 0 1 1h2"/></symbol>
</svg>`

const choices = (id: string, label: string, options: Readonly<Record<string, string>>): string => `
<label class="pick"><span class="sr">${label}</span><select id="${id}">${Object.entries(options)
  .map(([value, name]) => `<option value="${value}">${name}</option>`)
  .join('')}</select></label>`

function sidebar(file: string): string {
  const own = urlOf(file)
  const item = ([to, label]: readonly [string, string]): string => {
    const current = to === file ? ' aria-current="page"' : ''
    return `<li><a href="${way(own, urlOf(to))}"${current}>${escapeHtml(label)}</a></li>`
  }
  return sections
    .map(({ name, pages }, at) => {
      const items = pages.map(item).join('')
      return `<section aria-labelledby="section-${at}"><h2 id="section-${at}">${name}</h2><ul>${items}</ul></section>`
    })
    .join('\n')
}

function outlineOf({ outline }: Written): string {
  const rows = outline.filter(({ depth }) => depth === 2 || depth === 3)
  if (rows.length < 2) return '<div class="outline"></div>'
  const items = rows.map(
    ({ id, html, depth }) => `<li class="depth-${depth}"><a href="#${id}">${html}</a></li>`,
  )
  return `<nav class="outline" aria-labelledby="outline-name"><h2 id="outline-name">On this page</h2><ul>${items.join('')}</ul></nav>`
}

function neighbors(file: string): string {
  const at = order.findIndex(([one]) => one === file)
  if (at < 0) return ''
  const link = (to: readonly [string, string] | undefined, rel: string, name: string): string =>
    to
      ? `<a rel="${rel}" href="${way(urlOf(file), urlOf(to[0]))}"><span>${name}</span>${escapeHtml(to[1])}</a>`
      : '<span></span>'
  return `<nav class="neighbors" aria-label="Pages before and after">${link(order[at - 1], 'prev', 'Previous')}${link(order[at + 1], 'next', 'Next')}</nav>`
}

/** The HTML of the page that shows a file of the repository. `{root}` is the way to the top of the site. */
export function htmlOf(file: string): string {
  const page = pageOf(file)
  const home = way(urlOf(file), 'index.html')
  const isLive = page.html.includes('class="live"')
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(page.title)} · Tierkit</title>
<script>${early}</script>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/site.css">
<script type="module" src="/site.ts"></script>
</head>
<body>
${symbols}
<a class="skip" href="#content">Skip to the text</a>
<header class="bar">
<button type="button" id="menu" aria-expanded="false" aria-controls="sidebar"><svg class="icon" aria-hidden="true"><use href="#icon-menu"/></svg><span class="sr">Pages</span></button>
<a class="home" href="${home}"><svg class="icon" aria-hidden="true"><use href="#icon-steps"/></svg>Tierkit <span class="version">${version}</span></a>
${isLive ? choices('language', 'Language of the examples', { en: 'English', 'zh-CN': '中文' }) : ''}
${choices('theme', 'Theme', { auto: 'Auto', light: 'Light', dark: 'Dark' })}
</header>
<div class="desk">
<nav id="sidebar" class="sidebar" aria-label="Pages">${sidebar(file)}</nav>
<main id="content" tabindex="-1">
<article>${page.html}</article>
${neighbors(file)}
</main>
${outlineOf(page)}
</div>
</body>
</html>
`
}
