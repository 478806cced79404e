/** The inn's server, listening: what `child.mjs` runs. */
import { listening, openServer, type ServerOptions } from '../../demo/server/server.js'
import { innProgram, recordOf, secret, startMs } from './inn.js'

export interface ChildOptions {
  readonly url?: string
  readonly folder?: string
  /** Where the first command stops that is accepted. */
  readonly stopAt?: 'written' | 'committed'
  /** How many merchants, called `m0` and on, with so many points each. */
  readonly spenders?: { readonly merchants: number; readonly points: number }
}

export async function run({ stopAt, spenders, ...where }: ChildOptions): Promise<void> {
  const reached: ServerOptions['reached'] = async (place) => {
    if (place !== stopAt) return
    console.log('reached')
    await new Promise(() => undefined)
  }
  const { merchants = 0, points = 0 } = spenders ?? {}
  const server = await openServer({
    ...where,
    secret,
    beginsMs: startMs,
    reached,
    connections: 24,
    programs: [{ ...innProgram, accounts: innProgram.accounts.map((one) => ({ ...one, start: points })) }],
    merchants: () => [
      { program: 'cafe', record: recordOf('7') },
      ...Array.from({ length: merchants }, (_, nth) => ({ program: 'cafe', record: recordOf(`m${nth}`, 0) })),
    ],
    rate: { burst: 1e9, perSecond: 1e9 },
    timeoutSeconds: 60,
    faulted: (error) => console.error(error),
  })
  const { address } = await listening(server.app, 0)
  console.log(address)
}
