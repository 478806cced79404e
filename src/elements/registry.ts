/** What `define` needs of a registry; `customElements` is one. */
export interface TagRegistry {
  get(tag: string): CustomElementConstructor | undefined
  define(tag: string, element: CustomElementConstructor): void
}
/** A class of ours; its version tells two copies of the kit apart. */
export type Versioned = CustomElementConstructor & { readonly version: string }

let warned = false

/**
 * Gives a class its tag. A tag that is taken stays as it is: a second copy of the kit never throws, and one of another
 * version is named in the console once. A class that has a tag already gets the further one through a subclass, since
 * a registry takes each class once.
 */
export function defineTag(tag: string, element: Versioned, registry: TagRegistry): void {
  const taken = registry.get(tag) as Versioned | undefined
  if (taken) {
    if (taken.version !== element.version && !warned) {
      warned = true
      console.warn(
        `tierkit: <${tag}> is already defined${taken.version ? ` by version ${taken.version}` : ' by something else'}; version ${element.version} leaves it as it is`,
      )
    }
    return
  }
  const used = Object.prototype.hasOwnProperty.call(element, tagged)
  if (!used) Object.defineProperty(element, tagged, { value: tag })
  registry.define(tag, used ? class extends element {} : element)
}

/** Marks a class that a registry has. */
const tagged = Symbol('tierkit.tagged')
