// Types of the tags for the templates of React, Preact, Solid, Vue and Svelte, made of the manifest. Types of properties and events are
// looked up in the classes and in the map of events, so that they are said once. (A library that makes JSX types writes one file that
// augments ten frameworks and the page's own global types, whichever are there; here each framework is an entry.)
import { elementsOf } from './editor-data.mjs'

/** What the build writes into dist/types, by file name: declarations, and an empty module beside each, so that any import resolves. */
export function frameworkTypes(manifest) {
  const elements = elementsOf(manifest)
  const modules = new Map(
    manifest.modules.map(({ path, declarations }) => [declarations[0].tagName, path.replace('dist/', '../')]),
  )
  const texts = { markup: markup(elements, modules) }
  for (const [name, write] of Object.entries(frameworks)) texts[name] = write(elements)
  return Object.entries(texts).flatMap(([name, text]) => [
    { name: `${name}.d.ts`, text },
    { name: `${name}.js`, text: 'export {}\n' },
  ])
}

const doc = (text, indent = '  ') => `${indent}/** ${text.replace(/\s+/g, ' ').replace(/\*\//g, '* /')} */\n`
const settable = ({ members }) => members.filter(({ kind, readonly }) => kind === 'field' && !readonly)
const dashed = ({ attributes }) => attributes.filter(({ name, fieldName }) => name !== fieldName)

/** Each element's properties, attributes and events. */
function markup(elements, modules) {
  const imports = elements.map(
    ({ name, tagName }) => `import type { ${name} } from '${modules.get(tagName)}'\n`,
  )
  const interfaces = elements.map((one) => {
    const { name, tagName, summary, events } = one
    const properties = settable(one).map(
      (field) => `${doc(field.description)}  ${field.name}?: ${name}['${field.name}'] | undefined\n`,
    )
    const attributes = dashed(one).map(
      (field) =>
        `${doc(field.description)}  '${field.name}'?: ${attributeType(field.type.text)} | undefined\n`,
    )
    const heard = events.map(
      (event) => `${doc(event.description)}  '${event.name}': GlobalEventHandlersEventMap['${event.name}']\n`,
    )
    return `${doc(`\`<${tagName}>\`: ${summary}`, '')}export interface ${name}Properties {\n${properties.join('')}}
/** The attributes of \`<${tagName}>\` that are not called as their properties are. */
export interface ${name}Attributes {\n${attributes.join('')}}
/** What \`<${tagName}>\` sends. */
export interface ${name}Events {\n${heard.join('')}}\n`
  })
  const events = ['elements', 'preview'].map((room) => `import type {} from '../${room}/events.js'\n`)
  return `${imports.join('')}${events.join('')}\n${interfaces.join('\n')}`
}

const attributeType = (type) =>
  type === 'boolean' ? `boolean | ''` : type === 'number' ? 'number | string' : 'string | null'

const names = (elements) => {
  const all = elements.flatMap(({ name }) => [`${name}Attributes`, `${name}Events`, `${name}Properties`])
  return `import type { ${all.join(', ')} } from './markup.js'\n`
}
const classes = (elements) =>
  elements.map(({ tagName }) => tagName).map((tag) => `HTMLElementTagNameMap['${tag}']`)
const rows = (elements, write) =>
  elements.map((one, at) => `    '${one.tagName}': ${write(one, classes(elements)[at])}\n`).join('')
/** Handlers of all events of an element under the names a framework binds them by. */
const handlers = (name, spelled) =>
  `{ [Name in keyof ${name}Events as ${spelled}]?: (event: ${name}Events[Name]) => void }`
const set = (name) => `${name}Properties & Omit<${name}Attributes, keyof ${name}Properties>`

const capitals = `type Capital<Name extends string> = Name extends \`\${infer First}-\${infer Rest}\`
  ? \`\${Capitalize<First>}\${Capital<Rest>}\`
  : Capitalize<Name>
`

const frameworks = {
  // React 19 sets properties and binds `ontk-task-claim`
  react: (elements) => `${names(elements)}import type { DetailedHTMLProps, HTMLAttributes } from 'react'

type Base<Element, Own> = Omit<DetailedHTMLProps<HTMLAttributes<Element>, Element>, keyof Own> & { class?: string } & Own

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
${rows(elements, ({ name }, element) => `Base<${element}, ${set(name)} & ${handlers(name, '`on${Name}`')}>`)}    }
  }
}
`,
  preact: (elements) => `${names(elements)}import type { HTMLAttributes } from 'preact'

type Base<Element extends EventTarget, Own> = Omit<HTMLAttributes<Element>, keyof Own> & Own

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
${rows(elements, ({ name }, element) => `Base<${element}, ${set(name)} & ${handlers(name, '`on${Name}`')}>`)}    }
  }
}
`,
  // Solid sets properties of custom elements, attributes by \`attr:\`, and binds \`on:tk-task-claim\`
  solid: (elements) => `${names(elements)}import type { JSX } from 'solid-js'

type Base<Element, Own> = Omit<JSX.HTMLAttributes<Element>, keyof Own> & Own

declare module 'solid-js' {
  namespace JSX {
    interface IntrinsicElements {
${rows(elements, ({ name }, element) => `Base<${element}, ${name}Properties & { [Name in keyof ${name}Attributes as \`attr:\${Name}\`]?: ${name}Attributes[Name] } & ${handlers(name, '`on:${Name}`')}>`)}    }
  }
}
`,
  // templates of Vue: \`.standing\` or \`:standing\`, \`@tk-task-claim\`
  vue: (elements) => `${names(elements)}import type { HTMLAttributes, ReservedProps } from 'vue'

${capitals}type Tag<Own, Events> = new () => {
  $props: Own & Omit<HTMLAttributes, keyof Own> & ReservedProps & {
    [Name in keyof Events & string as \`on\${Capital<Name>}\`]?: (event: Events[Name]) => void
  }
  $emit: <Name extends keyof Events>(name: Name, event: Events[Name]) => void
}

declare module 'vue' {
  interface GlobalComponents {
${rows(elements, ({ name }) => `Tag<${set(name)}, ${name}Events>`)}  }
}
`,
  // \`ontk-task-claim\` in Svelte 5, \`on:tk-task-claim\` before
  svelte: (elements) => `${names(elements)}import type { HTMLAttributes } from 'svelte/elements'

type Base<Element extends EventTarget, Own> = Omit<HTMLAttributes<Element>, keyof Own> & Own

declare module 'svelte/elements' {
  interface SvelteHTMLElements {
${rows(elements, ({ name }, element) => `Base<${element}, ${set(name)} & ${handlers(name, '`on${Name}`')} & ${handlers(name, '`on:${Name}`')}>`)}  }
}
`,
}
