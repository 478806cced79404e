/** What this server uses of `pg`, which brings no types of its own. */
declare module 'pg' {
  export interface Queryable {
    query(sql: string, params?: unknown[]): Promise<{ rows: Record<string, unknown>[] }>
  }
  interface Options {
    connectionString: string
    max?: number
    options?: string
  }
  export interface Client extends Queryable {
    on(event: 'notification', heard: (message: { payload?: string }) => void): void
    on(event: 'error', heard: (error: Error) => void): void
    on(event: 'end', heard: () => void): void
    connect(): Promise<void>
    end(): Promise<void>
  }
  interface PoolClient extends Queryable {
    on(event: 'error', heard: (error: Error) => void): void
    off(event: 'error', heard: (error: Error) => void): void
    release(broken?: Error): void
  }
  interface Pool extends Queryable {
    on(event: 'error', heard: (error: Error) => void): void
    connect(): Promise<PoolClient>
    end(): Promise<void>
  }
  const pg: {
    Pool: new (options: Options) => Pool
    Client: new (options: Options) => Client
  }
  namespace pg {
    export type { Client, Queryable }
  }
  export default pg
}
