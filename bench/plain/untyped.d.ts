// As much of React's types as the benches use: the package has none of its own.
declare module 'react' {
  export type ReactNode = unknown
  export function createElement(type: unknown, props: object | null, ...children: unknown[]): ReactNode
}
declare module 'react-dom' {
  export function flushSync(render: () => void): void
}
declare module 'react-dom/client' {
  export interface Root {
    render(node: unknown): void
  }
  export function createRoot(container: Element): Root
}
