/**
 * One React component for one element, for React 16.8 to 19. Up to 18 React hands everything to a custom element as an attribute,
 * and no version binds an event called `tk-task-claim` from a handler with a name of its own: here, what an attribute can hold is
 * one (so a server renders it), everything else is a property, and `onTaskClaim` listens.
 *
 * It knows the element's properties from its class, its events from a list, and nothing about what they mean.
 */
import {
  createElement,
  forwardRef,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  type ForwardedRef,
  type ForwardRefExoticComponent,
  type HTMLAttributes,
  type RefAttributes,
  type RefObject,
} from 'react'
import type { LitElement } from 'lit'
import { defineTag, type Versioned } from '../elements/registry.js'

type Capital<Name extends string> = Name extends `${infer First}-${infer Rest}`
  ? `${Capitalize<First>}${Capital<Rest>}`
  : Capitalize<Name>
/** `tk-task-claim` is heard by `onTaskClaim`. */
type HandlerOf<Event extends string> = Event extends `tk-${infer Name}` ? `on${Capital<Name>}` : never

type EventName = Extract<keyof GlobalEventHandlersEventMap, `tk-${string}`>
type Handlers<Event extends EventName> = {
  [Name in Event as HandlerOf<Name>]?: (event: GlobalEventHandlersEventMap[Name]) => void
}

/** What may be set: public fields of the element's own, no methods and nothing that is only read. */
type PropertyOf<Element> = {
  [Name in Exclude<keyof Element, keyof LitElement>]: Element[Name] extends (...given: never[]) => unknown
    ? never
    : IsSame<Pick<Element, Name>, { -readonly [_ in Name]: Element[_] }> extends true
      ? Name
      : never
}[Exclude<keyof Element, keyof LitElement>]
type IsSame<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false

/** A component's props: the element's properties, its events, and what React gives every element. */
export type ElementProps<Element extends HTMLElement, Name extends EventName> = Partial<
  Pick<Element, PropertyOf<Element>>
> &
  Handlers<Name> &
  Omit<HTMLAttributes<Element>, PropertyOf<Element> | HandlerOf<Name>>

export type ElementComponent<Element extends HTMLElement, Name extends EventName> = ForwardRefExoticComponent<
  ElementProps<Element, Name> & RefAttributes<Element>
>

/** Of an element's class, what a component reads: Lit's table of its properties, which is whole once attributes were asked for. */
type ElementClass<Element> = Versioned & {
  new (): Element
  readonly observedAttributes: readonly string[]
  readonly elementProperties: ReadonlyMap<PropertyKey, { readonly attribute?: boolean | string }>
}
type Given = Readonly<Record<string, unknown>>
type Listener = (event: Event) => void

/** Props by who takes them: the element's own properties, its listeners by event, and what React itself is given. */
interface Parted {
  readonly properties: Given
  readonly listeners: Readonly<Record<string, Listener>>
  readonly others: Given
}

// React warns of layout effects where there is no layout
const useSetting = typeof document === 'undefined' ? useEffect : useLayoutEffect

/** The component of an element. It registers the tag where it is first mounted; importing it registers nothing. */
export function elementComponent<Element extends HTMLElement, const Name extends EventName>(
  tag: string,
  elementClass: ElementClass<Element>,
  events: readonly Name[],
): ElementComponent<Element, Name> {
  const heard = new Map(events.map((name) => [handlerOf(name), name]))

  function Component(props: Given, ref: ForwardedRef<Element>) {
    const { properties, listeners, others } = parted(props, elementClass, heard)
    const place = useRef<Element>(null)
    const given = useRef<Given>({})
    // a server renders them; from then on they are the element's, and are set as properties
    const attributes = useRef<Given>(null)
    attributes.current ??= attributesOf(properties, elementClass)
    useSetting(() => {
      defineTag(tag, elementClass, customElements)
      assign(place.current as unknown as Record<string, unknown>, properties, given.current, tag)
      given.current = properties
    })
    useListeners(place, listeners)
    useImperativeHandle(ref, () => place.current!)
    return createElement(tag, { ...attributes.current, ...others, ref: place })
  }
  Component.displayName = elementClass.name
  return forwardRef(Component as never) as unknown as ElementComponent<Element, Name>
}

/** Listens to what has a listener, and always calls the newest one. */
function useListeners(place: RefObject<HTMLElement | null>, listeners: Parted['listeners']): void {
  const newest = useRef(listeners)
  useSetting(() => void (newest.current = listeners))
  const names = Object.keys(listeners).sort().join(' ')
  useSetting(() => {
    const element = place.current!
    const listen: Listener = (event) => newest.current[event.type]?.(event)
    const types = names ? names.split(' ') : []
    types.forEach((type) => element.addEventListener(type, listen))
    return () => types.forEach((type) => element.removeEventListener(type, listen))
  }, [names])
}

function parted(
  props: Given,
  { observedAttributes, elementProperties }: ElementClass<unknown>,
  heard: ReadonlyMap<string, string>,
): Parted {
  // prettier-ignore
  const [properties, listeners, others]: [Record<string, unknown>, Record<string, Listener>, Record<string, unknown>] = [{}, {}, {}] // prettier-ignore
  for (const name of Object.keys(props)) {
    const [value, event] = [props[name], heard.get(name)]
    if (event) {
      if (typeof value === 'function') listeners[event] = value as Listener
    } else if (observedAttributes && elementProperties.has(name)) {
      if (value !== undefined) properties[name] = value
    } else others[name === 'className' ? 'class' : name] = value
  }
  return { properties, listeners, others }
}

/** What of the properties an attribute can hold. */
function attributesOf(properties: Given, { elementProperties }: ElementClass<unknown>): Given {
  const attributes: Record<string, unknown> = {}
  for (const name of Object.keys(properties)) {
    const [value, attribute] = [properties[name], elementProperties.get(name)?.attribute]
    const isPlain = typeof value === 'string' || typeof value === 'number' || value === true
    if (isPlain && attribute !== false)
      attributes[typeof attribute === 'string' ? attribute : name.toLowerCase()] = value
  }
  return attributes
}

/** Sets what is another than before; what is no more given is as in an element that nothing was set on. */
function assign(element: Record<string, unknown>, now: Given, before: Given, tag: string): void {
  for (const name of Object.keys(now)) if (now[name] !== before[name]) element[name] = now[name]
  const gone = Object.keys(before).filter((name) => !(name in now))
  if (gone.length === 0) return
  const untouched = document.createElement(tag) as unknown as Given
  for (const name of gone) element[name] = untouched[name]
}

/** `onTaskClaim` for `tk-task-claim`. */
function handlerOf(event: string): string {
  return `on${event.slice('tk'.length).replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())}`
}
