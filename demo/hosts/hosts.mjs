/**
 * The back-offices of many stacks, each with a small page that has the five elements on it. `npm run hosts` shows them,
 * `npm run test:hosts` builds and drives each. A host without `plugins` is served as it stands, as a page without a bundler is.
 */
import { page as serverRendered } from './server-rendered/page.mjs'

/**
 * @typedef {object} Host
 * @property {string} name its address, and its folder
 * @property {string} title
 * @property {() => Promise<import('vite').PluginOption[]>} [plugins] builds the page with Vite and these
 * @property {import('vite').UserConfig} [config] more of Vite's, where a stack asks for it
 * @property {(address: URL, assets: string) => Promise<string>} [page] the page, where a server writes it, with the scripts and styles
 *   that were built for it
 * @property {(path: string) => Promise<string | null>} [answers] what its server answers in JSON beside the page
 * @property {string} [head] the page of plain HTML, with this in place of the script of the kit
 * @property {Record<string, string>} [headers] that its server sends
 * @property {boolean} [hasPart] the elements are in a page of their own inside (sub-app/)
 * @property {number} [tried] how many lines somebody who had only the docs added or changed in a page of that stack, until all five
 *   elements were there
 * @property {RegExp} [warns] the one warning that its console is to have
 */

/** The strictest policy that a back-office is known to send. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "require-trusted-types-for 'script'",
  'trusted-types tierkit',
].join('; ')

const module = '<script type="module" src="../tierkit/tierkit.min.js"></script>'
const noPlugins = async () => []
/** The one whose server needs the packages of this folder: the list of hosts is read without them. */
const ssr = () => import('./ssr/page.mjs')
/** Ant Design marks its files for servers' renderers, about which a bundler has a line to say for each. */
const antd = {
  build: {
    rolldownOptions: {
      onLog: (level, log, handle) => log.code !== 'MODULE_LEVEL_DIRECTIVE' && handle(level, log),
    },
  },
}
/** The kit is a link here, with a React of its own for its tests: a page has one. */
const oneReact = { resolve: { dedupe: ['react', 'react-dom'] } }
const preact = { oxc: { jsx: { importSource: 'preact' } } }

/** @type {readonly Host[]} */
export const hosts = [
  { name: 'plain', tried: 8, title: 'Plain HTML' },
  { name: 'jquery', tried: 11, title: 'jQuery, with a table from the server' },
  {
    name: 'server-rendered',
    tried: 12,
    title: 'Page of a server (PHP, Rails), data as JSON in it',
    page: serverRendered,
  },
  { name: 'react', tried: 8, title: 'React 19', plugins: noPlugins },
  {
    name: 'react-wrapped',
    tried: 8,
    title: 'React 19 with components',
    plugins: noPlugins,
    config: oneReact,
  },
  { name: 'vue', tried: 13, title: 'Vue 3 with Element Plus', plugins: vue },
  { name: 'antd', tried: 16, title: 'React with Ant Design 6', plugins: noPlugins, config: antd },
  { name: 'tdesign', tried: 13, title: 'React with TDesign', plugins: noPlugins },
  { name: 'svelte', tried: 8, title: 'Svelte 5', plugins: svelte },
  { name: 'angular', tried: 10, title: 'Angular 21', plugins: noPlugins },
  { name: 'preact', tried: 8, title: 'Preact 11', plugins: noPlugins, config: preact },
  {
    name: 'solid',
    tried: 8,
    title: 'Solid',
    plugins: async () => [(await import('vite-plugin-solid')).default()],
  },
  { name: 'qiankun', tried: 8, title: 'Micro-frontend: qiankun', plugins: noPlugins, hasPart: true },
  { name: 'wujie', tried: 8, title: 'Micro-frontend: wujie', plugins: noPlugins, hasPart: true },
  { name: 'micro-app', tried: 8, title: 'Micro-frontend: micro-app', plugins: noPlugins, hasPart: true },
  {
    name: 'ssr',
    title: 'Server rendering with @lit-labs/ssr, and hydration',
    plugins: noPlugins,
    // one lit for the kit and for what hydrates it
    config: {
      resolve: { dedupe: ['lit', 'lit-html', 'lit-element', '@lit/reactive-element', '@lit/context'] },
    },
    page: async (address, assets) => (await ssr()).page(address, assets),
    answers: async (path) => (await ssr()).answered(path),
  },
  {
    name: 'old-libraries',
    title: 'Libraries of 2008 that change built-ins',
    head: `<script src="../old-libraries/old.js"></script>${module}`,
  },
  {
    name: 'reset',
    title: 'A hostile reset style sheet',
    head: `<link rel="stylesheet" href="../reset/reset.css" />${module}`,
  },
  {
    name: 'two-versions',
    title: 'Two versions of the kit',
    head: `${module}<script type="module" src="../another-version/tierkit.min.js"></script>`,
    warns:
      /^tierkit: <tk-provider> is already defined by version [\d.]+; version [\d.]+-another leaves it as it is$/,
  },
  {
    name: 'strict',
    tried: 11,
    title: 'Content-Security-Policy with Trusted Types',
    head: module,
    headers: { 'content-security-policy': policy },
  },
  {
    name: 'classic',
    tried: 8,
    title: 'One classic script, for Chromium 79 too',
    head: '<script src="../tierkit/classic/tierkit-all.min.js"></script>',
  },
]

/** What stands on the page of plain HTML, and what another host has in its place. */
export const plainHead = module

async function vue() {
  const { default: plugin } = await import('@vitejs/plugin-vue')
  // without this Vue looks for components of these names, and says that there are none
  return [plugin({ template: { compilerOptions: { isCustomElement: (tag) => tag.startsWith('tk-') } } })]
}

async function svelte() {
  const { svelte: plugin } = await import('@sveltejs/vite-plugin-svelte')
  return [plugin({ configFile: false })]
}
