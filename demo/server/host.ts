/**
 * What the demo has in the place of a host's back end. A real one knows who is signed in to its page; this one takes everybody's word for it,
 * and hands out a token for any merchant, as a merchant. It is the only one who knows the secret.
 */
import { Hono, type Context } from 'hono'
import type { appOf } from './app.js'

/** The server's answers with those of the host beside them: `POST /host/session?merchant=203377` gives the page its token. */
export function withHost(app: ReturnType<typeof appOf>, secret: string): ReturnType<typeof appOf> {
  const host = new Hono()
  host.post('/session', (c: Context) =>
    app.request('/sessions', {
      method: 'POST',
      headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
      body: JSON.stringify({ merchant: c.req.query('merchant') ?? '', by: 'merchant' }),
    }),
  )
  return app.route('/host', host)
}
