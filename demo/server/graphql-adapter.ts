/** An adapter for a GraphQL back end that a platform has already: what it calls things becomes what the widgets read. docs/server.md quotes it. */
import type { Adapter } from '../../src/data/adapter.js'

type Fetch = typeof globalThis.fetch
type Edge = { nodes: object[]; start: string; end: string; newer: boolean; older: boolean; count: number }

// the adapter
export function graphqlAdapter(url: string, token: () => Promise<string>, fetch: Fetch): Adapter {
  async function ask<T>(query: string, variables: object, signal: AbortSignal): Promise<T> {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${await token()}` }
    const body = JSON.stringify({ query, variables })
    const response = await fetch(url, { method: 'POST', headers, body, signal })
    // `status` says which failures may pass, and whether a command may have been taken
    if (!response.ok) throw Object.assign(new Error('no answer'), { status: response.status })
    const { data, errors } = await response.json()
    // `extensions: { issue: { code, path, params } }` is why a command is refused; widgets say it
    if (errors) throw Object.assign(new Error(errors[0].message), errors[0].extensions)
    return data
  }
  return {
    async program({ signal }) {
      const { plan } = await ask<{ plan: object }>('{ plan }', {}, signal)
      return { data: plan }
    },
    async merchant({ signal }) {
      const query = '{ shop { record revision } }'
      const { shop } = await ask<{ shop: { record: object; revision: number } }>(query, {}, signal)
      return { data: shop.record, revision: shop.revision }
    },
    async entries({ from, count }, { signal }) {
      const query =
        'query ($first: Int, $last: Int, $after: ID, $before: ID, $until: String) { log(first: $first, last: $last, after: $after, before: $before, until: $until) { nodes start end newer older count } }'
      const [way, cursor] = typeof from === 'object' && 'cursor' in from ? from.cursor.split(' ') : [from]
      const { log } = await ask<{ log: Edge }>(
        query,
        {
          ...(way === 'last' || way === 'newer' ? { last: count } : { first: count }),
          ...(way === 'older' && { after: cursor }),
          ...(way === 'newer' && { before: cursor }),
          ...(typeof from === 'object' && 'date' in from && { until: from.date }),
        },
        signal,
      )
      const [before, after] = [log.newer ? `newer ${log.start}` : null, log.older ? `older ${log.end}` : null]
      return { data: { entries: log.nodes, before, after, total: log.count } }
    },
    async send(command, { signal }) {
      const query = 'mutation ($command: JSON!) { send(command: $command) { key revision } }'
      const { send } = await ask<{ send: object }>(query, { command }, signal)
      return { data: send }
    },
  }
}
