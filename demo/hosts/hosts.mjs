/**
 * The back-offices of many stacks, each a folder here with a small page that has the five elements on it. `npm run hosts` shows them,
 * `npm run test:hosts` builds and drives each. A host without `plugins` is served as it stands, as a page without a bundler is.
 */

/**
 * @typedef {object} Host
 * @property {string} name its folder
 * @property {string} title
 * @property {() => Promise<import('vite').PluginOption[]>} [plugins] builds the page with Vite and these
 * @property {Record<string, string>} [headers] that its server sends
 * @property {import('vite').UserConfig} [config] more of Vite's, where a stack asks for it
 */

/** Ant Design marks its files for servers' renderers, about which a bundler has a line to say for each. */
const antd = {
  build: {
    rolldownOptions: {
      onLog: (level, log, handle) => log.code !== 'MODULE_LEVEL_DIRECTIVE' && handle(level, log),
    },
  },
}
const preact = { oxc: { jsx: { importSource: 'preact' } } }

/** @type {readonly Host[]} */
export const hosts = [
  { name: 'plain', title: 'Plain HTML' },
  { name: 'react', title: 'React 19', plugins: async () => [] },
  { name: 'vue', title: 'Vue 3 with Element Plus', plugins: vue },
  { name: 'antd', title: 'React with Ant Design 6', plugins: async () => [], config: antd },
  { name: 'tdesign', title: 'React with TDesign', plugins: async () => [] },
  { name: 'svelte', title: 'Svelte 5', plugins: svelte },
  { name: 'angular', title: 'Angular 21', plugins: async () => [] },
  { name: 'preact', title: 'Preact 11', plugins: async () => [], config: preact },
  { name: 'solid', title: 'Solid', plugins: async () => [(await import('vite-plugin-solid')).default()] },
]

async function vue() {
  const { default: plugin } = await import('@vitejs/plugin-vue')
  // without this Vue looks for components of these names, and says that there are none
  return [plugin({ template: { compilerOptions: { isCustomElement: (tag) => tag.startsWith('tk-') } } })]
}

async function svelte() {
  const { svelte: plugin } = await import('@sveltejs/vite-plugin-svelte')
  return [plugin({ configFile: false })]
}
